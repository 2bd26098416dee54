"""All measures of an exercise over time: from poses to smoothed readings in their own units."""

import math
from collections import deque
from collections.abc import Iterator, Mapping
from statistics import median

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
    x, y = pose.image_xy.T
    width, height = pose.frame_size
    hidden = (x < 0) | (y < 0) | (x > width - 1) | (y > height - 1)
    hidden |= pose.visibility < LEAST_VISIBILITY
    xy = pose.image_xy.copy()
    xy[hidden] = math.nan
    return xy


class _Channel:
    """One measure at one place: its signal, its resting value and what it reads now."""

    def __init__(self, measure: Measure, timed: bool) -> None:
        self._timed = timed
        self._relative = measure.relative_to == "rest"
        self.forget()

    def forget(self) -> None:
        self._signal = Signal(timed=self._timed)
        self._recent: deque[tuple[float, float]] = deque()
        self._now = UNSEEN
        self._rest = math.nan if self._relative else 0.0

    def take(self, time_s: float, raw: float) -> None:
        self._now = self._signal(time_s, raw)
        if self._relative and not math.isnan(raw):
            self._recent.append((time_s, raw))
            while time_s - self._recent[0][0] > SETTLE_S:
                self._recent.popleft()

    def settle(self) -> None:
        if self._relative and self._recent:
            self._rest = median(raw for _, raw in self._recent)

    def follow(self, share: float) -> None:
        if self._relative and not math.isnan(self._now.value) and not math.isnan(self._rest):
            self._rest += (self._now.value - self._rest) * share

    @property
    def reading(self) -> Reading:
        if not self._relative:
            return self._now
        return Reading(self._now.value - self._rest, self._now.speed, self._now.drift)


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
        self._channels: dict[str, dict[Place, _Channel]] = {
            name: {place: _Channel(measure, name in timed) for place in _places(measure)}
            for name, measure in measures.items()
        }
        self._time_s = math.nan
        self._leg_px = math.nan
        self._settled = False

    def forget(self) -> None:
        """Forget the resting place and all that was read before."""
        self._leg_px = math.nan
        self._settled = False
        for channel in self._all():
            channel.forget()

    def _all(self) -> Iterator[_Channel]:
        return (channel for places in self._channels.values() for channel in places.values())

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
        self._follow_scale(xy, time_s)
        in_per_px = inches_per_pixel(self._leg_px, self._stature_m)
        for name, places in self._channels.items():
            left, right = measure_both_sides(self._measures[name], xy).tolist()
            if self._measures[name].unit == "in":
                left, right = left * in_per_px, right * in_per_px
            raw = {"left": left, "right": right, "near": left if near == "left" else right}
            for place, channel in places.items():
                channel.take(time_s, (left + right) / 2 if place == "both" else raw[place])

    def _follow_scale(self, xy: Array, time_s: float) -> None:
        """Smooth the leg's length; once at rest it is kept, so that no lift changes it."""
        step_s, self._time_s = time_s - self._time_s, time_s
        if self._settled:
            return
        leg_px = leg_length_px(xy)
        if math.isnan(self._leg_px):
            self._leg_px = leg_px
        elif not math.isnan(leg_px):
            self._leg_px += (leg_px - self._leg_px) * step_s / (step_s + SETTLE_S)

    def settle(self, side: Side | None) -> None:
        """Take where the body is now for the resting place of one side's measures.

        Parameters
        ----------
        side : {"left", "right"} or None
            The side that is about to exercise; None if both do together.
        """
        self._settled = True
        for name, measure in self._measures.items():
            self._channels[name][_place(measure, side)].settle()

    def follow_rest(self, step_s: float) -> None:
        """Let the resting place follow a body that shifts while it rests."""
        share = step_s / (step_s + REST_FOLLOWS_S)
        for channel in self._all():
            channel.follow(share)

    def reading(self, name: str, side: Side | None) -> Reading:
        """Return a measure's reading, in degrees or inches.

        Parameters
        ----------
        name : str
            One of the spec's measures.
        side : {"left", "right"} or None
            The side that exercises, for measures of the moving and the other side.
        """
        return self._channels[name][_place(self._measures[name], side)].reading


def _places(measure: Measure) -> tuple[Place, ...]:
    return SIDES if measure.side in ("moving", "other") else (measure.side,)


def _place(measure: Measure, side: Side | None) -> Place:
    if measure.side not in ("moving", "other"):
        return measure.side
    if side is None:
        raise ValueError("a measure of the moving side needs to know which side moves")
    return side if measure.side == "moving" else other(side)
