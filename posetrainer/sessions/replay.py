"""Replaying a video, or recorded landmarks, through the trainer."""

from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from posetrainer.capture import Adjustment, Source, is_live, open_source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.opening import open_estimator
from posetrainer.programmes.flow import exercise_alone
from posetrainer.recordings.reader import Recording, RecordingSource
from posetrainer.rules.profile import Profile
from posetrainer.sessions.options import SessionOptions, open_watchers
from posetrainer.sessions.play import Outcome, play
from posetrainer.sessions.report import told_on
from posetrainer.sessions.way_up import upright


def replay_recording(
    path: Path,
    recording: Recording,
    spec: ExerciseSpec,
    options: SessionOptions,
    console: Console,
    record: Path | None = None,
) -> Outcome:
    """Judge recorded landmarks; no pose is estimated anew.

    Pictures were turned and timed when it was recorded; a recording of it says how, too.

    Raises
    ------
    UserError
        If an output cannot be written, or there is no screen for a window.
    """
    source = RecordingSource(path, recording)
    options = replace(options, adjustment=recording.header.adjustment)
    flow = exercise_alone(spec, Profile(options.stature_m))
    with ExitStack() as open_things:
        watchers = open_watchers(
            open_things, flow, options, live=False, recording_for=_into(record)
        )
        return play(
            lambda: source,
            flow,
            lambda source: [*watchers, open_things.enter_context(told_on(console, source))],
            estimator=lambda: nullcontext(source),
        )


def replay(
    where: str,
    spec: ExerciseSpec,
    options: SessionOptions,
    console: Console,
    record: Path | None = None,
) -> Outcome:
    """Judge a video; a stream is replayed to its end, like a file.

    Parameters
    ----------
    where : str
        A video file, or a stream's address.
    spec : ExerciseSpec
    options : SessionOptions
    console : Console
        Where the events are told.
    record : Path or None
        Where to keep the landmarks.

    Raises
    ------
    UserError
        If the video cannot be opened, an output cannot be written, or there is no screen
        for a window.
    """
    live = is_live(where)

    def open_it(adjustment: Adjustment) -> Source:
        return open_source(where, reconnect=False, adjustment=adjustment)

    if not live:
        # A file that cannot be played is told before anything is started or written.
        with open_it(options.adjustment):
            pass
    options = replace(options, adjustment=upright(open_it, options.adjustment, spec, console))
    flow = exercise_alone(spec, Profile(options.stature_m))
    with ExitStack() as open_things:
        watchers = open_watchers(open_things, flow, options, live=live, recording_for=_into(record))
        return play(
            lambda: open_it(options.adjustment),
            flow,
            lambda source: [*watchers, open_things.enter_context(told_on(console, source))],
            estimator=lambda: open_estimator(
                live=live, drawn=options.drawn, threads=options.threads
            ),
        )


def _into(record: Path | None) -> Callable[[ExerciseSpec], Path] | None:
    return None if record is None else lambda _: record
