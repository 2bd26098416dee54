"""All measures of an exercise over time: from poses to smoothed readings in their own units."""

import math
from collections import deque
from collections.abc import Mapping, Sequence
from itertools import accumulate

from posetrainer.exercises.spec import Measure
from posetrainer.kinematics.quantities import Measured, Quantities
from posetrainer.kinematics.signals import Reading
from posetrainer.kinematics.traces import NOWHERE, MakeTracing, Place, Traced, Traces, Wanted
from posetrainer.pose.landmarks import SIDES, Side, other

#: How quickly the resting place follows a body that shifts on its mat.
REST_FOLLOWS_S = 5.0

#: Where all traces are now.
Row = Sequence[Traced]


class _Channel:
    """One measure at one place: its trace's number and, if it is relative, its resting value."""

    def __init__(self, trace: int, relative: bool) -> None:
        self._trace = trace
        self._relative = relative
        self.forget()

    def forget(self) -> None:
        self._rest = math.nan if self._relative else 0.0

    def settle(self, row: Row) -> None:
        lately = row[self._trace].lately
        if self._relative and not math.isnan(lately):
            self._rest = lately

    def follow(self, row: Row, share: float) -> None:
        away = self.value(row) if self._relative else math.nan
        if not math.isnan(away):
            self._rest += away * share

    def value(self, row: Row) -> float:
        return row[self._trace].reading.value - self._rest

    def reading(self, row: Row) -> Reading:
        now = row[self._trace].reading
        return Reading(now.value - self._rest, now.speed, now.drift) if self._relative else now


class _SwingChannel(_Channel):
    """How far a measure went to and fro lately: its zero does not matter."""

    def __init__(self, trace: int, within_s: float) -> None:
        self._within_s = within_s
        super().__init__(trace, relative=False)

    def forget(self) -> None:
        super().forget()
        self._recent: deque[tuple[float, float]] = deque()

    def look(self, time_s: float, row: Row) -> None:
        """Go on to one more moment."""
        recent, value = self._recent, row[self._trace].reading.value
        if not math.isnan(value):
            recent.append((time_s, value))
        while recent and time_s - recent[0][0] > self._within_s:
            recent.popleft()

    def value(self, row: Row) -> float:  # noqa: ARG002
        values = [value for _, value in self._recent]
        return swing(values) if values else math.nan

    def reading(self, row: Row) -> Reading:
        return Reading(self.value(row))


def swing(values: list[float]) -> float:
    """Return how far values went one way and came back: 0 if they only rise or only fall.

    It is the smaller of the largest rise and the largest fall between any two of them in
    their order.
    """
    rise = max(v - low for v, low in zip(values, accumulate(values, min), strict=True))
    fall = max(high - v for v, high in zip(values, accumulate(values, max), strict=True))
    return min(rise, fall)


class Reader:
    """Turn what is measured into readings, one trace for each quantity and place.

    Measures relative to rest are NaN until :meth:`settle` has learnt the resting place.

    Parameters
    ----------
    measures : mapping of str to Measure
        From the spec.
    timed : set of str
        Names of the measures whose speed is asked for.
    stature_m : float
        The user's stature in metres.
    quantities : Quantities
        Of the same measures: gives what is read.
    tracing : callable
        Makes what follows the quantities over time.
    """

    def __init__(
        self,
        measures: Mapping[str, Measure],
        timed: set[str],
        stature_m: float,
        quantities: Quantities,
        tracing: MakeTracing = Traces,
    ) -> None:
        fast = {quantities.number_of[name] for name in timed}
        wanted: dict[tuple[int, Place], Wanted] = {}
        self._channels: list[_Channel] = []
        self._at: dict[tuple[str, Side | None], _Channel] = {}
        for name, measure in measures.items():
            quantity = quantities.number_of[name]
            channels: dict[Place, _Channel] = {}
            for side in _sides(measure):
                place = _place(measure, side)
                relative = _is_relative(measure)
                before = wanted.get((quantity, place))
                wanted[quantity, place] = Wanted(
                    quantity,
                    place,
                    measure.unit,
                    timed=quantity in fast,
                    settles=relative or (before is not None and before.settles),
                )
                if place not in channels:
                    channels[place] = _channel(measure, list(wanted).index((quantity, place)))
                self._at[name, side] = channels[place]
            self._channels += channels.values()
        self._swings = [c for c in self._channels if isinstance(c, _SwingChannel)]
        self._names = tuple(measures)
        self._traces = tracing(tuple(wanted.values()), stature_m)
        self._nowhere: Row = (NOWHERE,) * len(wanted)
        self._row = self._nowhere

    def forget(self) -> None:
        """Forget the resting place and all that was read before."""
        self._traces.forget()
        self._row = self._nowhere
        for channel in self._channels:
            channel.forget()

    def read(self, measured: Measured, time_s: float, near: Side) -> None:
        """Take in one more moment.

        Parameters
        ----------
        measured : Measured
        time_s : float
            Media time.
        near : {"left", "right"}
            The side turned to the camera.
        """
        self._row = self._traces.take(time_s, measured, near)
        for channel in self._swings:
            channel.look(time_s, self._row)

    def settle(self, side: Side | None) -> None:
        """Take where the body is now for the resting place of one side's measures.

        Parameters
        ----------
        side : {"left", "right"} or None
            The side that is about to exercise; None if both do together.
        """
        self._traces.freeze()
        for name in self._names:
            self._at[name, side].settle(self._row)

    def follow_rest(self, step_s: float) -> None:
        """Let the resting place follow a body that shifts while it rests."""
        share = step_s / (step_s + REST_FOLLOWS_S)
        for channel in self._channels:
            channel.follow(self._row, share)

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
        return self._at[name, side].reading(self._row)

    def value(self, name: str, side: Side | None) -> float:
        """Return a measure's value alone."""
        return self._at[name, side].value(self._row)


def _is_relative(measure: Measure) -> bool:
    return measure.swing_within_s is None and measure.relative_to == "rest"


def _channel(measure: Measure, trace: int) -> _Channel:
    if measure.swing_within_s is not None:
        return _SwingChannel(trace, measure.swing_within_s)
    return _Channel(trace, _is_relative(measure))


def _sides(measure: Measure) -> tuple[Side | None, ...]:
    """For which exercising sides a measure is known."""
    return SIDES if measure.side in ("moving", "other") else (*SIDES, None)


def _place(measure: Measure, side: Side | None) -> Place:
    if side is None or measure.side not in ("moving", "other"):
        return measure.side
    return side if measure.side == "moving" else other(side)
