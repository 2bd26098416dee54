"""The options of a session, and the outputs that they open."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from posetrainer.capture import AS_IT_IS, Adjustment
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.awake import screen_kept_on
from posetrainer.feedback.cards import starting_card
from posetrainer.feedback.spec_words import spec_words
from posetrainer.feedback.voice import VoiceMode, VoiceOutput
from posetrainer.feedback.window import Window
from posetrainer.history.writer import HistoryWriter
from posetrainer.recordings.columns import Header
from posetrainer.runtime.loop import Step
from posetrainer.runtime.outputs import (
    EventLog,
    OptionalOutput,
    Transcript,
    VideoWriter,
    What,
)
from posetrainer.runtime.play import Watcher
from posetrainer.runtime.recorder import Recorder, reserve_path
from posetrainer.runtime.screen import Screen
from posetrainer.system.processes import interrupt_on_ctrl_c
from posetrainer.workout.flow import Flow

#: Longest time a finished session waits for what is still being spoken, in seconds.
LAST_WORDS_S = 4.0


@dataclass(frozen=True)
class VoiceOptions:
    """What is heard: the parameters of :class:`~posetrainer.feedback.voice.VoiceOutput`."""

    mode: VoiceMode = "off"
    language: str = "en"
    rate_wpm: int = 160
    sound_file: Path | None = None


@dataclass(frozen=True)
class SessionOptions:
    """What any session shows, speaks and keeps.

    Parameters
    ----------
    headless : bool
        Open no window.
    video, events, transcript, record : Path or None
        Where to write the annotated video, the events line by line, what is spoken, and the
        landmarks.
    stature_m : float
        The person's stature in metres.
    mirrored : bool or None
        Show the picture as a mirror does; None for those who face the camera.
    full_screen : bool
        Cover the screen.
    zoom : bool
        Show the person in the window as large as that can be, or the whole picture.
    voice : VoiceOptions
    adjustment : Adjustment
        How the source's pictures are turned and retimed.
    threads : int or None
        Of the pose model; None for as many as pay.
    """

    headless: bool = False
    video: Path | None = None
    events: Path | None = None
    transcript: Path | None = None
    record: Path | None = None
    stature_m: float = 1.70
    mirrored: bool | None = False
    full_screen: bool = False
    zoom: bool = True
    voice: VoiceOptions = VoiceOptions()
    adjustment: Adjustment = AS_IT_IS
    threads: int | None = None

    @property
    def drawn(self) -> bool:
        """Whether frames are drawn, for a window or a video."""
        return not self.headless or self.video is not None


def recorder_of(
    options: SessionOptions,
    *,
    live: bool,
    usual: bool = False,
    begun: Callable[[Path, Header], object] | None = None,
) -> Recorder | None:
    """Return what keeps the landmarks of a session; None if nothing does.

    ``usual``: whether they are kept in the usual folder where the options name no file; ``live``
    and ``begun`` are those of :class:`Recorder`.
    """
    named = options.record
    if named is None and not usual:
        return None

    def path_for(spec: ExerciseSpec) -> Path:
        return reserve_path(spec.id) if named is None else named

    adjustment = options.adjustment
    return Recorder(path_for, options.stature_m, live=live, adjustment=adjustment, begun=begun)


def open_watchers(
    stack: ExitStack,
    flow: Flow,
    options: SessionOptions,
    *,
    live: bool,
    recorder: Recorder | None = None,
    history: HistoryWriter | None = None,
    interactive: bool = False,
    report: Callable[[str], None],
    lost: Callable[[str], None],
) -> Iterable[Watcher]:
    """Open the window and the files that the options ask for, before anything else starts.

    Parameters
    ----------
    stack : ExitStack
        Closes them in the end.
    flow : Flow
        What keys act on, if ``interactive``.
    options : SessionOptions
    live : bool
        Whether pictures come at their own pace; where not, a window sets it.
    recorder : Recorder or None
        Keeps the landmarks.
    history : HistoryWriter or None
        Keeps what was done.
    interactive : bool
        Whether keys pause, go on to the next exercise and back.
    report : callable
        Takes a sentence about what is wrong with the voice.
    lost : callable
        Takes a sentence about an output that cannot be written any more, once: the session goes on
        without it.

    Raises
    ------
    UserError
        If a file that the options name cannot be opened, or there is no screen.
    """
    # From here on there is something to close.
    interrupt_on_ctrl_c()

    def optional(
        output: AbstractContextManager[object], write: Callable[What, None]
    ) -> Callable[What, None]:
        return stack.enter_context(OptionalOutput(output, write, lost))

    written = _written(flow, options, recorder, history)
    watchers: list[Watcher] = [optional(output, write) for output, write in written]
    keys: dict[str, Callable[[], object]] = {}
    if interactive:
        keys = {"space": flow.pause, "n": flow.next, "b": flow.back, "r": flow.restart}
    voice = options.voice
    speaker: VoiceOutput | None = None
    if voice.mode != "off":
        speaker = VoiceOutput(
            voice.mode, voice.language, voice.rate_wpm, sound_file=voice.sound_file
        )
        watchers.append(optional(speaker, _spoken_by(speaker, report)))
        # The last words are heard to their end.
        stack.callback(speaker.finish, LAST_WORDS_S)
        keys["m"] = speaker.toggle_mute
    film: Callable[[NDArray[np.uint8], float], None] | None = None
    if options.video:
        video = VideoWriter(options.video)
        film = optional(video, video.write)
    window = None
    if not options.headless:
        window = Window(
            f"posetrainer: {spec_words(flow.situation.spec.title)}", options.full_screen
        )
        stack.enter_context(window)
        if live:
            stack.enter_context(screen_kept_on())
        # Camera and pose model take seconds to be there.
        window.show(starting_card(*window.size))
    if window or film:
        screen = Screen(
            mirrored=options.mirrored,
            stature_m=options.stature_m,
            window=window,
            film=film,
            paced=not live,
            keys=keys,
            muted=lambda: speaker is not None and speaker.muted,
            zoom=options.zoom,
        )
        watchers.append(screen)
    return watchers


def _written(
    flow: Flow,
    options: SessionOptions,
    recorder: Recorder | None,
    history: HistoryWriter | None,
) -> Iterator[tuple[AbstractContextManager[object], Watcher]]:
    """Yield the outputs written step by step, each with the watcher that writes it."""
    if history is not None:
        # Before the recorder, whose recordings belong to the exercise at work.
        yield history, lambda step: history.add(step.moment, step.time_s, step.gap)
    if recorder is not None:
        yield recorder, recorder
        if options.record is not None:
            recorder.begin(flow.situation.spec)
    if options.events:
        log = EventLog(options.events)
        yield log, lambda step: log.write(step.events)
    if options.transcript:
        transcript = Transcript(options.transcript)
        yield transcript, lambda step: transcript.write(step.spoken)


def _spoken_by(speaker: VoiceOutput, report: Callable[[str], None]) -> Watcher:
    """Return what speaks each step, and reports once what is wrong with it."""
    reported: str | None = None

    def speak(step: Step) -> None:
        nonlocal reported
        for utterance in step.spoken:
            speaker.speak(utterance)
        problem = speaker.problem
        if problem is not None and problem != reported:
            reported = problem
            report(problem)

    return speak
