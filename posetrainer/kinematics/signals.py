"""One measure over time: outliers dropped, noise smoothed, speed estimated.

Time is media time in seconds and may be unevenly spaced; values have any unit. NaN means
"cannot be judged": it gives NaN and leaves the state as it was.
"""

import math
from collections import deque
from dataclasses import dataclass

#: After this long without a value the past says nothing about the present.
FORGET_AFTER_S = 0.5
#: The speed is the slope over this long a past (three frames at the least): it lags by half of it, and a landmark that
#: jitters by one degree makes it err by about five degrees a second at 15 frames a second.
SPEED_WINDOW_S = 0.3


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
        Units a second, positive when the value grows; NaN while too little is known.
    """

    value: float
    speed: float


UNSEEN = Reading(math.nan, math.nan)


class Signal:
    """One measure of one side: raw values in, readings out.

    A median of three drops single wrong frames (left and right legs swap for a frame now
    and then) at the price of one frame of delay; the One Euro filter smooths the value; a
    least-squares line through the last 0.3 s gives the speed.
    """

    def __init__(self) -> None:
        self._smooth = OneEuro()
        self._raw: deque[float] = deque(maxlen=3)
        self._past: deque[tuple[float, float]] = deque()

    def __call__(self, time_s: float, raw: float) -> Reading:
        """Return the reading after one more raw value at a media time."""
        if math.isnan(raw):
            return UNSEEN
        if self._past and time_s - self._past[-1][0] > FORGET_AFTER_S:
            self._raw.clear()
            self._past.clear()
        self._raw.append(raw)
        value = sorted(self._raw)[len(self._raw) // 2] if len(self._raw) == 3 else raw
        self._past.append((time_s, value))
        while len(self._past) > 3 and time_s - self._past[0][0] > SPEED_WINDOW_S:
            self._past.popleft()
        return Reading(self._smooth(time_s, value), _slope(self._past))


def _slope(points: deque[tuple[float, float]]) -> float:
    """Least-squares slope, in units a second; NaN for fewer than three points."""
    count = len(points)
    if count < 3:
        return math.nan
    mean_t = sum(t for t, _ in points) / count
    mean_v = sum(v for _, v in points) / count
    spread = sum((t - mean_t) ** 2 for t, _ in points)
    if spread == 0:
        return math.nan
    return sum((t - mean_t) * (v - mean_v) for t, v in points) / spread
