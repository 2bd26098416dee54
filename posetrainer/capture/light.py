"""Brightness and noise of a picture."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

#: Sampling steps, in pixels: of rows and columns for brightness, of rows for noise.
_STEP = 16
_GRAIN_STEP = 32
#: For white noise, the second difference between pixels has 6 times its variance, and the median
#: of the absolute value is 0.6745 standard deviations.
_MEDIAN_TO_SIGMA = 1 / (0.6745 * math.sqrt(6))


@dataclass(frozen=True)
class Light:
    """Brightness and noise of a picture.

    Parameters
    ----------
    brightness : float
        Mean of the picture, 0 to 255.
    grain : float
        Share of pixel noise in the variance of the picture, 0 to 1.
    """

    brightness: float
    grain: float


def light_of(image: NDArray[np.uint8]) -> Light:
    """Return brightness and noise of a picture, shape (H, W, 3)."""
    # Green carries most of the luminance; edges are few, so they do not affect the median.
    green = image[::_GRAIN_STEP, :, 1].astype(np.int16)
    bends = np.abs(green[:, 2:] - 2 * green[:, 1:-1] + green[:, :-2])
    sigma = float(np.median(bends)) * _MEDIAN_TO_SIGMA if bends.size else 0.0
    variance = float(green.var())
    grain = min(1.0, sigma**2 / variance) if variance > 0 else 0.0
    return Light(float(np.mean(image[::_STEP, ::_STEP])), grain)
