"""Out of sight, out of place, on the way into place: nothing counts, and it is said."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from bodies import (
    Camera,
    Course,
    Figure,
    Film,
    alive,
    between,
    each_pose,
    film,
    judge,
    lying,
    nobody,
    resting,
    slide_hip_deg,
    standing,
    supine,
    without,
)
from each import crossed
from sessions import BEGIN_S, EXERCISES, LIFTS, SLIDE, SQUAT, Exercise, counted, kinds, of, squat

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.obstacle_words import instruction_for
from posetrainer.pose.landmarks import SIDES, Side, index_of
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import (
    LostSight,
    PostureLost,
    Ready,
    RepetitionCompleted,
    SightRegained,
)
from posetrainer.rules.obstacles import Obstacle, PartsUnseen
from posetrainer.rules.trainer import Trainer

every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
#: In the middle of the first repetition on its way out.
MID_S = BEGIN_S + 1.2
WIDE = Camera(size=(1280, 720), width_m=6.5)


#: Figure at a time, in seconds from the scene's beginning.
Scene = Callable[[float], Figure]


def scenes(*parts: tuple[float, Scene], fps: float = 20, camera: Camera = WIDE) -> Film:
    """One scene after the other: how long, and the figure at a time from its beginning."""

    def figure_at(time_s: float) -> Figure:
        begin_s = 0.0
        for length_s, figure in parts:
            if time_s < begin_s + length_s:
                return figure(time_s - begin_s)
            begin_s += length_s
        raise ValueError(f"no scene at {time_s} s")

    return film(sum(length_s for length_s, _ in parts) - 1 / fps, figure_at, fps, camera)


def instruction_at_the_end(exercise: str, moments: Film) -> str:
    trainer = Trainer(load_exercise(exercise))
    for time_s, pose in moments:
        trainer.step(pose, time_s)
    assert trainer.progress.obstacle is not None
    return instruction_for(trainer.progress.obstacle)


@crossed(exercise=EXERCISES, hide=[nobody, without(["ankle", "heel", "foot_index"])])
def test_sight_lost_for_a_moment_is_reported_and_the_repetition_goes_on(exercise, hide) -> None:  # type: ignore[no-untyped-def]
    events = judge(exercise.id, between(exercise.session(2, fps=12), MID_S, MID_S + 1, hide))
    [lost], [regained] = of(LostSight, events), of(SightRegained, events)
    assert lost.time_s == pytest.approx(MID_S + 0.5, abs=0.1)
    assert regained.unseen_s == pytest.approx(1, abs=0.1)
    assert lost.unseen in (PartsUnseen(), PartsUnseen(("feet",)))
    assert [r.number for r in of(RepetitionCompleted, events)] == [1, 2]


@every_exercise
def test_a_brief_loss_of_sight_is_not_reported(exercise: Exercise) -> None:
    events = judge(exercise.id, between(exercise.session(1), MID_S, MID_S + 0.3, nobody))
    assert not of(LostSight, events)
    assert counted(events) == 1


@every_exercise
def test_half_a_minute_without_a_person_drops_the_repetition(exercise: Exercise) -> None:
    gone: Film = [(MID_S + i / 30, None) for i in range(900)]
    whole = exercise.session(1, fps=12)
    before = [moment for moment in whole if moment[0] < MID_S]
    again = [(t + MID_S + 30, pose) for t, pose in whole]
    events = judge(exercise.id, before + gone)
    assert kinds(events) == ["Ready", "LostSight"]
    events = judge(exercise.id, before + gone + again)
    assert kinds(events).count("Ready") == 2
    assert [r.number for r in of(RepetitionCompleted, events)] == [1]


@every_exercise
def test_the_count_is_kept_when_the_person_comes_back(exercise: Exercise) -> None:
    first = exercise.session(1, fps=12)
    away_s = first[-1][0]
    gone: Film = [(away_s + i / 30, None) for i in range(1, 150)]
    again = [(t + away_s + 5, pose) for t, pose in first]
    events = judge(exercise.id, first + gone + again)
    assert [r.number for r in of(RepetitionCompleted, events)] == [1, 2]


@every_exercise
def test_nobody_is_asked_to_come_into_the_picture(exercise: Exercise) -> None:
    moments: Film = [(i / 10, None) for i in range(20)]
    assert kinds(judge(exercise.id, moments)) == ["LostSight"]
    assert "cannot see you" in instruction_at_the_end(exercise.id, moments)


@crossed(exercise=EXERCISES, side=SIDES)
def test_what_the_exercise_does_not_need_may_be_hidden(exercise: Exercise, side: Side) -> None:
    hide = without(["ear", "elbow", "wrist", "heel", "foot_index"], [side])
    moments = between(exercise.session(1, fps=12), MID_S, MID_S + 3, hide)
    assert counted(judge(exercise.id, moments)) == 1


def test_the_far_leg_of_a_wall_squat_may_be_hidden_all_the_time() -> None:
    hide = without(["knee", "ankle", "heel", "foot_index"], ["right"])
    [done] = of(RepetitionCompleted, judge("wall_squat", each_pose(SQUAT.session(1, fps=12), hide)))
    assert done.good


@pytest.mark.parametrize("exercise", [SLIDE, LIFTS], ids=lambda e: e.id)
def test_the_wrong_posture_is_reported_and_not_counted(exercise: Exercise) -> None:
    moments = SQUAT.session(1, fps=12)
    assert not judge(exercise.id, moments)
    assert "lie down" in instruction_at_the_end(exercise.id, moments).lower()


@pytest.mark.parametrize("exercise", [SLIDE, LIFTS], ids=lambda e: e.id)
def test_a_squat_is_not_counted_lying(exercise: Exercise) -> None:
    assert not judge("wall_squat", exercise.session(1, fps=12))
    assert "stand up" in instruction_at_the_end("wall_squat", exercise.session(1, fps=12)).lower()


def test_another_exercise_lying_is_not_counted() -> None:
    assert counted(judge("heel_slides", LIFTS.session(1, fps=12))) == 0
    assert counted(judge("straight_leg_raise", SLIDE.session(1, fps=12))) == 0
    assert "other knee" in instruction_at_the_end("straight_leg_raise", SLIDE.session(1, fps=12))


@every_exercise
def test_the_wrong_view_is_reported_and_not_counted(exercise: Exercise) -> None:
    def from_the_foot_end(pose: Pose) -> Pose:
        for part in ("shoulder", "hip"):
            pose.image_xy[index_of(part, "right")] += (30, -70)
        return pose

    moments = each_pose(exercise.shoot(Course(0).stay(3)), from_the_foot_end)
    assert not judge(exercise.id, moments)
    assert "side" in instruction_at_the_end(exercise.id, moments)


def test_a_start_position_that_is_not_taken_is_reported() -> None:
    moments = lying(resting(90), resting(90))
    moments = alive([(i / 30, moments[0][1]) for i in range(60)])
    assert not judge("heel_slides", moments)
    assert "both legs straight" in instruction_at_the_end("heel_slides", moments)


def walking(from_m: float, speed_m_s: float = 1.0) -> Scene:
    """Walking to the left; the swinging knee bends to 60 degrees for two fifths of a step."""

    def knee_deg(phase: float) -> float:
        phase %= 1.0
        return 5 + (55 * math.sin(math.pi * phase / 0.4) ** 2 if phase < 0.4 else 0)

    def figure_at(time_s: float) -> Figure:
        phase = time_s / 1.1
        x_m = from_m - speed_m_s * time_s
        return standing(knee_deg(phase), knee_deg(phase + 0.5), feet_in=0, x_m=x_m)

    return figure_at


def upright(time_s: float) -> Figure:
    return standing(5, feet_in=0)


def test_walking_into_place_is_no_repetition() -> None:
    moments = scenes((3, walking(3)), (2, upright))
    assert kinds(judge("wall_squat", moments)) == ["Ready"]
    for exercise in ("heel_slides", "straight_leg_raise"):
        assert not judge(exercise, moments)


@pytest.mark.parametrize("speed_m_s", [0.0, 1.0])
def test_a_movement_that_breaks_the_exercises_conditions_is_none(speed_m_s: float) -> None:
    trainer = Trainer(load_exercise("wall_squat"))
    steps = walking(0, speed_m_s)
    moments = scenes((2, upright), (3.2, steps))
    events = [event for time_s, pose in moments for event in trainer.step(pose, time_s)]
    assert kinds(events)[0] == "Ready"
    assert counted(events) == 0


def lying_down_and_getting_up() -> Film:
    sit_down, legs_out = Course(80).stay(1).to(0, 2), Course(90).stay(1).to(90, 1).to(0, 1.5)
    legs_up, sit_up = Course(0).to(90, 1.5), Course(0).to(80, 2)

    def both(knee_deg: float, trunk_deg: float) -> Figure:
        leg = (slide_hip_deg(knee_deg), knee_deg)
        return supine(*leg, *leg, trunk_deg=trunk_deg)

    return scenes(
        (1.0, upright),
        (3.5, lambda t: both(legs_out.at(t), sit_down.at(t))),
        (3.0, lambda t: both(0, 0)),
        (1.5, lambda t: both(legs_up.at(t), 0)),
        (5.0, lambda t: both(90, sit_up.at(t))),
        (2.0, upright),
    )


@every_exercise
def test_lying_down_and_getting_up_is_no_repetition(exercise: Exercise) -> None:
    assert counted(judge(exercise.id, lying_down_and_getting_up())) == 0


@pytest.mark.parametrize("quick_s", [0.7, 0.9])
def test_getting_up_quickly_and_leaving_is_no_repetition(quick_s: float) -> None:
    def get_up(time_s: float) -> Figure:
        """One knee bends while the trunk sits up."""
        share = min(1.0, time_s / quick_s)
        knee_deg = 100 * share
        return supine(0, 0, slide_hip_deg(knee_deg), knee_deg, trunk_deg=90 * share**2)

    moments = scenes((3, lambda _: supine(0, 0, 0, 0)), (quick_s + 0.1, get_up), camera=Camera())
    end_s = moments[-1][0]
    gone: Film = [(end_s + i / 10, None) for i in range(1, 50)]
    events = judge("heel_slides", moments + gone)
    assert kinds(events)[-1] == "LostSight"
    assert counted(events) == 0


def test_leaving_the_posture_is_reported_once() -> None:
    events = judge("heel_slides", lying_down_and_getting_up())
    [ready], [lost] = of(Ready, events), of(PostureLost, events)
    # While the trunk sits up, after 11 s, and the legs are still on the mat.
    assert ready.time_s < 11 < lost.time_s < 13
    assert isinstance(lost.obstacle, Obstacle)


def test_bobbing_without_ever_keeping_still_counts_from_rest_to_rest() -> None:
    bobbing = Course(90)
    for _ in range(4):
        bobbing.to(10, 1).to(90, 1)
    done = of(RepetitionCompleted, judge("wall_squat", SQUAT.shoot(bobbing)))
    # From 90 down is none, and the last one never comes back.
    assert [r.end_s for r in done] == pytest.approx([3, 5, 7], abs=0.35)
    assert not any(r.good for r in done)


def test_one_wrong_pose_changes_nothing() -> None:
    moments = SQUAT.session(1, fps=12)
    wrong = Camera().shoot(supine(0, 0, 0, 0), 0.0)
    rng = np.random.default_rng(0)
    broken = {float(s) for s in rng.choice([t for t, _ in moments], 12, replace=False)}
    moments = [(t, wrong if t in broken else pose) for t, pose in moments]
    events = judge("wall_squat", moments)
    assert counted(events) == 1
    assert not of(PostureLost, events)


def test_a_squat_after_getting_lost_is_the_next_one() -> None:
    course = squat(squat(Course(0).stay(BEGIN_S)))
    events = judge("wall_squat", between(SQUAT.shoot(course), 13.2, 13.9, nobody))
    assert [r.good for r in of(RepetitionCompleted, events)] == [True, True]
