"""The ground the body rests on: how it lies in the picture, and how the camera moves over it.

Heights are measured from the mat or the floor, not from the edge of the picture, so a camera
that is not level, is nudged or held in a hand does not move the body. The ground is where the parts
of the body are that rest on it.
"""

import cmath
import math
from cmath import isnan
from collections.abc import Sequence
from typing import Literal

from posetrainer.kinematics.geometry import UNKNOWN, Points, lower, middle
from posetrainer.kinematics.pairs import ANKLES, HIPS, KNEES, SHOULDERS, TOES, WRISTS
from posetrainer.kinematics.posture import BodyPosture

Support = Literal["lying", "crawling", "standing"]
#: What the body rests on in each posture.
SUPPORTS: dict[BodyPosture, Support] = {
    "supine": "lying",
    "prone": "lying",
    "hands_and_knees": "crawling",
    "standing": "standing",
    "sitting": "standing",
    "half_kneeling": "standing",
}

#: The line from shoulders to feet of somebody lying falls by this much on a level mat: the
#: shoulder's joint lies higher over it than the ankle's. Median over the samples.
LYING_SLOPE_DEG = 2.0
#: A foot that lies lower than before shows the ground at once; one that is lifted does not, so
#: a slope that rises is followed this slowly.
FALLS_S = 0.2
RISES_S = 20.0
#: The camera is taken to be this steep at most; a line steeper than that is no ground.
STEEPEST_DEG = 35.0
#: Breadth of the shoulders over the length of the trunk, as seen from the front. One of somebody
#: lying is seen above the other by a camera that looks down.
SHOULDER_BREADTH = 0.72
#: The sine of the steepest look that is believed: 37 degrees.
STEEPEST_LOOK = 0.6
#: The camera's tilt is followed this slowly.
TILT_FOLLOWS_S = 3.0
#: The resting height of each supporting part follows it this slowly.
HEIGHT_FOLLOWS_S = 8.0
#: Parts that are further than this share of the trunk from where they rested have moved on: the
#: body lies or stands somewhere else.
MOVED_ON = 0.35
#: Seen from the side, feet that differ by less than this share of the trunk, an inch, both stand:
#: toes behind the other foot seem to sink as it rises; the foot that moved less is on the floor.
BOTH_STAND = 0.05
#: A body leaps as a whole if all of it moves from one picture to the next by more than this share
#: of its trunk, and no part of it by so much more than another.
NUDGE = 0.05
NUDGE_SPREAD = 0.06
#: A foot that stays below where it stood for so long, the other one standing, was lifted before.
LANDED_S = 0.3
#: Who was not seen for so long may stand or lie elsewhere.
ELSEWHERE_S = 4.0
#: A standing body's floor follows its feet no faster than this many trunks a second, so that a
#: jump is still seen as one.
FLOOR_TRUNKS_S = 0.25

_TRUNK = (*SHOULDERS, *HIPS)


class Ground:
    """Follow the ground below one body.

    Parameters
    ----------
    support : {"lying", "crawling", "standing"}
        On what the body rests: its back and feet, hands and knees, or its feet.
    frontal : bool
        Whether the body is seen from the front: then no foot hides the other.
    """

    def __init__(self, support: Support, *, frontal: bool = False) -> None:
        self._support = support
        self._frontal = frontal
        self._time_s = math.nan
        self._slope_deg = math.nan
        self._begin()
        #: What heights look shorter by, as the camera looks down: 1 or more.
        self.stretch = 1.0

    def _begin(self) -> None:
        """Learn where the supporting parts rest from the next picture on."""
        self._height_of: list[float] = []
        self._origin_px = self._shift_px = 0.0
        #: Where the floor has been for long, and for how long a foot has stood below it.
        self._steady_px = self._lands_s = 0.0
        self._body: list[float] = []
        #: How far the whole body has leapt in the picture before this one.
        self._leap_px = 0.0

    def level(self, points: Points, trunk_px: float, time_s: float) -> list[complex]:
        """Return the landmarks as a level camera that keeps still would see them.

        Parameters
        ----------
        points : sequence of complex
            Pixels, y down; NaN where a landmark cannot be judged.
        trunk_px : float
            Length of the trunk.
        time_s : float
            Media time.

        Returns
        -------
        list of complex
            Pixels, turned, and from the ground on: y is 0 there, and negative above it.
        """
        step_s, self._time_s = time_s - self._time_s, time_s
        if math.isnan(step_s) or step_s < 0:
            step_s = 0.0
        if step_s > ELSEWHERE_S:
            self._begin()
        turn = 1 + 0j
        if self._support == "lying":
            self._follow_slope(points, step_s)
            if not math.isnan(self._slope_deg):
                turn = cmath.rect(1.0, -math.radians(self._slope_deg))
                self._follow_tilt(points, turn, trunk_px, step_s)
        if self._support == "standing":
            self._follow_nudge(points, trunk_px)
        self._follow_shift(self._heights(points, turn), trunk_px, step_s)
        ground = complex(0.0, self._origin_px + self._shift_px)
        return [UNKNOWN if isnan(point) else point * turn - ground for point in points]

    @property
    def slope_deg(self) -> float:
        """How far the ground falls to the picture's right; NaN while not known.

        It is that of the camera, and in a view that is not quite from the side that of the
        perspective.
        """
        return self._slope_deg

    def _follow_slope(self, points: Points, step_s: float) -> None:
        along = lower(points, ANKLES) - middle(points, SHOULDERS)
        falls_deg = math.degrees(math.atan2(along.imag, abs(along.real))) - LYING_SLOPE_DEG
        if math.isnan(falls_deg) or abs(falls_deg) > STEEPEST_DEG:
            return
        to_right = 1 if along.real > 0 else -1
        known_deg = self._slope_deg * to_right
        if math.isnan(known_deg):
            self._slope_deg = falls_deg * to_right
            return
        follows_s = FALLS_S if falls_deg > known_deg else RISES_S
        self._slope_deg += (falls_deg - known_deg) * to_right * step_s / (step_s + follows_s)

    def _follow_tilt(self, points: Points, turn: complex, trunk_px: float, step_s: float) -> None:
        """Follow how far the camera looks down: then heights look shorter than they are."""
        left, right = SHOULDERS
        rises = abs(((points[left] - points[right]) * turn).imag) / (SHOULDER_BREADTH * trunk_px)
        if math.isnan(rises):
            return
        stretch = 1 / math.sqrt(1 - min(rises, STEEPEST_LOOK) ** 2)
        share = step_s / (step_s + TILT_FOLLOWS_S) if step_s else 1.0
        self.stretch += (stretch - self.stretch) * share

    def _heights(self, points: Points, turn: complex) -> list[float]:
        """How low in the turned picture each supporting part is, in pixels."""
        if self._support == "standing":
            return [points[i].imag for i in TOES]
        heights = [(points[i] * turn).imag for i in _TRUNK]
        limbs = (ANKLES,) if self._support == "lying" else (KNEES, WRISTS)
        for left, right in limbs:
            one, other = (points[left] * turn).imag, (points[right] * turn).imag
            heights.append(other if math.isnan(one) or other > one else one)
        return heights

    def _follow_nudge(self, points: Points, trunk_px: float) -> None:
        """Follow a camera that is pushed: the whole body leaps, once, and stays there."""
        body = [points[i].imag for i in (*SHOULDERS, *HIPS, *TOES)]
        leaps = [now - before for now, before in zip(body, self._body or body, strict=True)]
        self._body = body
        leaps = sorted([leap for leap in leaps if not math.isnan(leap)])
        if not leaps:
            return
        leap, spread = _middle_of(leaps), leaps[-1] - leaps[0]
        if abs(leap) < NUDGE * trunk_px:
            self._shift_px += self._leap_px
            self._steady_px += self._leap_px
            self._leap_px = 0.0
        else:
            first = self._leap_px == 0 and spread < NUDGE_SPREAD * trunk_px
            self._leap_px = leap if first else 0.0

    def _follow_shift(self, heights: list[float], trunk_px: float, step_s: float) -> None:
        if not self._height_of:
            self._height_of = heights
            seen = [height for height in heights if not math.isnan(height)]
            self._origin_px = sum(seen) / len(seen) if seen else 0.0
            return
        shift_px = self._shift_px
        seen = sorted(
            [
                moved
                for now, own in zip(heights, self._height_of, strict=True)
                if not math.isnan(moved := now - shift_px - own)
            ]
        )
        if not seen:
            self._height_of = [
                now - self._shift_px if math.isnan(own) else own
                for now, own in zip(heights, self._height_of, strict=True)
            ]
            return
        if math.isnan(trunk_px):
            return
        if self._support == "standing":
            # The lower foot stands. Where a foot stands is not forgotten while it is lifted.
            if self._has_landed(heights, trunk_px, step_s):
                self._shift_px = self._steady_px
                self._height_of = [now - self._shift_px for now in heights]
                return
            apart = seen[-1] - seen[0]
            both = not self._frontal and apart <= BOTH_STAND * trunk_px
            stands = min(seen, key=abs) if both else seen[-1]
            most_px = FLOOR_TRUNKS_S * trunk_px * step_s
            self._shift_px += max(-most_px, min(most_px, stands))
            share = step_s / (step_s + HEIGHT_FOLLOWS_S)
            self._steady_px += (self._shift_px - self._steady_px) * share
            return
        self._shift_px = shift_px = shift_px + _middle_of(seen)
        moved_on_px = MOVED_ON * trunk_px
        share = step_s / (step_s + HEIGHT_FOLLOWS_S)
        for number, (now, own) in enumerate(zip(heights, self._height_of, strict=True)):
            away = now - shift_px - own
            if abs(away) <= moved_on_px:
                self._height_of[number] = own + away * share
            elif not math.isnan(now):
                self._height_of[number] = now - shift_px

    def _has_landed(self, heights: list[float], trunk_px: float, step_s: float) -> bool:
        """Whether one foot has come to stand below where it was taken to stand."""
        pairs = zip(heights, self._height_of, strict=True)
        moved = [now - self._steady_px - own for now, own in pairs]
        stands_px = BOTH_STAND * trunk_px
        lands = max(moved) > stands_px and abs(min(moved)) <= stands_px
        self._lands_s = self._lands_s + step_s if lands else 0.0
        return self._lands_s >= LANDED_S


def _middle_of(ordered: Sequence[float]) -> float:
    """Return the median of numbers in their order."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2
