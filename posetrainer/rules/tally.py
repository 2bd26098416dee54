"""What has been counted, and whose turn it is."""

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.landmarks import Side, other
from posetrainer.rules.attempt import Attempt, Thresholds
from posetrainer.rules.events import (
    Event,
    RepetitionCompleted,
    RepetitionMissed,
    SetCompleted,
    SideChanged,
)


class Tally:
    """Count finished attempts, and follow sides and sets."""

    def __init__(self, spec: ExerciseSpec, bands: Thresholds) -> None:
        self._dose = spec.dose
        self._bands = bands
        self._holds = spec.repetition.hold is not None
        self.counted = 0
        self.good = 0
        self.missed = 0
        self.side_due: Side | None = None

    def finish(self, time_s: float, attempt: Attempt) -> list[Event]:
        """Judge an attempt that came back to rest; a twitch or another movement is none."""
        if attempt.peak < self._bands.attempt or attempt.is_other_movement:
            return []
        if not attempt.counts:
            self.missed += 1
            return [self._missed(time_s, attempt)]
        self.counted += 1
        shortfalls = attempt.shortfalls()
        self.good += not shortfalls
        completed = RepetitionCompleted(
            time_s=time_s,
            number=self.counted,
            side=attempt.side,
            good=not shortfalls,
            shortfalls=shortfalls,
            faults=attempt.form.found,
            start_s=attempt.start_s,
            end_s=time_s,
            peak=attempt.peak,
            peak_speed=attempt.tempo.peak_speed,
            unit=self._bands.unit,
            held_s=attempt.held_s if self._holds else None,
        )
        return [completed, *self._sides(time_s, attempt), *self._sets(time_s)]

    def _missed(self, time_s: float, attempt: Attempt) -> RepetitionMissed:
        return RepetitionMissed(
            time_s=time_s,
            side=attempt.side,
            reason="partial",
            peak=attempt.peak,
            needed=self._bands.counts,
            unit=self._bands.unit,
            start_s=attempt.start_s,
            end_s=time_s,
            too_fast=attempt.tempo.too_fast,
            faults=attempt.form.found,
        )

    def _sides(self, time_s: float, attempt: Attempt) -> list[Event]:
        if attempt.side == "both" or self._dose.sides in ("both", "either"):
            return []
        half = max(1, self._dose.repetitions // 2)
        stays = self._dose.sides == "each" and self.counted % half != 0
        self.side_due = attempt.side if stays else other(attempt.side)
        return [] if stays else [SideChanged(time_s, self.side_due)]

    def _sets(self, time_s: float) -> list[Event]:
        number, rest = divmod(self.counted, self._dose.repetitions)
        if rest or number > self._dose.sets:
            return []
        return [SetCompleted(time_s, number, self._dose.sets)]
