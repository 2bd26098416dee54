"""What a session said beside what really happened, attempt by attempt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from posetrainer.rules.events import Event, RepetitionCompleted, RepetitionMissed, TooFast
from posetrainer.tuning.truth import TrueRepetition, Truth

Finished = RepetitionCompleted | RepetitionMissed

#: Where the end of a movement is noticed late, it still belongs to that movement.
AFTER_S = 0.5


@dataclass(frozen=True)
class Hits:
    """How often something was said rightly, wrongly, or not although it happened."""

    right: int = 0
    wrong: int = 0
    unsaid: int = 0

    def __add__(self, more: "Hits") -> "Hits":
        return Hits(self.right + more.right, self.wrong + more.wrong, self.unsaid + more.unsaid)

    @property
    def precision(self) -> float | None:
        """Share of what was said that was right; None if nothing was said."""
        said = self.right + self.wrong
        return self.right / said if said else None

    @property
    def recall(self) -> float | None:
        """Share of what happened that was said; None if nothing happened."""
        happened = self.right + self.unsaid
        return self.right / happened if happened else None


@dataclass(frozen=True)
class Comparison:
    """One clip: what was said against what is true.

    Parameters
    ----------
    clip, exercise : str
    count_error, good_error, missed_error : int
        Said minus true: repetitions, good ones, attempts that do not count.
    side_errors : int
        Attempts found on another side than their own.
    phantoms : int
        Attempts said where nothing happened.
    hold_errors_s : tuple of float
        Said minus true, of every held repetition that was found, in seconds.
    too_fast, faults : Hits
        By attempt, and by attempt and fault.
    """

    clip: str
    exercise: str
    count_error: int
    good_error: int
    missed_error: int
    side_errors: int
    phantoms: int
    hold_errors_s: tuple[float, ...] = field(default=())
    too_fast: Hits = Hits()
    faults: Hits = Hits()


def compare(truth: Truth, events: Sequence[Event]) -> Comparison:
    """Compare a session's events with a clip's truth.

    Attempts are matched by overlap in time: each true one with the first said one that it
    overlaps and that no other has taken.
    """
    finished = [e for e in events if isinstance(e, RepetitionCompleted | RepetitionMissed)]
    pairs, phantoms = _match(truth.repetitions, finished)
    completed = [e for e in finished if isinstance(e, RepetitionCompleted)]
    return Comparison(
        clip=truth.clip,
        exercise=truth.exercise,
        count_error=len(completed) - len(truth.counted),
        good_error=sum(e.good for e in completed) - sum(r.good for r in truth.repetitions),
        missed_error=len(finished)
        - len(completed)
        - sum(r.missed is not None for r in truth.repetitions),
        side_errors=sum(said.side != real.side for real, said in pairs if said is not None),
        phantoms=len(phantoms),
        hold_errors_s=tuple(_hold_errors(pairs)),
        too_fast=_too_fast(truth, [e for e in events if isinstance(e, TooFast)]),
        faults=_faults(pairs, phantoms),
    )


def _match(
    real: Sequence[TrueRepetition], said: Sequence[Finished]
) -> tuple[list[tuple[TrueRepetition, Finished | None]], list[Finished]]:
    left = list(said)
    pairs: list[tuple[TrueRepetition, Finished | None]] = []
    for repetition in real:
        found = next((e for e in left if _overlap(repetition, e.start_s, e.end_s)), None)
        if found is not None:
            left.remove(found)
        pairs.append((repetition, found))
    return pairs, left


def _overlap(real: TrueRepetition, start_s: float, end_s: float) -> bool:
    return start_s < real.end_s + AFTER_S and end_s > real.start_s


def _hold_errors(
    pairs: Iterable[tuple[TrueRepetition, Finished | None]],
) -> Iterable[float]:
    for real, said in pairs:
        if isinstance(said, RepetitionCompleted) and said.held_s is not None:
            yield said.held_s - (real.hold.seconds if real.hold else 0.0)


def _too_fast(truth: Truth, warnings: Sequence[TooFast]) -> Hits:
    hits = Hits()
    caused: list[TooFast] = []
    for real in truth.repetitions:
        own = [w for w in warnings if _overlap(real, w.time_s, w.time_s)]
        caused += own
        was, said = real.too_fast_s is not None, bool(own)
        hits += Hits(right=was and said, wrong=said and not was, unsaid=was and not said)
    return hits + Hits(wrong=len({(w.side, w.start_s) for w in warnings if w not in caused}))


def _faults(
    pairs: Iterable[tuple[TrueRepetition, Finished | None]], phantoms: Iterable[Finished]
) -> Hits:
    hits = Hits(wrong=sum(len(phantom.faults) for phantom in phantoms))
    for real, found in pairs:
        said, was = set(found.faults if found else ()), set(real.faults)
        hits += Hits(right=len(said & was), wrong=len(said - was), unsaid=len(was - said))
    return hits
