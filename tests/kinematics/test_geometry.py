"""Angles and lengths: exact values, and what must not change them."""

import cmath
import math
from collections.abc import Sequence

import pytest
from each import for_each
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.kinematics.geometry import (
    UNKNOWN,
    angle_between,
    distance,
    elevation,
    inclination_from_vertical,
)

ORIGIN = 0j


def flexion(upper: complex, joint: complex, lower: complex) -> float:
    """A joint's flexion, from the directions of the two segments that meet in it."""
    return angle_between(joint - upper, lower - joint)


coordinates = st.builds(complex, st.floats(-500, 500), st.floats(-500, 500))


def at(degrees: float, length: float = 100.0) -> complex:
    """A point so far off, 0 to the right and 90 up, where the picture's y grows down."""
    return cmath.rect(length, -math.radians(degrees))


@for_each("degrees", [0, 1e-6, 20, 45, 90, 135, 179.999999, 180])
def test_flexion_is_what_a_goniometer_reads(degrees: float) -> None:
    assert flexion(at(180), ORIGIN, at(degrees)) == pytest.approx(degrees, abs=1e-12)
    assert flexion(at(180), ORIGIN, at(-degrees)) == pytest.approx(degrees, abs=1e-12)


@for_each("degrees", [0, 30, 90, 150, 180])
def test_inclination_is_0_upright_90_level_and_180_upside_down(degrees: float) -> None:
    assert inclination_from_vertical(ORIGIN, at(90 - degrees)) == pytest.approx(degrees)
    assert inclination_from_vertical(ORIGIN, at(90 + degrees)) == pytest.approx(degrees)


@for_each("degrees", [-90, -20, 0, 21, 90])
def test_elevation_is_positive_when_the_far_end_is_higher_on_either_side(degrees: float) -> None:
    assert elevation(ORIGIN, at(degrees)) == pytest.approx(degrees)
    assert elevation(ORIGIN, at(180 - degrees)) == pytest.approx(degrees)


def test_distance_is_direct_or_one_of_its_components() -> None:
    a, b = 10 + 20j, 7 + 24j
    assert distance(a, b) == 5
    assert distance(a, b, "horizontal") == 3
    assert distance(a, b, "vertical") == 4


@given(
    points=st.lists(coordinates, min_size=3, max_size=3),
    turn_deg=st.floats(-180, 180),
    factor=st.floats(0.1, 10),
    shift=coordinates,
)
def test_turning_scaling_moving_or_mirroring_a_body_bends_no_joint(
    points: Sequence[complex], turn_deg: float, factor: float, shift: complex
) -> None:
    upper, joint, lower = points
    if min(distance(upper, joint), distance(joint, lower)) < 1:
        return
    before = flexion(upper, joint, lower)
    for changed in (
        [point * cmath.rect(1, math.radians(turn_deg)) for point in points],
        [point * factor for point in points],
        [point + shift for point in points],
        [-point.conjugate() for point in points],
        points[::-1],
    ):
        assert flexion(*changed) == pytest.approx(before, abs=1e-6)


@pytest.mark.parametrize("which", [0, 1, 2])
def test_what_is_not_seen_has_no_angle(which: int) -> None:
    points = [at(180), ORIGIN, at(30)]
    points[which] = UNKNOWN
    assert math.isnan(flexion(*points))
    if which < 2:
        assert math.isnan(elevation(*points[:2]))
        assert math.isnan(inclination_from_vertical(*points[:2]))
        assert math.isnan(distance(points[0], points[1]))
