"""Repetitions of one side, one after the other."""

import math
from collections.abc import Callable

from posetrainer.kinematics.signals import Reading
from posetrainer.pose.landmarks import other
from posetrainer.rules.attempt import Attempt
from posetrainer.rules.cycle import Cycle, Return
from posetrainer.rules.events import Event, RepetitionSide
from posetrainer.rules.form import FormWatch
from posetrainer.rules.thresholds import Demands, Thresholds

#: What dips below rest and then stays for longer than this has come to rest since.
DIP_S = 3.0
#: Not below rest.
LEVEL = Return(math.nan, 0.0)


class RepetitionDetector:
    """Find the attempts of one side in its driving measure.

    An attempt is a cycle: out to a turning point that stands out, and back. One that does not
    come back as far as the rest band ends where it turns round again, or where the body comes to
    rest.

    Parameters
    ----------
    demands : Demands
        What is asked of each attempt.
    bands : Thresholds
    side : {"left", "right", "both"}
    """

    def __init__(self, demands: Demands, bands: Thresholds, side: RepetitionSide) -> None:
        self._demands = demands
        #: What the next attempt is measured against: a target may grow with this user's best.
        self.bands = bands
        self.side: RepetitionSide = side
        self.attempt: Attempt | None = None
        self._cycle: Cycle | None = None
        self._next_form = FormWatch(demands.form, side)
        #: What happened in the attempt while the other side was taken for the one that moves.
        self._unreported: list[Event] = []
        self._rested: Return | None = None
        #: How far below rest it has been since, beyond the rest band: a foot is pointed first.
        self._dip = LEVEL
        #: The attempt before, if the next one begins where that one turned and not at rest.
        self._turned: Attempt | None = None
        #: Whether the body has surely rested where the next attempt begins.
        self.from_rest = False

    def drop(self) -> None:
        """Drop the attempt under way; the next one begins at rest again."""
        self.attempt = None
        self._rested = None
        self._dip = LEVEL

    def exchange(self) -> None:
        """Go on on the other side; what is under way keeps the one on which it began."""
        if self.side != "both":
            self.side = other(self.side)
        if self.attempt is None:
            self._next_form = FormWatch(self._demands.form, self.side)

    def reset_rest(self) -> None:
        """Rest at another place from now on: what was below the old one may not be below it."""
        self._dip = LEVEL

    def step(
        self, time_s: float, driver: Reading, value_of: Callable[[str], float]
    ) -> Attempt | None:
        """Take in one more reading; :meth:`take_events` returns what happened.

        Returns
        -------
        Attempt or None
            The attempt that was over just now, if one was.
        """
        if math.isnan(driver.value):
            return None
        if self.attempt is None:
            self._begin(time_s, driver)
            if self.attempt is None:
                self._next_form.step(time_s, value_of, "rest")
                return None
        attempt, cycle = self.attempt, self._cycle
        assert cycle is not None
        if cycle.came_back and self._goes_out_too_fast(driver):
            # It is the next movement that is too fast, though it has not gone far yet.
            return self._end(time_s, cycle.came_back)
        dip = self._dip.value
        gone = Reading(driver.value - dip, *driver[1:]) if dip else driver
        self._unreported += attempt.step(time_s, gone, value_of)
        back = cycle.step(time_s, driver.value, driver.drift)
        if driver.value <= self.bands.rest and not attempt.too_fast_now:
            back = Return(time_s, driver.value)
        return self._end(time_s, back) if back else None

    def finish(self, time_s: float) -> Attempt | None:
        """End the attempt under way, as nothing more is seen; return it if it came back."""
        back = self._cycle.came_back if self.attempt and self._cycle else None
        return self._end(time_s, back) if back else None

    def lose(self) -> Attempt | None:
        """End the attempt under way, as its end was not seen; return it if it counts already."""
        attempt = self.attempt
        if attempt is None or not attempt.counts:
            return None
        self.attempt = None
        return attempt

    def take_events(self) -> list[Event]:
        """Return the events that were not reported yet."""
        events, self._unreported = self._unreported, []
        return events

    def _end(self, time_s: float, back: Return) -> Attempt | None:
        attempt = self.attempt
        assert attempt is not None
        # Between rest and a new attempt it may be the landmarks that are not quite back.
        attempt.come_back(back.time_s, whole=back.value <= self.bands.attempt)
        self._unreported += attempt.finish(time_s)
        self.attempt = None
        self._turned = attempt if back.value > self.bands.rest else None
        self._rested = back
        self._dip = LEVEL
        of_best = self._demands.repetition.target.of_best
        if of_best is not None and not attempt.is_other_movement:
            self.bands = self.bands.raised(of_best * attempt.achieved)
        return attempt

    def _goes_out_too_fast(self, driver: Reading) -> bool:
        return self._demands.tempo.are_broken_by(driver) and driver.sure_speed > 0

    def _begin(self, time_s: float, driver: Reading) -> None:
        """Begin at the threshold; or at once if the body leaves rest too fast."""
        bands = self.bands
        if time_s - self._dip.time_s > DIP_S:
            self._dip = LEVEL
        if driver.value < -bands.target:
            # So far below it is no dip: rest was learnt at a wrong place.
            self._dip = LEVEL
        elif driver.value + bands.rest < self._dip.value:
            self._dip = Return(time_s, driver.value + bands.rest)
        if driver.value <= bands.rest or (self._rested and driver.value <= self._rested.value):
            self._rested = Return(time_s, driver.value)
            self._turned = None
        if self._rested is None:
            return
        floor = max(0.0, self._rested.value - bands.rest)
        fast = self._goes_out_too_fast(driver)
        begins = (
            driver.value > bands.rest and driver.value - self._dip.value >= bands.attempt + floor
        )
        if begins or (fast and driver.value > floor):
            form, self._next_form = self._next_form, FormWatch(self._demands.form, self.side)
            start_s, from_rest = self._rested.time_s, self.from_rest
            self.attempt = Attempt(
                self._demands, bands, form, self.side, start_s, from_rest=from_rest
            )
            if self._dip.value < 0:
                self.attempt.set_out_s = self._dip.time_s
            if self._turned:
                self.attempt.tempo.continue_from(self._turned.tempo)
            held_from = bands.target if self._demands.repetition.hold else math.inf
            self._cycle = Cycle(floor, bands.rest, held_from)
            self._unreported = []
