"""Landmarks that cannot be where they are said to be."""

import numpy as np
import pytest
from bodies import Camera, Course, jittered, legs_swapped, lying, resting, scaled, sliding, supine

from posetrainer.kinematics.geometry import Array
from posetrainer.kinematics.plausible import BONE_MEMORY_S, SWAP_LASTS_S, Bones, LegNames
from posetrainer.pose.landmarks import NAMES, index_of

LEG_BELOW_HIP = ("knee", "ankle", "heel", "foot_index")
BENT = Camera().shoot(supine(45, 90, 0, 0), 0.0)


def dropped(xy: Array) -> set[str]:
    return {NAMES[i] for i in np.flatnonzero(np.isnan(xy[:, 0]))}


def names(*parts: str, sides: tuple[str, ...] = ("left", "right")) -> set[str]:
    return {f"{side}_{part}" for side in sides for part in parts}


def test_a_moving_body_is_plausible() -> None:
    course = Course(0).stay(0.5).to(90, 0.7).to(0, 0.7)
    for fps in (10, 30):
        bones, legs = Bones(), LegNames()
        for time_s, pose in jittered(lying(resting(), sliding(course), fps), 0.5, seed=1):
            assert pose is not None
            assert dropped(bones(legs(pose.image_xy, time_s), time_s)) == set()


@pytest.mark.parametrize(
    ("joint", "gone"),
    [("knee", LEG_BELOW_HIP), ("ankle", LEG_BELOW_HIP[1:])],
)
def test_what_lies_beyond_a_bone_of_a_new_length_is_dropped(
    joint: str, gone: tuple[str, ...]
) -> None:
    bones = Bones()
    for i in range(10):
        assert dropped(bones(BENT.image_xy, i / 30)) == set()
    wrong = BENT.image_xy.copy()
    wrong[index_of(joint, "right")] -= (40, 0)
    assert dropped(bones(wrong, 10 / 30)) == names(*gone, sides=("right",))
    assert dropped(bones(BENT.image_xy, 11 / 30)) == set()


def test_a_bone_that_stays_changed_is_believed_in_the_end() -> None:
    bones = Bones()
    nearer = BENT.image_xy * 1.4
    for i in range(15):
        bones(BENT.image_xy, i / 30)
    believed = [i for i in range(15, 60) if not dropped(bones(nearer, i / 30))]
    assert 15 < believed[0] < 15 + 30 * BONE_MEMORY_S
    assert believed == list(range(believed[0], 60))


def test_who_comes_back_into_view_is_measured_against_what_was_known() -> None:
    bones = Bones()
    for i in range(15):
        bones(BENT.image_xy, i / 30)
    wrong = BENT.image_xy.copy()
    wrong[index_of("ankle", "left")] += (60, 0)
    assert dropped(bones(wrong, 2.0)) == names(*LEG_BELOW_HIP[1:], sides=("left",))


def test_legs_named_the_wrong_way_round_are_dropped() -> None:
    legs = LegNames()
    for i in range(20):
        pose = legs_swapped(BENT) if i in (7, 8, 15) else BENT
        expected = names(*LEG_BELOW_HIP) if pose is not BENT else set()
        assert dropped(legs(pose.image_xy, i / 30)) == expected


@pytest.mark.parametrize("fps", [10, 30])
def test_new_names_of_the_legs_are_believed_if_they_last(fps: int) -> None:
    legs = LegNames()
    legs(BENT.image_xy, 0.0)
    swapped = legs_swapped(BENT).image_xy
    seen = [not dropped(legs(swapped, i / fps)) for i in range(1, fps)]
    first = seen.index(True)
    assert abs(first / fps - SWAP_LASTS_S) < 0.11
    assert all(seen[first:])


def test_a_leg_that_is_partly_hidden_can_be_told_from_the_other() -> None:
    legs = LegNames()
    hidden = BENT.image_xy.copy()
    hidden[index_of("heel", "left")] = np.nan
    legs(hidden, 0.0)
    assert dropped(legs(legs_swapped(BENT).image_xy, 0.1)) == names(*LEG_BELOW_HIP)


def test_plausibility_does_not_depend_on_resolution() -> None:
    film = jittered(lying(resting(), sliding(Course(0).to(90, 1))), 1.5, seed=4)

    def judged(moments: list) -> list[set[str]]:  # type: ignore[type-arg]
        bones = Bones()
        return [dropped(bones(pose.image_xy, time_s)) for time_s, pose in moments]

    assert judged(film) == judged(scaled(film, 2.5))
