"""Quantities, read off landmarks."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from posetrainer.kinematics.geometry import (
    Array,
    angle_between,
    distance,
    elevation,
    inclination_from_vertical,
)
from posetrainer.kinematics.measurands import (
    Height,
    JointAngle,
    Part,
    Quantity,
    SegmentAngle,
    Separation,
)
from posetrainer.pose.landmarks import SIDES, Side, index_of, other

RIGHT_ANGLE_DEG = 90.0


@cache
def _pairs(parts: tuple[Part, ...]) -> NDArray[np.intp]:
    """Indices of some parts' left and right landmarks, shape (parts, 2)."""
    return np.array([[index_of(part, side) for side in SIDES] for part in parts])


def measure_both_sides(quantity: Quantity, xy: Array) -> Array:
    """Read a quantity on the left and on the right side.

    Parameters
    ----------
    quantity : Quantity
        What to read.
    xy : ndarray, shape (..., 33, 2)
        Landmarks in pixels, y down; NaN where a landmark cannot be judged.

    Returns
    -------
    ndarray, shape (..., 2)
        Left, right. Degrees for angles; pixels for lengths, a height being that above the ground,
        see :mod:`posetrainer.kinematics.ground`, or above the other landmark.
    """
    parts = quantity.parts
    points = xy.take(_pairs(parts), axis=-2)
    at = [points[..., i, :, :] for i in range(len(parts))]
    if isinstance(quantity, JointAngle):
        return _joint_angle(quantity, at)
    if isinstance(quantity, SegmentAngle):
        if quantity.against == "vertical":
            return inclination_from_vertical(at[0], at[1])
        return elevation(at[0], at[1])
    if isinstance(quantity, Separation):
        end = at[1] if quantity.end_on == "same" else at[1][..., ::-1, :]
        return distance(at[0], end, quantity.along)
    return _height(quantity, at)


def _joint_angle(quantity: JointAngle, at: list[Array]) -> Array:
    """Flexion from anatomical zero: of an ankle, that is a foot at right angles."""
    angle = angle_between(at[1] - at[0], at[-1] - at[-2])
    flexion = angle - RIGHT_ANGLE_DEG if quantity.joint == "ankle" else angle
    return -flexion if quantity.extension else flexion


def _height(quantity: Height, at: list[Array]) -> Array:
    height: Array = -at[0][..., 1]
    return height if quantity.over is None else height + at[1][..., 1]


def landmarks_of(quantity: Quantity, side: Side) -> tuple[int, ...]:
    """Return the landmarks of a quantity's parts on one side, in their order."""
    if isinstance(quantity, Separation) and quantity.end_on == "opposite":
        return index_of(quantity.start, side), index_of(quantity.end, other(side))
    return tuple(index_of(part, side) for part in quantity.parts)
