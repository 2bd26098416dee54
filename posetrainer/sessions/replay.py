"""Replaying a video, or recorded landmarks, through the trainer."""

from contextlib import ExitStack, nullcontext
from pathlib import Path

from rich.console import Console

from posetrainer.capture import is_live, open_source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.recordings.reader import Recording, RecordingSource
from posetrainer.rules.profile import Profile
from posetrainer.sessions.options import SessionOptions, open_watchers
from posetrainer.sessions.play import Outcome, play
from posetrainer.sessions.report import told_on


def replay_recording(
    path: Path, recording: Recording, spec: ExerciseSpec, options: SessionOptions, console: Console
) -> Outcome:
    """Judge recorded landmarks; no pose is estimated anew.

    Raises
    ------
    UserError
        If an output cannot be written, or there is no screen for a window.
    """
    source = RecordingSource(path, recording)
    with ExitStack() as open_things:
        watchers = open_watchers(open_things, spec, options, live=False)
        return play(
            lambda: source,
            spec,
            Profile(options.stature_m),
            lambda source: [*watchers, open_things.enter_context(told_on(console, source))],
            estimator=lambda: nullcontext(source),
        )


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
        watchers = open_watchers(open_things, spec, options, live=live)
        return play(
            lambda: open_source(where, reconnect=False),
            spec,
            Profile(options.stature_m),
            lambda source: [*watchers, open_things.enter_context(told_on(console, source))],
        )
