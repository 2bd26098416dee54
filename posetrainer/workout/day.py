"""A day's progress, so that an interrupted programme continues where it was."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from posetrainer.pose.landmarks import Side
from posetrainer.workout.results import ExerciseResult, Reason


@dataclass(frozen=True)
class DaySoFar:
    """How far a day's training has come.

    Parameters
    ----------
    block : int
        Position of the exercise to go on with, from 0.
    counted, good : int
        Repetitions done of it already, and good ones among them.
    side_due : {"left", "right"} or None
        Whose turn it is after those.
    trained_s : float
        Seconds trained of the plan since it was begun at its beginning.
    done : bool
        Whether all of it was done; it would begin at its beginning.
    reasons : mapping of Reason to int
        Why repetitions and attempts of that exercise were not good.
    before : tuple of ExerciseResult
        What came of the exercises before it.
    """

    block: int = 0
    counted: int = 0
    good: int = 0
    side_due: Side | None = None
    trained_s: float = 0.0
    done: bool = False
    reasons: Mapping[Reason, int] = field(default_factory=dict)
    before: tuple[ExerciseResult, ...] = ()


#: Nothing has been done yet.
BEGINNING = DaySoFar()
