"""Repetitions of one side, one after the other."""

from collections.abc import Callable

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.signals import Reading
from posetrainer.rules.attempt import Attempt, Thresholds
from posetrainer.rules.events import Event, RepetitionSide


class Track:
    """Find the attempts of one side in its driving measure.

    The hysteresis between the rest band and the start of an attempt keeps a measure that
    jitters at a threshold from counting twice.
    """

    def __init__(self, spec: ExerciseSpec, bands: Thresholds, side: RepetitionSide) -> None:
        self._spec = spec
        self._bands = bands
        self.side: RepetitionSide = side
        self.attempt: Attempt | None = None
        self._rested_s: float | None = None

    def drop(self) -> None:
        """Drop the attempt under way; the next one begins at rest again."""
        self.attempt = None
        self._rested_s = None

    def step(
        self, time_s: float, driver: Reading, value_of: Callable[[str], float]
    ) -> tuple[list[Event], Attempt | None]:
        """Go on to one more reading.

        Returns
        -------
        tuple
            What happened, and the attempt that came back to rest just now, if one did.
        """
        if self.attempt is None:
            self._begin(time_s, driver)
            if self.attempt is None:
                return [], None
        attempt = self.attempt
        events = attempt.step(time_s, driver, value_of)
        if driver.value > self._bands.rest or attempt.tempo.too_fast_now:
            return events, None
        self.attempt = None
        self._rested_s = time_s
        return events, attempt

    def _begin(self, time_s: float, driver: Reading) -> None:
        """Begin at the threshold; or at once if the body leaves rest too fast."""
        bands = self._bands
        if driver.value <= bands.rest:
            self._rested_s = time_s
        if self._rested_s is None:
            return
        attempt = Attempt(self._spec, bands, self.side, self._rested_s)
        if driver.value >= bands.attempt or attempt.tempo.is_over(driver):
            self.attempt = attempt
