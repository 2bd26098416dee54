"""All measures of an exercise over time: from poses to smoothed readings in their own units."""

import math
from collections import deque
from collections.abc import Mapping

import numpy as np

from posetrainer.exercises.spec import Measure
from posetrainer.kinematics.body import inches_per_pixel, leg_length_px
from posetrainer.kinematics.geometry import Array
from posetrainer.kinematics.measures import measure_both_sides
from posetrainer.kinematics.signals import UNSEEN, Reading, Signal
from posetrainer.pose.landmarks import SIDES, Side, other
from posetrainer.pose.pose import Pose

#: Where a reading is taken: on one side of the body, on the nearer one, or as a mean.
Place = str
#: A landmark the estimator itself hardly believes in is not read. It says nothing against
#: landmarks it does believe in: they stay near 1 even when out of view.
LEAST_VISIBILITY = 0.1
#: The resting place is the median of this long a rest.
SETTLE_S = 0.4
#: How quickly the resting place follows a body that shifts on its mat.
REST_FOLLOWS_S = 5.0


def usable_xy(pose: Pose) -> Array:
    """Return the landmarks, NaN where one lies outside of the picture or is not believed in.

    Returns
    -------
    ndarray, shape (33, 2)
        Pixels.
    """
    xy = pose.image_xy
    inside = ((xy >= 0) & (xy <= np.asarray(pose.frame_size) - 1)).all(axis=1)
    seen = inside & (pose.visibility >= LEAST_VISIBILITY)
    return np.where(seen[:, None], xy, math.nan)


class Reader:
    """Turn poses into readings, one signal for each measure and place.

    Lengths become inches through the leg's length in the picture and the user's stature.
    Measures relative to rest are NaN until :meth:`settle` has learnt the resting place.

    Parameters
    ----------
    measures : mapping of str to Measure
        From the spec.
    timed : set of str
        Names of the measures whose speed is asked for.
    stature_m : float
        The user's stature in metres.
    """

    def __init__(self, measures: Mapping[str, Measure], timed: set[str], stature_m: float) -> None:
        self._measures = measures
        self._stature_m = stature_m
        self._leg_px = math.nan
        self._in_per_px = math.nan
        self._time_s = math.nan
        self._keys = [
            (name, place) for name, measure in measures.items() for place in _places(measure)
        ]
        self._timed = timed
        self._signals: dict[tuple[str, Place], Signal] = {}
        self._recent: dict[tuple[str, Place], deque[tuple[float, float]]] = {}
        self._resting: dict[tuple[str, Place], float] = {}
        self._now: dict[tuple[str, Place], Reading] = {}
        self.forget()

    def forget(self) -> None:
        """Forget the resting place and all that was read before."""
        self._signals = {key: Signal(timed=key[0] in self._timed) for key in self._keys}
        self._recent = {key: deque() for key in self._keys}
        self._resting = {}
        self._now = {}

    def read(self, xy: Array, time_s: float, near: Side) -> None:
        """Take in one pose.

        Parameters
        ----------
        xy : ndarray, shape (33, 2)
            Usable landmarks, see :func:`usable_xy`.
        time_s : float
            Media time.
        near : {"left", "right"}
            The side turned to the camera.
        """
        self._follow_scale(leg_length_px(xy), time_s)
        self._time_s = time_s
        near_index = SIDES.index(near)
        for name, measure in self._measures.items():
            left, right = measure_both_sides(measure, xy).tolist()
            if measure.unit == "in":
                left, right = left * self._in_per_px, right * self._in_per_px
            for place in _places(measure):
                if place == "near":
                    raw = (left, right)[near_index]
                elif place == "both":
                    raw = (left + right) / 2
                else:
                    raw = left if place == "left" else right
                self._take((name, place), time_s, raw)

    def _take(self, key: tuple[str, Place], time_s: float, raw: float) -> None:
        self._now[key] = self._signals[key](time_s, raw)
        if self._measures[key[0]].relative_to == "rest" and not math.isnan(raw):
            recent = self._recent[key]
            recent.append((time_s, raw))
            while time_s - recent[0][0] > SETTLE_S:
                recent.popleft()

    def _follow_scale(self, leg_px: float, time_s: float) -> None:
        """Smooth the leg's length; once at rest it is kept, so that no lift changes it."""
        if math.isnan(leg_px) or self._resting:
            return
        if math.isnan(self._leg_px):
            self._leg_px = leg_px
        else:
            step_s = max(0.0, time_s - self._time_s)
            self._leg_px += (leg_px - self._leg_px) * step_s / (step_s + SETTLE_S)
        self._in_per_px = inches_per_pixel(self._leg_px, self._stature_m)

    def settle(self) -> None:
        """Take where the body is now for its resting place."""
        for key, recent in self._recent.items():
            if recent:
                self._resting[key] = float(np.median([raw for _, raw in recent]))

    def follow_rest(self, step_s: float) -> None:
        """Let the resting place follow a body that shifts while it rests."""
        share = step_s / (step_s + REST_FOLLOWS_S)
        for key, resting in self._resting.items():
            now = self._now.get(key, UNSEEN).value
            if not math.isnan(now):
                self._resting[key] = resting + (now - resting) * share

    def reading(self, name: str, side: Side | None) -> Reading:
        """Return a measure's reading, in degrees or inches.

        Parameters
        ----------
        name : str
            One of the spec's measures.
        side : {"left", "right"} or None
            The side that exercises, for measures of the moving and the other side.
        """
        key = (name, _place(self._measures[name], side))
        now = self._now.get(key, UNSEEN)
        if self._measures[name].relative_to == "zero":
            return now
        return Reading(now.value - self._resting.get(key, math.nan), now.speed, now.drift)


def _places(measure: Measure) -> tuple[Place, ...]:
    return SIDES if measure.side in ("moving", "other") else (measure.side,)


def _place(measure: Measure, side: Side | None) -> Place:
    if measure.side not in ("moving", "other"):
        return measure.side
    if side is None:
        raise ValueError("a measure of the moving side needs to know which side moves")
    return side if measure.side == "moving" else other(side)
