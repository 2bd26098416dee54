"""Comparison of a session's events with the truth, attempt by attempt."""

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
    """True positives, false positives and false negatives of one kind of report."""

    right: int = 0
    wrong: int = 0
    unsaid: int = 0

    def __add__(self, more: "Hits") -> "Hits":
        return Hits(self.right + more.right, self.wrong + more.wrong, self.unsaid + more.unsaid)

    @property
    def precision(self) -> float | None:
        """Share of the reports that were right; None if there were none."""
        reported = self.right + self.wrong
        return self.right / reported if reported else None

    @property
    def recall(self) -> float | None:
        """Share of what happened that was reported; None if nothing happened."""
        happened = self.right + self.unsaid
        return self.right / happened if happened else None


@dataclass(frozen=True)
class Mistake:
    """One difference between events and truth.

    Parameters
    ----------
    start_s : float
        Start of the movement concerned, the true one where there is one.
    about : str
        Kind of the true movement; empty where nothing happens.
    what : str
        The difference, in words.
    """

    start_s: float
    about: str
    what: str

    def __str__(self) -> str:
        about = f", {self.about}" if self.about else ""
        return f"{self.start_s:.1f} s{about}: {self.what}"


@dataclass(frozen=True)
class Comparison:
    """One clip: its events against its truth.

    Parameters
    ----------
    clip, exercise, body : str
        The exercise is empty where none of the catalogue is done.
    refused_right : bool or None
        Whether a clip in which nothing can be judged was refused; None where all can be.
    count_error, good_error, missed_error : int
        Found minus true: repetitions, good ones (None where it is not known of every repetition
        whether it is good), attempts that do not count.
    side_errors : int
        Attempts found on the wrong side.
    phantoms : int
        Attempts found where nothing happened.
    hold_errors_s : tuple of float
        Found minus true, of every held repetition that was found, in seconds. Paced holds are
        not measured, so they have no error.
    warning_delays_s : tuple of float
        Seconds from the moment at which the true speed passed the limit to the warning.
    too_fast, faults : Hits
        By attempt, and by attempt and fault.
    mistakes : tuple of Mistake
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
    mistakes: tuple[Mistake, ...] = field(default=())

    @property
    def mistake_lines(self) -> tuple[str, ...]:
        """All that was wrong, a line each."""
        lines = tuple(map(str, self.mistakes))
        refused = ("judged, though it should have been refused",)
        return lines + refused if self.refused_right is False else lines


def compare(truth: Truth, events: Sequence[Event]) -> Comparison:
    """Compare a session's events with a clip's truth.

    Attempts are matched by overlap in time, the longest overlap first; one that is reported to
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
        side_errors=sum(found is not None and not _same_side(true, found) for true, found in pairs),
        phantoms=len(phantoms),
        hold_errors_s=tuple(_hold_errors(pairs)),
        warning_delays_s=tuple(_delays(truth, warnings)),
        too_fast=_too_fast(truth, warnings),
        faults=_faults(pairs, phantoms),
        mistakes=tuple(_mistakes(truth, pairs, phantoms, warnings)),
    )


def _match(
    true: Sequence[TrueRepetition], found: Sequence[Finished]
) -> tuple[list[Pair], list[Finished]]:
    overlaps = [
        (_overlap_s(repetition, event), i, k)
        for i, repetition in enumerate(true)
        for k, event in enumerate(found)
    ]
    matches: dict[int, int] = {}
    for overlap_s, i, k in sorted(overlaps, key=lambda o: (-o[0], o[1], o[2])):
        if overlap_s > -AFTER_S and i not in matches and k not in matches.values():
            matches[i] = k
    pairs: list[Pair] = [
        (repetition, found[matches[i]] if i in matches else None)
        for i, repetition in enumerate(true)
    ]
    return pairs, [event for k, event in enumerate(found) if k not in matches.values()]


def _overlap_s(true: TrueRepetition, found: Finished) -> float:
    """Return how long two attempts overlap; minus the gap if the found one begins after."""
    if found.end_s <= true.start_s:
        return -math.inf
    return min(true.end_s, found.end_s) - max(true.start_s, found.start_s)


def _good_error(
    true: Sequence[TrueRepetition], completed: Sequence[RepetitionCompleted]
) -> int | None:
    good = [repetition.good for repetition in true]
    if None in good:
        return None
    return sum(is_good_movement(event) for event in completed) - good.count(True)


def is_good_movement(event: RepetitionCompleted) -> bool:
    """Return whether a repetition was good, on whichever side: a truth has no turns."""
    return not set(event.shortfalls) - {"turn"}


def _same_side(true: TrueRepetition, found: Finished) -> bool:
    return true.side in (None, found.side) or "both" in (true.side, found.side)


def _hold_errors(pairs: Iterable[Pair]) -> Iterator[float]:
    for true, found in pairs:
        if not isinstance(found, RepetitionCompleted) or not true.knows_hold:
            continue
        if found.held_s is not None and found.peak is not None:
            yield found.held_s - (true.hold.seconds if true.hold else 0.0)


def _during(truth: Truth, true: TrueRepetition, warnings: Sequence[TooFast]) -> list[TooFast]:
    """Return the warnings in a movement, or shortly after it if no other has begun."""
    later = [other.start_s for other in truth.expected if other.start_s >= true.end_s]
    until_s = min(true.end_s + AFTER_S, *later, math.inf)
    return [w for w in warnings if true.start_s < w.time_s < until_s]


def _outside(truth: Truth, warnings: Sequence[TooFast]) -> list[TooFast]:
    inside = [w for true in truth.expected for w in _during(truth, true, warnings)]
    return [w for w in warnings if w not in inside]


def _too_fast(truth: Truth, warnings: Sequence[TooFast]) -> Hits:
    hits = Hits(wrong=len({(w.side, w.start_s) for w in _outside(truth, warnings)}))
    for true in truth.expected:
        if true.knows_speed:
            was, warned = true.too_fast_s is not None, bool(_during(truth, true, warnings))
            hits += Hits(was and warned, warned and not was, was and not warned)
    return hits


def _delays(truth: Truth, warnings: Sequence[TooFast]) -> Iterator[float]:
    for true in truth.expected:
        during = _during(truth, true, warnings)
        if true.too_fast_s is not None and during:
            yield during[0].time_s - true.too_fast_s


def _faults(pairs: Iterable[Pair], phantoms: Iterable[Finished]) -> Hits:
    hits = Hits(wrong=sum(len(phantom.faults) for phantom in phantoms))
    for true, found in pairs:
        if true.knows_faults:
            reported, was = set(found.faults if found else ()), set(true.faults)
            hits += Hits(len(reported & was), len(reported - was), len(was - reported))
    return hits


def _mistakes(
    truth: Truth, pairs: Iterable[Pair], phantoms: Iterable[Finished], warnings: Sequence[TooFast]
) -> Iterator[Mistake]:
    for true, found in pairs:
        wrong = _differences(true, found) if found else ["not found"]
        yield from (Mistake(true.start_s, true.kind, what) for what in wrong)
        warned = bool(_during(truth, true, warnings))
        if true.knows_speed and warned != (true.too_fast_s is not None):
            what = f"{'warned' if warned else 'not warned'} of its speed"
            yield Mistake(true.start_s, true.kind, what)
    for phantom in phantoms:
        yield Mistake(phantom.start_s, "", "an attempt where nothing happens")
    for warning in _outside(truth, warnings):
        yield Mistake(warning.time_s, "", "a warning where nothing happens")


def _differences(true: TrueRepetition, found: Finished) -> Iterator[str]:
    counted = isinstance(found, RepetitionCompleted)
    if counted != true.counted:
        yield "counted" if counted else "not counted"
    elif isinstance(found, RepetitionCompleted) and true.good not in (
        None,
        is_good_movement(found),
    ):
        why = ", ".join((*found.shortfalls, *found.faults))
        yield "good" if is_good_movement(found) else f"not good ({why})"
    if not _same_side(true, found):
        yield f"found on the {found.side}"
    for fault in sorted(set(found.faults) ^ set(true.faults)) if true.knows_faults else ():
        yield f"{fault} {'reported' if fault in found.faults else 'not reported'}"
