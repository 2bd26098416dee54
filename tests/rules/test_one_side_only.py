"""Exercises that spare a side: only the other one counts."""

import pytest
from bodies import Course, Film, Leg, judge, lying, resting, sliding
from sessions import BEGIN_S, counted, of, slide

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.check import find_problems, find_warnings
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.landmarks import SIDES, Side, other
from posetrainer.rules.events import (
    RepetitionCompleted,
    RepetitionMissed,
    SetCompleted,
    SideChanged,
)
from posetrainer.rules.obstacles import OtherSideOnly
from posetrainer.rules.trainer import Trainer


def only(side: Side, repetitions: int = 2) -> ExerciseSpec:
    """Heel slides, with one side alone."""
    spec = load_exercise("heel_slides")
    dose = spec.dose.model_copy(update={"sides": side, "repetitions": repetitions})
    return spec.model_copy(update={"dose": dose})


def twice(moving: Side, course: Course | None = None) -> Film:
    """Two heel slides of one leg; the left one is near, the right one is far."""
    moved = sliding(course or slide(slide(Course(0).stay(BEGIN_S))))
    return lying(moved, resting(), fps=12) if moving == "left" else lying(resting(), moved, fps=12)


@pytest.mark.parametrize("side", SIDES)
def test_it_is_a_valid_spec(side: Side) -> None:
    assert find_problems(only(side)) == []
    assert find_warnings(only(side)) == []


@pytest.mark.parametrize("side", SIDES)
def test_the_side_counts_as_ever_and_is_never_changed(side: Side) -> None:
    events = judge(only(side), twice(side))
    assert [done.side for done in of(RepetitionCompleted, events)] == [side, side]
    assert len(of(SetCompleted, events)) == 1
    assert not of(SideChanged, events)


@pytest.mark.parametrize("side", SIDES)
def test_the_other_side_does_not_count_and_is_reported(side: Side) -> None:
    events = judge(only(side), twice(other(side)))
    assert counted(events) == 0
    missed = of(RepetitionMissed, events)
    assert [(m.side, m.obstacle) for m in missed] == [(other(side), OtherSideOnly(side))] * 2
    # All else is told as if it had counted.
    done = of(RepetitionCompleted, judge("heel_slides", twice(other(side))))
    assert [(m.peak, m.start_s, m.end_s) for m in missed] == [
        (d.peak, d.start_s, d.end_s) for d in done
    ]


def test_a_small_movement_of_the_other_side_is_not_mentioned() -> None:
    course = Course(0).stay(BEGIN_S).to(40, 2).to(0, 2).stay(1)
    assert of(RepetitionMissed, judge(only("left"), twice("left", course)))
    assert not of(RepetitionMissed, judge(only("left"), twice("right", course)))


def test_a_hidden_leg_that_is_seen_to_follow_does_not_count() -> None:
    # The far leg is to move, the near one does; of the far one the same is seen, by two thirds.
    follows = Course(0).stay(BEGIN_S).to(62, 3.5).stay(0.5).to(0, 3.5).stay(1)
    near: Leg = sliding(slide(Course(0).stay(BEGIN_S)))
    events = judge(only("right"), lying(near, sliding(follows), fps=12))
    assert counted(events) == 0


def test_the_screen_shows_whose_turn_it_is_from_the_beginning() -> None:
    trainer = Trainer(only("right"))
    assert trainer.progress.side_due == "right"
    for time_s, pose in twice("right"):
        trainer.step(pose, time_s)
        assert trainer.progress.side_due == "right"
    assert (trainer.progress.counted, trainer.progress.missed) == (2, 0)


def test_the_screen_shows_how_many_attempts_did_not_count() -> None:
    trainer = Trainer(only("right"))
    for time_s, pose in twice("left"):
        trainer.step(pose, time_s)
    assert (trainer.progress.counted, trainer.progress.missed) == (0, 2)


def test_it_goes_with_sides_together_no_more_than_the_others() -> None:
    spec = load_exercise("wall_squat")
    dose = spec.dose.model_copy(update={"sides": "left"})
    [problem] = find_problems(spec.model_copy(update={"dose": dose}))
    assert "dose.sides is left" in problem.message
    assert problem.field == ("measures", "knee_bend", "side")
