"""A spec's measures, read off landmarks."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from posetrainer.exercises.spec import (
    Distance,
    Flexion,
    Inclination,
    Joint,
    Lift,
    Measure,
    Part,
    Straightening,
)
from posetrainer.kinematics.geometry import (
    Array,
    angle_between,
    distance,
    elevation,
    inclination_from_vertical,
)
from posetrainer.pose.landmarks import SIDES, Side, index_of, other

RIGHT_ANGLE_DEG = 90.0


@cache
def _pairs(parts: tuple[Part, ...]) -> NDArray[np.intp]:
    """Indices of some parts' left and right landmarks, shape (parts, 2)."""
    return np.array([[index_of(part, side) for side in SIDES] for part in parts])


def measure_both_sides(measure: Measure, xy: Array) -> Array:
    """Read a measure on the left and on the right side.

    Parameters
    ----------
    measure : Measure
        What to read; its ``side`` and ``relative_to`` are left to the caller.
    xy : ndarray, shape (..., 33, 2)
        Landmarks in pixels, y down; NaN where a landmark cannot be judged.

    Returns
    -------
    ndarray, shape (..., 2)
        Left, right. Degrees for angles, a straightening's being minus the flexion; pixels for
        lengths, a lift's being its height above the ground, see
        :mod:`posetrainer.kinematics.ground`, or above the other landmark.
    """
    points = xy.take(_pairs(measure.parts), axis=-2)
    at = [points[..., i, :, :] for i in range(len(measure.parts))]
    if isinstance(measure, Flexion):
        return _flexion(measure.joint, at)
    if isinstance(measure, Straightening):
        return -_flexion(measure.joint, at)
    if isinstance(measure, Inclination):
        if measure.against == "vertical":
            return inclination_from_vertical(at[0], at[1])
        return elevation(at[0], at[1])
    if isinstance(measure, Distance):
        end = at[1] if measure.end_on == "same" else at[1][..., ::-1, :]
        return distance(at[0], end, measure.along)
    return _height(measure, at)


def _flexion(joint: Joint, at: list[Array]) -> Array:
    """Flexion from anatomical zero: of an ankle, that is a foot at right angles."""
    angle = angle_between(at[1] - at[0], at[-1] - at[-2])
    return angle - RIGHT_ANGLE_DEG if joint == "ankle" else angle


def _height(lift: Lift, at: list[Array]) -> Array:
    height: Array = -at[0][..., 1]
    return height if lift.over is None else height + at[1][..., 1]


def landmarks_of(measure: Measure, side: Side) -> tuple[int, ...]:
    """Return the landmarks of a measure's parts on one side, in their order."""
    if isinstance(measure, Distance) and measure.end_on == "opposite":
        return index_of(measure.start, side), index_of(measure.end, other(side))
    return tuple(index_of(part, side) for part in measure.parts)
