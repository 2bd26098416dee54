"""Replaying a recorded video through the trainer."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from posetrainer.capture import Source, open_source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.window import Window
from posetrainer.rules.profile import Profile
from posetrainer.sessions.outputs import EventLog, VideoWriter
from posetrainer.sessions.play import Outcome, Watcher, play
from posetrainer.sessions.report import told_on
from posetrainer.sessions.screen import Screen


@dataclass(frozen=True)
class ReplayOptions:
    """What a replay shows and keeps.

    Parameters
    ----------
    headless : bool
        Open no window.
    video, events : Path or None
        Where to write the annotated video, and the events line by line.
    stature_m : float
        The person's stature in metres.
    """

    headless: bool = False
    video: Path | None = None
    events: Path | None = None
    stature_m: float = 1.70


def replay(where: str, spec: ExerciseSpec, options: ReplayOptions, console: Console) -> Outcome:
    """Judge a video; a stream is replayed to its end, like a file.

    Raises
    ------
    UserError
        If the video cannot be opened, an output cannot be written, or there is no screen
        for a window.
    """
    with ExitStack() as open_things:
        keepers = Keepers(open_things, spec, options)

        def watchers(source: Source) -> Sequence[Watcher]:
            tell = open_things.enter_context(told_on(console, source))
            return [*keepers.watchers(source, paced=not source.info.live), tell]

        return play(
            lambda: open_source(where, reconnect=False),
            spec,
            Profile(options.stature_m),
            watchers,
        )


class Keepers:
    """The window and the files of a session, opened before anything else starts.

    Raises
    ------
    UserError
        If a file cannot be written or there is no screen.
    """

    def __init__(
        self,
        open_things: ExitStack,
        spec: ExerciseSpec,
        options: ReplayOptions,
        *,
        mirrored: bool = False,
        full_screen: bool = False,
    ) -> None:
        self._spec = spec
        self._stature_m = options.stature_m
        self._mirrored = mirrored
        self._log = open_things.enter_context(EventLog(options.events)) if options.events else None
        self._video = open_things.enter_context(VideoWriter(options.video)) if options.video else None
        self._window = (
            None
            if options.headless
            else open_things.enter_context(Window(f"posetrainer: {spec.title}", full_screen))
        )

    def watchers(self, source: Source, *, paced: bool) -> list[Watcher]:
        """Return those who look at each step; a file in a window plays at its own pace."""
        watching: list[Watcher] = []
        log = self._log
        if log is not None:
            watching.append(lambda step: log.write(step.events))
        if self._window is not None or self._video is not None:
            watching.append(
                Screen(
                    self._spec,
                    mirrored=self._mirrored,
                    stature_m=self._stature_m,
                    window=self._window,
                    video=self._video,
                    paced=paced,
                )
            )
        return watching
