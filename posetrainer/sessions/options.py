"""What a session shows and keeps."""

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.window import Window
from posetrainer.sessions.outputs import EventLog, VideoWriter
from posetrainer.sessions.play import Watcher
from posetrainer.sessions.screen import Screen


@dataclass(frozen=True)
class SessionOptions:
    """What any session shows and keeps.

    Parameters
    ----------
    headless : bool
        Open no window.
    video, events : Path or None
        Where to write the annotated video, and the events line by line.
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
    stature_m: float = 1.70
    mirrored: bool = False
    full_screen: bool = False


def open_watchers(
    open_things: ExitStack, spec: ExerciseSpec, options: SessionOptions, *, paced: bool
) -> Iterable[Watcher]:
    """Open the window and the files that the options ask for, before anything else starts.

    Parameters
    ----------
    open_things : ExitStack
        Closes them in the end.
    spec : ExerciseSpec
    options : SessionOptions
    paced : bool
        Whether a window plays at the speed of the media time.

    Raises
    ------
    UserError
        If a file cannot be written or there is no screen.
    """
    watchers: list[Watcher] = []
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
            paced=paced,
        )
        watchers.append(screen)
    return watchers
