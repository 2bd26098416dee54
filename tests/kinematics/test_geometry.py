"""Angles and lengths: exact values, and what must not change them."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.kinematics.geometry import (
    Array,
    angle_between,
    distance,
    elevation,
    inclination_from_vertical,
)

ORIGIN = np.zeros(2)


def flexion(upper: Array, joint: Array, lower: Array) -> Array:
    """A joint's flexion, from the directions of the two segments that meet in it."""
    return angle_between(joint - upper, lower - joint)


coordinates = st.tuples(st.floats(-500, 500), st.floats(-500, 500)).map(np.array)


def at(degrees: float, length: float = 100.0) -> Array:
    """A point so far off, 0 to the right and 90 up, where the picture's y grows down."""
    angle = math.radians(degrees)
    return np.array([length * math.cos(angle), -length * math.sin(angle)])


def turned(points: list[Array], degrees: float) -> list[Array]:
    angle = math.radians(degrees)
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    return [turn @ point for point in points]


@pytest.mark.parametrize("degrees", [0, 1e-6, 20, 45, 90, 135, 179.999999, 180])
def test_flexion_is_what_a_goniometer_reads(degrees: float) -> None:
    assert flexion(at(180), ORIGIN, at(degrees)) == pytest.approx(degrees, abs=1e-12)
    assert flexion(at(180), ORIGIN, at(-degrees)) == pytest.approx(degrees, abs=1e-12)


@pytest.mark.parametrize("degrees", [0, 30, 90, 150, 180])
def test_inclination_is_0_upright_90_level_and_180_upside_down(degrees: float) -> None:
    assert inclination_from_vertical(ORIGIN, at(90 - degrees)) == pytest.approx(degrees)
    assert inclination_from_vertical(ORIGIN, at(90 + degrees)) == pytest.approx(degrees)


@pytest.mark.parametrize("degrees", [-90, -20, 0, 21, 90])
def test_elevation_is_positive_when_the_far_end_is_higher_on_either_side(degrees: float) -> None:
    assert elevation(ORIGIN, at(degrees)) == pytest.approx(degrees)
    assert elevation(ORIGIN, at(180 - degrees)) == pytest.approx(degrees)


def test_distance_is_direct_or_one_of_its_components() -> None:
    a, b = np.array([10.0, 20.0]), np.array([7.0, 24.0])
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
    points: list[Array], turn_deg: float, factor: float, shift: Array
) -> None:
    upper, joint, lower = points
    if min(distance(upper, joint), distance(joint, lower)) < 1:
        return
    before = flexion(upper, joint, lower)
    for changed in (
        turned(points, turn_deg),
        [point * factor for point in points],
        [point + shift for point in points],
        [point * (-1, 1) for point in points],
        points[::-1],
    ):
        assert flexion(*changed) == pytest.approx(before, abs=1e-6)


def test_a_whole_recording_at_once_is_every_frame_by_itself() -> None:
    a, b, c = np.random.default_rng(0).normal(size=(3, 5, 4, 2)) * 100
    for measure, points in (
        (flexion, (a, b, c)),
        (elevation, (a, b)),
        (inclination_from_vertical, (a, b)),
        (distance, (a, b)),
    ):
        whole = measure(*points)
        assert whole.shape == (5, 4)
        for at in np.ndindex(5, 4):
            assert whole[at] == measure(*(point[at] for point in points))


@pytest.mark.parametrize("which", [0, 1, 2])
def test_what_is_not_seen_has_no_angle(which: int) -> None:
    points = [at(180), ORIGIN.copy(), at(30)]
    points[which][0] = math.nan
    assert np.isnan(flexion(*points))
    if which < 2:
        assert np.isnan(elevation(*points[:2]))
        assert np.isnan(inclination_from_vertical(*points[:2]))
        assert np.isnan(distance(points[0], points[1]))
