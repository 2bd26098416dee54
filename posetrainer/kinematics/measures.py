"""A spec's measures, read off landmarks."""

from functools import cache

import numpy as np
from numpy.typing import NDArray

from posetrainer.exercises.spec import Distance, Flexion, Inclination, Measure, Part
from posetrainer.kinematics.geometry import (
    Array,
    distance,
    elevation,
    flexion,
    inclination_from_vertical,
)
from posetrainer.pose.landmarks import SIDES, Side, index_of


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
        Left, right. Degrees for angles; pixels for lengths, a lift's being its height above
        the upper edge of the picture (so mostly negative).
    """
    points = xy.take(_pairs(measure.parts), axis=-2)
    at = [points[..., i, :, :] for i in range(len(measure.parts))]
    if isinstance(measure, Flexion):
        return flexion(at[0], at[1], at[2])
    if isinstance(measure, Inclination):
        if measure.against == "vertical":
            return inclination_from_vertical(at[0], at[1])
        return elevation(at[0], at[1])
    if isinstance(measure, Distance):
        return distance(at[0], at[1], measure.along)
    height: Array = -at[0][..., 1]
    return height


def landmarks_of(measure: Measure, side: Side) -> tuple[int, ...]:
    """Return the landmarks of a measure's parts on one side, in their order."""
    return tuple(index_of(part, side) for part in measure.parts)
