"""Poses: their shape, their names, and what a mirror does to them."""

import numpy as np
import pytest

from posetrainer.pose.landmarks import COUNT, INDEX, NAMES, OPPOSITE, SKELETON, index_of, other
from posetrainer.pose.pose import Pose, mirror


def some_pose() -> Pose:
    rng = np.random.default_rng(0)
    return Pose(
        1.5, rng.random((33, 2)) * 300, rng.normal(size=(33, 3)), rng.random(33), (400, 300)
    )


def test_there_are_33_landmarks_and_each_has_an_opposite() -> None:
    assert COUNT == len(set(NAMES)) == 33
    assert OPPOSITE[OPPOSITE].tolist() == list(range(33))
    assert NAMES[OPPOSITE[INDEX["left_knee"]]] == "right_knee"
    assert OPPOSITE[INDEX["nose"]] == INDEX["nose"]
    assert index_of("heel", "right") == INDEX["right_heel"] == 30
    assert other("left") == "right"
    assert other("right") == "left"


def test_the_skeleton_is_the_same_on_both_sides() -> None:
    bones = {frozenset(bone) for bone in SKELETON}
    assert {frozenset(OPPOSITE[list(bone)].tolist()) for bone in bones} == bones


def test_an_unknown_part_is_an_error() -> None:
    with pytest.raises(KeyError):
        index_of("tail", "left")


def test_a_mirror_swaps_the_sides_and_a_second_one_swaps_them_back() -> None:
    pose = some_pose()
    seen = mirror(pose)
    assert seen.image_xy[INDEX["left_knee"], 0] == 399 - pose.image_xy[INDEX["right_knee"], 0]
    assert seen.image_xy[INDEX["left_knee"], 1] == pose.image_xy[INDEX["right_knee"], 1]
    assert seen.world_xyz[INDEX["nose"], 0] == -pose.world_xyz[INDEX["nose"], 0]
    assert seen.visibility[INDEX["left_heel"]] == pose.visibility[INDEX["right_heel"]]
    again = mirror(seen)
    np.testing.assert_allclose(again.image_xy, pose.image_xy)
    np.testing.assert_allclose(again.world_xyz, pose.world_xyz)
    assert (again.time_s, again.frame_size) == (1.5, (400, 300))


@pytest.mark.parametrize(
    "wrong", [{"image_xy": (33, 3)}, {"world_xyz": (33, 2)}, {"visibility": (32,)}]
)
def test_a_pose_of_the_wrong_shape_is_refused(wrong: dict[str, tuple[int, ...]]) -> None:
    shapes = {"image_xy": (33, 2), "world_xyz": (33, 3), "visibility": (33,), **wrong}
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Pose(0.0, frame_size=(4, 3), **{name: np.zeros(shape) for name, shape in shapes.items()})
