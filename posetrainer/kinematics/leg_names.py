"""Keeping the names of the legs: the left one stays the left one."""

import math

from posetrainer.kinematics.geometry import Points
from posetrainer.pose.landmarks import SIDES, index_of

#: Legs are named the wrong way round if swapping their names leaves less than this share of
#: their movement since the last frame.
SWAP_SAVES = 0.5
#: Legs named anew for longer than this are believed: they were the wrong way round before.
SWAP_LASTS_S = 1.2

_LEG = ("knee", "ankle", "heel", "foot_index")
_LEGS = [index_of(part, side) for side in SIDES for part in _LEG]
_OTHER_LEGS = _LEGS[len(_LEG) :] + _LEGS[: len(_LEG)]


class LegNames:
    """Watch that the left leg stays the left one.

    Where legs overlap in the picture, the estimator takes one for the other for a while: either
    leg then seems to jump to where the other has been.
    """

    def __init__(self) -> None:
        self._before: list[complex] | None = None
        self._believed_s = -math.inf

    def __call__(self, points: Points, time_s: float) -> Points:
        """Return the landmarks with the legs named as before.

        Parameters
        ----------
        points : sequence of complex
            Pixels; NaN where a landmark cannot be judged anyway.
        time_s : float
            Media time.
        """
        legs = [points[i] for i in _LEGS]
        if time_s - self._believed_s <= SWAP_LASTS_S and self._swapped(legs):
            self._before = [points[i] for i in _OTHER_LEGS]
            renamed = list(points)
            for i, point in zip(_LEGS, self._before, strict=True):
                renamed[i] = point
            return renamed
        self._before, self._believed_s = legs, time_s
        return points

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
