"""Output of speech and tones by a thread; calls return at once."""

import contextlib
import sys
import threading
from pathlib import Path
from typing import Literal

from typing_extensions import Self

from posetrainer.feedback.utterance import Tone, Utterance
from posetrainer.feedback.voice.players import PlayedTones, find_players
from posetrainer.feedback.voice.speakers import Speaker, VoiceError, find_speaker
from posetrainer.feedback.voice.speech import HUNG_AFTER_S, Speech
from posetrainer.feedback.voice.wav_track import WavTrack
from posetrainer.language.translation import tr

#: ``off``: silence. ``tones``: no words. ``full``: words and tones.
VoiceMode = Literal["off", "tones", "full"]

# How often running programs are looked after; nothing new waits for it.
_LOOK_EVERY_S = 0.03
_JOIN_S = 3.0


class VoiceOutput:
    """Speaks and plays tones in processes of their own; a context manager.

    Nothing that goes wrong with sound is raised or waited for once it is open: training goes on
    in silence.

    Parameters
    ----------
    mode : {"off", "tones", "full"}
    language : str
        For example ``"en"``, ``"en-us"``.
    rate_wpm : int
        Words a minute.
    sound_file : Path or None
        A WAV file to sound into instead of the loudspeaker, each sound at its moment since the
        opening.
    speaker : Speaker or None
        Instead of the one of this machine.
    hung_after_s : float
        Seconds beyond the time for its words after which a speaker is ended.

    Attributes
    ----------
    problem : str or None
        For the user: why something will not be heard, and the mend. May change at any time.

    Raises
    ------
    VoiceError
        If language or rate make no sense.
    OutputError
        On entering, if the file cannot be written.
    """

    def __init__(
        self,
        mode: VoiceMode,
        language: str = "en",
        rate_wpm: int = 160,
        *,
        sound_file: Path | None = None,
        speaker: Speaker | None = None,
        hung_after_s: float = HUNG_AFTER_S,
    ) -> None:
        self._mode = mode
        self._rate_wpm = rate_wpm
        self._sound_file = sound_file
        self._hung_after_s = hung_after_s
        found = find_speaker(language, rate_wpm, to_file=sound_file is not None)
        self._speaker = speaker or found
        if sound_file and self._speaker and not self._speaker.wav_argv:
            raise VoiceError(
                tr("{speaker} cannot speak into {file}: install espeak-ng for that.").format(
                    speaker=self._speaker.name, file=sound_file
                )
            )
        self.problem: str | None = None
        self._track: WavTrack | None = None
        # Used by the thread alone, once it runs.
        self._speech: Speech | None = None
        self._tones: PlayedTones | WavTrack | None = None
        self._lacks: list[str] = []
        self._thread: threading.Thread | None = None
        self._news = threading.Condition()
        # What the condition guards: what is to be heard next, and what else was asked for.
        self._text: str | None = None
        self._new_tones: list[Tone] = []
        self._cut = False
        self._muted = False
        self._closing = False
        self._sounding = False

    def __enter__(self) -> Self:
        if self._sound_file is not None:
            self._track = WavTrack(self._sound_file)
        if self._mode != "off":
            self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def speak(self, utterance: Utterance) -> None:
        """Let something be heard now; returns at once.

        Words cut off those that are being spoken; a tone alone does not.
        """
        with self._news:
            if self._thread is None or self._muted or self._closing:
                return
            if utterance.tone is not None:
                self._new_tones.append(utterance.tone)
            if utterance.text and self._mode == "full":
                self._text = utterance.text
            self._news.notify_all()

    @property
    def muted(self) -> bool:
        """Whether nothing is heard, neither words nor tones; muting cuts off both at once.

        What comes while muted is not heard later.
        """
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        with self._news:
            self._muted = muted
            if muted:
                self._text, self._new_tones, self._cut = None, [], True
                self._news.notify_all()

    def toggle_mute(self) -> None:
        """Fall silent, or speak again."""
        self.muted = not self.muted

    def finish(self, at_most_s: float = 10.0) -> None:
        """Wait until all was heard to its end; what takes longer than ``at_most_s`` goes on."""
        with self._news:
            self._news.wait_for(self._silent, at_most_s)

    def close(self) -> None:
        """Be silent; no program and no temporary file is left, and the sound file is written."""
        with self._news:
            self._closing = True
            self._news.notify_all()
        thread, self._thread = self._thread, None
        if thread is not None:
            thread.join(_JOIN_S)
        track, self._track = self._track, None
        if track is not None:
            track.close()

    def _work(self) -> None:
        """Run the thread."""
        try:
            self._open()
            self._publish()
            while self._turn():
                pass
        except Exception as error:  # whatever it is: training goes on in silence
            self.problem = tr(
                "The voice has stopped ({error}): start the trainer again to hear it."
            ).format(error=error)
        finally:
            for part in self._parts():
                with contextlib.suppress(OSError):
                    part.close()
            with self._news:
                self._closing = True
                self._news.notify_all()

    def _open(self) -> None:
        """Get ready; in the thread, as a slow disk must not hold up the first picture."""
        self._tones = self._track
        if self._track is None:
            try:
                self._tones = PlayedTones(find_players())
            except OSError as error:
                lack = tr("The tones cannot be kept ({error}): free some disk space.")
                self._lacks.append(lack.format(error=error))
        if self._mode == "full":
            if self._speaker is None:
                self._lacks.append(no_voice())
            else:
                self._speech = Speech(
                    self._speaker, self._rate_wpm, self._track, self._hung_after_s
                )

    def _turn(self) -> bool:
        """Wait for news, or a moment; do what is to be done. False when all is over."""
        busy = any(part.busy for part in self._parts())
        with self._news:
            self._news.wait_for(self._asked, _LOOK_EVERY_S if busy else None)
            if self._closing:
                return False
            text, self._text = self._text, None
            tones, self._new_tones = self._new_tones, []
            cut, self._cut = self._cut, False
            self._sounding = busy or bool(text or tones)
        for part in self._parts():
            part.look()
            if cut:
                part.cut()
        for tone in tones:
            if self._tones is not None:
                self._tones.play(tone)
        if text and self._speech is not None:
            self._speech.speak(text)
        self._publish()
        return True

    def _parts(self) -> list[Speech | PlayedTones]:
        """Return what has programs to look after."""
        return [p for p in (self._speech, self._tones) if isinstance(p, Speech | PlayedTones)]

    def _publish(self) -> None:
        """Publish how things stand."""
        problems = self._lacks + [part.problem for part in self._parts() if part.problem]
        self.problem = " ".join(problems) or None
        with self._news:
            self._sounding = any(part.busy for part in self._parts())
            self._news.notify_all()

    def _silent(self) -> bool:
        waits = self._thread is not None and bool(self._sounding or self._text or self._new_tones)
        return self._closing or not waits

    def _asked(self) -> bool:
        return bool(self._text or self._new_tones or self._cut or self._closing)


def no_voice() -> str:
    """Return the sentence for a machine without a speaker, with the mend."""
    program = "espeak-ng"
    if sys.platform.startswith("linux"):
        program += " (`apt install espeak-ng`)"
    return tr(
        "There is no voice on this machine: install {program}; tones and screen go on."
    ).format(program=program)
