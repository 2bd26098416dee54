"""Getting ready: one sentence about what is wrong first, and ready soon after it is right."""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from bodies import Film, alive, between, each_pose, each_xy, judge, mirrored, nobody, shifted
from sample_poses import EXERCISES, recorded, true_count
from sessions import BEGIN_S, LIFTS, SLIDE, SQUAT, Exercise, counted, kinds, of

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.obstacle_words import instruction_for
from posetrainer.kinematics.body import trunk_length_px
from posetrainer.kinematics.geometry import points_of
from posetrainer.pose.landmarks import SIDES, index_of
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import Ready, RepetitionCompleted
from posetrainer.rules.sight import RESTART_AFTER_S
from posetrainer.rules.trainer import Trainer

#: So soon after all is right the trainer is ready.
READY_S = 2.0
WRONG_S = 4.0
MARGIN = 0.03
#: Hands may well be out of the picture, for what does not need them.
ENDS = [0, *(index_of(p, side) for p in ("shoulder", "heel", "foot_index") for side in SIDES)]
Spoil = Callable[[Film], Film]
every_exercise = pytest.mark.parametrize("exercise", EXERCISES)


def moved(moments: Film, dx: float, dy: float = 0.0) -> Film:
    """Everybody somewhere else in the picture, by so many pixels."""
    return each_xy(moments, lambda xy: xy + np.array((dx, dy)))


def sized(moments: Film, factor: float) -> Film:
    """Everybody larger or smaller, about the middle of the picture."""

    def change(pose: Pose) -> Pose:
        middle = np.array(pose.frame_size) / 2
        return replace(pose, image_xy=(pose.image_xy - middle) * factor + middle)

    return each_pose(moments, change)


def at_edge(moments: Film, axis: int, last: bool, gap: float = 0.01) -> Film:
    """Head and feet as near to an edge as this share of the picture's short side."""
    pose = moments[0][1]
    assert pose is not None
    places, gap_px = pose.image_xy[ENDS, axis], gap * min(pose.frame_size)
    by_px = pose.frame_size[axis] - 1 - gap_px - places.max() if last else gap_px - places.min()
    return moved(moments, *((by_px, 0.0) if axis == 0 else (0.0, by_px)))


def too_small(moments: Film) -> Film:
    pose = moments[0][1]
    assert pose is not None
    return sized(moments, 0.11 * min(pose.frame_size) / trunk_length_px(points_of(pose.image_xy)))


def too_large(moments: Film) -> Film:
    return sized(moments, 5)


def at_the_left_edge(moments: Film) -> Film:
    return at_edge(moments, 0, last=False, gap=-0.05)


def away(moments: Film) -> Film:
    return each_pose(moments, nobody)


def from_elsewhere(moments: Film) -> Film:
    """A side view turned to a front view, and the other way round."""

    def change(pose: Pose) -> Pose:
        xy = pose.image_xy.copy()
        left, right = index_of("shoulder", "left"), index_of("shoulder", "right")
        apart = xy[left] - xy[right]
        narrow = math.hypot(*apart) < 0.45 * trunk_length_px(points_of(xy))
        across = (
            np.array((0.0, 0.4 * trunk_length_px(points_of(xy)) if narrow else 0.0)) - apart / 2
        )
        xy[left] += across
        xy[right] -= across
        return replace(pose, image_xy=xy)

    return each_pose(moments, change)


def few(moments: Film) -> Film:
    return [moment for i, moment in enumerate(moments) if i % 4 == 0]


WRONG: list[tuple[Spoil, str]] = [
    (away, "cannot see you"),
    (too_small, "Come closer"),
    (too_large, "put the camera further away"),
    (at_the_left_edge, "of the picture: "),
    (from_elsewhere, "camera"),
    (few, "too few pictures a second"),
]


def waiting(exercise: str) -> Film:
    """Somebody in place who waits to begin, at the recording's own times."""
    film = recorded(exercise)
    step_s, pose = film[1][0] - film[0][0], film[0][1]
    assert pose is not None
    times = [i * step_s for i in range(round(WRONG_S / step_s))]
    return [(t, replace(pose, time_s=t)) for t in times]


def instruction_at_the_end(exercise: str, moments: Film) -> str | None:
    trainer = Trainer(load_exercise(exercise))
    for time_s, pose in alive(moments):
        trainer.step(pose, time_s)
    obstacle = trainer.progress.obstacle
    return instruction_for(obstacle) if obstacle else None


@pytest.mark.slow
@every_exercise
@pytest.mark.parametrize(("spoil", "said"), WRONG, ids=[spoil.__name__ for spoil, _ in WRONG])
def test_what_is_wrong_is_reported_and_ready_soon_after_it_is_right(
    exercise: str, spoil: Spoil, said: str
) -> None:
    wrong = alive(spoil(waiting(exercise)))
    assert not of(Ready, judge(exercise, wrong))
    sentence = instruction_at_the_end(exercise, wrong)
    assert sentence is not None
    assert said in sentence
    right = [moment for moment in recorded(exercise) if moment[0] <= READY_S]
    [ready] = of(Ready, judge(exercise, wrong + shifted(right, WRONG_S)))
    assert ready.time_s - WRONG_S <= READY_S


@pytest.mark.slow
@every_exercise
def test_half_a_minute_of_nobody_in_mid_exercise_loses_and_makes_up_nothing(exercise: str) -> None:
    film = recorded(exercise)
    before = film[: len(film) // 2]
    gone_s = before[-1][0]
    gone: Film = [(gone_s + i / 10, None) for i in range(1, 300)]
    back_s = gone_s + 30
    until = judge(exercise, before + gone)
    events = judge(exercise, before + gone + shifted(film, back_s))
    assert not [e for e in of(RepetitionCompleted, events) if gone_s < e.start_s < back_s]
    numbers = [e.number for e in of(RepetitionCompleted, events)]
    assert numbers == list(range(1, counted(until) + true_count(exercise) + 1))
    [_, ready] = of(Ready, events)
    assert ready.time_s - back_s <= READY_S


@pytest.mark.slow
@every_exercise
def test_a_long_time_without_looking_asks_to_get_ready_again(exercise: str) -> None:
    film = recorded(exercise)
    before = film[: len(film) // 2]
    back_s = before[-1][0] + 5
    until = judge(exercise, [*before, (back_s, None)])
    events = judge(exercise, before + shifted(film, back_s))
    assert counted(events) == counted(until) + true_count(exercise)
    [_, ready] = of(Ready, events)
    assert ready.time_s - back_s <= READY_S


@pytest.mark.slow
@pytest.mark.parametrize(("gap_s", "numbers"), [(1.0, [1, 2]), (4.0, [1])])
@pytest.mark.parametrize("exercise", [SQUAT, SLIDE, LIFTS], ids=lambda e: e.id)
def test_what_began_before_a_long_gap_is_not_counted(
    exercise: Exercise, gap_s: float, numbers: list[int]
) -> None:
    """Somebody who keeps the position meanwhile, unless it had gone far enough before."""
    film = exercise.session(2)
    mid_s = BEGIN_S + 1.5
    before = [moment for moment in film if moment[0] < mid_s]
    after = [moment for moment in film if moment[0] >= mid_s]
    events = judge(exercise.id, before + shifted(after, gap_s))
    if exercise is LIFTS:
        # After three quarters of its way it counts already, held or not.
        numbers = [1, 2]
        first, _ = of(RepetitionCompleted, events)
        assert first.good is (gap_s < RESTART_AFTER_S)
    assert [done.number for done in of(RepetitionCompleted, events)] == numbers
    assert kinds(events).count("Ready") == 1 + (gap_s > RESTART_AFTER_S)


def test_the_way_out_lying() -> None:
    film = waiting("straight_leg_raise")
    for moments in (film, mirrored(film)):
        feet = moments[0][1]
        assert feet is not None
        feet_last = feet.image_xy[index_of("ankle", "left"), 0] > feet.image_xy[0, 0]
        said = instruction_at_the_end("straight_leg_raise", at_edge(moments, 0, feet_last))
        assert said == (
            "Your feet are at the edge of the picture: move towards your head, "
            "or turn the camera towards them."
        )


def test_the_way_out_standing_is_forwards_or_backwards() -> None:
    film = waiting("heel_raises")
    toes, heel = index_of("foot_index", "left"), index_of("heel", "left")
    for moments in (film, mirrored(film)):
        pose = moments[0][1]
        assert pose is not None
        to_right = bool(pose.image_xy[toes, 0] > pose.image_xy[heel, 0])
        for last in (False, True):
            said = instruction_at_the_end("heel_raises", at_edge(moments, 0, last))
            assert said is not None
            assert ("move backwards" if last == to_right else "move forwards") in said


def test_the_way_out_facing_the_camera_is_that_of_the_users_own_hands() -> None:
    film = waiting("aerobic_march")
    left = instruction_at_the_end("aerobic_march", at_edge(film, 0, last=True))
    right = instruction_at_the_end("aerobic_march", at_edge(film, 0, last=False))
    assert left is not None
    assert right is not None
    assert "move to your right" in left
    assert "move to your left" in right


def test_below_only_the_camera_can_be_turned() -> None:
    said = instruction_at_the_end("heel_raises", at_edge(waiting("heel_raises"), 1, last=True))
    assert said is not None
    assert said.startswith("Your feet are at the edge of the picture: turn the camera towards")


def test_the_head_may_be_at_the_edge_but_not_out_of_the_picture() -> None:
    film = waiting("heel_raises")
    assert instruction_at_the_end("heel_raises", at_edge(film, 1, last=False)) is None
    out = instruction_at_the_end("heel_raises", at_edge(film, 1, last=False, gap=-0.02))
    assert out == "Your head is out of the picture: turn the camera towards it."


def test_feet_out_of_the_picture_are_reported() -> None:
    film = at_edge(waiting("heel_raises"), 1, last=True, gap=-0.2)
    said = instruction_at_the_end("heel_raises", film)
    assert said == "Your feet are out of the picture: turn the camera towards them."


def test_the_view_is_reported_before_the_distance_and_the_distance_before_the_start() -> None:
    bent = waiting("knee_to_chest")
    for exercise, said in (("heel_slides", "Come closer"), ("wall_squat", "stand up")):
        sentence = instruction_at_the_end(exercise, too_small(bent))
        assert sentence is not None
        assert said in sentence
    sentence = instruction_at_the_end("wall_squat", from_elsewhere(too_small(bent)))
    assert sentence is not None
    assert sentence.startswith("Turn your side")
    assert sentence.count(".") == 1


@every_exercise
@pytest.mark.parametrize("fps", [8, 10])
def test_a_slow_camera_will_do(exercise: str, fps: int) -> None:
    pose = recorded(exercise)[0][1]
    assert pose is not None
    moments = alive([(i / fps, replace(pose, time_s=i / fps)) for i in range(3 * fps)])
    assert kinds(judge(exercise, moments))[0] == "Ready"


@pytest.mark.parametrize("fps", [3, 5, 6])
def test_a_camera_that_is_too_slow_is_reported(fps: int) -> None:
    pose = recorded("wall_squat")[0][1]
    assert pose is not None
    moments = alive([(i / fps, replace(pose, time_s=i / fps)) for i in range(10 * fps)])
    assert not judge("wall_squat", moments)
    assert "too few pictures" in (instruction_at_the_end("wall_squat", moments) or "")


@pytest.mark.parametrize("exercise", [SQUAT, SLIDE, LIFTS], ids=lambda e: e.id)
def test_once_ready_the_edge_of_the_picture_is_no_matter(exercise: Exercise) -> None:
    film = exercise.session(1)
    pose = film[0][1]
    assert pose is not None
    by_px = MARGIN * min(pose.frame_size) / 2 - min(
        float(p.image_xy[ENDS, 0].min()) for _, p in film if p is not None
    )

    def to_the_edge(pose: Pose) -> Pose:
        """A step to the edge within a second."""
        gone = min(1.0, pose.time_s - (BEGIN_S - 1))
        return replace(pose, image_xy=pose.image_xy + np.array((gone * by_px, 0.0)))

    events = judge(exercise.id, between(film, BEGIN_S - 1, math.inf, to_the_edge))
    assert counted(events) == 1


@pytest.mark.parametrize("side", SIDES)
def test_what_is_not_needed_may_be_out_of_the_picture(side: str) -> None:
    """Hands reach over the edge while somebody stands at the wall."""
    hands = [index_of(part, "left") for part in ("wrist", "pinky", "index", "thumb")]

    def reach(pose: Pose) -> Pose:
        xy = pose.image_xy.copy()
        xy[hands, 0] = -5.0 if side == "left" else pose.frame_size[0] + 5.0
        return replace(pose, image_xy=xy)

    assert kinds(judge("wall_squat", alive(each_pose(waiting("wall_squat"), reach)))) == ["Ready"]
