"""How long it takes until another number has been judged."""

import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from itertools import cycle
from statistics import median
from typing import Any

from posetrainer.exercises.changes import with_numbers
from posetrainer.exercises.numbers import THRESHOLDS, numbers_of
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.tuning.cases import Case
from posetrainer.tuning.side_by_side import SideBySide

#: Each threshold is moved by this share, little enough for every spec to stay a valid one.
STEP = 0.01


@dataclass(frozen=True)
class TuningBench:
    """The time it takes to judge again.

    Parameters
    ----------
    exercise : str
    recorded_s : float
        Length of all recordings, in seconds.
    moments : int
        In them.
    changes : int
        Numbers that were changed, one after the other.
    first_s : float
        Until the recordings had been judged for the first time.
    again_s, longest_s : float
        Until they were with another number: the median over the changes, and the longest.
    """

    exercise: str
    recorded_s: float
    moments: int
    changes: int
    first_s: float
    again_s: float
    longest_s: float

    def as_record(self) -> dict[str, Any]:
        """Return the result as a JSON object."""
        return asdict(self)

    def as_text(self) -> str:
        """Return the result in words."""
        return (
            f"{self.exercise}: {self.recorded_s / 60:.1f} minutes of recording, {self.moments} "
            f"moments. Judged first in {self.first_s:.2f} s; with another number in "
            f"{self.again_s:.3f} s (median of {self.changes} changes; longest "
            f"{self.longest_s:.3f} s)."
        )


def bench_tuning(cases: Sequence[Case], spec: ExerciseSpec, at_least_s: float) -> TuningBench:
    """Change the thresholds of a spec, one after the other, and judge each time.

    Parameters
    ----------
    cases : sequence of Case
        Taken several times over, if they are shorter.
    spec : ExerciseSpec
    at_least_s : float
        So many seconds of recording are judged.
    """
    filled = list(_filled(cases, at_least_s))
    with closing(SideBySide(filled)) as judge:
        first_s = _seconds(judge, spec)
        took_s = [_seconds(judge, other) for other in _others(spec)]
    return TuningBench(
        spec.id,
        sum(map(_length_s, filled)),
        sum(len(case.recording.times_s) for case in filled),
        len(took_s),
        first_s,
        median(took_s),
        max(took_s),
    )


def _filled(cases: Sequence[Case], at_least_s: float) -> Iterator[Case]:
    left_s = at_least_s
    for case in cycle(cases):
        yield case
        left_s -= _length_s(case)
        if left_s <= 0:
            return


def _length_s(case: Case) -> float:
    times_s = case.recording.times_s
    # A recording of one moment must not be taken for ever.
    return float(times_s[-1] - times_s[0]) if len(times_s) > 1 else 1.0


def _others(spec: ExerciseSpec) -> Iterator[ExerciseSpec]:
    for number in numbers_of(spec):
        if number.role in THRESHOLDS:
            yield with_numbers(spec, {number.field: number.value * (1 + STEP)})


def _seconds(judge: SideBySide, spec: ExerciseSpec) -> float:
    start_s = time.perf_counter()
    judge.events(spec)
    return time.perf_counter() - start_s
