"""Replaying a recorded video through the trainer."""

from contextlib import ExitStack

from rich.console import Console

from posetrainer.capture import is_live, open_source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.rules.profile import Profile
from posetrainer.sessions.options import SessionOptions, open_watchers
from posetrainer.sessions.play import Outcome, play
from posetrainer.sessions.report import told_on


def replay(where: str, spec: ExerciseSpec, options: SessionOptions, console: Console) -> Outcome:
    """Judge a video; a stream is replayed to its end, like a file.

    Raises
    ------
    UserError
        If the video cannot be opened, an output cannot be written, or there is no screen
        for a window.
    """
    live = is_live(where)
    if not live:
        # A file that cannot be played is told before anything is started or written.
        with open_source(where):
            pass
    with ExitStack() as open_things:
        watchers = open_watchers(open_things, spec, options, paced=not live)
        return play(
            lambda: open_source(where, reconnect=False),
            spec,
            Profile(options.stature_m),
            lambda source: [*watchers, open_things.enter_context(told_on(console, source))],
        )
