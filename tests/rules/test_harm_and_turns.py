"""A fault that does harm stops a hold; a side that was not due is no good repetition."""

from dataclasses import replace

import pytest
from bodies import Course, Film, judge, lifting, lying, resting, squats
from sessions import BEGIN_S, LIFT, Exercise, lift, lifts, of

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.rules.events import (
    FormFaultFound,
    FormRestored,
    HoldBroken,
    HoldCompleted,
    RepetitionCompleted,
    RepetitionMissed,
    SideChanged,
    SideRepeated,
)
from posetrainer.rules.tally import Tally
from posetrainer.rules.trainer import Trainer

LIFTS = Exercise("straight_leg_raise", lift, lifts, 0)


def too_deep(up_again_s: float | None = None) -> Film:
    """A squat of 82 degrees that is held for 8 s; or goes up to 50 after a while, for 7 s more."""
    course = Course(0).stay(BEGIN_S).to(82, 4).stay(up_again_s or 8)
    if up_again_s is not None:
        course = course.to(50, 1).stay(7)
    return squats(course.to(0, 3).stay(2), fps=12)


def test_a_hold_in_a_harmful_position_is_never_completed() -> None:
    events = judge("wall_squat", too_deep())
    [fault] = [e for e in of(FormFaultFound, events) if not e.again]
    [done] = of(RepetitionCompleted, events)
    assert fault.severity == "safety"
    assert not of(HoldCompleted, events)
    # It was held for long enough, but not as it should be: no call to hold on.
    assert not of(HoldBroken, events)
    assert (done.good, done.faults) == (False, ("too_deep",))
    assert done.held_s is not None
    assert done.held_s > 5


def test_the_hold_goes_on_once_the_harm_is_over() -> None:
    events = judge("wall_squat", too_deep(up_again_s=3))
    [restored], [completed] = of(FormRestored, events), of(HoldCompleted, events)
    assert completed.time_s > restored.time_s


def test_progress_of_a_hold_stands_still_while_it_does_harm() -> None:
    trainer = Trainer(load_exercise("wall_squat"))
    progress = []
    for time_s, pose in too_deep():
        trainer.step(pose, time_s)
        progress.append(trainer.progress)
    harmful = [now for now in progress if now.harmful and now.phase == "hold"]
    assert len(harmful) > 45
    assert len({round(now.held_s, 6) for now in harmful}) == 1
    assert all("too_deep" in now.faults for now in harmful)


def test_the_same_leg_again_is_reported_and_not_good() -> None:
    events = judge("straight_leg_raise", LIFTS.session(3, fps=12))
    done = of(RepetitionCompleted, events)
    assert [r.side for r in done] == ["right"] * 3
    assert [r.good for r in done] == [True, False, False]
    assert [r.shortfalls for r in done] == [(), ("turn",), ("turn",)]
    assert [(e.side, e.due) for e in of(SideRepeated, events)] == [("right", "left")] * 2
    # The turn passes only once: it still is the other leg's.
    assert [e.side for e in of(SideChanged, events)] == ["left"]


def test_whose_turn_it_is_is_known_from_what_was_done_before() -> None:
    trainer = Trainer(load_exercise("straight_leg_raise"), counted=(3, 3), side_due="left")
    assert trainer.progress.side_due == "left"
    events = [e for time_s, pose in LIFTS.session(1, fps=12) for e in trainer.step(pose, time_s)]
    assert [(e.side, e.due) for e in of(SideRepeated, events)] == [("right", "left")]


@pytest.mark.parametrize(
    ("repetitions", "counted", "known"),
    [(10, 0, False), (10, 3, False), (10, 5, True), (10, 8, False), (10, 10, True), (2, 1, True)],
)
def test_between_two_halves_it_is_known_whose_turn_it_is(
    repetitions: int, counted: int, known: bool
) -> None:
    spec = load_exercise("hamstring_stretch")  # half of them with each leg
    dose = spec.dose.model_copy(update={"repetitions": repetitions})
    tally = Tally(spec.model_copy(update={"dose": dose}), counted, counted, "left")
    assert tally.repeats("right") is known
    assert not tally.repeats("left")


def test_an_attempt_that_fell_short_was_a_turn_as_well() -> None:
    def one(side: str, high: float) -> Film:
        course = lift(Course(0).stay(BEGIN_S), high)
        legs = (lifting(course), resting(90)) if side == "left" else (resting(90), lifting(course))
        return lying(*legs, fps=12)

    film: Film = []
    for side, high in (("right", LIFT), ("left", 0.6 * LIFT), ("right", LIFT)):
        # Changing the legs takes a while, in which nobody is seen here.
        begin_s = film[-1][0] + 1.2 if film else 0.0
        film += [
            (begin_s + time_s, pose and replace(pose, time_s=begin_s + time_s))
            for time_s, pose in one(side, high)
        ]
    events = judge("straight_leg_raise", film)
    assert [r.side for r in of(RepetitionCompleted, events)] == ["right", "right"]
    assert [m.side for m in of(RepetitionMissed, events)] == ["left"]
    assert not of(SideRepeated, events)
