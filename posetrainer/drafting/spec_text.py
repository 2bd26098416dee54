"""The text of a drafted spec, with a comment beside each number on where it comes from."""

import json
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from posetrainer.drafting import phrasing
from posetrainer.drafting.candidates import Stance
from posetrainer.drafting.movements import Movement
from posetrainer.drafting.repetition_limits import DemonstratedRhythm, Limits, Way
from posetrainer.drafting.steadiness import Conditions, DraftedCondition
from posetrainer.exercises.library import library_measures
from posetrainer.exercises.spec import Measure, Sides, Unit
from posetrainer.exercises.vocabulary import UNIT_WORDS, side_that_exercises

#: Stands beside words that nobody has looked at yet.
DRAFTED = "drafted: check the words"
#: So many repetitions are the most that a set may have.
_MOST = 100
#: A fault of form lasts at least this long, in seconds: landmarks waver.
_FAULT_S = 0.5
#: Further than this share of the furthest that was demonstrated is too far.
_TOO_FAR = 1.3
#: No body goes further.
_FURTHEST: dict[Unit, int] = {"deg": 180, "in": 100}
_WIDTH = 98
_PLAIN = re.compile(r"[A-Za-z][\w ,.;()'%-]*")
_LIKE_OTHERS = re.compile(r"(?i)(true|false|yes|no|on|off|null)")


@dataclass(frozen=True)
class Findings:
    """All that was found in a demonstration."""

    stance: Stance
    movement: Movement
    limits: Limits
    conditions: Conditions


@dataclass(frozen=True)
class Identity:
    """What no camera sees: the exercise's id and title, and what the demonstration is called."""

    id: str
    title: str
    demonstration: str


def draft(found: Findings, identity: Identity) -> str:
    """Return a spec as the text of a YAML file."""
    groups = (
        _head(found, identity),
        _dose(found.movement),
        _measures(found),
        _section("start", map(_start, found.conditions.start)),
        _section("throughout", map(_kept, found.conditions.throughout)),
        _repetition(found),
        _tempo(found.limits),
        _rhythm(found.limits.rhythm),
        _section("form", [*(_kept(c, _FAULT_S) for c in found.conditions.form), _too_far(found)]),
        _cues(found),
    )
    written = ("".join(f"{line}\n" for line in lines) for lines in groups)
    return "\n".join(filter(None, written))


def _head(found: Findings, identity: Identity) -> Iterator[str]:
    posture, view = found.stance.posture, found.stance.view
    count = len(found.movement.repetitions)
    yield from _comment(
        "Drafted from one demonstration. The numbers are what was seen, with margins; check them, "
        "and all words, with somebody who knows the exercise.",
        0,
    )
    yield f"id: {_text(identity.id)}"
    yield from _line(0, "title", _text(identity.title), DRAFTED)
    yield "level: beginner"
    yield f"source: {_text(f'Demonstration {identity.demonstration}, {count} repetitions')}"
    yield f"posture: {posture}"
    yield f"view: {view}"
    yield f"equipment: [{', '.join(phrasing.EQUIPMENT[posture])}]"
    yield from _line(0, "setup", "", DRAFTED)
    yield f"  - {phrasing.SETUP[posture]}"
    yield from _line(0, "stop_if", phrasing.STOP, DRAFTED)


def _dose(movement: Movement) -> Iterator[str]:
    count = len(movement.repetitions)
    order = ", ".join(repetition.side for repetition in movement.repetitions[:8])
    # Two sides that take turns by halves need an even number.
    even = count + count % 2 if movement.sides == "each" else count
    dose = {"repetitions": min(even, _MOST), "sides": movement.sides}
    yield from _line(0, "dose", _flow(dose), f"seen: {count}; {order}")


def _measures(found: Findings) -> list[str]:
    conditions = found.conditions
    measures: dict[str, Measure] = {found.movement.name: found.movement.measure}
    for condition in (*conditions.start, *conditions.throughout, *conditions.form):
        measures.setdefault(condition.steady.key, condition.steady.measure)
    sides = found.movement.sides
    common = library_measures(sides)
    own = {name: _keys(m, sides) for name, m in measures.items() if common.get(name) != m}
    return _section("measures", (_line(2, name, _flow(keys)) for name, keys in own.items()))


def _keys(measure: Measure, sides: Sides) -> dict[str, object]:
    """The keys of a measure that are not as usual."""
    keys = {"kind": measure.kind, **measure.model_dump(exclude_defaults=True)}
    # The side last, as in the catalogue.
    last = {key: keys.pop(key) for key in ("side", "relative_to") if key in keys}
    if measure.side == side_that_exercises(sides):
        del last["side"]
    return keys | last


def _section(name: str, entries: Iterable[Iterable[str]]) -> list[str]:
    lines = [line for entry in entries for line in entry]
    return [f"{name}:", *lines] if lines else []


def _start(condition: DraftedCondition) -> Iterator[str]:
    return _condition(condition, "at_rest", phrasing.start_words)


def _kept(condition: DraftedCondition, for_s: float | None = None) -> Iterator[str]:
    return _condition(condition, "stays", phrasing.keep_words, for_s)


def _condition(
    condition: DraftedCondition,
    ending: str,
    words: Callable[[Measure, tuple[float, float]], str],
    for_s: float | None = None,
) -> Iterator[str]:
    steady, sentence = condition.steady, words(condition.steady.measure, condition.seen)
    seen = _seen(*condition.seen, steady.measure.unit)
    return _asked(f"{steady.key}_{ending}", steady.key, condition.keep, seen, sentence, for_s)


def _asked(
    name: str,
    measure: str,
    keep: Mapping[str, float],
    seen: str,
    say: str,
    for_s: float | None = None,
) -> Iterator[str]:
    yield from _comment(seen, 2)
    lasting = "" if for_s is None else f" for_s: {for_s},"
    yield f"  {name}: {{measure: {measure}, keep: {_flow(keep)},{lasting}"
    yield f"    say: {json.dumps(say)}}}  # {DRAFTED}"


def _too_far(found: Findings) -> Iterator[str]:
    limits = found.limits
    most = min(round(_TOO_FAR * limits.peaks[1]), _FURTHEST[limits.unit])
    seen = f"{_seen(*limits.peaks, limits.unit)}; a third more is not what was shown"
    keep = {f"at_most_{limits.unit}": most}
    return _asked("too_far", found.movement.name, keep, seen, "Not quite so far.")


def _repetition(found: Findings) -> Iterator[str]:
    limits, unit = found.limits, found.limits.unit
    count = len(found.movement.repetitions)
    yield "repetition:"
    yield f"  measure: {found.movement.name}"
    for name, end, value, why in (
        ("rest", "at_most", limits.rest, "A quarter of the way; 0 is where this user rests."),
        ("attempt", "at_least", limits.attempt, "Clear of rest, so that no twitch is an attempt."),
        ("counts", "at_least", limits.counts, "Two thirds of the way is a real attempt."),
    ):
        yield from _line(2, name, _flow({f"{end}_{unit}": value}), why)
    target = {f"at_least_{unit}": limits.target, f"tolerance_{unit}": limits.tolerance}
    reached = f"{_seen(*limits.peaks, unit)} at the top, in {count} repetitions"
    yield from _line(2, "target", _flow(target), reached)
    if limits.hold is not None:
        hold = limits.hold
        seen = (
            f"{_range(*hold.seen_s, 'seconds')} near the top, where it drifts by up to "
            f"{hold.seen_drift:.1f} {UNIT_WORDS[unit]} a second"
        )
        held = {"seconds": hold.seconds, f"still_{unit}_s": hold.still}
        yield from _line(2, "hold", _flow(held), f"seen: {seen}")


def _tempo(limits: Limits) -> Iterator[str]:
    yield "tempo:"
    ways = {"out": limits.out, "back": limits.back}
    if (
        limits.back.at_least_s == limits.out.at_least_s
        and limits.back.at_most == limits.out.at_most
    ):
        del ways["back"]
    for name, way in ways.items():
        yield from _way(name, way, limits.unit)
    yield from _line(2, "say", "Too fast. Move slowly.", DRAFTED)


def _way(name: str, way: Way, unit: Unit) -> Iterator[str]:
    seen = (
        f"seen: up to {way.seen_speed:.0f} {UNIT_WORDS[unit]} a second, most of the way in "
        f"{_range(*way.seen_s, 'seconds')}; twice as fast is too fast"
    )
    yield from _line(2, name, _flow(_limits(way, unit)), seen)


def _limits(way: Way, unit: Unit) -> dict[str, float]:
    value = {"at_least_s": way.at_least_s, f"at_most_{unit}_s": way.at_most}
    return {key: number for key, number in value.items() if number is not None}


def _rhythm(rhythm: DemonstratedRhythm | None) -> Iterator[str]:
    if rhythm is None:
        return
    yield "rhythm:"
    seen = f"seen: {_range(*rhythm.seen_per_min, 'a minute')}; so quick, only a rhythm counts"
    yield from _line(2, "at_least_per_min", _number(rhythm.at_least_per_min), seen)
    yield f"  at_most_per_min: {_number(rhythm.at_most_per_min)}"
    yield f"  even_within_percent: {_number(rhythm.even_within_percent)}"
    yield from _line(2, "slower", "A little slower.", DRAFTED)
    yield "  quicker: A little quicker."
    yield "  even: Keep an even rhythm."


def _cues(found: Findings) -> Iterator[str]:
    start, back = phrasing.movement_words(found.movement.measure)
    yield from _line(0, "cues", "", DRAFTED)
    yield f"  start: {start}"
    yield "  go_on: A little further next time."
    if found.limits.hold is not None:
        yield "  hold: Hold. Keep breathing."
    yield f"  back: {back}"


def _line(indent: int, key: str, value: str, comment: str = "") -> Iterator[str]:
    """Give a key and its value, and a comment, if there is one: above it where it is long."""
    line = f"{' ' * indent}{key}: {value}".rstrip()
    whole = f"{line}  # {comment}" if comment else line
    if len(whole) <= _WIDTH:
        yield whole
        return
    yield from _comment(comment, indent)
    yield line


def _comment(words: str, indent: int) -> list[str]:
    start = f"{' ' * indent}# "
    return textwrap.wrap(words, _WIDTH, initial_indent=start, subsequent_indent=start)


def _flow(values: Mapping[str, object]) -> str:
    pairs = (f"{key}: {_number(v) if isinstance(v, float) else v}" for key, v in values.items())
    return f"{{{', '.join(pairs)}}}"


def _number(value: float) -> str:
    return f"{value:g}"


def _seen(low: float, high: float, unit: Unit) -> str:
    return f"seen: {_range(low, high, UNIT_WORDS[unit])}"


def _range(low: float, high: float, unit: str) -> str:
    first, last = (f"{value:.1f}".removesuffix(".0") for value in (low, high))
    return f"{first} {unit}" if first == last else f"{first} to {last} {unit}"


def _text(words: str) -> str:
    """Return words as YAML has them: in quotes where they would be read as something else."""
    plain = _PLAIN.fullmatch(words) and not _LIKE_OTHERS.fullmatch(words)
    return words if plain else json.dumps(words, ensure_ascii=False)
