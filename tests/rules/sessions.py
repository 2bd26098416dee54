"""Sessions of the three shipped exercises, with the truth about them known."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from bodies import Course, Film, lift_deg, lifting, lying, resting, sliding, squats

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.rules.events import Event, RepetitionCompleted

E = TypeVar("E", bound=Event)

#: A person who has come into place keeps still for this time, in seconds.
BEGIN_S = 2.0
LIFT = lift_deg(13)


def squat(course: Course, deep: float = 50, seconds: float = 2.5, hold: float = 6) -> Course:
    """One good wall squat, unless told otherwise."""
    return course.to(deep, seconds).stay(hold).to(0, seconds).stay(1.5)


def slide(course: Course, bend: float = 92, seconds: float = 3.5) -> Course:
    """One good heel slide, unless told otherwise."""
    return course.to(bend, seconds).stay(0.5).to(0, seconds).stay(1)


def lift(course: Course, high: float = LIFT, seconds: float = 2, hold: float = 6) -> Course:
    """One good straight leg raise, unless told otherwise."""
    return course.to(high, seconds).stay(hold).to(0, seconds).stay(1.5)


@dataclass(frozen=True)
class Exercise:
    """An exercise, its one good repetition, how a course is filmed, and how far it goes."""

    id: str
    repetition: Callable[[Course], Course]
    shoot: Callable[..., Film]
    full: float

    def session(self, times: int = 2, **how: Any) -> Film:
        """So many good repetitions; nobody may change the film."""
        return _session(self, times, tuple(sorted(how.items())))


@cache
def _session(exercise: Exercise, times: int, how: tuple[tuple[str, Any], ...]) -> Film:
    course = Course(0).stay(BEGIN_S).repeat(times, exercise.repetition)
    return exercise.shoot(course, **dict(how))


def slides(course: Course, **how: Any) -> Film:
    """The right leg, which is the far one, slides; the left is straight."""
    return lying(resting(), sliding(course), **how)


def lifts(course: Course, **how: Any) -> Film:
    """The right leg, which is the far one, is lifted; the left knee is bent."""
    return lying(resting(90), lifting(course), **how)


SQUAT = Exercise("wall_squat", squat, squats, 50)
SLIDE = Exercise("heel_slides", slide, slides, 92)
LIFTS = Exercise("straight_leg_raise", lift, lifts, LIFT)
EXERCISES = (SQUAT, SLIDE, LIFTS)


def of(kind: type[E], events: list[Event]) -> list[E]:
    """The events of one kind."""
    return [event for event in events if isinstance(event, kind)]


def kinds(events: list[Event]) -> list[str]:
    """What happened, in order."""
    return [type(event).__name__ for event in events]


def counted(events: list[Event]) -> int:
    """How many repetitions were counted."""
    return len(of(RepetitionCompleted, events))


def shortfalls(repetition: RepetitionCompleted) -> tuple[str, ...]:
    """What a repetition lacked, but for the turn: a session here has one leg for all of them."""
    return tuple(lack for lack in repetition.shortfalls if lack != "turn")


def still_limit(exercise: str) -> float:
    """What counts as still in a hold, in the driving measure's unit a second."""
    hold = load_exercise(exercise).repetition.hold
    assert hold is not None
    return float(hold.still_deg_s or hold.still_in_s or 0)
