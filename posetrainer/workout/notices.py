"""Notices of a programme, beside the events of the exercise; with media times."""

from dataclasses import dataclass
from typing import Literal

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.landmarks import Side
from posetrainer.rules.obstacles import Obstacle
from posetrainer.workout.results import ExerciseResult

#: Questions to a person who has stopped moving.
IdleQuestion = Literal["all_right", "no_hurry", "enough"]


@dataclass(frozen=True)
class Notice:
    """Something that changes in the flow; ``time_s`` is when."""

    time_s: float


@dataclass(frozen=True)
class ExerciseBegins(Notice):
    """An exercise is next: the person gets into place for it."""

    spec: ExerciseSpec
    number: int
    of: int


@dataclass(frozen=True)
class RestBegins(Notice):
    """A rest: before another exercise (``next_spec``), another side, or another set."""

    seconds: float
    next_spec: ExerciseSpec | None
    side: Side | None


@dataclass(frozen=True)
class RestEnds(Notice):
    """The rest is over, or the person goes on before its time.

    ``between``: it was a rest between two exercises. ``side`` is the one whose turn begins after
    a rest between sides.
    """

    early: bool
    between: bool
    side: Side | None


@dataclass(frozen=True)
class Paused(Notice):
    """The session waits until the person is back in place.

    ``obstacle`` is None where the user has paused it by key: until they ask for it to go on.
    """

    obstacle: Obstacle | None


@dataclass(frozen=True)
class Idle(Notice):
    """Somebody in the middle of an exercise has not gone on for a while."""

    question: IdleQuestion
    counted: int


@dataclass(frozen=True)
class ExerciseLeft(Notice):
    """The person has asked, by gesture, to leave an exercise before its dose is done."""

    counted: int
    prescribed: int


@dataclass(frozen=True)
class PoorPicture(Notice):
    """What is judged now may be wrong, as the picture is poor."""

    obstacle: Obstacle


@dataclass(frozen=True)
class Resumed(Notice):
    """It goes on with the same count."""

    counted: int
    prescribed: int


@dataclass(frozen=True)
class ProgrammeEnds(Notice):
    """The last exercise is done, or left, after so many seconds of exercise and rest."""

    seconds: float
    results: tuple[ExerciseResult, ...] = ()
