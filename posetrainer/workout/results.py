"""What came of each exercise of a session, and why some of it was not good."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.rules.events import Event, MissReason, RepetitionCompleted, RepetitionMissed

#: Why a repetition was not good, or an attempt did not count: what is short of the
#: prescription, or ``form`` with the fault's id.
ReasonKind = Literal[
    "target", "hold", "tempo", "form", "return", "rhythm", "turn", "partial", "other_movement"
]


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
                reasons.update(_reasons_of(event))
            elif isinstance(event, RepetitionMissed):
                reasons[_missed(event.reason)] += 1
        return ExerciseResult(self.spec, counted, good, reasons)


def _reasons_of(event: RepetitionCompleted) -> Iterable[Reason]:
    yield from (Reason(shortfall) for shortfall in event.shortfalls if shortfall != "form")
    yield from (Reason("form", fault) for fault in event.faults)


def _missed(reason: MissReason) -> Reason:
    return Reason(reason)
