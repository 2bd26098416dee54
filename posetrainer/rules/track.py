"""Repetitions of one side, one after the other."""

import math
from collections.abc import Callable

from posetrainer.kinematics.signals import Reading
from posetrainer.rules.attempt import Attempt, Demands, Thresholds
from posetrainer.rules.events import Event, RepetitionSide
from posetrainer.rules.form import FormWatch


class Track:
    """Find the attempts of one side in its driving measure.

    The hysteresis between the rest band and the start of an attempt keeps a measure that
    jitters at a threshold from counting twice.

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
        self._next_form = FormWatch(demands.form, side)
        #: What happened in the attempt while the other side was taken for the one that moves.
        self._untold: list[Event] = []
        self._rested_s: float | None = None

    def drop(self) -> None:
        """Drop the attempt under way; the next one begins at rest again."""
        self.attempt = None
        self._rested_s = None

    def step(
        self, time_s: float, driver: Reading, value_of: Callable[[str], float]
    ) -> Attempt | None:
        """Go on to one more reading; what happened is added to what :meth:`tell` tells.

        Returns
        -------
        Attempt or None
            The attempt that came back to rest just now, if one did.
        """
        if math.isnan(driver.value):
            return None
        if self.attempt is None:
            self._begin(time_s, driver)
            if self.attempt is None:
                self._next_form.step(time_s, value_of, "rest")
                return None
        attempt = self.attempt
        self._untold += attempt.step(time_s, driver, value_of)
        if driver.value > self.bands.rest or attempt.too_fast_now:
            return None
        self._untold += attempt.finish(time_s)
        self.attempt = None
        self._rested_s = time_s
        of_best = self._demands.repetition.target.of_best
        if of_best is not None and not attempt.is_other_movement:
            self.bands = self.bands.raised(of_best * attempt.achieved)
        return attempt

    def tell(self) -> list[Event]:
        """Return what has not been told yet."""
        events, self._untold = self._untold, []
        return events

    def _begin(self, time_s: float, driver: Reading) -> None:
        """Begin at the threshold; or at once if the body leaves rest too fast."""
        bands = self.bands
        if driver.value <= bands.rest:
            self._rested_s = time_s
        if self._rested_s is None:
            return
        if driver.value >= bands.attempt or self._demands.tempo.are_broken_by(driver):
            form, self._next_form = self._next_form, FormWatch(self._demands.form, self.side)
            self.attempt = Attempt(self._demands, bands, form, self.side, self._rested_s)
            self._untold = []
