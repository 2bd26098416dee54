"""Dropping landmarks that cannot be where they are said to be."""

import math
from collections import deque
from statistics import median

import numpy as np

from posetrainer.kinematics.geometry import Array, distance
from posetrainer.pose.landmarks import SIDES, index_of

#: A bone that differs by more than this share from what it has just been is a wrong landmark:
#: where legs cross in the picture, an ankle is put on the other leg for a frame or two.
BONE_CHANGE = 0.15
#: "Just" is the median of this long a past; a bone seen at a new angle is believed by then.
BONE_MEMORY_S = 0.5

_BONES = [(side, *bone) for side in SIDES for bone in (("hip", "knee"), ("knee", "ankle"))]
_PROXIMAL = np.array([index_of(upper, side) for side, upper, _ in _BONES])
_DISTAL = np.array([index_of(lower, side) for side, _, lower in _BONES])
#: What is wrong along with a bone: all that lies further down the leg.
_BEYOND = [
    [index_of(part, side) for part in ("knee", "ankle", "heel", "foot_index")]
    if lower == "knee"
    else [index_of(part, side) for part in ("ankle", "heel", "foot_index")]
    for side, _, lower in _BONES
]


class Bones:
    """Watch the lengths of thighs and shanks from frame to frame."""

    def __init__(self) -> None:
        self._past: list[deque[tuple[float, float]]] = [deque() for _ in _BONES]

    def __call__(self, xy: Array, time_s: float) -> Array:
        """Return the landmarks with NaN for those at the end of an implausible bone.

        Parameters
        ----------
        xy : ndarray, shape (33, 2)
            Pixels; NaN where a landmark cannot be judged anyway.
        time_s : float
            Media time.
        """
        lengths = distance(xy[_PROXIMAL], xy[_DISTAL]).tolist()
        wrong: list[int] = []
        for length, past, beyond in zip(lengths, self._past, _BEYOND, strict=True):
            if math.isnan(length):
                continue
            past.append((time_s, length))
            while time_s - past[0][0] > BONE_MEMORY_S:
                past.popleft()
            usual = median(value for _, value in past)
            if abs(length - usual) > BONE_CHANGE * usual:
                wrong += beyond
        if not wrong:
            return xy
        plausible = xy.copy()
        plausible[wrong] = math.nan
        return plausible
