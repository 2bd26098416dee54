"""What a session said beside what really happened, attempt by attempt."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from posetrainer.rules.events import (
    Event,
    Ready,
    RepetitionCompleted,
    RepetitionMissed,
    TooFast,
)
from posetrainer.tuning.truth import TrueRepetition, Truth

Finished = RepetitionCompleted | RepetitionMissed
Pair = tuple[TrueRepetition, Finished | None]

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
class Mistake:
    """One thing that was wrong.

    Parameters
    ----------
    start_s : float
        When the movement that it is about begins, the true one where there is one.
    about : str
        Which movement; empty where nothing happens.
    what : str
        What was wrong, in words.
    """

    start_s: float
    about: str
    what: str

    def __str__(self) -> str:
        about = f", {self.about}" if self.about else ""
        return f"{self.start_s:.1f} s{about}: {self.what}"


@dataclass(frozen=True)
class Comparison:
    """One clip: what was said against what is true.

    Parameters
    ----------
    clip, exercise, body : str
        The exercise is empty where none of the catalogue is done.
    refused_right : bool or None
        Whether a clip in which nothing can be judged was refused; None where all can be.
    count_error, good_error, missed_error : int
        Said minus true: repetitions, good ones (None where it is not known of every repetition
        whether it is good), attempts that do not count.
    side_errors : int
        Attempts found on another side than their own.
    phantoms : int
        Attempts said where nothing happened.
    hold_errors_s : tuple of float
        Said minus true, of every held repetition that was found, in seconds. Paced holds are
        not measured, so they have no error.
    warning_delays_s : tuple of float
        How long after the true speed passed the limit a warning came, in seconds.
    too_fast, faults : Hits
        By attempt, and by attempt and fault.
    mistakes : tuple of str
        What was wrong, a line each.
    """

    clip: str
    exercise: str
    body: str
    refused_right: bool | None
    count_error: int
    good_error: int | None
    missed_error: int
    side_errors: int
    phantoms: int
    hold_errors_s: tuple[float, ...] = field(default=())
    warning_delays_s: tuple[float, ...] = field(default=())
    too_fast: Hits = Hits()
    faults: Hits = Hits()
    mistakes: tuple[str, ...] = field(default=())


def compare(truth: Truth, events: Sequence[Event]) -> Comparison:
    """Compare a session's events with a clip's truth.

    Attempts are matched by overlap in time, the longest overlap first; one that is said to
    begin only after the movement is matched if nothing else is. What is not known of an attempt
    is never an error.
    """
    finished = [e for e in events if isinstance(e, RepetitionCompleted | RepetitionMissed)]
    warnings = [e for e in events if isinstance(e, TooFast)]
    pairs, phantoms = _match(truth.expected, finished)
    completed = [e for e in finished if isinstance(e, RepetitionCompleted)]
    refused_right = None
    if truth.refused:
        refused_right = not any(isinstance(e, Ready) for e in events)
    return Comparison(
        clip=truth.clip,
        exercise=truth.exercise or "",
        body=truth.body,
        refused_right=refused_right,
        count_error=len(completed) - len(truth.counted),
        good_error=_good_error(truth.expected, completed),
        missed_error=len(finished)
        - len(completed)
        - sum(r.missed is not None for r in truth.expected),
        side_errors=sum(said is not None and not _same_side(real, said) for real, said in pairs),
        phantoms=len(phantoms),
        hold_errors_s=tuple(_hold_errors(pairs)),
        warning_delays_s=tuple(_delays(truth, warnings)),
        too_fast=_too_fast(truth, warnings),
        faults=_faults(pairs, phantoms),
        mistakes=tuple(map(str, _mistakes(truth, pairs, phantoms, warnings)))
        + (("judged, though it should have been refused",) if refused_right is False else ()),
    )


def _match(
    real: Sequence[TrueRepetition], said: Sequence[Finished]
) -> tuple[list[Pair], list[Finished]]:
    overlaps = [
        (_overlap_s(repetition, event), i, k)
        for i, repetition in enumerate(real)
        for k, event in enumerate(said)
    ]
    found: dict[int, int] = {}
    for overlap_s, i, k in sorted(overlaps, key=lambda o: (-o[0], o[1], o[2])):
        if overlap_s > -AFTER_S and i not in found and k not in found.values():
            found[i] = k
    pairs: list[Pair] = [
        (repetition, said[found[i]] if i in found else None) for i, repetition in enumerate(real)
    ]
    return pairs, [event for k, event in enumerate(said) if k not in found.values()]


def _overlap_s(real: TrueRepetition, said: Finished) -> float:
    """How long what was said overlaps a true attempt; minus the gap if it begins after it."""
    if said.end_s <= real.start_s:
        return -math.inf
    return min(real.end_s, said.end_s) - max(real.start_s, said.start_s)


def _good_error(
    real: Sequence[TrueRepetition], completed: Sequence[RepetitionCompleted]
) -> int | None:
    good = [repetition.good for repetition in real]
    if None in good:
        return None
    return sum(is_good_movement(event) for event in completed) - good.count(True)


def is_good_movement(event: RepetitionCompleted) -> bool:
    """Return whether a repetition was good, whoever's turn it was: of turns truth knows nothing."""
    return not set(event.shortfalls) - {"turn"}


def _same_side(real: TrueRepetition, said: Finished) -> bool:
    return real.side in (None, said.side) or "both" in (real.side, said.side)


def _hold_errors(pairs: Iterable[Pair]) -> Iterator[float]:
    for real, said in pairs:
        if not isinstance(said, RepetitionCompleted) or said.held_s is None or said.peak is None:
            continue
        if not real.knows_hold:
            continue
        yield said.held_s - (real.hold.seconds if real.hold else 0.0)


def _own(real: TrueRepetition, warnings: Sequence[TooFast]) -> list[TooFast]:
    return [w for w in warnings if real.start_s < w.time_s < real.end_s + AFTER_S]


def _too_fast(truth: Truth, warnings: Sequence[TooFast]) -> Hits:
    hits = Hits()
    caused: list[TooFast] = []
    for real in truth.expected:
        own = _own(real, warnings)
        caused += own
        if not real.knows_speed:
            continue
        was, said = real.too_fast_s is not None, bool(own)
        hits += Hits(right=was and said, wrong=said and not was, unsaid=was and not said)
    return hits + Hits(wrong=len({(w.side, w.start_s) for w in warnings if w not in caused}))


def _delays(truth: Truth, warnings: Sequence[TooFast]) -> Iterator[float]:
    for real in truth.expected:
        own = _own(real, warnings)
        if real.too_fast_s is not None and own:
            yield own[0].time_s - real.too_fast_s


def _faults(pairs: Iterable[Pair], phantoms: Iterable[Finished]) -> Hits:
    hits = Hits(wrong=sum(len(phantom.faults) for phantom in phantoms))
    for real, found in pairs:
        if not real.knows_faults:
            continue
        said, was = set(found.faults if found else ()), set(real.faults)
        hits += Hits(right=len(said & was), wrong=len(said - was), unsaid=len(was - said))
    return hits


def find_mistakes(truth: Truth, events: Sequence[Event]) -> tuple[Mistake, ...]:
    """Return what of a session's events is wrong, in the order of :func:`compare`."""
    finished = [e for e in events if isinstance(e, RepetitionCompleted | RepetitionMissed)]
    warnings = [e for e in events if isinstance(e, TooFast)]
    return tuple(_mistakes(truth, *_match(truth.expected, finished), warnings))


def _mistakes(
    truth: Truth, pairs: Iterable[Pair], phantoms: Iterable[Finished], warnings: Sequence[TooFast]
) -> Iterator[Mistake]:
    for real, said in pairs:
        wrong = _wrong_with(real, said) if said else ["not found"]
        yield from (Mistake(real.start_s, real.kind, what) for what in wrong)
        warned = bool(_own(real, warnings))
        if real.knows_speed and warned != (real.too_fast_s is not None):
            what = f"{'warned' if warned else 'not warned'} of its speed"
            yield Mistake(real.start_s, real.kind, what)
    for phantom in phantoms:
        yield Mistake(phantom.start_s, "", "an attempt where nothing happens")
    for warning in warnings:
        if not any(warning in _own(real, warnings) for real in truth.expected):
            yield Mistake(warning.time_s, "", "a warning where nothing happens")


def _wrong_with(real: TrueRepetition, said: Finished) -> Iterator[str]:
    counted = isinstance(said, RepetitionCompleted)
    if counted != real.counted:
        yield "counted" if counted else "not counted"
    elif isinstance(said, RepetitionCompleted) and real.good not in (None, is_good_movement(said)):
        why = ", ".join((*said.shortfalls, *said.faults))
        yield "good" if is_good_movement(said) else f"not good ({why})"
    if not _same_side(real, said):
        yield f"found on the {said.side}"
    for fault in sorted(set(said.faults) ^ set(real.faults)) if real.knows_faults else ():
        yield f"{fault} {'said' if fault in said.faults else 'not said'}"
