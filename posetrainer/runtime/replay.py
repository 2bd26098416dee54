"""Replay of a video, or of recorded landmarks, through the trainer."""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack, nullcontext
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from posetrainer.capture import Adjustment, Source, is_live, open_source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.opening import open_estimator
from posetrainer.recordings.reader import Recording, RecordingSource
from posetrainer.rules.person import Person
from posetrainer.runtime.loop import Estimator
from posetrainer.runtime.options import SessionOptions, open_watchers, recorder_of
from posetrainer.runtime.orientation import upright
from posetrainer.runtime.play import Outcome, play
from posetrainer.runtime.terminal_report import reported_on
from posetrainer.workout.flow import exercise_alone


def replay_recording(
    path: Path, recording: Recording, spec: ExerciseSpec, options: SessionOptions, console: Console
) -> Outcome:
    """Judge recorded landmarks; no pose is estimated.

    Pictures were turned and timed when it was recorded; a recording of it keeps how.

    Raises
    ------
    UserError
        If an output cannot be opened, or there is no screen for a window.
    """
    source = RecordingSource(path, recording)
    return _played(
        lambda: source,
        spec,
        replace(options, adjustment=recording.header.adjustment),
        console,
        live=False,
        estimator=lambda: nullcontext(source),
    )


def replay(where: str, spec: ExerciseSpec, options: SessionOptions, console: Console) -> Outcome:
    """Judge a video; a stream is replayed to its end, like a file.

    Parameters
    ----------
    where : str
        A video file, or a stream's address.
    spec : ExerciseSpec
    options : SessionOptions
    console : Console
        Where the events are printed.

    Raises
    ------
    UserError
        If the video or an output cannot be opened, or there is no screen for a window.
    """
    live = is_live(where)

    def open_it(adjustment: Adjustment) -> Source:
        return open_source(where, reconnect=False, adjustment=adjustment)

    if not live:
        # A file that cannot be played is reported before anything is started or written.
        with open_it(options.adjustment):
            pass
    adjustment = upright(open_it, options.adjustment, spec, console)
    return _played(
        lambda: open_it(adjustment),
        spec,
        replace(options, adjustment=adjustment),
        console,
        live=live,
        estimator=lambda: open_estimator(live=live, drawn=options.drawn, threads=options.threads),
    )


def _played(
    open_it: Callable[[], Source],
    spec: ExerciseSpec,
    options: SessionOptions,
    console: Console,
    *,
    live: bool,
    estimator: Callable[[], AbstractContextManager[Estimator]],
) -> Outcome:
    flow = exercise_alone(spec, Person(options.stature_m))
    lost: list[str] = []
    with ExitStack() as stack:
        watchers = open_watchers(
            stack,
            flow,
            options,
            live=live,
            recorder=recorder_of(options, live=live),
            report=lambda problem: console.print(problem, style="magenta", highlight=False),
            lost=lost.append,
        )
        outcome = play(
            open_it,
            flow,
            lambda source: [*watchers, stack.enter_context(reported_on(console, source))],
            estimator=estimator,
        )
    # The end of an output is written when it is closed.
    return replace(outcome, lost=tuple(lost))
