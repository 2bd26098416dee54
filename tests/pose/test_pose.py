"""Poses: their shape, their names, and what a mirror does to them."""

import math
from dataclasses import replace

import numpy as np
import pytest
from each import for_each

from posetrainer.pose.landmarks import COUNT, INDEX, NAMES, SKELETON, index_of, other
from posetrainer.pose.pose import OPPOSITE, Pose, mirror


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


def test_other_numbers_are_converted() -> None:
    pose = some_pose()
    for kind in (np.float32, np.float16, list):
        xy = pose.image_xy.tolist() if kind is list else pose.image_xy.astype(kind)
        same = replace(pose, image_xy=xy, visibility=pose.visibility.astype(np.float32))
        assert same.image_xy.dtype == same.visibility.dtype == np.float64
        np.testing.assert_allclose(same.image_xy, pose.image_xy, rtol=1e-3)


@for_each(
    ("field", "value"),
    [
        ("image_xy", math.inf),
        ("image_xy", -math.inf),
        ("image_xy", 1e300),
        ("world_xyz", math.inf),
        ("visibility", math.nan),
        ("visibility", math.inf),
        ("visibility", -0.1),
        ("visibility", 1.1),
    ],
)
def test_one_number_that_cannot_be_is_refused(field: str, value: float) -> None:
    pose = some_pose()
    numbers = getattr(pose, field).copy()
    numbers[7] = value
    with pytest.raises(ValueError, match=rf"^Pose\.{field} must "):
        replace(pose, **{field: numbers})


@for_each(
    ("field", "value"),
    [
        ("time_s", math.nan),
        ("time_s", math.inf),
        ("frame_size", (0, 480)),
        ("frame_size", (640, -1)),
        ("image_xy", "nonsense"),
        ("image_xy", None),
        ("visibility", [0.5, [0.5]]),
    ],
)
def test_what_is_no_time_no_size_or_no_array_is_refused(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=rf"^Pose\.{field} must "):
        replace(some_pose(), **{field: value})


def test_landmarks_that_are_not_known_are_nan() -> None:
    pose = some_pose()
    xy = pose.image_xy.copy()
    xy[3] = math.nan
    assert np.isnan(replace(pose, image_xy=xy).image_xy[3]).all()
