"""What has been counted, and whose turn it is."""

from dataclasses import replace
from typing import Protocol

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.landmarks import Side, other
from posetrainer.rules.events import (
    Event,
    RepetitionCompleted,
    RepetitionMissed,
    RepetitionSide,
    SetCompleted,
    SideChanged,
)
from posetrainer.rules.rhythm import RhythmWatch


class Finished(Protocol):
    """An attempt that is over."""

    side: RepetitionSide
    peak_s: float

    def result(self, time_s: float, number: int) -> RepetitionCompleted | RepetitionMissed | None:
        """Judge it; ``number`` is that of the repetition, if it is one."""


class Tally:
    """Count finished attempts, and follow sides, sets and the rhythm."""

    def __init__(self, spec: ExerciseSpec) -> None:
        self._dose = spec.dose
        self._rhythm = RhythmWatch(spec.rhythm) if spec.rhythm else None
        self.counted = 0
        self.good = 0
        self.missed = 0
        self.side_due: Side | None = None

    def finish(self, time_s: float, attempt: Finished) -> list[Event]:
        """Judge an attempt that came back to rest; a twitch is none."""
        result = attempt.result(time_s, self.counted + 1)
        if not isinstance(result, RepetitionCompleted):
            return self.miss(result)
        out_of_step = self._rhythm.beat(time_s, attempt.peak_s) if self._rhythm else []
        if out_of_step:
            result = replace(result, good=False, shortfalls=(*result.shortfalls, "rhythm"))
        self.counted += 1
        self.good += result.good
        return [result, *out_of_step, *self._sides(time_s, attempt.side), *self._sets(time_s)]

    def miss(self, missed: RepetitionMissed | None) -> list[Event]:
        """Take in an attempt that is no repetition, if it was one at all."""
        if missed is None:
            return []
        self.missed += 1
        return [missed]

    def _sides(self, time_s: float, side: RepetitionSide) -> list[Event]:
        if side == "both" or self._dose.sides in ("both", "either"):
            return []
        half = max(1, self._dose.repetitions // 2)
        stays = self._dose.sides == "each" and self.counted % half != 0
        self.side_due = side if stays else other(side)
        return [] if stays else [SideChanged(time_s, self.side_due)]

    def _sets(self, time_s: float) -> list[Event]:
        number, rest = divmod(self.counted, self._dose.repetitions)
        if rest or number > self._dose.sets:
            return []
        return [SetCompleted(time_s, number, self._dose.sets)]
