"""Quantities over time: lengths made inches, outliers dropped, noise smoothed."""

import math
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Protocol

from posetrainer.kinematics.body import INCH_M
from posetrainer.kinematics.measurands import Unit
from posetrainer.kinematics.quantities import Measured
from posetrainer.kinematics.signals import Reading, Signal
from posetrainer.pose.landmarks import Side

#: Where a quantity is read: on one side of the body, on the nearer one, as a mean of the two or
#: as their difference.
Place = str
#: The resting place is the median of this long a rest.
SETTLE_S = 0.4
#: How long the scatter of a value is followed.
SCATTER_FOLLOWS_S = 0.5
#: Scatter of what is seen well, in inches and degrees: below it two sides are trusted alike.
SEEN_WELL: dict[Unit, float] = {"in": 0.1, "deg": 1.0}


@dataclass(frozen=True)
class Wanted:
    """A quantity at one place, and what is asked of it.

    Parameters
    ----------
    quantity : int
        Its number, see :class:`~posetrainer.kinematics.quantities.Quantities`.
    place : str
    swing_within_s : float or None
        Read how far it went to and fro within so many seconds, not where it is.
    unit : {"deg", "in"}
    timed : bool
        Whether anybody asks for its speed.
    settles : bool
        Whether anybody asks where it has been lately.
    """

    quantity: int
    place: Place
    swing_within_s: float | None
    unit: Unit
    timed: bool
    settles: bool


class Tracing(Protocol):
    """Whatever follows quantities from moment to moment."""

    def take(self, time_s: float, measured: Measured, near: Side) -> Sequence[Reading]:
        """Take in one more moment; return where each trace is, in their order."""

    def lately(self) -> Sequence[float]:
        """Return where each trace has been lately; NaN where it was not seen or not wanted."""

    def freeze(self) -> None:
        """Keep the body's scale as it is from now on, so that no lift changes it."""

    def exchange(self) -> None:
        """Let each trace of a left side go on on the right, and the other way round."""

    def reset(self) -> None:
        """Reset."""


#: Makes what follows some quantities, for a person of a stature in metres.
MakeTracing = Callable[[Sequence[Wanted], float], Tracing]


class Traces:
    """Follow quantities as they come.

    Lengths become inches through the body's own proportions and the user's stature.

    Parameters
    ----------
    wanted : sequence of Wanted
    stature_m : float
        The user's stature in metres.
    """

    def __init__(self, wanted: Sequence[Wanted], stature_m: float) -> None:
        self._wanted = tuple(wanted)
        self._stature_in = stature_m / INCH_M
        #: The numbers of traces that differ in their sides alone.
        self._opposite = [
            (left, right)
            for left, a in enumerate(self._wanted)
            for right, b in enumerate(self._wanted)
            if a.place == "left" and b == replace(a, place="right", settles=b.settles)
        ]
        self._time_s = math.nan
        self.reset()

    def reset(self) -> None:
        """Reset: smoothing, scale and all."""
        self._signals = [_signal(wanted) for wanted in self._wanted]
        self._means = [
            _Mean(SEEN_WELL[wanted.unit]) if wanted.place == "both" else None
            for wanted in self._wanted
        ]
        self._stature_px = math.nan
        self._frozen = False

    def freeze(self) -> None:
        """Keep the body's scale as it is from now on, so that no lift changes it."""
        self._frozen = True

    def take(self, time_s: float, measured: Measured, near: Side) -> tuple[Reading, ...]:
        """Take in one more moment.

        Parameters
        ----------
        time_s : float
            Media time.
        measured : Measured
        near : {"left", "right"}
            The side turned to the camera.

        Returns
        -------
        tuple of Reading
            Where each trace is now, in the order in which they were asked for.
        """
        self._follow_scale(time_s, measured)
        in_per_px = self._stature_in / self._stature_px if self._stature_px > 0 else math.nan
        row = []
        for wanted, signal, mean in zip(self._wanted, self._signals, self._means, strict=True):
            left, right = measured.values[wanted.quantity]
            if wanted.unit == "in":
                left, right = left * in_per_px, right * in_per_px
            place = wanted.place
            if place == "near":
                place = near
            if place == "left":
                raw = left
            elif place == "right":
                raw = right
            else:
                raw = mean(time_s, left, right) if mean else abs(left - right)
            row.append(signal(time_s, raw))
        return tuple(row)

    def lately(self) -> tuple[float, ...]:
        """Return where each trace has been lately; NaN where it was not seen or not wanted."""
        return tuple(
            signal.lately if isinstance(signal, _SettlingSignal) else math.nan
            for signal in self._signals
        )

    def exchange(self) -> None:
        """Let each trace of a left side go on on the right, and the other way round."""
        signals = self._signals
        for left, right in self._opposite:
            signals[left], signals[right] = signals[right], signals[left]

    def _follow_scale(self, time_s: float, measured: Measured) -> None:
        step_s, self._time_s = time_s - self._time_s, time_s
        if self._frozen:
            return
        seen_px = measured.stature_px
        if math.isnan(self._stature_px):
            self._stature_px = seen_px
        elif not math.isnan(seen_px):
            self._stature_px += (seen_px - self._stature_px) * step_s / (step_s + SETTLE_S)


class _Mean:
    """The mean of both sides, each weighed by how steadily it is seen.

    A limb that hides behind the other one flickers by inches; the one in front does not.

    Parameters
    ----------
    seen_well : float
        Scatter of what is seen well, in the unit of the values.
    """

    def __init__(self, seen_well: float) -> None:
        self._least = seen_well**2
        self._left, self._right = _Scatter(), _Scatter()

    def __call__(self, time_s: float, left: float, right: float) -> float:
        """Return the mean; NaN where one of them is."""
        left_off = self._left(time_s, left) + self._least
        right_off = self._right(time_s, right) + self._least
        return (left * right_off + right * left_off) / (left_off + right_off)


class _Scatter:
    """The variance of a value about its own way: steady movement is none."""

    def __init__(self) -> None:
        self._time_s = self._value = self._step = math.nan
        self._variance = 0.0

    def __call__(self, time_s: float, value: float) -> float:
        """Take in one more value; return the variance lately."""
        step_s, step = time_s - self._time_s, value - self._value
        bend = step - self._step
        self._time_s, self._value, self._step = time_s, value, step
        if not math.isnan(bend) and step_s <= SCATTER_FOLLOWS_S:
            # Of three independent values the second difference has six times the variance of one.
            share = step_s / (step_s + SCATTER_FOLLOWS_S)
            self._variance += (bend * bend / 6 - self._variance) * share
        return self._variance


class _SettlingSignal(Signal):
    """A signal of which is known, too, where its raw values have been lately."""

    def __init__(self, wanted: Wanted) -> None:
        super().__init__(wanted.timed, wanted.unit)
        self._recent = _Window(SETTLE_S)

    def __call__(self, time_s: float, raw: float) -> Reading:
        if not math.isnan(raw):
            self._recent.add(time_s, raw)
        return super().__call__(time_s, raw)

    @property
    def lately(self) -> float:
        recent = self._recent.values
        return median(recent) if recent else math.nan


class _SwingSignal(Signal):
    """How far a quantity went to and fro lately: its zero does not matter."""

    def __init__(self, wanted: Wanted, within_s: float) -> None:
        super().__init__(wanted.timed, wanted.unit)
        self._steady = _Window(within_s)
        #: The two values before, each with its time.
        self._before: deque[tuple[float, float]] = deque(maxlen=2)

    def __call__(self, time_s: float, raw: float) -> Reading:
        value = super().__call__(time_s, raw).value
        if not math.isnan(value):
            if len(self._before) == 2:
                (first_s, first), (_, second) = self._before
                # A landmark that jumps for one picture swings nothing.
                self._steady.add(first_s, sorted((first, second, value))[1])
            self._before.append((time_s, value))
        self._steady.end_at(time_s)
        steady = self._steady.values
        return Reading(swing(steady) if steady else math.nan)


def _signal(wanted: Wanted) -> Signal:
    if wanted.swing_within_s is not None:
        return _SwingSignal(wanted, wanted.swing_within_s)
    return _SettlingSignal(wanted) if wanted.settles else Signal(wanted.timed, wanted.unit)


class _Window:
    """The values of the last moments."""

    def __init__(self, lasts_s: float) -> None:
        self._lasts_s = lasts_s
        self._past: deque[tuple[float, float]] = deque()

    def add(self, time_s: float, value: float) -> None:
        self._past.append((time_s, value))
        self.end_at(time_s)

    def end_at(self, time_s: float) -> None:
        past = self._past
        while past and time_s - past[0][0] > self._lasts_s:
            past.popleft()

    @property
    def values(self) -> list[float]:
        return [value for _, value in self._past]


def swing(values: Iterable[float]) -> float:
    """Return how far values went one way and came back: 0 if they only rise or only fall.

    It is the smaller of the largest rise and the largest fall between any two of them in
    their order.
    """
    rise = fall = 0.0
    low, high = math.inf, -math.inf
    for value in values:
        # Plain comparisons: this is done for every picture, and min and max take twice as long.
        if value < low:
            low = value
        elif value - low > rise:
            rise = value - low
        if value > high:
            high = value
        elif high - value > fall:
            fall = high - value
    return min(rise, fall)
