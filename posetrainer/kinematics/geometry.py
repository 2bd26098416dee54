"""Points of the image plane, and angles and lengths between them.

A point is a complex number: x to the right as its real part, y down as its imaginary part, in
pixels. For the few points of one picture plain numbers take a fraction of what arrays take. NaN
in, NaN out. Angles use atan2 of the cross and the dot product: it stays exact near 0 and 180
degrees, where arccos loses digits.
"""

import math
from cmath import isnan
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
#: The landmarks of one picture in their order; `UNKNOWN` where one cannot be judged.
Points = Sequence[complex]
Along = Literal["line", "horizontal", "vertical"]

UNKNOWN = complex(math.nan, math.nan)


def points_of(xy: Array) -> list[complex]:
    """Return the rows of an array, shape (n, 2), as points."""
    points: list[complex] = (
        np.ascontiguousarray(xy, np.float64).view(np.complex128).ravel().tolist()
    )
    return points


def angle_between(a: complex, b: complex) -> float:
    """Return the angle between two directions: 0 when they are the same.

    Parameters
    ----------
    a, b : complex
        For a knee: from hip to knee, and from knee to ankle.

    Returns
    -------
    float
        Degrees, 0 to 180. Between the two segments of a joint it is the joint's flexion as a
        goniometer reads it (anatomical zero is straight).
    """
    turn = a.conjugate() * b
    return math.degrees(math.atan2(abs(turn.imag), turn.real))


def inclination_from_vertical(lower: complex, upper: complex) -> float:
    """Return the lean of a segment: 0 upright, 90 level, 180 upside down.

    Parameters
    ----------
    lower, upper : complex
        Ends of the segment; for a trunk: hip and shoulder.

    Returns
    -------
    float
        Degrees, 0 to 180.
    """
    segment = upper - lower
    return math.degrees(math.atan2(abs(segment.real), -segment.imag))


def elevation(near_end: complex, far_end: complex) -> float:
    """Return the angle at which a segment rises above the horizontal.

    Parameters
    ----------
    near_end, far_end : complex
        For a lifted leg: hip and ankle.

    Returns
    -------
    float
        Degrees, -90 to 90; positive when the far end is higher.
    """
    segment = far_end - near_end
    return math.degrees(math.atan2(-segment.imag, abs(segment.real)))


def distance(a: complex, b: complex, along: Along = "line") -> float:
    """Return the distance of two points in pixels: direct, or one of its components.

    Parameters
    ----------
    a, b : complex
    along : {"line", "horizontal", "vertical"}

    Returns
    -------
    float
        Pixels, never negative.
    """
    apart = b - a
    if along == "horizontal":
        return abs(apart.real)
    return abs(apart.imag) if along == "vertical" else abs(apart)


def middle(points: Points, pair: tuple[int, int]) -> complex:
    """Return the middle of a left and a right landmark, or the one of them that is seen."""
    left, right = points[pair[0]], points[pair[1]]
    halfway = (left + right) / 2
    if not isnan(halfway):
        return halfway
    return right if isnan(left) else left


def lower(points: Points, pair: tuple[int, int]) -> complex:
    """Return the lower one of a left and a right landmark, or the one of them that is seen."""
    left, right = points[pair[0]], points[pair[1]]
    if isnan(left):
        return right
    return left if isnan(right) or left.imag > right.imag else right
