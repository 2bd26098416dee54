"""Quantities, read off landmarks."""

from collections.abc import Callable
from operator import itemgetter

import numpy as np

from posetrainer.kinematics.geometry import (
    Array,
    Points,
    angle_between,
    distance,
    elevation,
    inclination_from_vertical,
    points_of,
)
from posetrainer.kinematics.measurands import (
    JointAngle,
    Quantity,
    SegmentAngle,
    Separation,
)
from posetrainer.pose.landmarks import SIDES, Side, index_of, other

RIGHT_ANGLE_DEG = 90.0


def gauge_of(quantity: Quantity) -> Callable[[Points], tuple[float, float]]:
    """Return what reads a quantity off one picture, as :func:`measure_both_sides` does."""
    read = _of_parts(quantity)
    left, right = (landmarks_of(quantity, side) for side in SIDES)
    left_of, right_of = _picked(left), _picked(right)
    return lambda points: (read(*left_of(points)), read(*right_of(points)))


def _picked(landmarks: tuple[int, ...]) -> Callable[[Points], tuple[complex, ...]]:
    """Return what picks some landmarks out of all."""
    if len(landmarks) > 1:
        return itemgetter(*landmarks)
    (one,) = landmarks
    return lambda points: (points[one],)


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
    read = gauge_of(quantity)
    pictures = xy.reshape(-1, *xy.shape[-2:])
    values = np.array([read(points_of(picture)) for picture in pictures], np.float64)
    return values.reshape(*xy.shape[:-2], 2)


def landmarks_of(quantity: Quantity, side: Side) -> tuple[int, ...]:
    """Return the landmarks of a quantity's parts on one side, in their order."""
    if isinstance(quantity, Separation) and quantity.end_on == "opposite":
        return index_of(quantity.start, side), index_of(quantity.end, other(side))
    return tuple(index_of(part, side) for part in quantity.parts)


def _of_parts(quantity: Quantity) -> Callable[..., float]:
    """Return what reads a quantity off the points of its parts."""
    if isinstance(quantity, JointAngle):
        sign = -1 if quantity.extension else 1
        # Flexion from anatomical zero: of an ankle, that is a foot at right angles.
        zero_deg = RIGHT_ANGLE_DEG if quantity.joint == "ankle" else 0.0
        return lambda *at: sign * (angle_between(at[1] - at[0], at[-1] - at[-2]) - zero_deg)
    if isinstance(quantity, SegmentAngle):
        return inclination_from_vertical if quantity.against == "vertical" else elevation
    if isinstance(quantity, Separation):
        along = quantity.along
        return lambda start, end: distance(start, end, along)
    return _height if quantity.over is None else _height_over


def _height(at: complex) -> float:
    return -at.imag


def _height_over(at: complex, over: complex) -> float:
    return over.imag - at.imag
