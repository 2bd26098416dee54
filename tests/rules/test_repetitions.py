"""Counting: what is a repetition, a good one, an attempt, and what is none."""

import math
from dataclasses import replace

import numpy as np
import pytest
from bodies import Course, Leg, between, each_pose, jittered, judge, lying, without
from each import crossed
from sessions import (
    BEGIN_S,
    EXERCISES,
    LIFT,
    LIFTS,
    SLIDE,
    SQUAT,
    Exercise,
    counted,
    kinds,
    of,
    shortfalls,
    squat,
)

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.pose.landmarks import index_of
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import (
    FormFaultFound,
    Ready,
    RepetitionCompleted,
    RepetitionMissed,
    SetCompleted,
    TooFast,
)
from posetrainer.rules.obstacles import Unmet
from posetrainer.rules.person import Person
from posetrainer.rules.trainer import Trainer

every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)


@pytest.mark.slow
@every_exercise
@pytest.mark.parametrize("fps", [10, 30])
def test_good_repetitions_are_counted_and_good_at_any_frame_rate(
    exercise: Exercise, fps: int
) -> None:
    done = of(RepetitionCompleted, judge(exercise.id, exercise.session(2, fps=fps)))
    assert [(r.number, shortfalls(r)) for r in done] == [(1, ()), (2, ())]
    assert done[0].good
    expected = 13 if exercise is LIFTS else exercise.full
    assert [r.peak for r in done] == pytest.approx([expected] * 2, abs=0.5)
    assert all(r.start_s > BEGIN_S and r.end_s == r.time_s for r in done)


@every_exercise
def test_ready_comes_once_and_soon(exercise: Exercise) -> None:
    [ready] = of(Ready, judge(exercise.id, exercise.session(1)))
    assert 0.2 < ready.time_s < 1


@every_exercise
def test_an_attempt_that_falls_short_is_missed_with_its_numbers(exercise: Exercise) -> None:
    share = 0.5
    course = Course(0).stay(BEGIN_S).to(share * exercise.full, 3).to(0, 3).stay(1)
    events = judge(exercise.id, exercise.shoot(course, fps=12))
    [missed] = of(RepetitionMissed, events)
    full = 13 if exercise is LIFTS else exercise.full
    assert missed.peak == pytest.approx(share * full, rel=0.05)
    assert missed.reason == "partial"
    assert missed.peak < missed.needed
    assert counted(events) == 0


def test_a_squat_on_the_toes_is_reported_as_another_movement() -> None:
    film = SQUAT.session(1, fps=12)

    def on_toes(pose: Pose) -> Pose:
        xy = pose.image_xy.copy()
        heels = [index_of("heel", side) for side in ("left", "right")]
        xy[heels, 1] -= 0.1 * pose.frame_size[0] / 3  # ten centimetres
        return replace(pose, image_xy=xy)

    events = judge("wall_squat", between(film, BEGIN_S + 1.2, 99, on_toes))
    [missed] = of(RepetitionMissed, events)
    assert missed.reason == "other_movement"
    say = load_exercise("wall_squat").throughout["foot_on_floor"].say
    assert missed.obstacle == Unmet("foot_on_floor", say)
    assert counted(events) == 0


def test_changing_legs_is_not_reported() -> None:
    # The knee of the straight leg is bent, that of the other one straightened.
    still = Course(90).stay(BEGIN_S)
    left = Leg(Course(0).stay(BEGIN_S).to(90, 1.5).stay(5), Course(0))
    right = Leg(still.stay(1.5).to(0, 1.5).stay(3.5), Course(0))
    events = judge("straight_leg_raise", lying(left, right))
    assert not of(RepetitionMissed, events)
    assert not of(RepetitionCompleted, events)


@every_exercise
def test_a_twitch_is_nothing(exercise: Exercise) -> None:
    course = Course(0).stay(BEGIN_S).to(0.12 * exercise.full, 2).to(0, 2).stay(1)
    assert kinds(judge(exercise.id, exercise.shoot(course))) == ["Ready"]


@every_exercise
def test_between_counting_and_the_target_counts_but_is_not_good(exercise: Exercise) -> None:
    course = Course(0).stay(BEGIN_S).to(0.7 * exercise.full, 3).stay(6).to(0, 3).stay(1)
    [done] = of(RepetitionCompleted, judge(exercise.id, exercise.shoot(course, fps=12)))
    assert "target" in done.shortfalls
    assert not done.good


@crossed(exercise=EXERCISES, share=[0.2, 0.65])
def test_jitter_at_a_threshold_does_not_count_twice(exercise: Exercise, share: float) -> None:
    course = Course(0).stay(BEGIN_S).to(exercise.full, 4)
    for _ in range(8):
        course.to((share + 0.04) * exercise.full, 0.7).to((share - 0.04) * exercise.full, 0.7)
    course.to(0, 2).stay(1)
    events = judge(exercise.id, jittered(exercise.shoot(course, fps=12), 0.5, seed=3))
    assert counted(events) == 1
    assert not of(RepetitionMissed, events)


@crossed(exercise=EXERCISES, share=[0.4, 1.0])
def test_a_long_pause_does_not_split_a_repetition(exercise: Exercise, share: float) -> None:
    full = exercise.full
    course = Course(0).stay(BEGIN_S).to(share * full, 3).stay(8).to(full, 3).to(0, 4).stay(1)
    assert counted(judge(exercise.id, exercise.shoot(course, fps=12))) == 1


def test_a_wall_sit_of_a_minute_is_one_repetition() -> None:
    course = squat(Course(0).stay(BEGIN_S), hold=60)
    events = judge("wall_squat", SQUAT.shoot(course, fps=12))
    [done] = of(RepetitionCompleted, events)
    assert done.held_s == pytest.approx(60, abs=0.5)
    assert kinds(events).count("HoldCompleted") == 1


def test_a_set_is_completed_when_all_are_counted() -> None:
    prescribed = load_exercise("heel_slides").dose.repetitions
    events = judge("heel_slides", SLIDE.session(prescribed + 1, fps=10))
    assert counted(events) == prescribed + 1
    [completed] = of(SetCompleted, events)
    assert completed.set_number == 1
    assert completed.time_s == of(RepetitionCompleted, events)[prescribed - 1].time_s


def test_a_leg_that_does_not_come_all_the_way_down_between_raises_is_counted() -> None:
    low = LIFT / 10
    course = Course(0).stay(BEGIN_S)
    for _ in range(3):
        course.to(LIFT, 2).stay(6).to(low, 2)
    course.to(0, 1).stay(1)
    assert counted(judge("straight_leg_raise", LIFTS.shoot(course))) == 3


@pytest.mark.parametrize("stiff_deg", [8.0, 20.0])
def test_a_knee_that_never_reads_straight_is_measured_from_its_own_rest(stiff_deg: float) -> None:
    course = Course(stiff_deg).stay(BEGIN_S)
    course.to(stiff_deg + 50, 2.5).stay(6).to(stiff_deg, 2.5).stay(1)
    [done] = of(RepetitionCompleted, judge("wall_squat", SQUAT.shoot(course)))
    assert done.peak == pytest.approx(50, abs=1)
    assert "target" not in done.shortfalls


def test_the_same_pixels_are_judged_by_the_persons_stature() -> None:
    film = LIFTS.session(1, fps=12)
    peaks = {}
    for stature_m in (1.50, 1.70, 1.95):
        [done] = of(RepetitionCompleted, judge(LIFTS.id, film, Person(stature_m)))
        peaks[stature_m] = done.peak
    # The far shoulder, six centimetres above the near one, is that of a camera that looks down.
    assert peaks[1.70] == pytest.approx(13 * 1.015, abs=0.15)
    assert peaks[1.95] / peaks[1.50] == pytest.approx(1.95 / 1.50, rel=1e-4)


@pytest.mark.parametrize("hidden", ["nan", "outside"])
def test_what_is_not_seen_never_counts(hidden: str) -> None:
    def nan(pose: Pose) -> Pose:
        return replace(pose, image_xy=np.full_like(pose.image_xy, math.nan))

    for exercise in EXERCISES:
        film = each_pose(
            exercise.session(1, fps=12), nan if hidden == "nan" else without(["knee", "ankle"])
        )
        assert kinds(judge(exercise.id, film)) == ["LostSight"]


@every_exercise
def test_the_same_film_gives_the_same_events_and_a_new_trainer_remembers_nothing(
    exercise: Exercise,
) -> None:
    film = jittered(exercise.session(1), 1.0, seed=5)
    assert judge(exercise.id, film) == judge(exercise.id, film)


def test_progress_follows_the_repetition() -> None:
    trainer = Trainer(load_exercise("wall_squat"))
    assert trainer.progress.obstacle
    seen = []
    for time_s, pose in SQUAT.session(1):
        trainer.step(pose, time_s)
        progress = trainer.progress
        seen.append((progress.phase, progress.counted))
        if time_s == 6.0:
            assert progress.value == pytest.approx(50, abs=0.5)
            assert progress.held_s == pytest.approx(1.4, abs=0.3)
            assert progress.ready
            assert progress.obstacle is None
    order = [now for before, now in zip([None, *seen], seen, strict=False) if now != before]
    assert order == [("rest", 0), ("out", 0), ("hold", 0), ("back", 0), ("rest", 1)]


@pytest.mark.parametrize(
    ("fault", "film"),
    [
        ("too_deep", lambda: SQUAT.shoot(squat(Course(0).stay(BEGIN_S), deep=85))),
        ("trunk_leans", lambda: SQUAT.shoot(squat(Course(0).stay(BEGIN_S)), lean_deg=28)),
        ("feet_too_close", lambda: SQUAT.shoot(squat(Course(0).stay(BEGIN_S)), feet_in=2)),
    ],
)
def test_a_form_fault_is_found_once_and_spoils_the_repetition(fault: str, film) -> None:  # type: ignore[no-untyped-def]
    events = judge("wall_squat", film())
    assert {found.fault for found in of(FormFaultFound, events)} == {fault}
    [done] = of(RepetitionCompleted, events)
    assert done.faults == (fault,)
    assert done.shortfalls == ("form",)
    first, *others = of(FormFaultFound, events)
    assert not first.again
    assert all(found.again for found in others)


def test_a_corrected_fault_is_reported() -> None:
    course = Course(0).stay(BEGIN_S).to(85, 3).stay(1).to(55, 2).stay(6).to(0, 3).stay(1)
    events = judge("wall_squat", SQUAT.shoot(course))
    assert [kind for kind in kinds(events) if kind.startswith("Form")] == [
        "FormFaultFound",
        "FormRestored",
    ]


def test_a_brief_fault_is_not_reported() -> None:
    film = SQUAT.session(1)
    course = squat(Course(0).stay(BEGIN_S))
    leaning = dict(SQUAT.shoot(course, lean_deg=28))
    flickering = [(t, leaning[t] if 6 <= t < 6.2 else pose) for t, pose in film]
    assert not of(FormFaultFound, judge("wall_squat", flickering))


def test_a_heel_that_is_lifted_is_reported() -> None:
    def lifted(pose: Pose) -> Pose:
        xy = pose.image_xy.copy()
        xy[30, 1] -= 25
        return replace(pose, image_xy=xy)

    events = judge("heel_slides", between(SLIDE.session(1), 4, 6, lifted))
    assert [found.fault for found in of(FormFaultFound, events)] == ["heel_lifted"]
    assert not of(TooFast, events)


def test_where_nothing_is_held_the_way_back_begins_at_the_target() -> None:
    events = judge("heel_slides", SLIDE.session(2))
    told = [kind for kind in kinds(events) if kind in ("TargetReached", "RepetitionCompleted")]
    assert told == ["TargetReached", "RepetitionCompleted"] * 2
    assert "TargetReached" not in kinds(judge("wall_squat", SQUAT.session(1)))
