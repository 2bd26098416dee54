"""The timeline: the events of the rules, lane by lane, beside the truth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from posetrainer.feedback.obstacle_words import instruction_for
from posetrainer.rules.events import (
    Event,
    FormFaultFound,
    FormRestored,
    HoldBroken,
    HoldCompleted,
    RepetitionCompleted,
    RepetitionMissed,
    TooFast,
)
from posetrainer.studio.words import in_words, kept_together
from posetrainer.tuning.compare import Mistake
from posetrainer.tuning.judging import Curves
from posetrainer.tuning.truth import TrueRepetition, Truth

#: How wide a moment is drawn, in seconds.
MOMENT_S = 0.3
#: Times are compared to less than a frame lasts.
_SAME_S = 0.01
_WHY_MISSED = {"partial": "not far enough", "other_movement": "another movement"}

State = TypeVar("State")


@dataclass(frozen=True)
class Bar:
    """A stretch of time.

    Parameters
    ----------
    start_s, end_s : float
        Media times in seconds.
    kind : str
        What it is; gives it its look.
    label : str
        Text on it, cut to the words that fit.
    tip : str
        The whole of it, in words.
    differs : str
        How it differs from the truth, in words; empty where it does not.
    """

    start_s: float
    end_s: float
    kind: str
    label: str
    tip: str
    differs: str = ""


@dataclass(frozen=True)
class Lane:
    """Bars of one kind, and what they come to in a few words."""

    name: str
    bars: tuple[Bar, ...]
    summary: str = ""


def lanes_of(
    curves: Curves,
    events: Sequence[Event],
    truth: Truth | None,
    mistakes: Sequence[Mistake],
    marking: Bar | None = None,
) -> tuple[Lane, ...]:
    """Return the lanes, from top to bottom.

    Parameters
    ----------
    curves : Curves
        Of the recording; they may be those of a moment ago.
    events : sequence of Event
        What the rules notice now.
    truth : Truth or None
    mistakes : sequence of Mistake
        Differences from the truth.
    marking : Bar or None
        A repetition that somebody is about to label.
    """
    found = tuple(_found(events, mistakes))
    fast, faults = tuple(_too_fast(events, mistakes)), tuple(_faults(events))
    lanes = [
        Lane("in place", tuple(_places(curves))),
        Lane("phases", tuple(_phases(curves))),
        Lane("found", found, _count(found)),
    ]
    true = tuple(_true(truth, mistakes)) if truth else ()
    if truth is not None or marking is not None:
        lanes.append(Lane("true", (*true, marking) if marking else true, _count(true)))
    lanes += [
        Lane("holds", tuple(_holds(events))),
        Lane("too fast", fast, _many(len(fast), "warning")),
        Lane("form", faults, _many(len(faults), "fault")),
    ]
    return tuple(lanes)


def _count(bars: Sequence[Bar]) -> str:
    kinds = [bar.kind for bar in bars]
    good = kinds.count("good")
    return f"{good + kinds.count('counted')} counted, {good} good"


def _many(count: int, what: str) -> str:
    return f"{count} {what}{'s' if count > 1 else ''}" if count else ""


def _places(curves: Curves) -> Iterator[Bar]:
    states = [
        (now.ready, now.obstacle and instruction_for(now.obstacle)) for now in curves.progress
    ]
    for (ready, instruction), start_s, end_s in _runs(curves, states):
        if ready:
            yield Bar(start_s, end_s, "ready", "", "In place: repetitions count.")
        elif instruction:
            label = kept_together(instruction)
            yield Bar(start_s, end_s, "unready", label, f"Not in place. {instruction}")


def _phases(curves: Curves) -> Iterator[Bar]:
    states = [(now.phase, now.side) for now in curves.progress]
    for (phase, side), start_s, end_s in _runs(curves, states):
        if phase != "rest":
            where = f", {side}" if side in ("left", "right") else ""
            tip = f"{phase}{where}: {end_s - start_s:.1f} s"
            yield Bar(start_s, end_s, phase, phase, tip)


def _runs(curves: Curves, states: Sequence[State]) -> Iterator[tuple[State, float, float]]:
    """Stretches of one state, each up to the beginning of the next."""
    times_s = curves.times_s.tolist()
    for state, members in groupby(range(len(times_s)), key=lambda i: states[i]):
        numbers = list(members)
        end = min(numbers[-1] + 1, len(times_s) - 1)
        yield state, times_s[numbers[0]], times_s[end]


def _found(events: Sequence[Event], mistakes: Sequence[Mistake]) -> Iterator[Bar]:
    phantoms = [mistake for mistake in mistakes if not mistake.about]
    for event in events:
        if isinstance(event, RepetitionCompleted):
            kind = "good" if event.good else "counted"
            label = f"{event.number}{_letter(event.side)}"
            tip = _completed(event)
        elif isinstance(event, RepetitionMissed):
            kind, label = "missed", _letter(event.side).strip()
            tip = (
                f"An attempt{_on(event.side)}, not counted: {_WHY_MISSED[event.reason]}; "
                f"it reached {event.peak:.1f} of {event.needed:g} {_unit(event.unit)}."
            )
        else:
            continue
        differs = _differs(phantoms, event.start_s)
        yield Bar(event.start_s, event.end_s, kind, label, tip, differs)


def _completed(event: RepetitionCompleted) -> str:
    good = "good" if event.good else "counted, not good"
    why = [in_words(what) for what in (*event.shortfalls, *event.faults)]
    parts = [f"Repetition {event.number}{_on(event.side)}: {good}"]
    if why:
        parts[0] += f" ({', '.join(why)})"
    if event.peak is not None:
        parts.append(f"reached {event.peak:.1f} {_unit(event.unit)}")
    if event.peak_speed is not None:
        parts.append(f"fastest {event.peak_speed:.0f} {_unit(event.unit)} a second")
    if event.held_s:
        parts.append(f"held {event.held_s:.1f} s")
    return "; ".join(parts) + "."


def _true(truth: Truth, mistakes: Sequence[Mistake]) -> Iterator[Bar]:
    for repetition in truth.expected:
        kind = "missed" if not repetition.counted else "good" if repetition.good else "counted"
        differs = _differs(mistakes, repetition.start_s)
        yield Bar(
            repetition.start_s,
            repetition.end_s,
            kind,
            f"{_letter(repetition.side)} {kept_together(in_words(repetition.kind))}".strip(),
            _true_tip(repetition),
            differs,
        )
        if repetition.hold is not None:
            held = f"Truly held for {repetition.hold.seconds:.1f} s."
            yield Bar(repetition.hold.start_s, repetition.hold.end_s, "true-hold", "", held)


def _true_tip(repetition: TrueRepetition) -> str:
    counts = "counts, good" if repetition.good else "counts" if repetition.counted else "no count"
    what = f"Truth: {in_words(repetition.kind)}{_on(repetition.side)}, {counts}"
    return "; ".join([what, *details_of(repetition)]) + "."


def details_of(repetition: TrueRepetition) -> list[str]:
    """Return the hold, the speed and the faults of a true repetition in words."""
    held = [f"held {repetition.hold.seconds:.1f} s"] if repetition.hold else []
    fast_s = repetition.too_fast_s
    too_fast = [f"too fast at {fast_s:.1f} s"] if fast_s is not None else []
    return [*held, *too_fast, *map(in_words, repetition.faults)]


def _differs(mistakes: Sequence[Mistake], start_s: float) -> str:
    return "; ".join(m.what for m in mistakes if abs(m.start_s - start_s) < _SAME_S)


def _holds(events: Sequence[Event]) -> Iterator[Bar]:
    for event in events:
        if isinstance(event, HoldCompleted):
            tip = f"Held for {event.seconds:.1f} s, as prescribed."
            yield Bar(event.start_s, event.start_s + event.seconds, "held", "held", tip)
        elif isinstance(event, HoldBroken):
            tip = f"Held for {event.held_s:.1f} of {event.prescribed_s:g} s."
            yield Bar(event.start_s, event.start_s + event.held_s, "broken", "short", tip)


def _too_fast(events: Sequence[Event], mistakes: Sequence[Mistake]) -> Iterator[Bar]:
    for event in events:
        if isinstance(event, TooFast):
            unit = f"{_unit(event.unit)} a second"
            tip = (
                f"Too fast{_on(event.side)} on the way {event.phase}: {event.speed:.0f} {unit}; "
                f"the limit is {event.limit:.0f}."
            )
            differs = _differs([m for m in mistakes if not m.about], event.time_s)
            yield Bar(event.time_s, event.time_s + MOMENT_S, "fast", "!", tip, differs)


def _faults(events: Sequence[Event]) -> Iterator[Bar]:
    for i, event in enumerate(events):
        if isinstance(event, FormFaultFound) and not event.again:
            end_s = _ends(event, events[i + 1 :])
            named = in_words(event.fault)
            tip = f"{named}{_on(event.side)}: “{event.say}” ({event.value:.1f}; {event.fault})"
            end_s = max(end_s, event.time_s + MOMENT_S)
            yield Bar(event.time_s, end_s, "fault", kept_together(named), tip)


def _ends(fault: FormFaultFound, later: Sequence[Event]) -> float:
    """Return when a fault ended: its form was restored, or the attempt was over."""
    for event in later:
        if isinstance(event, FormRestored) and event.fault == fault.fault:
            return event.time_s
        if isinstance(event, RepetitionCompleted | RepetitionMissed):
            return event.end_s
    return fault.time_s


def _letter(side: str | None) -> str:
    return f" {side[0].upper()}" if side in ("left", "right") else ""


def _on(side: str | None) -> str:
    return f", {side}" if side in ("left", "right") else ""


def _unit(unit: str | None) -> str:
    return {"deg": "degrees", "in": "inches"}.get(unit or "", "")
