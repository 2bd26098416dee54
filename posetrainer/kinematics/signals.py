"""One measure over time: outliers dropped, noise smoothed, speed estimated.

Time is media time in seconds and may be unevenly spaced; values have any unit. NaN means
"cannot be judged": it gives NaN and leaves the state as it was.
"""

import math
from collections import deque
from dataclasses import dataclass

#: After this long without a value the past says nothing about the present.
FORGET_AFTER_S = 0.5
#: Slope over this long a past (three frames at the least): quick enough to warn at once of
#: a movement that is too fast.
SPEED_WINDOW_S = 0.2
#: Slope over this long a past: steady enough to tell holding still from moving slowly.
DRIFT_WINDOW_S = 0.5
#: The drift tells what was so this long ago: half of its window.
DRIFT_LAG_S = DRIFT_WINDOW_S / 2


class OneEuro:
    """The One Euro filter: smooth when slow, quick when fast.

    Casiez, Roussel and Vogel, "1 € Filter", CHI 2012.

    Parameters
    ----------
    min_cutoff_hz : float
        Cut-off at rest; lower is smoother and lags more.
    beta : float
        Hertz of cut-off added per unit a second of speed.
    derivative_cutoff_hz : float
        Cut-off of the speed that steers the filter.
    """

    def __init__(
        self, min_cutoff_hz: float = 2.0, beta: float = 0.05, derivative_cutoff_hz: float = 1.0
    ) -> None:
        self._min_cutoff_hz = min_cutoff_hz
        self._beta = beta
        self._derivative_cutoff_hz = derivative_cutoff_hz
        self._time_s = math.nan
        self._value = math.nan
        self._speed = 0.0

    def __call__(self, time_s: float, raw: float) -> float:
        """Return the smoothed value after one more raw value."""
        if math.isnan(raw):
            return math.nan
        step_s = time_s - self._time_s
        if math.isnan(step_s) or step_s > FORGET_AFTER_S:
            self._time_s, self._value, self._speed = time_s, raw, 0.0
            return raw
        if step_s <= 0:
            return self._value
        speed = (raw - self._value) / step_s
        self._speed += _alpha(self._derivative_cutoff_hz, step_s) * (speed - self._speed)
        cutoff_hz = self._min_cutoff_hz + self._beta * abs(self._speed)
        self._value += _alpha(cutoff_hz, step_s) * (raw - self._value)
        self._time_s = time_s
        return self._value


def _alpha(cutoff_hz: float, step_s: float) -> float:
    tau_s = 1 / (2 * math.pi * cutoff_hz)
    return 1 / (1 + tau_s / step_s)


@dataclass(frozen=True)
class Reading:
    """What a signal says now.

    Parameters
    ----------
    value : float
        Smoothed value; NaN if it cannot be judged now.
    speed : float
        Units a second over the last fifth of a second, positive when the value grows; NaN
        while too little is known.
    drift : float
        The same over the last half second: steadier and later.
    """

    value: float
    speed: float = math.nan
    drift: float = math.nan


UNSEEN = Reading(math.nan)


class Signal:
    """One measure of one side: raw values in, readings out.

    For the value, a median of three drops single wrong frames (left and right legs swap for
    a frame now and then) and the One Euro filter smooths the rest. The speed cannot wait for
    a median: it is the slope of the raw values, as far as the last two steps bear it out, so
    that a landmark that jumps once is not fast.

    Parameters
    ----------
    timed : bool
        Whether anybody asks for speed and drift; they are NaN otherwise.
    """

    def __init__(self, timed: bool = True) -> None:
        self._timed = timed
        self._smooth = OneEuro()
        self._latest: deque[float] = deque(maxlen=3)
        self._raw: deque[tuple[float, float]] = deque()
        self._clean: deque[tuple[float, float]] = deque()
        self._last_s = -math.inf

    def __call__(self, time_s: float, raw: float) -> Reading:
        """Return the reading after one more raw value at a media time."""
        if math.isnan(raw):
            return UNSEEN
        if time_s - self._last_s > FORGET_AFTER_S:
            for past in (self._latest, self._raw, self._clean):
                past.clear()
        self._last_s = time_s
        self._latest.append(raw)
        value = sorted(self._latest)[1] if len(self._latest) == 3 else raw
        smooth = self._smooth(time_s, value)
        if not self._timed:
            return Reading(smooth)
        _push(self._raw, time_s, raw, SPEED_WINDOW_S)
        _push(self._clean, time_s, value, DRIFT_WINDOW_S)
        return Reading(smooth, _confirmed_slope(self._raw), _slope(self._clean))


def _push(past: deque[tuple[float, float]], time_s: float, value: float, window_s: float) -> None:
    past.append((time_s, value))
    # A rounding error must not cost a point.
    while len(past) > 3 and time_s - past[0][0] > window_s + 1e-6:
        past.popleft()


def _confirmed_slope(points: deque[tuple[float, float]]) -> float:
    """Slope, at most twice the slower of the last two steps, 0 if they go another way."""
    slope = _slope(points)
    if math.isnan(slope):
        return slope
    (t0, v0), (t1, v1), (t2, v2) = points[-3], points[-2], points[-1]
    if t2 <= t1 or t1 <= t0:
        return 0.0
    direction = math.copysign(1.0, slope)
    slower = min((v1 - v0) / (t1 - t0) * direction, (v2 - v1) / (t2 - t1) * direction)
    return direction * min(abs(slope), 2 * max(0.0, slower))


def _slope(points: deque[tuple[float, float]]) -> float:
    """Least-squares slope, in units a second; NaN for under three points."""
    count = len(points)
    if count < 3:
        return math.nan
    origin = points[-1][0]
    t1 = t2 = v1 = tv = 0.0
    for time_s, value in points:
        t = time_s - origin
        t1 += t
        t2 += t * t
        v1 += value
        tv += t * value
    spread = t2 - t1 * t1 / count
    return (tv - t1 * v1 / count) / spread if spread > 0 else math.nan
