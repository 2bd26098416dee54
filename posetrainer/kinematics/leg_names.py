"""Keeping the names of the legs: the left one stays the left one."""

import math
from typing import NamedTuple

from posetrainer.kinematics.body import trunk_length_px
from posetrainer.kinematics.geometry import UNKNOWN, Points
from posetrainer.kinematics.pairs import LEG, LEGS

#: Legs are named the wrong way round if swapping their names leaves less than this share of
#: their movement since the last frame.
SWAP_SAVES = 0.5
#: Where both legs jump by more than this share of the trunk from one picture to the next, to about
#: the line between where they were, they blur. Over samples and recordings 999 of 1000 legs that
#: keep their names move by less than 0.25 in the mean, and hardly ever both at a time.
BLUR_JUMP = 0.15
BETWEEN = 1.2
#: They do so for no longer than this.
BLURS_S = 0.5
#: Legs nearer to one another than this share of the trunk, somewhere below the hip, may have
#: crossed, and which is which is not known: about the breadth of a knee, 4 of 19 inches.
APART = 0.2
#: Legs that keep other names for longer than this are believed: they were named wrongly before.
SWAP_LASTS_S = 1.2

_OTHER_LEGS = LEGS[len(LEG) :] + LEGS[: len(LEG)]


class LegNames:
    """Watch that the left leg stays the left one.

    Where legs overlap in the picture, the estimator takes one for the other for a while: either
    leg then seems to jump to where the other has been. On the way there it draws both between the
    two, for a picture or so.
    """

    def __init__(self) -> None:
        #: The legs where they were identified last, and when.
        self._before: list[complex] = []
        self._before_s = self._believed_s = -math.inf
        #: Whether new names of the legs were believed just now: left was right up to here.
        self.exchanged = False

    def __call__(self, points: Points, time_s: float) -> Points:
        """Return the landmarks with the legs named as before, unknown where they blur.

        Parameters
        ----------
        points : sequence of complex
            Pixels; NaN where a landmark cannot be judged anyway.
        time_s : float
            Media time.
        """
        legs = [points[i] for i in LEGS]
        recent = time_s - self._before_s <= BLURS_S
        moves = _leg_moves(self._before, legs) if recent else None
        trunk_px = trunk_length_px(points)
        self.exchanged = False
        if moves is None or not moves.swapped_px < SWAP_SAVES * moves.kept_px:
            if moves is not None and moves.blur(trunk_px):
                return _replaced(points, [UNKNOWN] * len(LEGS))
            self._believed_s = time_s
        elif time_s - self._believed_s > SWAP_LASTS_S:
            self.exchanged = moves.apart_px > APART * trunk_px
            self._believed_s = time_s
        else:
            legs = [points[i] for i in _OTHER_LEGS]
            points = _replaced(points, legs)
        self._before, self._before_s = legs, time_s
        return points


class _LegMoves(NamedTuple):
    """How far the legs moved from one picture to the next.

    Attributes
    ----------
    kept_px, swapped_px : float
        As they are named, and if their names were swapped: the mean of all landmarks that are seen.
    least_px : float
        As they are named: the mean of the leg that moved less.
    between_px : float
        How far apart the legs had been, in the mean.
    apart_px : float
        The same of the two landmarks that were nearest to one another.
    """

    kept_px: float
    swapped_px: float
    least_px: float
    between_px: float
    apart_px: float

    def blur(self, trunk_px: float) -> bool:
        """Whether both legs jumped to somewhere between where they were."""
        return (
            self.apart_px > APART * trunk_px
            and self.least_px > BLUR_JUMP * trunk_px
            and self.kept_px + self.swapped_px < BETWEEN * self.between_px
        )


def _leg_moves(before: list[complex], now: list[complex]) -> _LegMoves | None:
    """Return how the legs moved; None unless something of both was seen before and is now."""
    half = len(LEG)
    left: list[float] = []
    right: list[float] = []
    swapped, apart = [], []
    other_before = before[half:] + before[:half]
    for number, (at, own, other) in enumerate(zip(now, before, other_before, strict=False)):
        as_named, as_other = abs(at - own), abs(at - other)
        if as_named >= 0 and as_other >= 0:  # false for NaN
            (left if number < half else right).append(as_named)
            swapped.append(as_other)
            apart.append(abs(own - other))
    if not left or not right:
        return None
    left_px, right_px, count = sum(left), sum(right), len(apart)
    return _LegMoves(
        (left_px + right_px) / count,
        sum(swapped) / count,
        min(left_px / len(left), right_px / len(right)),
        sum(apart) / count,
        min(apart),
    )


def _replaced(points: Points, legs: list[complex]) -> Points:
    replaced = list(points)
    for i, point in zip(LEGS, legs, strict=True):
        replaced[i] = point
    return replaced
