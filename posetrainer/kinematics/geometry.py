"""Angles and lengths between points of the image plane.

Points are pixels, x to the right and y down. Every function broadcasts over leading axes, so
one call serves both sides of the body, or a whole recording. NaN in, NaN out.
Angles use atan2 of the cross and the dot product: it stays exact near 0 and 180 degrees,
where arccos loses digits.
"""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Along = Literal["line", "horizontal", "vertical"]


def angle_between(a: Array, b: Array) -> Array:
    """Return the angle between two directions: 0 when they are the same.

    Parameters
    ----------
    a, b : ndarray, shape (..., 2)
        For a knee: from hip to knee, and from knee to ankle.

    Returns
    -------
    ndarray, shape (...)
        Degrees, 0 to 180. Between the two segments of a joint it is the joint's flexion as a
        goniometer reads it (anatomical zero is straight).
    """
    cross = a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
    dot = a[..., 0] * b[..., 0] + a[..., 1] * b[..., 1]
    angle: Array = np.degrees(np.arctan2(np.abs(cross), dot))
    return angle


def inclination_from_vertical(lower: Array, upper: Array) -> Array:
    """Return the lean of a segment: 0 upright, 90 level, 180 upside down.

    Parameters
    ----------
    lower, upper : ndarray, shape (..., 2)
        Ends of the segment; for a trunk: hip and shoulder.

    Returns
    -------
    ndarray, shape (...)
        Degrees, 0 to 180.
    """
    segment = upper - lower
    angle: Array = np.degrees(np.arctan2(np.abs(segment[..., 0]), -segment[..., 1]))
    return angle


def elevation(near_end: Array, far_end: Array) -> Array:
    """Return the angle at which a segment rises above the horizontal.

    Parameters
    ----------
    near_end, far_end : ndarray, shape (..., 2)
        For a lifted leg: hip and ankle.

    Returns
    -------
    ndarray, shape (...)
        Degrees, -90 to 90; positive when the far end is higher.
    """
    segment = far_end - near_end
    angle: Array = np.degrees(np.arctan2(-segment[..., 1], np.abs(segment[..., 0])))
    return angle


def distance(a: Array, b: Array, along: Along = "line") -> Array:
    """Return the distance of two points in pixels: direct, or one of its components.

    Parameters
    ----------
    a, b : ndarray, shape (..., 2)
    along : {"line", "horizontal", "vertical"}

    Returns
    -------
    ndarray, shape (...)
        Pixels, never negative.
    """
    apart = b - a
    length: Array
    if along == "horizontal":
        length = np.abs(apart[..., 0])
    elif along == "vertical":
        length = np.abs(apart[..., 1])
    else:
        length = np.hypot(apart[..., 0], apart[..., 1])
    return length
