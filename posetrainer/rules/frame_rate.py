"""How many pictures a second there are."""

import math
from collections import deque

#: They are counted over this time.
RATE_S = 2.0


class FrameRate:
    """How many moments a second there are, by their own times alone."""

    def __init__(self) -> None:
        self._times_s: deque[float] = deque()

    def look(self, time_s: float) -> None:
        """Go on to one more moment; one that comes twice is one."""
        times_s = self._times_s
        if times_s and time_s <= times_s[-1]:
            return
        times_s.append(time_s)
        while time_s - times_s[0] > RATE_S:
            times_s.popleft()

    @property
    def hz(self) -> float:
        """Moments a second; NaN while there is only one."""
        times_s = self._times_s
        if len(times_s) < 2:
            return math.nan
        return (len(times_s) - 1) / (times_s[-1] - times_s[0])
