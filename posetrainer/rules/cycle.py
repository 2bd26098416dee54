"""Where one movement ends and the next begins: prominent turning points.

A repetition goes out to a prominent turning point and comes back, not always all the way. So its
end is not a threshold that must be crossed: it is the lowest value before the measure grows again,
or the value at which the body comes to rest.
"""

import math
from dataclasses import dataclass

#: It is on the way back once the measure has lost this share of what it had gained, about half.
COMES_BACK = 0.45
#: The next movement has begun once the measure gained this share of the last gain.
SETS_OUT = 0.25
#: Having come back, it rests where it is if it drifts no faster than its rest band is wide a
#: second, for this long.
RESTS_S = 0.7
#: From a position that is held it has come back if it was seen back for this long: what is shorter
#: is a tremor, or legs that the estimator takes for one another.
HELD_BACK_S = 0.4
#: Of the time from one reading to the next so much is seen: slow cameras give one every 0.14 s.
SEEN_S = 0.15


@dataclass(frozen=True)
class Return:
    """How a movement has come back.

    Parameters
    ----------
    time_s : float
        When it was lowest.
    value : float
        How low that was, in the driving measure's unit.
    """

    time_s: float
    value: float


class Cycle:
    """Follow one movement out and back.

    Parameters
    ----------
    floor : float
        Where it set out, in the driving measure's unit.
    slow : float
        Up to this speed the measure rests, in units a second.
    held_from : float
        A position that is held from this value on: what stays there has not come back. Infinite
        where none is held.
    """

    def __init__(self, floor: float, slow: float, held_from: float = math.inf) -> None:
        self._floor = floor
        self._slow = slow
        self._held_from = held_from
        self._back_s = 0.0
        self._time_s = math.nan
        self._peak = floor
        self._low = Return(math.inf, math.inf)
        #: The lowest that two readings in turn have been: a landmark that jumps for one picture
        #: is not taken for the way back.
        self._sure_low = self._before = math.inf
        self._resting_since_s: float | None = None

    @property
    def came_back(self) -> Return | None:
        """Where it has been lowest since it came back; None while it has not."""
        gained = self._peak - self._floor
        lost = self._peak - self._sure_low
        back = lost >= COMES_BACK * gained > 0 and self._sure_low < self._held_from
        return self._low if back else None

    def step(self, time_s: float, value: float, drift: float) -> Return | None:
        """Go on to one more value; return how it came back, once it is over.

        Parameters
        ----------
        time_s : float
            Media time.
        value, drift : float
            Of the driving measure, and how fast it changes in units a second.
        """
        step_s, self._time_s = time_s - self._time_s, time_s
        twice, self._before = max(value, self._before), value
        self._sure_low = min(twice, self._sure_low)
        if value > self._peak:
            self._peak, self._low, self._sure_low = value, Return(time_s, value), value
        elif value <= self._low.value:
            self._low = Return(time_s, value)
        back = self.came_back
        if back is None:
            self._resting_since_s, self._back_s = None, 0.0
            return None
        self._back_s += min(step_s, SEEN_S)
        if value - back.value >= SETS_OUT * (self._peak - self._floor):
            if self._held_from == math.inf or self._back_s >= HELD_BACK_S:
                return back
            self._low, self._sure_low = Return(time_s, value), value
            return None
        if not abs(drift) <= self._slow:
            self._resting_since_s = None
        elif self._resting_since_s is None:
            self._resting_since_s = time_s
        elif time_s - self._resting_since_s >= RESTS_S:
            return back
        return None
