"""All measurands over time: from poses to smoothed readings in their own units."""

import math
from collections.abc import Callable, Mapping, Sequence

from posetrainer.kinematics.measurands import Measurand
from posetrainer.kinematics.quantities import Measured, Quantities
from posetrainer.kinematics.signals import UNSEEN, Reading
from posetrainer.kinematics.traces import MakeTracing, Place, Traces, Wanted
from posetrainer.pose.landmarks import SIDES, Side, other

#: How quickly the resting place follows a body that shifts on its mat.
REST_FOLLOWS_S = 5.0

#: Where all traces are now.
Row = Sequence[Reading]
#: A quantity's number, its place, and over how long its swing is read, if it is.
_Trace = tuple[int, Place, float | None]


class _Channel:
    """One measurand at one place: its trace's number and, if it is relative, its resting value."""

    def __init__(self, trace: int, relative: bool) -> None:
        self.trace = trace
        self.relative = relative
        self.reset()

    def reset(self) -> None:
        self.rest = math.nan if self.relative else 0.0

    def settle(self, lately: Sequence[float]) -> None:
        rest = lately[self.trace]
        if self.relative and not math.isnan(rest):
            self.rest = rest

    def follow(self, row: Row, share: float) -> None:
        away = self.value(row) if self.relative else math.nan
        if not math.isnan(away):
            self.rest += away * share

    def value(self, row: Row) -> float:
        return row[self.trace].value - self.rest


class MeasureReader:
    """Turn what is measured into readings, one trace for each quantity and place.

    Measurands from rest are NaN until :meth:`settle` has learnt the resting place.

    Parameters
    ----------
    measurands : mapping of str to Measurand
        By name.
    timed : set of str
        Names of those whose speed is asked for.
    stature_m : float
        The user's stature in metres.
    quantities : Quantities
        Of the same measurands: gives what is read.
    tracing : callable
        Makes what follows the quantities over time.

    Examples
    --------
    >>> from posetrainer import load_recording
    >>> from posetrainer.kinematics.measurands import JointAngle
    >>> from posetrainer.kinematics.view import usable_points
    >>> measurands = {"knee": Measurand(JointAngle("knee"), "near")}
    >>> quantities = Quantities(measurands)
    >>> reader = MeasureReader(measurands, {"knee"}, 1.70, quantities)
    >>> for time_s, pose in load_recording("session.arrows"):
    ...     if pose is not None:
    ...         reader.read(quantities.measure(usable_points(pose)), time_s, near="left")
    >>> knee = reader.reading("knee", None)  # where it is at the end of the recording
    >>> f"{knee.value:.0f} degrees, {abs(knee.speed):.0f} degrees a second"
    '2 degrees, 0 degrees a second'
    """

    def __init__(
        self,
        measurands: Mapping[str, Measurand],
        timed: set[str],
        stature_m: float,
        quantities: Quantities,
        tracing: MakeTracing = Traces,
    ) -> None:
        fast = {quantities.number_of[name] for name in timed}
        wanted: dict[_Trace, Wanted] = {}
        self._at: dict[tuple[str, Side | None], _Channel] = {}
        channels: dict[tuple[str, _Trace], _Channel] = {}
        for name, measurand in measurands.items():
            number, swing_s = quantities.number_of[name], measurand.swing_within_s
            unit, relative = measurand.quantity.unit, measurand.from_rest and swing_s is None
            for side in _sides(measurand):
                trace = (number, _place(measurand, side), swing_s)
                settles = relative or (trace in wanted and wanted[trace].settles)
                wanted[trace] = Wanted(*trace, unit, number in fast, settles)
                channel = _Channel(list(wanted).index(trace), relative)
                self._at[name, side] = channels.setdefault((name, trace), channel)
        self._channels = tuple(channels.values())
        self._names = tuple(measurands)
        self._traces = tracing(tuple(wanted.values()), stature_m)
        self._nowhere: Row = (UNSEEN,) * len(wanted)
        self._row: Row = self._nowhere

    def reset(self) -> None:
        """Forget the resting place and all that was read before."""
        self._traces.reset()
        self._row = self._nowhere
        for channel in self._channels:
            channel.reset()

    def exchange(self) -> None:
        """Take what was read on the left so far for the right side's, and the other way round."""
        self._traces.exchange()
        for name in self._names:
            left, right = self._at[name, "left"], self._at[name, "right"]
            left.rest, right.rest = right.rest, left.rest

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

    def settle(self, side: Side | None) -> None:
        """Take where the body is now for the resting place of one side's measurands.

        Parameters
        ----------
        side : {"left", "right"} or None
            The side that is about to exercise; None if both do together.
        """
        self._traces.freeze()
        lately = self._traces.lately()
        for name in self._names:
            self._at[name, side].settle(lately)

    def follow_rest(self, step_s: float) -> None:
        """Let the resting place follow a body that shifts while it rests."""
        share = step_s / (step_s + REST_FOLLOWS_S)
        for channel in self._channels:
            channel.follow(self._row, share)

    def reading(self, name: str, side: Side | None) -> Reading:
        """Return a measurand's reading, in degrees or inches.

        Parameters
        ----------
        name : str
        side : {"left", "right"} or None
            The side that exercises; None if both do together, and then no measurand may be of
            the moving or the other side.

        Raises
        ------
        KeyError
            If there is no such measurand on that side.
        """
        channel = self._at[name, side]
        now = self._row[channel.trace]
        if not channel.relative:
            return now
        value, speed, drift, sure_speed, sure_drift = now
        return Reading(value - channel.rest, speed, drift, sure_speed, sure_drift)

    def values_of(self, side: Side | None) -> Callable[[str], float]:
        """Return what gives the value alone of each measurand by its name, as it is when asked."""
        channels = {name: channel for (name, place), channel in self._at.items() if place == side}

        def value_of(name: str) -> float:
            channel = channels[name]
            return self._row[channel.trace].value - channel.rest

        return value_of


def _sides(measurand: Measurand) -> tuple[Side | None, ...]:
    """For which exercising sides a measurand is known."""
    return SIDES if measurand.side in ("moving", "other") else (*SIDES, None)


def _place(measurand: Measurand, side: Side | None) -> Place:
    if side is None or measurand.side not in ("moving", "other"):
        return measurand.side
    return side if measurand.side == "moving" else other(side)
