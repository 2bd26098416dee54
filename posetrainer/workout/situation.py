"""A snapshot of where a programme stands, for screen and voice."""

from dataclasses import dataclass
from typing import Literal

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.workout.results import ExerciseResult

#: ``setup``: getting into place. ``exercise``: repetitions count. ``paused``: by the user, or
#: because the person left the place. ``rest``: a timed rest. ``done``: all is over.
Stage = Literal["setup", "exercise", "paused", "rest", "done"]


@dataclass(frozen=True)
class Situation:
    """Where a programme stands after the last step; a single exercise is a programme of one.

    Parameters
    ----------
    stage : {"setup", "exercise", "paused", "rest", "done"}
    spec : ExerciseSpec
        The exercise at work; in a rest between two, the one that comes.
    block, blocks : int
        Number of the exercise in the programme, from 1, and how many there are.
    set_number, sets : int
        Of this exercise, from 1.
    next_spec : ExerciseSpec or None
        The exercise after ``spec``; None after the last.
    rest_left_s, rest_s : float
        Seconds left of a rest and its whole length; 0 when there is none.
    elapsed_s : float
        Seconds of exercise and rest today, pauses left out.
    planned_s : float
        Seconds that the programme takes as planned.
    by_user : bool
        Whether the user has paused it with a key.
    results : tuple of ExerciseResult
        What came of each exercise so far, the one at work among them.
    """

    stage: Stage
    spec: ExerciseSpec
    block: int = 1
    blocks: int = 1
    set_number: int = 1
    sets: int = 1
    next_spec: ExerciseSpec | None = None
    rest_left_s: float = 0.0
    rest_s: float = 0.0
    elapsed_s: float = 0.0
    planned_s: float = 0.0
    by_user: bool = False
    results: tuple[ExerciseResult, ...] = ()
