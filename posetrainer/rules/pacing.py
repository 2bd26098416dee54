"""Repetitions that no camera sees: the trainer only sets the pace."""

from collections.abc import Callable, Mapping

from posetrainer.exercises.spec import FormFault, Paced, Phase
from posetrainer.kinematics.signals import Reading
from posetrainer.rules.events import (
    Event,
    HoldCompleted,
    HoldStarted,
    RepetitionCompleted,
    RepetitionSide,
)
from posetrainer.rules.form import FormWatch

#: This share of the time to relax lies before a repetition, the rest of it after its hold.
REST_BEFORE = 0.5


class PacedAttempt:
    """One repetition at the trainer's pace: hold, then relax.

    Parameters
    ----------
    paced : Paced
        The pace.
    form : mapping of str to FormFault
        What is watched meanwhile.
    start_s : float
        Media time at which the hold begins.
    """

    def __init__(self, paced: Paced, form: Mapping[str, FormFault], start_s: float) -> None:
        self._paced = paced
        self.side: RepetitionSide = "both"
        self.form = FormWatch(form, self.side)
        self.start_s = start_s
        self.peak_s = start_s
        #: Nothing is measured, so nothing is larger than anything.
        self.peak = 0.0
        self.phase: Phase = "hold"
        self.held_s = 0.0
        self.too_fast_now = False

    def step(self, time_s: float, value_of: Callable[[str], float]) -> list[Event]:
        """Go on to one more moment."""
        events: list[Event] = []
        if self.phase == "hold":
            self.held_s = min(time_s - self.start_s, self._paced.hold_s)
            if self.held_s >= self._paced.hold_s:
                self.phase = "back"
                events.append(HoldCompleted(time_s, self.side, self.start_s, self._paced.hold_s))
        return events + self.form.step(time_s, value_of, self.phase)

    @property
    def hold_progress_s(self) -> float:
        """Seconds of the hold that count towards its completion."""
        return self.held_s

    def is_over(self, time_s: float) -> bool:
        """Whether the time to relax after the hold has passed."""
        relax_s = self._paced.relax_s * (1 - REST_BEFORE)
        return time_s - self.start_s >= self._paced.hold_s + relax_s

    def result(self, time_s: float, number: int) -> RepetitionCompleted:
        """Return what was seen of the repetition, now that it is over."""
        faults = self.form.found
        return RepetitionCompleted(
            time_s=time_s,
            number=number,
            side=self.side,
            good=not faults,
            shortfalls=("form",) if faults else (),
            faults=faults,
            start_s=self.start_s,
            end_s=time_s,
            peak=None,
            peak_speed=None,
            unit=None,
            held_s=self.held_s,
        )


class PacedDetector:
    """Repetitions one after the other, as long as the user is in place.

    Parameters
    ----------
    paced : Paced
    form : mapping of str to FormFault
    """

    def __init__(self, paced: Paced, form: Mapping[str, FormFault]) -> None:
        self._paced = paced
        self._form = form
        self.side: RepetitionSide = "both"
        self.attempt: PacedAttempt | None = None
        self._unreported: list[Event] = []
        self._relaxed_s: float | None = None

    def drop(self) -> None:
        """Drop the repetition under way; the next one begins after some rest."""
        self.attempt = None
        self._relaxed_s = None

    def step(
        self,
        time_s: float,
        driver: Reading,  # noqa: ARG002
        value_of: Callable[[str], float],
    ) -> PacedAttempt | None:
        """Go on to one more moment; return the repetition that is over just now, if one is."""
        if self.attempt is None:
            if self._relaxed_s is None:
                self._relaxed_s = time_s
            if time_s - self._relaxed_s < self._paced.relax_s * REST_BEFORE:
                return None
            self.attempt = PacedAttempt(self._paced, self._form, time_s)
            self._unreported = [HoldStarted(time_s, self.side, time_s)]
        attempt = self.attempt
        self._unreported += attempt.step(time_s, value_of)
        if not attempt.is_over(time_s):
            return None
        self.attempt = None
        self._relaxed_s = time_s
        self._unreported += attempt.form.finish(time_s)
        return attempt

    def finish(self, _time_s: float) -> PacedAttempt | None:
        """End the repetition under way, as nothing more is seen; return it if it was held."""
        return self.lose()

    def lose(self) -> PacedAttempt | None:
        """End the repetition under way, as its end was not seen; return it if it was held."""
        attempt, self.attempt = self.attempt, None
        return attempt if attempt and attempt.phase == "back" else None

    def take_events(self) -> list[Event]:
        """Return the events that were not reported yet."""
        events, self._unreported = self._unreported, []
        return events
