"""The body as a whole, on synthetic figures."""

import cmath
import math
from collections.abc import Sequence
from pathlib import Path

import pytest
from bodies import EXACT, Camera, Figure, Film, each_pose, standing, supine, without
from each import for_each

from posetrainer.kinematics.body import (
    LEG_OVER_STATURE,
    breadth,
    displacement,
    facing,
    left_is_nearer,
    leg_length_px,
    stature_px,
    trunk_length_px,
)
from posetrainer.kinematics.geometry import UNKNOWN, points_of
from posetrainer.kinematics.posture import postures
from posetrainer.kinematics.view import usable_points
from posetrainer.pose.landmarks import INDEX, SIDES, Side, index_of
from posetrainer.pose.pose import mirror
from posetrainer.tuning.truth_file import load_truth

CLIPS = Path(__file__).parents[2] / "samples" / "clips"


def seen(figure: Figure, *hidden: str, sides: Sequence[Side] = SIDES) -> list[complex]:
    pose = without(hidden, sides)(EXACT.shoot(figure, 0.0))
    return usable_points(pose)


@for_each(
    ("figure", "expected"),
    [
        (standing(0), {"standing"}),
        (standing(30), {"standing"}),
        (standing(45), {"standing", "sitting"}),
        (standing(10, lean_deg=30), {"standing"}),
        (standing(10, lean_deg=55), set()),
        (supine(0, 0, 0, 0), {"supine"}),
        (supine(45, 90, 0, 0), {"supine"}),
        (supine(90, 0, 0, 0), {"supine"}),
        (supine(0, 0, 0, 0, trunk_deg=20), {"supine"}),
        (supine(0, 0, 0, 0, trunk_deg=50), set()),
    ],
)
def test_postures(figure: Figure, expected: set[str]) -> None:
    pose = EXACT.shoot(figure, 0.0)
    assert postures(usable_points(pose)) == expected
    assert postures(usable_points(mirror(pose))) == expected


@for_each(
    ("clip", "frontal", "expected"),
    [
        ("ball_seated_march_good", True, "sitting"),
        ("aerobic_march_good", True, "standing"),
        ("hip_flexor_stretch_good", False, "half_kneeling"),
        ("lumbar_stabilization_good", False, "hands_and_knees"),
        ("piriformis_stretch_good", False, "supine"),
        ("ball_supine_good", False, "supine"),
        ("heel_raises_good", False, "standing"),
    ],
)
def test_the_postures_of_real_bodies_last_through_their_exercise(
    clip: str, frontal: bool, expected: str
) -> None:
    for xy in load_truth(CLIPS / f"{clip}.truth.json").image_xy():
        assert postures(points_of(xy), frontal=frontal) == {expected}


def test_the_deepest_of_squats_looks_like_sitting_from_the_side_alone() -> None:
    points = seen(standing(110))
    assert postures(points) == {"standing", "sitting"}
    assert postures(points, frontal=True) == {"sitting"}


def test_lying_face_down_is_not_supine() -> None:
    points = seen(supine(0, 0, 0, 0))
    points[INDEX["nose"]] += 40j
    for side in SIDES:
        points[index_of("foot_index", side)] += 80j
    assert postures(points) == {"prone"}


@pytest.mark.parametrize("part", ["nose", "toes"])
def test_lying_on_the_back_head_or_feet_may_turn_but_not_both(part: str) -> None:
    """Pixels by which the nose is above the ears, and the toes above the heels."""
    points = seen(supine(0, 0, 0, 0))
    toes = [index_of("foot_index", side) for side in SIDES]
    turned = [INDEX["nose"]] if part == "nose" else toes
    other = toes if part == "nose" else [INDEX["nose"]]
    for i in turned:
        points[i] += 60j
    assert postures(points) == {"supine"}
    for i in other:
        points[i] += 60j
    assert postures(points) == {"prone"}


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("part", ["ear", "ankle", "knee"])
def test_one_landmark_of_a_pair_is_enough_for_the_posture(side: Side, part: str) -> None:
    assert postures(seen(standing(20), part, sides=(side,))) == {"standing"}
    assert postures(seen(supine(0, 0, 0, 0), part, sides=(side,))) == {"supine"}


def test_a_posture_that_cannot_be_seen_is_none() -> None:
    assert postures(seen(standing(0), "shoulder")) is None
    assert postures(seen(standing(0), "ankle")) is None
    assert postures(seen(supine(0, 0, 0, 0), "ear")) == {"supine"}
    assert postures(seen(supine(0, 0, 0, 0), "heel")) == {"supine"}
    assert postures(seen(supine(0, 0, 0, 0), "ear", "heel")) is None


def test_breadth_distinguishes_the_side_from_the_front() -> None:
    assert breadth(seen(standing(0))) < 0.2
    front = seen(standing(0))
    trunk = (front[index_of("hip", "left")] - front[index_of("shoulder", "left")]).imag
    front[index_of("shoulder", "right")] += 0.7 * trunk
    assert breadth(front) > 0.6
    assert math.isnan(breadth(seen(standing(0), "shoulder", sides=("right",))))


def test_leg_length_does_not_change_with_the_joints_and_needs_one_leg() -> None:
    straight = leg_length_px(seen(supine(0, 0, 0, 0)))
    assert straight == pytest.approx(LEG_OVER_STATURE * 1.70 * 640 / 3.0)
    assert leg_length_px(seen(supine(20, 80, 45, 90))) == pytest.approx(straight)
    assert leg_length_px(seen(standing(50), "ankle", sides=("right",))) == pytest.approx(straight)
    assert math.isnan(leg_length_px(seen(standing(50), "ankle")))


@pytest.mark.parametrize("figure", [standing(0), standing(60), supine(45, 90, 0, 0)])
def test_stature_is_estimated_from_trunk_and_legs_however_they_are_bent(figure: Figure) -> None:
    assert stature_px(seen(figure), frontal=False) == pytest.approx(1.70 * 640 / 3.0)


def test_from_the_front_the_trunk_alone_gives_the_stature() -> None:
    assert stature_px(seen(standing(0)), frontal=True) == pytest.approx(1.70 * 640 / 3.0)
    hidden = seen(standing(0), "knee", "ankle")
    assert stature_px(hidden, frontal=True) == pytest.approx(1.70 * 640 / 3.0)
    assert math.isnan(stature_px(hidden, frontal=False))


def test_the_nearer_side_is_the_better_seen_one() -> None:
    pose = Camera(near_seen=0.9, far_seen=0.5).shoot(standing(0), 0.0)
    assert left_is_nearer(pose.visibility.tolist()) == pytest.approx(0.4)
    assert left_is_nearer(mirror(pose).visibility.tolist()) == pytest.approx(-0.4)


def test_displacement_is_in_trunk_lengths_and_forgives_a_wrong_landmark() -> None:
    here, there = seen(standing(0)), seen(standing(0, x_m=0.288 * 1.70))
    assert displacement(here, here) == 0
    assert displacement(here, there) == pytest.approx(1)
    wrong = here.copy()
    wrong[index_of("ankle", "left")] += 200 + 200j
    wrong[index_of("wrist", "left")] += 200 + 200j
    assert displacement(here, wrong) == 0


def test_displacement_goes_by_what_is_seen() -> None:
    here = seen(standing(0), "knee", "ankle")
    there = seen(standing(0, x_m=0.288 * 1.70), "hip", sides=("right",))
    assert displacement(here, there) == pytest.approx(1, rel=0.05)
    assert math.isnan(displacement([UNKNOWN] * len(here), there))


def test_outside_of_the_picture_and_disbelieved_landmarks_are_not_usable() -> None:
    pose = EXACT.shoot(standing(0), 0.0)
    limbs = [index_of(part, "left") for part in ("elbow", "wrist", "knee", "ankle")]
    assert not unknown(usable_points(pose)) & {*limbs, INDEX["nose"]}
    pose.image_xy[limbs[0]] = (-0.5, 10)
    pose.image_xy[limbs[1]] = (10, 479.5)
    pose.visibility[limbs[2]] = 0.05
    pose.visibility[limbs[3]] = math.nan
    assert unknown(usable_points(pose)) >= set(limbs)


def unknown(points: Sequence[complex]) -> set[int]:
    return {i for i, point in enumerate(points) if cmath.isnan(point)}


def test_helpers_change_only_what_they_say() -> None:
    film: Film = [(0.0, EXACT.shoot(standing(0), 0.0)), (0.1, None)]
    assert each_pose(film, lambda pose: pose) == film


@pytest.mark.parametrize(("figure", "level"), [(standing(20), False), (supine(0, 0, 0, 0), True)])
def test_where_a_body_points(figure: Figure, level: bool) -> None:
    """Figures stand facing the picture's left, and lie with their head on the right."""
    pose = EXACT.shoot(figure, 0.0)
    assert facing(points_of(pose.image_xy), level=level) == (1 if level else -1)
    assert facing(points_of(mirror(pose).image_xy), level=level) == (-1 if level else 1)
    assert facing(points_of(pose.image_xy), level=not level) == 0


def test_feet_that_point_apart_do_not_show_where_a_body_points() -> None:
    xy = EXACT.shoot(standing(20), 0.0).image_xy.copy()
    toe, heel = index_of("foot_index", "left"), index_of("heel", "left")
    xy[toe, 0] = 2 * xy[heel, 0] - xy[toe, 0]
    assert facing(points_of(xy), level=False) == 0


def test_the_trunk_is_as_long_with_one_hip_hidden() -> None:
    figure = supine(0, 0, 0, 0)
    whole = trunk_length_px(seen(figure))
    assert trunk_length_px(seen(figure, "hip", sides=["right"])) == pytest.approx(whole, rel=0.02)
    assert math.isnan(trunk_length_px(seen(figure, "hip")))
