"""The body as a whole, on synthetic figures."""

import math
from collections.abc import Sequence

import numpy as np
import pytest
from bodies import Camera, Figure, Film, each_pose, standing, supine, without

from posetrainer.kinematics.body import (
    LEG_OVER_STATURE,
    breadth,
    displacement,
    inches_per_pixel,
    left_is_nearer,
    leg_length_px,
    posture,
)
from posetrainer.kinematics.geometry import Array
from posetrainer.kinematics.view import usable_xy
from posetrainer.pose.landmarks import INDEX, SIDES, Side, index_of
from posetrainer.pose.pose import mirror

CAMERA = Camera()


def seen(figure: Figure, *hidden: str, sides: Sequence[Side] = SIDES) -> Array:
    pose = without(hidden, sides)(CAMERA.shoot(figure, 0.0))
    return usable_xy(pose)


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (standing(0), "standing"),
        (standing(45), "standing"),
        (standing(90), "standing"),
        (standing(10, lean_deg=30), "standing"),
        (supine(0, 0, 0, 0), "supine"),
        (supine(45, 90, 0, 0), "supine"),
        (supine(0, 0, 0, 0, trunk_deg=20), "supine"),
        (supine(0, 0, 0, 0, trunk_deg=90), "unclear"),
    ],
)
def test_posture(figure: Figure, expected: str) -> None:
    pose = CAMERA.shoot(figure, 0.0)
    assert posture(usable_xy(pose)) == expected
    assert posture(usable_xy(mirror(pose))) == expected


def test_lying_face_down_is_not_supine() -> None:
    xy = seen(supine(0, 0, 0, 0))
    xy[INDEX["nose"], 1] += 40
    assert posture(xy) == "lying"


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("part", ["ear", "ankle", "knee"])
def test_one_of_a_pair_is_enough_to_tell_the_posture(side: Side, part: str) -> None:
    assert posture(seen(standing(20), part, sides=(side,))) == "standing"
    assert posture(seen(supine(0, 0, 0, 0), part, sides=(side,))) == "supine"


def test_a_posture_that_cannot_be_seen_is_none() -> None:
    assert posture(seen(standing(0), "shoulder")) is None
    assert posture(seen(standing(0), "ankle")) is None
    assert posture(seen(supine(0, 0, 0, 0), "ear")) is None


def test_breadth_tells_the_side_from_the_front() -> None:
    assert breadth(seen(standing(0))) < 0.2
    front = seen(standing(0))
    trunk = front[index_of("hip", "left"), 1] - front[index_of("shoulder", "left"), 1]
    front[index_of("shoulder", "right"), 0] += 0.7 * trunk
    assert breadth(front) > 0.6
    assert math.isnan(breadth(seen(standing(0), "shoulder", sides=("right",))))


def test_leg_length_does_not_change_with_the_joints_and_needs_one_leg() -> None:
    straight = leg_length_px(seen(supine(0, 0, 0, 0)))
    assert straight == pytest.approx(LEG_OVER_STATURE * 1.70 * 640 / 3.0)
    assert leg_length_px(seen(supine(20, 80, 45, 90))) == pytest.approx(straight)
    assert leg_length_px(seen(standing(50), "ankle", sides=("right",))) == pytest.approx(straight)
    assert math.isnan(leg_length_px(seen(standing(50), "ankle")))


def test_inches_come_from_stature() -> None:
    leg = LEG_OVER_STATURE * 1.80
    assert inches_per_pixel(200, 1.80) * 200 == pytest.approx(leg / 0.0254)
    assert math.isnan(inches_per_pixel(0, 1.80))
    assert math.isnan(inches_per_pixel(math.nan, 1.80))


def test_the_nearer_side_is_the_better_seen_one() -> None:
    pose = Camera(near_seen=0.9, far_seen=0.5).shoot(standing(0), 0.0)
    assert left_is_nearer(pose.visibility) == pytest.approx(0.4)
    assert left_is_nearer(mirror(pose).visibility) == pytest.approx(-0.4)


def test_displacement_is_in_trunk_lengths_and_forgives_a_wrong_landmark() -> None:
    here, there = seen(standing(0)), seen(standing(0, x_m=0.288 * 1.70))
    assert displacement(here, here) == 0
    assert displacement(here, there) == pytest.approx(1)
    wrong = here.copy()
    wrong[index_of("ankle", "left")] += 200
    wrong[index_of("wrist", "left")] += 200
    assert displacement(here, wrong) == 0


def test_displacement_goes_by_what_is_seen() -> None:
    here = seen(standing(0), "knee", "ankle")
    there = seen(standing(0, x_m=0.288 * 1.70), "hip", sides=("right",))
    assert displacement(here, there) == pytest.approx(1, rel=0.05)
    assert math.isnan(displacement(here * math.nan, there))


def test_outside_of_the_picture_and_disbelieved_landmarks_are_not_usable() -> None:
    pose = CAMERA.shoot(standing(0), 0.0)
    assert not np.isnan(usable_xy(pose)).any()
    pose.image_xy[3] = (-0.5, 10)
    pose.image_xy[4] = (10, 479.5)
    pose.visibility[5] = 0.05
    pose.visibility[6] = math.nan
    assert np.flatnonzero(np.isnan(usable_xy(pose)).all(axis=1)).tolist() == [3, 4, 5, 6]
    assert np.isnan(usable_xy(pose)).sum() == 8


def test_helpers_change_only_what_they_say() -> None:
    film: Film = [(0.0, CAMERA.shoot(standing(0), 0.0)), (0.1, None)]
    assert each_pose(film, lambda pose: pose) == film
