"""Keeping the names of the legs: the left one stays the left one."""

import math
from collections import deque
from operator import itemgetter
from typing import NamedTuple

from posetrainer.kinematics.body import trunk_length_px
from posetrainer.kinematics.geometry import UNKNOWN, Points
from posetrainer.kinematics.pairs import LEFT_LEG, LEG, RIGHT_LEG

#: Legs are compared with where they have been over this time, in pictures at least so far apart.
LOOKS_BACK_S = 1.0
PICTURES_APART_S = 0.1
#: How far a leg's landmarks are from where they were, in the mean: the estimator's error and the
#: leg's movement a second, as shares of the trunk. Both are spread exponentially. As all numbers
#: here they were chosen over rendered clips, whose legs are known exactly.
ERROR = 0.04
MOVES = 0.5
#: How often a leg is drawn where no leg is.
OUTLIER = 0.02
#: Where both legs jump by more than this share of the trunk, to about the line between where they
#: were, they blur. Over samples and recordings 999 of 1000 legs that keep their names move by less
#: than 0.25 from one picture to the next in the mean, and hardly ever both at a time.
BLUR_JUMP = 0.15
BETWEEN = 1.2
#: They do so for no longer than this.
BLURS_S = 0.5
#: Legs nearer to one another than this share of the trunk overlap, and which is which is not known
#: from where they are: about the breadth of a knee, 4 of 19 inches.
APART = 0.2
#: The estimator's names are one and a half times as likely as the opposite ones before anything is
#: compared, and sure is what is seven times as likely as its opposite; as logarithms.
NAMED_RIGHT = 0.4
SURE = 2.0
#: Other names are believed once they were kept for five times as long as the names before, but for
#: no longer than 30 s, the longest hold: where legs cross or are held, the estimator confuses them
#: for as long as that.
BELIEVED_S = 6.0
OTHERS_WEIGH = 0.2

#: Landmarks of one leg, see :data:`~posetrainer.kinematics.pairs.LEG`.
_Leg = tuple[complex, ...]
_left_leg_of, _right_leg_of = itemgetter(*LEFT_LEG), itemgetter(*RIGHT_LEG)
_UNKNOWN_LEG: _Leg = (UNKNOWN,) * len(LEG)


class _Seen(NamedTuple):
    """Where the legs were, whatever their names were in the picture.

    Attributes
    ----------
    time_s : float
    left, right : tuple of complex
    between_px, apart_px : float
        How far apart the legs were in the mean, and where they were nearest to one another.
    blurred : bool
    """

    time_s: float
    left: _Leg
    right: _Leg
    between_px: float
    apart_px: float
    blurred: bool


class _Moves(NamedTuple):
    """How far the legs are from where they were, in pixels, in the mean over all landmarks.

    Attributes
    ----------
    named, swapped : float
        As they are named, and under the opposite names.
    """

    named: float
    swapped: float

    def log_odds(self, error_px: float) -> float:
        """Return the logarithm of how much likelier their names are than the opposite ones."""
        named, swapped = math.exp(-self.named / error_px), math.exp(-self.swapped / error_px)
        return math.log((named + OUTLIER) / (swapped + OUTLIER))


class LegNames:
    """Watch that the left leg stays the left one.

    Where legs overlap in the picture or hands hold them, the estimator takes one for the other,
    for a picture or for a whole hold; on the way there it draws both between the two. So each leg
    is followed by where it was: a picture is compared with those before it, under its own names
    and under the opposite ones, from the newest back until one is sure (Wald's sequential test).
    """

    def __init__(self) -> None:
        self._seen: deque[_Seen] = deque()
        self._time_s = -math.inf
        #: Since when the legs have their names.
        self._since_s = math.nan
        self._swapped = False
        #: For how long the estimator has given the legs the names that are kept.
        self._agreed_s = 0.0
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
        left, right = _left_leg_of(points), _right_leg_of(points)
        self.exchanged = False
        while self._seen and time_s - self._seen[0].time_s > LOOKS_BACK_S:
            self._seen.popleft()
        if not self._seen:
            self._agreed_s, self._since_s = 0.0, time_s
        trunk_px = trunk_length_px(points)
        # Where they overlap, which is which is as the estimator has it once they part.
        self._swapped = self._log_odds(left, right, trunk_px, time_s) <= -SURE
        if self._seen:
            self._weigh_names(time_s)
        self._time_s = time_s
        if self._swapped:
            left, right = right, left
            points = _replaced(points, left, right)
        blurred = self._blur(left, right, trunk_px, time_s)
        self._remember(_Seen(time_s, left, right, *_gaps(left, right), blurred))
        return _replaced(points, _UNKNOWN_LEG, _UNKNOWN_LEG) if blurred else points

    def _log_odds(self, left: _Leg, right: _Leg, trunk_px: float, time_s: float) -> float:
        """Return how much likelier their names are than the opposite ones, as a logarithm.

        Legs that overlap, or of which one is not seen, are no evidence.
        """
        log_odds, overlap_px = NAMED_RIGHT, APART * trunk_px
        for seen in reversed(self._seen):
            if not seen.between_px >= overlap_px:
                continue
            moves = _moves(seen, left, right)
            if moves is not None:
                error_px = (ERROR + MOVES * (time_s - seen.time_s)) * trunk_px
                log_odds += moves.log_odds(error_px)
                if abs(log_odds) >= SURE:
                    break
        return log_odds

    def _blur(self, left: _Leg, right: _Leg, trunk_px: float, time_s: float) -> bool:
        """Whether both legs jumped to somewhere between where they were."""
        before = next((seen for seen in reversed(self._seen) if not seen.blurred), None)
        if (
            before is None
            or time_s - before.time_s > BLURS_S
            or not before.apart_px > APART * trunk_px
            or not _both_jump(before, left, right, BLUR_JUMP * trunk_px)
        ):
            return False
        moves = _moves(before, left, right)
        return moves is not None and moves.named + moves.swapped < BETWEEN * before.between_px

    def _weigh_names(self, time_s: float) -> None:
        """Believe the estimator's names once they have been others for long enough."""
        step_s = time_s - self._time_s
        change_s = -OTHERS_WEIGH * step_s if self._swapped else step_s
        self._agreed_s = min(BELIEVED_S, self._agreed_s + change_s)
        if self._agreed_s < 0:
            self._seen = deque(s._replace(left=s.right, right=s.left) for s in self._seen)
            self._swapped, self._agreed_s = False, 0.0
            # Names of a few pictures, as after a gap, say nothing of what was before these.
            self.exchanged = time_s - self._since_s > LOOKS_BACK_S
            self._since_s = time_s

    def _remember(self, now: _Seen) -> None:
        """Remember where the legs are, instead of the last picture if that is hardly older."""
        if len(self._seen) > 1 and now.time_s - self._seen[-2].time_s < 2 * PICTURES_APART_S:
            self._seen.pop()
        self._seen.append(now)


def _moves(before: _Seen, left: _Leg, right: _Leg) -> _Moves | None:
    """Return how the legs moved; None unless something of both was seen before and is now."""
    left_px, left_swapped_px, of_left = _leg_moves(left, before.left, before.right)
    right_px, right_swapped_px, of_right = _leg_moves(right, before.right, before.left)
    if not of_left or not of_right:
        return None
    count = of_left + of_right
    return _Moves((left_px + right_px) / count, (left_swapped_px + right_swapped_px) / count)


def _both_jump(before: _Seen, left: _Leg, right: _Leg, limit_px: float) -> bool:
    """Whether each leg moved by more than a limit, in the mean over its landmarks."""
    left_px, _, of_left = _leg_moves(left, before.left, before.right)
    if not left_px > limit_px * of_left:
        return False
    right_px, _, of_right = _leg_moves(right, before.right, before.left)
    return right_px > limit_px * of_right


def _leg_moves(now: _Leg, own: _Leg, opposite: _Leg) -> tuple[float, float, int]:
    """Return how far a leg is from where it was, and from the other, summed; of how many points."""
    named = swapped = 0.0
    count = 0
    for at, own_before, opposite_before in zip(now, own, opposite, strict=True):
        from_own, from_opposite = abs(at - own_before), abs(at - opposite_before)
        if from_own >= 0 and from_opposite >= 0:  # false for NaN
            named += from_own
            swapped += from_opposite
            count += 1
    return named, swapped, count


def _gaps(left: _Leg, right: _Leg) -> tuple[float, float]:
    """Return how far apart the legs are, in the mean and where they are nearest; NaN if unknown."""
    gaps = [
        gap
        for one, other in zip(left, right, strict=True)
        if (gap := abs(one - other)) >= 0  # false for NaN
    ]
    return (sum(gaps) / len(gaps), min(gaps)) if gaps else (math.nan, math.nan)


def _replaced(points: Points, left: _Leg, right: _Leg) -> Points:
    replaced = list(points)
    for i, point in zip((*LEFT_LEG, *RIGHT_LEG), (*left, *right), strict=True):
        replaced[i] = point
    return replaced
