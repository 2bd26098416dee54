"""One measure over time: outliers dropped, noise smoothed, speed estimated.

Time is media time in seconds and may be unevenly spaced; values have any unit. NaN means
"cannot be judged": it gives NaN and leaves the state as it was.
"""

import math
from collections import deque
from typing import NamedTuple

from posetrainer.kinematics.measurands import Unit

#: After this long without a value the past is forgotten.
FORGET_AFTER_S = 0.6
#: Slope over this long a past: quick enough to warn at once of a movement that is too fast, long
#: enough to distinguish a landmark that jumps from one that moves.
SPEED_WINDOW_S = 0.27
#: A speed is sure as far as it is above so many of its standard errors.
SURE_ERRORS = 2.0
#: Slope over this long a past: steady enough to distinguish holding still from moving slowly.
DRIFT_WINDOW_S = 0.5
#: Sums are taken about an origin for so long.
SUMS_LAST_S = 4.0
#: The drift lags by half of its window.
DRIFT_LAG_S = DRIFT_WINDOW_S / 2
#: Longer than this without a value, pictures were held up; the slowest camera that may be
#: followed gives one every 0.14 s.
STALL_S = 0.4
#: Cameras give up to 60 pictures a second: what comes sooner after another has waited somewhere,
#: and what has waited comes within so long a time.
LEAST_STEP_S = 0.012
BURST_S = 0.15
#: Hertz of cut-off that the smoothing gains per unit a second of speed. At the end of a thigh,
#: 17 inches long, an inch is 3.4 degrees; a signal in inches is to follow as quickly.
BETA: dict[Unit, float] = {"deg": 0.05, "in": 0.3}


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
        self,
        min_cutoff_hz: float = 2.0,
        beta: float = BETA["deg"],
        derivative_cutoff_hz: float = 1.0,
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
        if not step_s <= FORGET_AFTER_S:
            self._time_s, self._value, self._speed = time_s, raw, 0.0
            return raw
        if step_s <= 0:
            return self._value
        # The share of a step that a low-pass filter goes is a / (1 + a), a = 2 pi cutoff step.
        a = self._derivative_cutoff_hz * step_s * math.tau
        self._speed += ((raw - self._value) / step_s - self._speed) * a / (1 + a)
        cutoff_hz = self._min_cutoff_hz + self._beta * abs(self._speed)
        a = cutoff_hz * step_s * math.tau
        self._value += (raw - self._value) * a / (1 + a)
        self._time_s = time_s
        return self._value


class Reading(NamedTuple):
    """What a signal reads now.

    Attributes
    ----------
    value : float
        Smoothed value; NaN if it cannot be judged now.
    speed : float
        Units a second over the last quarter of a second, positive when the value grows; NaN
        while less than half of that time is known.
    drift : float
        The same over the last half second: steadier and later.
    sure_speed, sure_drift : float
        How much of them is sure, with its sign: less the error estimated from the scatter of the
        values, and 0 where they jump once and do not move.
    """

    value: float
    speed: float = math.nan
    drift: float = math.nan
    sure_speed: float = math.nan
    sure_drift: float = math.nan


UNSEEN = Reading(math.nan)


class Signal:
    """One measure of one side: raw values in, readings out.

    For the value, a median of three drops single wrong frames and the One Euro filter smooths
    the rest. So a value is known from the third on: the first picture of a person who comes
    into view is the one most likely to be wrong. The speed cannot wait for a median: it is
    the slope of the raw values, but for those that come late.

    Parameters
    ----------
    timed : bool
        Whether anybody asks for speed and drift; they are NaN otherwise.
    unit : {"deg", "in"}
        Of the values.
    """

    def __init__(self, timed: bool = True, unit: Unit = "deg") -> None:
        self._timed = timed
        self._smooth = OneEuro(beta=BETA[unit])
        self._latest: deque[float] = deque(maxlen=3)
        self._raw = _Slope(SPEED_WINDOW_S)
        self._clean = _Slope(DRIFT_WINDOW_S)
        self._last_s = -math.inf
        self._backlog = _Backlog()

    def __call__(self, time_s: float, raw: float) -> Reading:
        """Return the reading after one more raw value at a media time."""
        if math.isnan(raw):
            return UNSEEN
        if time_s - self._last_s > FORGET_AFTER_S:
            for past in (self._latest, self._raw, self._clean):
                past.clear()
        self._last_s = time_s
        self._latest.append(raw)
        if self._timed and not self._backlog.is_late(time_s):
            self._raw.add(time_s, raw)
        if len(self._latest) < 3:
            return UNSEEN
        _, value, _ = sorted(self._latest)
        smooth = self._smooth(time_s, value)
        if not self._timed:
            return Reading(smooth)
        self._clean.add(time_s, value)
        speed, sure_speed = self._raw.fit()
        drift, sure_drift = self._clean.fit()
        return Reading(smooth, speed, drift, sure_speed, sure_drift)


class _Backlog:
    """Whether values come late, by their times alone.

    When a stream stalls, what was filmed meanwhile comes all at once as soon as it goes on, and
    is stamped so: a movement of a second seems to take milliseconds.
    """

    def __init__(self) -> None:
        self._before_s = self._since_s = math.nan
        self._late = False

    def is_late(self, time_s: float) -> bool:
        """Go on to one more value: the first after a stall, and those right behind, are late."""
        step_s, self._before_s = time_s - self._before_s, time_s
        if step_s > STALL_S:
            self._since_s, self._late = time_s, True
        elif step_s >= LEAST_STEP_S or time_s - self._since_s > BURST_S:
            self._late = False
        return self._late


class _Slope:
    """How fast the values of the last moments change, in units a second.

    The sums that a least-squares line is made of are kept from one value to the next.
    """

    def __init__(self, window_s: float) -> None:
        self._window_s = window_s
        #: Times and values.
        self._past: deque[tuple[float, float]] = deque()
        self._origin = (math.nan, math.nan)
        #: Of times, values, squares of times, products of both, and squares of values.
        self._sums = (0.0, 0.0, 0.0, 0.0, 0.0)

    def clear(self) -> None:
        self._past.clear()
        self._origin = (math.nan, math.nan)

    def add(self, time_s: float, value: float) -> None:
        past = self._past
        if not time_s - self._origin[0] <= SUMS_LAST_S:
            self._sum_anew(time_s, value)
        origin_s, origin = self._origin
        sum_t, sum_v, sum_tt, sum_tv, sum_vv = self._sums
        past.append((time_s, value))
        t, v = time_s - origin_s, value - origin
        sum_t += t
        sum_v += v
        sum_tt += t * t
        sum_tv += t * v
        sum_vv += v * v
        # A rounding error must not cost a point.
        oldest_s = time_s - self._window_s - 1e-6
        while len(past) > 4 and past[0][0] < oldest_s:
            t, v = past.popleft()
            t, v = t - origin_s, v - origin
            sum_t -= t
            sum_v -= v
            sum_tt -= t * t
            sum_tv -= t * v
            sum_vv -= v * v
        self._sums = sum_t, sum_v, sum_tt, sum_tv, sum_vv

    def _sum_anew(self, origin_s: float, origin: float) -> None:
        """Sum about a nearer origin, so that rounding errors neither grow nor add up."""
        self._origin = origin_s, origin
        past = [(time_s - origin_s, value - origin) for time_s, value in self._past]
        self._sums = (
            sum([t for t, _ in past]),
            sum([v for _, v in past]),
            sum([t * t for t, _ in past]),
            sum([t * v for t, v in past]),
            sum([v * v for _, v in past]),
        )

    def fit(self) -> tuple[float, float]:
        """Least-squares slope, and what of it is sure, with its sign.

        NaN for under three points or half of the window: two frames a sixtieth of a second apart
        differ by noise alone.
        """
        past = self._past
        count = len(past)
        if count < 3:
            return math.nan, math.nan
        (first_s, first), (last_s, last) = past[0], past[-1]
        if last_s - first_s < self._window_s / 2:
            return math.nan, math.nan
        t, v, tt, tv, vv = self._sums
        rise = tv - t * v / count
        run = tt - t * t / count
        slope = rise / run
        if count < 4:
            return slope, 0.0
        off = vv - v * v / count - slope * rise
        sure = abs(slope) - SURE_ERRORS * math.sqrt(max(0.0, off) / (count - 2) / run)
        if sure <= 0:
            return slope, 0.0
        # What moves does so in both halves of the time; what jumps does so in one.
        half_s, half = past[count // 2]
        sign = math.copysign(1.0, slope)
        if half_s > first_s:
            sure = min(sure, 2 * sign * (half - first) / (half_s - first_s))
        if last_s > half_s:
            sure = min(sure, 2 * sign * (last - half) / (last_s - half_s))
        return slope, sign * max(0.0, sure)
