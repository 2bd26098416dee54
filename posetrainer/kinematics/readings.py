"""All measures of an exercise over time: from poses to smoothed readings in their own units."""

import math
from collections import deque
from collections.abc import Hashable, Mapping
from itertools import accumulate
from statistics import median

from posetrainer.exercises.spec import Measure, Unit
from posetrainer.kinematics.body import INCH_M, stature_px
from posetrainer.kinematics.geometry import Array
from posetrainer.kinematics.measures import measure_both_sides
from posetrainer.kinematics.signals import UNSEEN, Reading, Signal
from posetrainer.pose.landmarks import SIDES, Side, other

#: Where a reading is taken: on one side of the body, on the nearer one, as a mean of the two or
#: as their difference.
Place = str
#: The resting place is the median of this long a rest.
SETTLE_S = 0.4
#: How quickly the resting place follows a body that shifts on its mat.
REST_FOLLOWS_S = 5.0


class _Trace:
    """One quantity at one place over time, whichever measures read it."""

    def __init__(self, timed: bool, unit: Unit) -> None:
        self._timed = timed
        self._unit: Unit = unit
        #: Whether anybody asks where it has been lately.
        self.remembered = False
        self.forget()

    def forget(self) -> None:
        self._signal = Signal(self._timed, self._unit)
        self._recent: deque[tuple[float, float]] = deque()
        self.now = UNSEEN

    def take(self, time_s: float, raw: float) -> None:
        self.now = self._signal(time_s, raw)
        if not self.remembered or math.isnan(raw):
            return
        self._recent.append((time_s, raw))
        while time_s - self._recent[0][0] > SETTLE_S:
            self._recent.popleft()

    @property
    def settled(self) -> float:
        """Where it has been lately; NaN if unseen."""
        return median(raw for _, raw in self._recent) if self._recent else math.nan


class _Channel:
    """One measure at one place: its trace and, if it is relative, its resting value."""

    def __init__(self, trace: _Trace, relative: bool) -> None:
        self._trace = trace
        self._relative = relative
        trace.remembered |= relative
        self.forget()

    def forget(self) -> None:
        self._rest = math.nan if self._relative else 0.0

    def settle(self) -> None:
        settled = self._trace.settled
        if self._relative and not math.isnan(settled):
            self._rest = settled

    def follow(self, share: float) -> None:
        away = self._trace.now.value - self._rest
        if self._relative and not math.isnan(away):
            self._rest += away * share

    def look(self, time_s: float) -> None:
        """Go on to one more moment; the trace has taken in its value."""

    @property
    def value(self) -> float:
        return self._trace.now.value - self._rest

    @property
    def reading(self) -> Reading:
        now = self._trace.now
        return Reading(self.value, now.speed, now.drift) if self._relative else now


class _SwingChannel(_Channel):
    """How far a measure went to and fro lately: its zero does not matter."""

    def __init__(self, trace: _Trace, within_s: float) -> None:
        self._within_s = within_s
        super().__init__(trace, relative=False)

    def forget(self) -> None:
        super().forget()
        self._recent: deque[tuple[float, float]] = deque()

    def look(self, time_s: float) -> None:
        recent = self._recent
        if not math.isnan(self._trace.now.value):
            recent.append((time_s, self._trace.now.value))
        while recent and time_s - recent[0][0] > self._within_s:
            recent.popleft()

    @property
    def value(self) -> float:
        values = [value for _, value in self._recent]
        return swing(values) if values else math.nan

    @property
    def reading(self) -> Reading:
        return Reading(self.value)


def swing(values: list[float]) -> float:
    """Return how far values went one way and came back: 0 if they only rise or only fall.

    It is the smaller of the largest rise and the largest fall between any two of them in
    their order.
    """
    rise = max(v - low for v, low in zip(values, accumulate(values, min), strict=True))
    fall = max(high - v for v, high in zip(values, accumulate(values, max), strict=True))
    return min(rise, fall)


class Reader:
    """Turn poses into readings, one signal for each quantity and place.

    Lengths become inches through the body's own proportions and the user's stature. Measures
    relative to rest are NaN until :meth:`settle` has learnt the resting place.

    Parameters
    ----------
    measures : mapping of str to Measure
        From the spec.
    timed : set of str
        Names of the measures whose speed is asked for.
    stature_m : float
        The user's stature in metres.
    frontal : bool
        Whether the user is seen from the front.
    """

    def __init__(
        self,
        measures: Mapping[str, Measure],
        timed: set[str],
        stature_m: float,
        *,
        frontal: bool = False,
    ) -> None:
        self._stature_in = stature_m / INCH_M
        self._frontal = frontal
        fast = {_quantity(measures[name]) for name in timed}
        self._quantities: dict[Hashable, tuple[Measure, dict[Place, _Trace]]] = {}
        self._channels: list[_Channel] = []
        self._at: dict[tuple[str, Side | None], _Channel] = {}
        for name, measure in measures.items():
            quantity = _quantity(measure)
            _, traces = self._quantities.setdefault(quantity, (measure, {}))
            channels: dict[Place, _Channel] = {}
            for side in _sides(measure):
                place = _place(measure, side)
                if place not in channels:
                    trace = traces.setdefault(place, _Trace(quantity in fast, measure.unit))
                    channels[place] = _channel(measure, trace)
                self._at[name, side] = channels[place]
            self._channels += channels.values()
        self._names = tuple(measures)
        self._time_s = math.nan
        self._stature_px = math.nan
        self._settled = False

    def forget(self) -> None:
        """Forget the resting place and all that was read before."""
        self._stature_px = math.nan
        self._settled = False
        for _, traces in self._quantities.values():
            for trace in traces.values():
                trace.forget()
        for channel in self._channels:
            channel.forget()

    def read(self, xy: Array, time_s: float, near: Side) -> None:
        """Take in one pose.

        Parameters
        ----------
        xy : ndarray, shape (33, 2)
            Usable landmarks, see :class:`~posetrainer.kinematics.view.View`.
        time_s : float
            Media time.
        near : {"left", "right"}
            The side turned to the camera.
        """
        self._follow_scale(xy, time_s)
        in_per_px = self._stature_in / self._stature_px if self._stature_px > 0 else math.nan
        for measure, traces in self._quantities.values():
            left, right = measure_both_sides(measure, xy).tolist()
            if measure.unit == "in":
                left, right = left * in_per_px, right * in_per_px
            raw = {
                "left": left,
                "right": right,
                "near": left if near == "left" else right,
                "both": (left + right) / 2,
                "difference": abs(left - right),
            }
            for place, trace in traces.items():
                trace.take(time_s, raw[place])
        for channel in self._channels:
            channel.look(time_s)

    def _follow_scale(self, xy: Array, time_s: float) -> None:
        """Smooth the body's length; once at rest it is kept, so that no lift changes it."""
        step_s, self._time_s = time_s - self._time_s, time_s
        if self._settled:
            return
        seen_px = stature_px(xy, frontal=self._frontal)
        if math.isnan(self._stature_px):
            self._stature_px = seen_px
        elif not math.isnan(seen_px):
            self._stature_px += (seen_px - self._stature_px) * step_s / (step_s + SETTLE_S)

    def settle(self, side: Side | None) -> None:
        """Take where the body is now for the resting place of one side's measures.

        Parameters
        ----------
        side : {"left", "right"} or None
            The side that is about to exercise; None if both do together.
        """
        self._settled = True
        for name in self._names:
            self._at[name, side].settle()

    def follow_rest(self, step_s: float) -> None:
        """Let the resting place follow a body that shifts while it rests."""
        share = step_s / (step_s + REST_FOLLOWS_S)
        for channel in self._channels:
            channel.follow(share)

    def reading(self, name: str, side: Side | None) -> Reading:
        """Return a measure's reading, in degrees or inches.

        Parameters
        ----------
        name : str
            One of the spec's measures.
        side : {"left", "right"} or None
            The side that exercises; None if both do together, and then no measure may be of
            the moving or the other side.

        Raises
        ------
        KeyError
            If there is no such measure on that side.
        """
        return self._at[name, side].reading

    def value(self, name: str, side: Side | None) -> float:
        """Return a measure's value alone."""
        return self._at[name, side].value


def _quantity(measure: Measure) -> Hashable:
    """What is measured, apart from where and from which zero: measures may share it."""
    apart = {"side", "relative_to", "swing_within_s"}
    return frozenset(measure.model_dump(exclude=apart).items())


def _channel(measure: Measure, trace: _Trace) -> _Channel:
    if measure.swing_within_s is not None:
        return _SwingChannel(trace, measure.swing_within_s)
    return _Channel(trace, measure.relative_to == "rest")


def _sides(measure: Measure) -> tuple[Side | None, ...]:
    """For which exercising sides a measure is known."""
    return SIDES if measure.side in ("moving", "other") else (*SIDES, None)


def _place(measure: Measure, side: Side | None) -> Place:
    if side is None or measure.side not in ("moving", "other"):
        return measure.side
    return side if measure.side == "moving" else other(side)
