"""What a session shows and keeps."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.window import Window
from posetrainer.sessions.outputs import EventLog, VideoWriter
from posetrainer.sessions.play import Watcher
from posetrainer.sessions.recorder import Recorder, header_of
from posetrainer.sessions.screen import Screen


@dataclass(frozen=True)
class SessionOptions:
    """What any session shows and keeps.

    Parameters
    ----------
    headless : bool
        Open no window.
    video, events, recording : Path or None
        Where to write the annotated video, the events line by line, and the landmarks.
    stature_m : float
        The person's stature in metres.
    mirrored : bool
        Show the picture as a mirror does.
    full_screen : bool
        Cover the screen.
    """

    headless: bool = False
    video: Path | None = None
    events: Path | None = None
    recording: Path | None = None
    stature_m: float = 1.70
    mirrored: bool = False
    full_screen: bool = False


def open_watchers(
    open_things: ExitStack, spec: ExerciseSpec, options: SessionOptions, *, live: bool
) -> Iterable[Watcher]:
    """Open the window and the files that the options ask for, before anything else starts.

    Parameters
    ----------
    open_things : ExitStack
        Closes them in the end.
    spec : ExerciseSpec
    options : SessionOptions
    live : bool
        Whether pictures come at their own pace; where not, a window sets it.

    Raises
    ------
    UserError
        If a file cannot be written or there is no screen.
    """
    watchers: list[Watcher] = []
    if options.recording:
        header = header_of(spec, options.stature_m, live)
        watchers.append(open_things.enter_context(Recorder(options.recording, header)))
    if options.events:
        log = open_things.enter_context(EventLog(options.events))
        watchers.append(lambda step: log.write(step.events))
    video = open_things.enter_context(VideoWriter(options.video)) if options.video else None
    window = None
    if not options.headless:
        window = Window(f"posetrainer: {spec.title}", options.full_screen)
        open_things.enter_context(window)
    if window or video:
        screen = Screen(
            spec,
            mirrored=options.mirrored,
            stature_m=options.stature_m,
            window=window,
            video=video,
            paced=not live,
        )
        watchers.append(screen)
    return watchers
