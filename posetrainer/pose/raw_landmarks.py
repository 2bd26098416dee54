"""Validation of landmark arrays, and their split into pixels and visibility."""

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from posetrainer.pose.landmarks import COUNT

#: The two layouts of a landmark. Depth is not used: estimated from one picture, it is too
#: inaccurate to measure with.
COLUMNS = ("x, y, visibility", "x, y, z, visibility")
#: Median coordinates below and above which landmarks cannot be in pixels or normalised.
_LEAST_PX, _MOST_NORMALISED = 2.0, 10.0


def pixels_and_visibility(
    landmarks: ArrayLike, frame_size: tuple[int, int], *, normalised: bool
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Validate landmarks, and return their pixels and visibilities.

    Parameters
    ----------
    landmarks : array_like, shape (..., 33, 3) or (..., 33, 4)
        x, y, visibility, or x, y, z, visibility of each landmark; z is ignored. NaN where unknown.
    frame_size : tuple of int
        Width and height of the picture in pixels.
    normalised : bool
        Whether x and y are fractions of the picture's width and height, not pixels.

    Returns
    -------
    ndarray, shape (..., 33, 2)
        Pixels, y down.
    ndarray, shape (..., 33)
        0 to 1; 0 for unknown landmarks.

    Raises
    ------
    ValueError
        If shape, values or unit are not valid.
    """
    if len(frame_size) != 2 or min(frame_size) < 1:
        raise ValueError(
            f"frame_size must be width and height of the picture in pixels, not {frame_size}"
        )
    given = numbers("landmarks", landmarks)
    if given.ndim < 2 or given.shape[-2] != COUNT or given.shape[-1] not in (3, 4):
        raise ValueError(
            f"landmarks must be {COUNT} in each frame with 3 numbers each ({COLUMNS[0]}) or 4"
            f" ({COLUMNS[1]}), in the order of posetrainer.pose.landmarks.NAMES;"
            f" the shape is {given.shape}"
        )
    xy, known = given[..., :2], ~np.isnan(given[..., :2]).any(axis=-1)
    visibility = np.where(known, np.nan_to_num(given[..., -1]), 0.0)
    if known.any():
        _check_unit(float(np.median(np.abs(xy[known]))), normalised)
        low, high = float(visibility.min()), float(visibility.max())
        if low < 0 or high > 1:
            raise ValueError(
                f"the last of the {given.shape[-1]} numbers of a landmark must be its visibility,"
                f" 0 to 1, but it goes from {low:g} to {high:g}: give {COLUMNS[0]},"
                f" or {COLUMNS[1]}"
            )
    return (xy * np.array(frame_size, np.float64) if normalised else xy.copy()), visibility


def _check_unit(typical: float, normalised: bool) -> None:
    if not normalised and typical < _LEAST_PX:
        raise ValueError(
            f"landmarks must be in pixels, but they are {typical:.2g} in the median: pass"
            " normalised=True for shares of the picture's width and height"
        )
    if normalised and typical > _MOST_NORMALISED:
        raise ValueError(
            "normalised landmarks are shares of the picture's width and height, 0 to 1, but these"
            f" are {typical:.4g} in the median: leave out normalised=True for pixels"
        )


def numbers(name: str, given: Any) -> NDArray[np.float64]:
    """Return an argument as an array of float64.

    Raises
    ------
    ValueError
        If it does not consist of numbers; the message begins with the name.
    """
    try:
        return np.asarray(given, np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be an array of numbers ({error})") from None
