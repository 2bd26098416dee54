"""How light a picture is, and how much of it is noise."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Every so many rows, and of brightness columns, are enough.
_STEP = 16
_GRAIN_STEP = 32
#: Of white noise the second difference from pixel to pixel has 6 times its variance, and the
#: median of its size is 0.6745 standard deviations.
_MEDIAN_TO_SIGMA = 1 / (0.6745 * math.sqrt(6))


@dataclass(frozen=True)
class Light:
    """What the light makes of a picture.

    Parameters
    ----------
    brightness : float
        Mean of the picture, 0 to 255.
    grain : float
        Share of noise, 0 to 1, in the variance of the picture: what differs from each pixel to
        the next and not from place to place.
    """

    brightness: float
    grain: float


def light_of(image: NDArray[np.uint8]) -> Light:
    """Return what the light makes of a picture, shape (H, W, 3)."""
    # Green carries most of what is seen; edges, which are few, do not move a median.
    green = image[::_GRAIN_STEP, :, 1].astype(np.int16)
    bends = np.abs(green[:, 2:] - 2 * green[:, 1:-1] + green[:, :-2])
    sigma = float(np.median(bends)) * _MEDIAN_TO_SIGMA if bends.size else 0.0
    variance = float(green.var())
    grain = min(1.0, sigma**2 / variance) if variance > 0 else 0.0
    return Light(float(np.mean(image[::_STEP, ::_STEP])), grain)
