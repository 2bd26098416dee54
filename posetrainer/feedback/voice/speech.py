"""Speaking of one text at a time in subprocesses, and detection of their failures."""

import time
from dataclasses import dataclass

from posetrainer.feedback.voice import programs
from posetrainer.feedback.voice.speakers import Speaker, spoken
from posetrainer.feedback.voice.wav_track import Listening, WavTrack
from posetrainer.language.translation import tr

#: Seconds beyond the time for its words after which a speaker is taken to hang.
HUNG_AFTER_S = 15.0
_FAILURES = 3
# No speaker is four times as fast as asked for: one that is has made no sound. espeak-ng, for
# one, reports success when there is no sound card.
_AT_ONCE = 0.25


@dataclass(frozen=True)
class _Talk:
    """A text that is being spoken."""

    program: programs.Program
    listening: Listening | None
    since_s: float
    words_s: float


class Speech:
    """Speak texts, each cutting off the one before; used by one thread.

    ``track`` is where the sound goes instead of to the loudspeaker. After so many ``failures`` in a
    row there is no more speech, and `problem` is a sentence for the user.
    """

    def __init__(
        self,
        speaker: Speaker,
        rate_wpm: int,
        track: WavTrack | None = None,
        hung_after_s: float = HUNG_AFTER_S,
        failures: int = _FAILURES,
    ) -> None:
        self._speaker = speaker
        self._rate_wpm = rate_wpm
        self._track = track
        self._hung_after_s = hung_after_s
        self._talk: _Talk | None = None
        self._spare: programs.Program | None = None
        self._failures = 0
        self._most_failures = failures
        self.problem: str | None = None
        self._make_spare()

    @property
    def busy(self) -> bool:
        """Whether a text is being spoken."""
        return self._talk is not None

    def speak(self, text: str) -> None:
        """Begin a text; the one before ends here."""
        self.cut()
        text = spoken(text)
        if self.problem or not text:
            return
        try:
            program = self._ready_program()
        except OSError:
            self._failed(tr("cannot be started"))
            return
        listening = None
        if self._track is not None and program.stdout is not None:
            listening = Listening(program.stdout, self._track)
        programs.give(program, self._speaker.encode(text))
        words_s = len(text.split()) * 60.0 / self._rate_wpm
        self._talk = _Talk(program, listening, time.perf_counter(), words_s)
        self._make_spare()

    def look(self) -> None:
        """See whether the text has been spoken, and how that went."""
        talk = self._talk
        if talk is None:
            return
        code = talk.program.poll()
        took_s = time.perf_counter() - talk.since_s
        if code is None:
            if took_s > self._hung_after_s + talk.words_s:
                self.cut()
                self._failed(tr("hangs"))
            return
        if talk.listening is not None and talk.listening.going:
            return
        self._talk = None
        if code > 0:
            self._failed(tr("fails with exit code {code}").format(code=code))
        elif took_s < _AT_ONCE * talk.words_s:
            self._failed(tr("ends without a sound"))
        elif code == 0:
            self._failures = 0

    def cut(self) -> None:
        """Silence at once."""
        talk, self._talk = self._talk, None
        if talk is None:
            return
        if talk.listening is not None:
            talk.listening.stop()
        programs.end(talk.program)
        if talk.listening is not None:
            talk.listening.join()

    def close(self) -> None:
        """Silence; no program is left."""
        self.cut()
        if self._spare is not None:
            programs.end(self._spare)
            self._spare = None

    def _ready_program(self) -> programs.Program:
        """Return a program that waits for its text."""
        spare, self._spare = self._spare, None
        if spare is not None:
            if spare.poll() is None:
                return spare
            programs.end(spare)
        return self._start()

    def _start(self) -> programs.Program:
        if self._track is None:
            return programs.start(self._speaker.argv)
        return programs.start(self._speaker.wav_argv or (), to_pipe=True)

    def _make_spare(self) -> None:
        """Let a program that starts slowly do so before it is needed."""
        if self._speaker.starts_slowly and self._spare is None and not self.problem:
            # If it cannot be started, that shows when it is needed.
            try:
                self._spare = self._start()
            except OSError:
                self._spare = None

    def _failed(self, how: str) -> None:
        self._failures += 1
        if self._failures >= self._most_failures:
            sentence = tr("The voice, {speaker}, {fails}: {check}; tones and screen go on.")
            self.problem = sentence.format(
                speaker=self._speaker.name, fails=how, check=self._speaker.check
            )
