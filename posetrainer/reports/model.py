"""The data of a report, before it becomes words and charts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from posetrainer.exercises.spec import ExerciseSpec, Unit
from posetrainer.history.findings import Flaw, Judge, Prescription
from posetrainer.history.records import Unjudged
from posetrainer.history.summaries import DaySummary, Grain
from posetrainer.history.trends import Trend, WeekSummary
from posetrainer.reports.measure_error import MeasureError
from posetrainer.rules.events import RepetitionSide

#: A value on a day, or the mean of several days.
Points = Sequence[tuple[date, float]]


@dataclass(frozen=True)
class SideReport:
    """One side of an exercise.

    Parameters
    ----------
    side : {"left", "right", "both"}
    repetitions, good : int
    attempts, too_fast : int
        Counted or not, and those of them that were too fast.
    peak, highest : float or None
        Mean and largest range of motion.
    seconds, held_s : float or None
        Mean time of a repetition, and mean hold.
    motion : sequence of (date, float)
        Range of motion over time.
    pace : sequence of (date, float)
        Time of a repetition over time, in seconds.
    trend : Trend or None
        Of the range of motion, by day.
    """

    side: RepetitionSide
    repetitions: int
    good: int
    attempts: int
    too_fast: int
    peak: float | None
    highest: float | None
    seconds: float | None
    held_s: float | None
    motion: Points
    pace: Points
    trend: Trend | None


@dataclass(frozen=True)
class ExerciseReport:
    """One exercise.

    Parameters
    ----------
    prescription : Prescription
    spec : ExerciseSpec or None
        The one that judged it last; None if this version cannot read it.
    unit : {"deg", "in"} or None
        Of the range of motion; None where none is measured.
    error : MeasureError or None
        How exactly that is known.
    sides : tuple of SideReport
    fast : sequence of (date, float)
        Share of attempts that were too fast, in percent, over time.
    flaws : tuple of Flaw
        What was wrong, the most frequent first.
    unjudged : tuple of Unjudged
    judges : tuple of Judge
        The earliest first.
    """

    prescription: Prescription
    spec: ExerciseSpec | None
    unit: Unit | None
    error: MeasureError | None
    sides: tuple[SideReport, ...]
    fast: Points
    flaws: tuple[Flaw, ...]
    unjudged: tuple[Unjudged, ...]
    judges: tuple[Judge, ...]

    @property
    def repetitions(self) -> int:
        """Counted ones, over all sides."""
        return sum(side.repetitions for side in self.sides)

    @property
    def good(self) -> int:
        """Good ones among them."""
        return sum(side.good for side in self.sides)

    @property
    def attempts(self) -> int:
        """Counted or not."""
        return sum(side.attempts for side in self.sides)

    @property
    def too_fast(self) -> int:
        """Attempts that were too fast."""
        return sum(side.too_fast for side in self.sides)

    @property
    def tempo_judged(self) -> bool:
        """Whether attempts can be too fast."""
        return self.spec is None or self.spec.tempo is not None

    def is_within_error(self, difference: float) -> bool:
        """Whether a difference is smaller than the camera's error, as far as that is known."""
        return self.error is not None and abs(difference) < self.error.rmse

    @property
    def changed(self) -> tuple[date, ...]:
        """Days on which another spec began to judge it."""
        later = zip(self.judges, self.judges[1:], strict=False)
        return tuple(new.first for old, new in later if new.spec_digest != old.spec_digest)


@dataclass(frozen=True)
class Report:
    """What was done in some time.

    Parameters
    ----------
    persons : tuple of str
        Names of the profiles.
    unnamed : bool
        Whether there are sessions in which nobody was named.
    first, last : date
        The time that it is about.
    grain : {"day", "week", "month"}
        Over which values of a chart are averaged.
    days : sequence of DaySummary
        Those with training.
    weeks : sequence of WeekSummary
        All of them, idle ones as well.
    exercises : tuple of ExerciseReport
        In the order in which they were begun.
    """

    persons: tuple[str, ...]
    unnamed: bool
    first: date
    last: date
    grain: Grain
    days: Sequence[DaySummary]
    weeks: Sequence[WeekSummary]
    exercises: tuple[ExerciseReport, ...]

    @property
    def prescribed(self) -> int:
        """Repetitions that were to be done."""
        return sum(found.prescription.repetitions for found in self.exercises)

    @property
    def repetitions(self) -> int:
        """Counted ones."""
        return sum(found.repetitions for found in self.exercises)

    @property
    def good(self) -> int:
        """Good ones among them."""
        return sum(found.good for found in self.exercises)

    @property
    def minutes(self) -> float:
        """Return the minutes of training in all."""
        return sum(day.minutes for day in self.days)
