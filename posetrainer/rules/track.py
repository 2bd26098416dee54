"""Repetitions of one side, one after the other."""

from collections.abc import Callable

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.signals import Reading
from posetrainer.rules.attempt import Attempt, Thresholds
from posetrainer.rules.events import Event, RepetitionSide
from posetrainer.rules.tempo import is_too_fast


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
        if self.attempt is None:
            self._begin(time_s, driver)
            if self.attempt is None:
                return None
        attempt = self.attempt
        self._untold += attempt.step(time_s, driver, value_of)
        if driver.value > self._bands.rest or attempt.tempo.too_fast_now:
            return None
        self.attempt = None
        self._rested_s = time_s
        return attempt

    def tell(self) -> list[Event]:
        """Return what has not been told yet."""
        events, self._untold = self._untold, []
        return events

    def _begin(self, time_s: float, driver: Reading) -> None:
        """Begin at the threshold; or at once if the body leaves rest too fast."""
        bands = self._bands
        if driver.value <= bands.rest:
            self._rested_s = time_s
        if self._rested_s is None:
            return
        too_fast = is_too_fast(self._spec.tempo, bands.unit, driver)
        if driver.value >= bands.attempt or too_fast:
            self.attempt = Attempt(self._spec, bands, self.side, self._rested_s)
            self._untold = []
