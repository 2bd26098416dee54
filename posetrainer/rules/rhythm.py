"""How regularly repetitions follow one another."""

import math
from collections import deque
from statistics import median

from posetrainer.exercises.spec import Rhythm
from posetrainer.rules.events import (
    Event,
    RepetitionCompleted,
    RepetitionSide,
    RhythmBroken,
    RhythmFlaw,
)

#: An interval is compared with the median of so many before it.
COMPARED = 4
#: After a pause of so many of the slowest intervals the rhythm begins anew.
PAUSE = 2.0
#: So many repetitions in turn make a rhythm: two lifted legs may be a turn to somewhere.
BEGINS_WITH = 4

#: A repetition, and what is wrong with the interval before it.
Beat = tuple[RepetitionCompleted, list[Event]]


class RhythmWatch:
    """Watch the intervals from the peak of one repetition to that of the next.

    A rhythm takes several repetitions, the sides in turn: until there are as many, it may be a
    step to somewhere, and none of them counts yet. After a pause it has to begin anew.

    Parameters
    ----------
    rhythm : Rhythm
        Its limits.
    """

    def __init__(self, rhythm: Rhythm) -> None:
        self._rhythm = rhythm
        self._last_s = math.nan
        self._last_side: RepetitionSide | None = None
        self._intervals_s: deque[float] = deque(maxlen=COMPARED)
        #: Repetitions that may be the beginning of a rhythm; None once there is one.
        self._beginning: list[Beat] | None = []

    def beat(self, time_s: float, peak_s: float, repetition: RepetitionCompleted) -> list[Beat]:
        """Take in one more repetition.

        Parameters
        ----------
        time_s : float
            Media time now.
        peak_s : float
            Media time of its peak.
        repetition : RepetitionCompleted

        Returns
        -------
        list
            Repetitions that count from now on, each with what is wrong with the interval before
            it; empty if nothing is.
        """
        interval_s, self._last_s = peak_s - self._last_s, peak_s
        in_turn = repetition.side == "both" or repetition.side != self._last_side
        self._last_side = repetition.side
        longest_s = 60 / self._rhythm.at_least_per_min
        if math.isnan(interval_s) or interval_s > PAUSE * longest_s:
            self._intervals_s.clear()
            self._beginning = []
            return self._go_on(in_turn=True, beat=(repetition, []))
        flaw = self._flaw(interval_s)
        if flaw not in ("quick", "slow"):
            # What is out of bounds is no measure for those that follow.
            self._intervals_s.append(interval_s)
        if flaw is None:
            return self._go_on(in_turn, (repetition, []))
        rhythm = self._rhythm
        correction = {"slow": rhythm.quicker, "quick": rhythm.slower, "uneven": rhythm.even}[flaw]
        broken = RhythmBroken(time_s, flaw, 60 / interval_s, correction)
        return self._go_on(in_turn, (repetition, [broken]))

    def pass_over(self, peak_s: float, side: RepetitionSide) -> None:
        """Keep time with a repetition that did not count: the next one is not late."""
        self._last_s, self._last_side = peak_s, side

    def _go_on(self, in_turn: bool, beat: Beat) -> list[Beat]:
        if self._beginning is None:
            return [beat]
        if not in_turn:
            self._beginning = []
        self._beginning.append(beat)
        if len(self._beginning) < BEGINS_WITH:
            return []
        begun, self._beginning = self._beginning, None
        return begun

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
