"""The result of each exercise of a session, and why some of it was not good."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.rules.events import (
    Event,
    MissReason,
    RepetitionCompleted,
    RepetitionMissed,
    Shortfall,
)

#: Why a repetition was not good, or an attempt did not count: what is short of the
#: prescription, or ``form`` with the fault's id.
ReasonKind = Shortfall | MissReason


@dataclass(frozen=True)
class Reason:
    """One reason; ``fault`` is the id of a form fault, where it is one."""

    kind: ReasonKind
    fault: str | None = None


@dataclass(frozen=True)
class ExerciseResult:
    """What came of one exercise.

    Parameters
    ----------
    spec : ExerciseSpec
    counted, good : int
        Repetitions, and good ones among them; those of earlier today as well.
    reasons : mapping of Reason to int
        How many repetitions and attempts were not good, by reason; one may have several.
    """

    spec: ExerciseSpec
    counted: int = 0
    good: int = 0
    reasons: Mapping[Reason, int] = field(default_factory=dict)

    @property
    def prescribed(self) -> int:
        """Repetitions of all sets."""
        return self.spec.dose.repetitions * self.spec.dose.sets

    @property
    def unfinished(self) -> bool:
        """Whether less was done than prescribed."""
        return self.counted < self.prescribed

    def after(self, events: Iterable[Event]) -> "ExerciseResult":
        """Return the result after some more events."""
        reasons = Counter(self.reasons)
        counted, good = self.counted, self.good
        for event in events:
            if isinstance(event, RepetitionCompleted):
                counted += 1
                good += event.good
                reasons.update(reasons_of(None, event.shortfalls, event.faults))
            elif isinstance(event, RepetitionMissed):
                reasons.update(reasons_of(event.reason))
        return ExerciseResult(self.spec, counted, good, reasons)


def reasons_of(
    missed: MissReason | None, shortfalls: Iterable[Shortfall] = (), faults: Iterable[str] = ()
) -> Iterator[Reason]:
    """Yield why an attempt did not count, or a repetition was not good."""
    if missed is not None:
        yield Reason(missed)
        return
    yield from (Reason(shortfall) for shortfall in shortfalls if shortfall != "form")
    yield from (Reason("form", fault) for fault in faults)
