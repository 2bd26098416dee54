"""Stretches: held at the user's own limit, without bouncing."""

import math

import pytest
from bodies import Course, Film, between, film, jittered, judge, nobody, squats, standing
from sessions import BEGIN_S, kinds, of

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec, Flexion, FormFault, Hold, Keep, Target
from posetrainer.rules.events import (
    FormFaultFound,
    HoldBroken,
    HoldCompleted,
    HoldStarted,
    RepetitionCompleted,
)
from posetrainer.rules.trainer import Trainer

HOLD_S = 20.0


def stretch(of_best: float | None = 0.8) -> ExerciseSpec:
    """A squat that is held like a stretch."""
    squat = load_exercise("wall_squat")
    assert squat.repetition is not None
    target = Target(at_least_deg=45, tolerance_deg=8, of_best=of_best)
    held = Hold(seconds=HOLD_S, still_deg_s=6)
    swing = Flexion(kind="flexion", joint="knee", side="near", swing_within_s=2)
    return squat.model_copy(
        update={
            "measures": {**squat.measures, "swing": swing},
            "repetition": squat.repetition.model_copy(update={"target": target, "hold": held}),
            "form": {
                "bouncing": FormFault(
                    measure="swing", keep=Keep(at_most_deg=8), for_s=0.5, say="Do not bounce."
                ),
            },
        }
    )


def held(deep: float = 55, seconds: float = HOLD_S + 2) -> Course:
    return Course(0).stay(BEGIN_S).to(deep, 2.5).stay(seconds).to(0, 2.5).stay(1)


def swinging(by_deg: float, hz: float, start_s: float = 8.0, end_s: float = 20.0) -> Film:
    """A stretch that swings about its depth for some seconds."""
    course = held()

    def knee_deg(time_s: float) -> float:
        along = time_s - start_s
        now = by_deg * math.sin(2 * math.pi * hz * along) if 0 < along < end_s - start_s else 0
        return course.at(time_s) + now

    return film(course.length_s, lambda t: standing(knee_deg(t)))


def test_a_calm_stretch_is_good_and_reported_once_held() -> None:
    events = judge(stretch(), squats(held()))
    [started], [completed] = of(HoldStarted, events), of(HoldCompleted, events)
    assert completed.time_s - started.start_s == pytest.approx(HOLD_S, abs=0.35)
    [done] = of(RepetitionCompleted, events)
    assert done.good


@pytest.mark.parametrize(("by_deg", "hz"), [(0.4, 5.0), (0.8, 1.0), (1.5, 0.2)])
def test_tremor_and_breath_break_no_stretch(by_deg: float, hz: float) -> None:
    events = judge(stretch(), jittered(swinging(by_deg, hz), 0.3, seed=1))
    assert not of(HoldBroken, events)
    assert not of(FormFaultFound, events)
    assert of(RepetitionCompleted, events)[0].good


@pytest.mark.parametrize(("by_deg", "hz"), [(6, 0.5), (8, 0.7), (8, 1.0)])
def test_bouncing_is_no_holding(by_deg: float, hz: float) -> None:
    events = judge(stretch(), swinging(by_deg, hz))
    [done] = of(RepetitionCompleted, events)
    assert "bouncing" in done.faults
    assert "hold" in done.shortfalls
    assert done.held_s is not None
    assert done.held_s < HOLD_S / 2


@pytest.mark.parametrize("by_deg", [-5, 5])
def test_a_landmark_that_jumps_to_and_back_breaks_no_stretch(by_deg: int) -> None:
    """Where a hand hides the knee it is seen at one place for half a second, then at another."""
    course = Course(0).stay(BEGIN_S).to(60, 2.5).stay(2)
    course.repeat(12, lambda c: c.to(60 + by_deg, 0.1).stay(0.5).to(60, 0.1).stay(1))
    events = judge(stretch(), squats(course.stay(2).to(0, 2.5).stay(1), fps=12))
    [done] = of(RepetitionCompleted, events)
    assert done.good
    assert not of(HoldBroken, events)
    assert done.held_s == pytest.approx(12 * 1.7 + 4, abs=0.4)


def test_a_stretch_that_eases_but_stays_at_the_target_is_one() -> None:
    """What was reached in the first moment was more than could be kept, or was misread."""
    course = Course(0).stay(BEGIN_S).to(85, 3).to(46, 1.5).stay(HOLD_S + 1)
    events = judge(stretch(of_best=None), squats(course.to(0, 2.5).stay(1), fps=12))
    [done] = of(RepetitionCompleted, events)
    assert done.held_s == pytest.approx(HOLD_S + 1, abs=1)


def test_crossed_legs_taken_for_one_another_for_a_moment_end_no_stretch() -> None:
    """For a second the knee is seen somewhere else, if at all."""
    course = Course(0).stay(BEGIN_S).to(60, 2.5).stay(6)
    wrong_s = course.length_s
    course.to(15, 0.2).stay(0.6).to(60, 0.2).stay(HOLD_S).to(0, 2.5).stay(1)
    moments = between(squats(course, fps=10), wrong_s + 0.55, wrong_s + 1.2, nobody)
    events = judge(stretch(), moments)
    [done] = of(RepetitionCompleted, events)
    assert done.held_s == pytest.approx(HOLD_S, abs=1)


def test_a_release_ends_the_hold_at_once() -> None:
    events = judge(stretch(), squats(held(seconds=12)))
    [broken] = of(HoldBroken, events)
    assert broken.held_s == pytest.approx(12, abs=0.5)
    # From the release on: 0.3 s to move away from the target, and the filter's delay.
    assert broken.time_s < BEGIN_S + 2.5 + 12 + 1.2


@pytest.mark.slow
def test_the_own_limit_rises_with_the_best_stretch() -> None:
    course = held(deep=68)
    for deep in (48, 60):
        course.to(deep, 2.5).stay(HOLD_S + 2).to(0, 2.5).stay(1)
    done = of(RepetitionCompleted, judge(stretch(), squats(course)))
    assert [r.good for r in done] == [True, False, True]
    assert done[1].shortfalls == ("target", "hold")
    assert [r.good for r in of(RepetitionCompleted, judge(stretch(None), squats(course)))] == [
        True
    ] * 3


def test_a_short_lunge_that_was_not_held_is_no_limit() -> None:
    course = Course(0).stay(BEGIN_S).to(85, 3).to(0, 3).stay(1)
    course.to(50, 2.5).stay(HOLD_S + 2).to(0, 2.5).stay(1)
    done = of(RepetitionCompleted, judge(stretch(), squats(course)))
    assert [r.good for r in done] == [False, True]


def test_the_seconds_left_are_known_at_every_moment() -> None:
    trainer = Trainer(stretch())
    held_s = []
    for time_s, pose in squats(held()):
        trainer.step(pose, time_s)
        now = trainer.progress
        assert now.hold_s == HOLD_S
        if now.phase == "hold":
            held_s.append(now.held_s)
    assert held_s == sorted(held_s)
    assert held_s[0] < 0.5
    assert held_s[-1] > HOLD_S


def test_a_stretch_says_no_more_than_its_phases() -> None:
    assert kinds(judge(stretch(), squats(held()))) == [
        "Ready",
        "HoldStarted",
        "HoldCompleted",
        "RepetitionCompleted",
    ]
