"""How regularly repetitions follow one another."""

import math
from collections import deque
from statistics import median

from posetrainer.exercises.spec import Rhythm
from posetrainer.rules.events import Event, RhythmBroken, RhythmFlaw

#: An interval is compared with the median of so many before it.
COMPARED = 4
#: After a pause of so many of the slowest intervals the rhythm begins anew.
PAUSE = 2.0


class RhythmWatch:
    """Watch the intervals from the peak of one repetition to that of the next.

    Parameters
    ----------
    rhythm : Rhythm
        Its limits.
    """

    def __init__(self, rhythm: Rhythm) -> None:
        self._rhythm = rhythm
        self._last_s = math.nan
        self._intervals_s: deque[float] = deque(maxlen=COMPARED)

    def beat(self, time_s: float, peak_s: float) -> list[Event]:
        """Take in one more repetition.

        Parameters
        ----------
        time_s : float
            Media time now.
        peak_s : float
            Media time of its peak.

        Returns
        -------
        list of Event
            What is wrong with the interval before it; empty if nothing is.
        """
        interval_s, self._last_s = peak_s - self._last_s, peak_s
        longest_s = 60 / self._rhythm.at_least_per_min
        if math.isnan(interval_s) or interval_s > PAUSE * longest_s:
            self._intervals_s.clear()
            return []
        flaw = self._flaw(interval_s)
        self._intervals_s.append(interval_s)
        if flaw is None:
            return []
        rhythm = self._rhythm
        say = {"slow": rhythm.quicker, "quick": rhythm.slower, "uneven": rhythm.even}[flaw]
        return [RhythmBroken(time_s, flaw, 60 / interval_s, say)]

    def _flaw(self, interval_s: float) -> RhythmFlaw | None:
        rhythm = self._rhythm
        if interval_s * rhythm.at_most_per_min < 60:
            return "quick"
        if interval_s * rhythm.at_least_per_min > 60:
            return "slow"
        if len(self._intervals_s) < COMPARED:
            return None
        usual_s = median(self._intervals_s)
        uneven = abs(interval_s - usual_s) > rhythm.even_within_percent / 100 * usual_s
        return "uneven" if uneven else None
