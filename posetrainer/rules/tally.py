"""What has been counted, and whose turn it is."""

from collections import Counter
from dataclasses import replace
from typing import Protocol

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.landmarks import SIDES, Side, other
from posetrainer.rules.attempt import Attempt
from posetrainer.rules.events import (
    Event,
    RepetitionCompleted,
    RepetitionMissed,
    RepetitionSide,
    SetCompleted,
    SideChanged,
    SideRepeated,
)
from posetrainer.rules.obstacles import OtherSideOnly
from posetrainer.rules.rhythm import RhythmWatch
from posetrainer.rules.thresholds import Thresholds


class Finished(Protocol):
    """An attempt that is over."""

    side: RepetitionSide
    peak_s: float

    def result(self, time_s: float, number: int) -> RepetitionCompleted | RepetitionMissed | None:
        """Judge it; ``number`` is that of the repetition, if it is one."""


class Tally:
    """Count finished attempts, and follow sides, sets and the rhythm.

    Parameters
    ----------
    spec : ExerciseSpec
    counted, good : int
        Repetitions that were counted before, and good ones among them.
    side_due : {"left", "right"} or None
        Whose turn it is after those.
    """

    def __init__(
        self,
        spec: ExerciseSpec,
        counted: int = 0,
        good: int = 0,
        side_due: Side | None = None,
    ) -> None:
        self._spec = spec
        self._dose = spec.dose
        self._half = max(1, spec.dose.repetitions // 2)
        self._rhythm = RhythmWatch(spec.rhythm) if spec.rhythm else None
        self.counted = counted
        self.good = good
        self.missed = 0
        #: The only side that exercises, if there is one.
        self._only: Side | None = next((side for side in SIDES if side == spec.dose.sides), None)
        self.side_due: Side | None = self._only or side_due
        #: The side whose turn was announced, until it has begun. In the middle of a half it is not
        #: known.
        half_done = spec.dose.sides == "each" and counted > 0 and counted % self._half == 0
        announced = spec.dose.sides == "alternate" or half_done
        self._changed_to: Side | None = side_due if announced else None
        self._done = Counter[Side]()
        if side_due is not None and half_done:
            self._done[other(side_due)] = counted

    def finish(self, time_s: float, attempt: Finished) -> list[Event]:
        """Judge an attempt that came back to rest; a twitch is none."""
        result = attempt.result(time_s, self.counted + 1)
        if self._only and attempt.side != self._only:
            return self.miss(self._on_wrong_side(result, self._only))
        if not isinstance(result, RepetitionCompleted):
            return self._not_counted(time_s, attempt, result)
        if self._rhythm is None:
            return self._count(time_s, result)
        events: list[Event] = []
        for one, out_of_step in self._rhythm.beat(time_s, attempt.peak_s, result):
            step = one
            if out_of_step:
                step = replace(one, good=False, shortfalls=(*one.shortfalls, "rhythm"))
            flaws = [replace(flaw, time_s=time_s) for flaw in out_of_step]
            events += [*self._count(time_s, step), *flaws]
        return events

    def break_off(self, time_s: float, attempt: Attempt | None) -> list[Event]:
        """Take in an attempt that was broken off, if one was: it may be another movement."""
        return [] if attempt is None else self.miss(attempt.broken_off(time_s))

    def _not_counted(
        self, time_s: float, attempt: Finished, result: RepetitionMissed | None
    ) -> list[Event]:
        """Take in what came back and is no repetition; a twitch is no attempt either."""
        if result is None:
            return []
        if self._rhythm:
            self._rhythm.pass_over(attempt.peak_s, attempt.side)
        repeated = self._repeated(time_s, attempt.side, None)
        if attempt.side == self._changed_to and self._dose.sides == "alternate":
            # An attempt is a turn: after it the other side is due.
            self._changed_to = None
        return [*self.miss(result), *repeated]

    def _count(self, time_s: float, result: RepetitionCompleted) -> list[Event]:
        self.counted += 1
        sides = self._repeated(time_s, result.side, self.counted)
        if sides:
            result = replace(result, good=False, shortfalls=(*result.shortfalls, "turn"))
        self.good += result.good
        counted = replace(result, time_s=time_s, number=self.counted)
        sides = sides or self._sides(time_s, result.side)
        return [counted, *sides, *self._sets(time_s)]

    def repeats(self, side: RepetitionSide) -> bool:
        """Return whether a repetition on a side is one where it is the turn of the other.

        In a rhythm this is not known: a step in between may not have been seen.
        """
        if side == "both" or self._changed_to is None or self._rhythm is not None:
            return False
        return side != self._changed_to

    def _repeated(self, time_s: float, side: RepetitionSide, number: int | None) -> list[Event]:
        """Report an attempt on a side that was not its turn."""
        if side == "both" or not self.repeats(side):
            return []
        return [SideRepeated(time_s, side, other(side), number)]

    def miss(self, missed: RepetitionMissed | None) -> list[Event]:
        """Take in an attempt that is no repetition, if it was one at all."""
        if missed is None:
            return []
        self.missed += 1
        return [missed]

    def _on_wrong_side(
        self, result: RepetitionCompleted | RepetitionMissed | None, only: Side
    ) -> RepetitionMissed | None:
        """Return why a repetition did not count; None for what would not count anyway."""
        bands = self._spec.repetition
        if not isinstance(result, RepetitionCompleted) or bands is None:
            return None
        assert result.peak is not None
        assert result.unit is not None
        return RepetitionMissed(
            time_s=result.time_s,
            side=result.side,
            reason="other_movement",
            peak=result.peak,
            needed=Thresholds.of(bands, result.unit).counts,
            unit=result.unit,
            start_s=result.start_s,
            end_s=result.end_s,
            too_fast="tempo" in result.shortfalls,
            faults=result.faults,
            obstacle=OtherSideOnly(only),
        )

    def _sides(self, time_s: float, side: RepetitionSide) -> list[Event]:
        if side == "both" or self._dose.sides not in ("each", "alternate"):
            return []
        self._done[side] += 1
        stays = self._dose.sides == "each" and self.counted % self._half != 0
        # Half with each: next is the side with fewer, whichever was the last one.
        fewer = min(SIDES, key=lambda one: (self._done[one], one == side))
        after = fewer if self._dose.sides == "each" else other(side)
        self.side_due = side if stays else after
        self._changed_to = None if stays else self.side_due
        return [] if stays else [SideChanged(time_s, self.side_due)]

    def _sets(self, time_s: float) -> list[Event]:
        number, rest = divmod(self.counted, self._dose.repetitions)
        if rest or number > self._dose.sets:
            return []
        return [SetCompleted(time_s, number, self._dose.sets)]
