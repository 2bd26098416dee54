"""Dropping landmarks that cannot be where they are said to be."""

import math
from collections import deque

import numpy as np

from posetrainer.kinematics.geometry import Array, distance
from posetrainer.pose.landmarks import SIDES, index_of

#: A bone that differs by more than this share from what it has just been is a wrong landmark:
#: where legs cross in the picture, an ankle is put on the other leg for a frame or two.
BONE_CHANGE = 0.15
#: "Just" is the median of this long a past; a bone seen at a new angle is believed by then.
BONE_MEMORY_S = 0.5
#: So many lengths are remembered even if they are older: somebody who comes back into view is
#: measured against what was known before.
BONE_LEAST = 5
#: Legs are named the wrong way round if swapping their names leaves less than this share of
#: their movement since the last frame.
SWAP_SAVES = 0.5
#: Legs named anew for longer than this are believed: they were the wrong way round before.
SWAP_LASTS_S = 0.3

_LEG = ("knee", "ankle", "heel", "foot_index")
_LEGS = np.array([index_of(part, side) for side in SIDES for part in _LEG])

_BONES = [(side, *bone) for side in SIDES for bone in (("hip", "knee"), ("knee", "ankle"))]
_PROXIMAL = np.array([index_of(upper, side) for side, upper, _ in _BONES])
_DISTAL = np.array([index_of(lower, side) for side, _, lower in _BONES])
#: What is wrong along with a bone: all that lies further down the leg.
_BEYOND = [
    [index_of(part, side) for part in _LEG[_LEG.index(lower) :]] for side, _, lower in _BONES
]


class LegNames:
    """Watch that the left leg stays the left one.

    Where legs overlap in the picture, the estimator takes one for the other for a frame or
    two: either leg then seems to jump to where the other has been.
    """

    def __init__(self) -> None:
        self._before: list[complex] | None = None
        self._believed_s = -math.inf

    def __call__(self, xy: Array, time_s: float) -> Array:
        """Return the landmarks with NaN for both legs below the hips if they are swapped.

        Parameters
        ----------
        xy : ndarray, shape (33, 2)
            Pixels; NaN where a landmark cannot be judged anyway.
        time_s : float
            Media time.
        """
        # Points as complex numbers: plain Python measures eight of them quicker than numpy.
        legs: list[complex] = xy[_LEGS].view(np.complex128)[:, 0].tolist()
        if time_s - self._believed_s <= SWAP_LASTS_S and self._swapped(legs):
            plausible = xy.copy()
            plausible[_LEGS] = math.nan
            return plausible
        self._before, self._believed_s = legs, time_s
        return xy

    def _swapped(self, legs: list[complex]) -> bool:
        if self._before is None:
            return False
        half = len(_LEG)
        other = self._before[half:] + self._before[:half]
        kept = swapped = 0.0
        for now, own_before, other_before in zip(legs, self._before, other, strict=True):
            as_named, as_other = abs(now - own_before), abs(now - other_before)
            if as_named >= 0 and as_other >= 0:  # false for NaN
                kept += as_named
                swapped += as_other
        return swapped < SWAP_SAVES * kept


class Bones:
    """Watch the lengths of thighs and shanks from frame to frame."""

    def __init__(self) -> None:
        self._times_s: list[deque[float]] = [deque() for _ in _BONES]
        self._lengths: list[deque[float]] = [deque() for _ in _BONES]

    def __call__(self, xy: Array, time_s: float) -> Array:
        """Return the landmarks with NaN for those at the end of an implausible bone.

        Parameters
        ----------
        xy : ndarray, shape (33, 2)
            Pixels; NaN where a landmark cannot be judged anyway.
        time_s : float
            Media time.
        """
        found = distance(xy[_PROXIMAL], xy[_DISTAL]).tolist()
        wrong: list[int] = []
        for bone, length in enumerate(found):
            if math.isnan(length):
                continue
            usual = self._usual(bone, time_s, length)
            if abs(length - usual) > BONE_CHANGE * usual:
                wrong += _BEYOND[bone]
        if not wrong:
            return xy
        plausible = xy.copy()
        plausible[wrong] = math.nan
        return plausible

    def _usual(self, bone: int, time_s: float, length: float) -> float:
        times_s, lengths = self._times_s[bone], self._lengths[bone]
        times_s.append(time_s)
        lengths.append(length)
        while len(lengths) > BONE_LEAST and time_s - times_s[0] > BONE_MEMORY_S:
            times_s.popleft()
            lengths.popleft()
        return sorted(lengths)[len(lengths) // 2]
