"""What the types alone cannot tell about a spec: units, bands and names that must agree."""

import re
from collections.abc import Iterator
from itertools import pairwise

from posetrainer.exercises.problem import FieldPath, Problem, suggest
from posetrainer.exercises.spec import (
    Condition,
    Distance,
    ExerciseSpec,
    Hold,
    Inclination,
    Measure,
    PhaseTempo,
    Strict,
    Unit,
)

#: A gap between rest and counting that is narrower than this lets noise count.
LEAST_GAP: dict[Unit, float] = {"deg": 10.0, "in": 3.0}
#: An attempt that begins closer to rest than this begins at every twitch.
LEAST_STEP: dict[Unit, float] = {"deg": 5.0, "in": 1.0}
#: No two landmarks of a body are farther apart.
_TALLEST_IN = 100.0
_UNIT_WORDS: dict[Unit, str] = {"deg": "degrees", "in": "inches"}
_BANDS = ("rest", "attempt", "counts", "target")
_SECTIONS = ("start", "throughout", "form")


def find_problems(spec: ExerciseSpec, expected_id: str | None = None) -> list[Problem]:
    """Return what makes a well-typed spec unusable, each with the field it is about.

    Parameters
    ----------
    spec : ExerciseSpec
    expected_id : str, optional
        The id that the spec must have.
    """
    problems = [*_identity(spec, expected_id), *_landmarks(spec), *_conditions(spec)]
    if spec.repetition.measure not in spec.measures:
        return [*problems, _unknown(spec, ("repetition", "measure"), spec.repetition.measure)]
    problems += [*_sides(spec), *_hold_and_tempo(spec)]
    units = list(_band_units(spec))
    return [*problems, *(units or _bands(spec))]


def find_warnings(spec: ExerciseSpec) -> list[Problem]:
    """Return what is allowed but doubtful in a valid spec."""
    return [*_gaps(spec), *_unused(spec), *_never_judged(spec)]


def _identity(spec: ExerciseSpec, expected_id: str | None) -> Iterator[Problem]:
    if expected_id is not None and spec.id != expected_id:
        yield Problem(
            ("id",), f"{spec.id!r} is not the file's name; write {expected_id!r}, or rename it."
        )


def _all_conditions(spec: ExerciseSpec) -> Iterator[tuple[FieldPath, Condition]]:
    for section in _SECTIONS:
        for name, condition in getattr(spec, section).items():
            yield (section, name), condition


def _unknown(spec: ExerciseSpec, field: FieldPath, measure: str) -> Problem:
    return Problem(field, f"there is no measure {measure!r}; {suggest(measure, spec.measures)}")


def _landmarks(spec: ExerciseSpec) -> Iterator[Problem]:
    for name, measure in spec.measures.items():
        if isinstance(measure, Inclination | Distance) and measure.start == measure.end:
            say = f"{measure.end!r} is the start as well; name another landmark."
            yield Problem(("measures", name, "end"), say)


def _conditions(spec: ExerciseSpec) -> Iterator[Problem]:
    for field, condition in _all_conditions(spec):
        measure = spec.measures.get(condition.measure)
        if measure is None:
            yield _unknown(spec, (*field, "measure"), condition.measure)
            continue
        keep, place = condition.keep, (*field, "keep")
        problems = [*_band_unit(keep, measure.unit, place), *_reachable(keep, measure, place)]
        yield from problems
        low, high = keep.at_least, keep.at_most
        if not problems and low is not None and high is not None and low >= high:
            say = f"at_least ({low:g}) is not below at_most ({high:g}); swap or change them."
            yield Problem(place, say)


def _given(band: Strict) -> dict[str, float]:
    return {key: value for key, value in band if value is not None}


def _band_units(spec: ExerciseSpec) -> Iterator[Problem]:
    for name in _BANDS:
        band, field = getattr(spec.repetition, name), ("repetition", name)
        yield from _band_unit(band, spec.driver.unit, field)
        yield from _reachable(band, spec.driver, field)


def _band_unit(band: Strict, unit: Unit, field: FieldPath) -> Iterator[Problem]:
    """Each number is in the measure's unit, and there is one."""
    given = _given(band)
    for key in given:
        if not key.endswith(f"_{unit}"):
            yield Problem((*field, key), _wrong_unit(key, unit, given))
    if not any(key.startswith("at_") for key in given):
        wanted = [key for key in type(band).model_fields if re.fullmatch(f"at_.*_{unit}", key)]
        yield Problem(field, f"has no number; write {' or '.join(wanted)}.")


def _wrong_unit(key: str, unit: Unit, given: dict[str, float]) -> str:
    right = re.sub(r"_(deg|in)(_s)?$", rf"_{unit}\2", key)
    mend = "delete this key" if right in given else f"write {right}"
    return f"the measure is in {_UNIT_WORDS[unit]}; {mend}."


def _reachable(band: Strict, measure: Measure, field: FieldPath) -> Iterator[Problem]:
    """No number is one that the measure never reads."""
    low, high = _range(measure)
    for key, value in _given(band).items():
        if key.startswith("at_") and key.endswith(f"_{measure.unit}") and not low <= value <= high:
            words = _UNIT_WORDS[measure.unit]
            say = f"this {measure.kind} is never {value:g}; write {low:g} to {high:g} {words}."
            yield Problem((*field, key), say)


def _range(measure: Measure) -> tuple[float, float]:
    if measure.unit == "in":
        low, high = 0.0, _TALLEST_IN
    elif isinstance(measure, Inclination) and measure.against == "horizontal":
        low, high = -90.0, 90.0
    else:
        low, high = 0.0, 180.0
    most = high - low
    return (low, high) if measure.relative_to == "zero" else (-most, most)


def _hold_and_tempo(spec: ExerciseSpec) -> Iterator[Problem]:
    unit = spec.driver.unit
    if spec.repetition.hold:
        yield from _speed(spec.repetition.hold, unit, ("repetition", "hold"), "still")
    for phase in ("out", "back"):
        yield from _speed(getattr(spec.tempo, phase), unit, ("tempo", phase), "at_most")


def _speed(limits: Hold | PhaseTempo, unit: Unit, field: FieldPath, end: str) -> Iterator[Problem]:
    """A limit of speed is given, in the driving measure's unit."""
    wanted = f"{end}_{unit}_s"
    wrong = f"{end}_{'in' if unit == 'deg' else 'deg'}_s"
    given = {key for key in (wanted, wrong) if getattr(limits, key) is not None}
    if wrong in given:
        mend = "delete this key" if wanted in given else f"write {wanted}"
        say = f"the driving measure is in {_UNIT_WORDS[unit]}; {mend}."
        yield Problem((*field, wrong), say)
    elif not given:
        yield Problem((*field, wanted), "is missing; add it.")


def _sides(spec: ExerciseSpec) -> Iterator[Problem]:
    sides, driver = spec.dose.sides, spec.driver
    if sides == "both" and driver.side in ("moving", "other"):
        yield Problem(
            ("dose", "sides"),
            f"both sides together, but repetitions count on the {driver.side} side "
            f"(measures.{spec.repetition.measure}); write each, alternate or either.",
        )
    elif sides == "both":
        yield from _one_sided(spec)
    elif driver.side != "moving":
        yield Problem(
            ("measures", spec.repetition.measure, "side"),
            f"one side at a time exercises (dose.sides is {sides}) and repetitions count on "
            "this measure; write moving.",
        )


def _one_sided(spec: ExerciseSpec) -> Iterator[Problem]:
    for name, measure in spec.measures.items():
        if measure.side in ("moving", "other"):
            yield Problem(
                ("measures", name, "side"),
                f"both sides exercise together (dose.sides), so none is {measure.side!r}; "
                "write near, left, right or both.",
            )


def _number(band: Strict, unit: Unit) -> float:
    """The band's threshold: of a target, what is left after the tolerance."""
    given = _given(band)
    end = given.get(f"at_least_{unit}", given.get(f"at_most_{unit}", 0.0))
    return end - given.get(f"tolerance_{unit}", 0.0)


def _bands(spec: ExerciseSpec) -> Iterator[Problem]:
    """The bands of a repetition follow one another."""
    unit = spec.driver.unit
    words = _UNIT_WORDS[unit]
    band = {name: _number(getattr(spec.repetition, name), unit) for name in _BANDS}
    target = ("repetition", "target")
    if spec.driver.relative_to == "rest" and band["rest"] <= 0:
        say = "the measure is 0 at rest, so rest would never be seen; write a number above 0."
        yield Problem(("repetition", "rest"), say)
    if band["target"] <= 0:
        say = f"less its tolerance it is {band['target']:g} {words}; it must stay above 0."
        yield Problem(target, say)
    elif band["target"] <= band["rest"]:
        yield Problem(
            target,
            f"less its tolerance it is {band['target']:g} {words}, inside of rest, which ends "
            f"at {band['rest']:g}; raise the target or lower rest.",
        )
    else:
        yield from _order(band, words)


def _order(band: dict[str, float], words: str) -> Iterator[Problem]:
    for lower, upper in pairwise(_BANDS):
        if band[upper] < band[lower] or (lower == "rest" and band[upper] == band[lower]):
            least = " (less its tolerance)" if upper == "target" else ""
            yield Problem(
                ("repetition", upper),
                f"{band[upper]:g} {words}{least} lies below {lower}, which is {band[lower]:g}; "
                f"raise {upper} or lower {lower}.",
            )


def _gaps(spec: ExerciseSpec) -> Iterator[Problem]:
    unit = spec.driver.unit
    words = _UNIT_WORDS[unit]
    rest = _number(spec.repetition.rest, unit)
    for name, least, else_ in (
        ("attempt", LEAST_STEP[unit], "every twitch will be an attempt"),
        ("counts", LEAST_GAP[unit], "noise will count"),
    ):
        gap = _number(getattr(spec.repetition, name), unit) - rest
        if gap < least:
            say = f"only {gap:g} {words} above rest; leave {least:g} or more, or {else_}."
            yield Problem(("repetition", name), say)


def _unused(spec: ExerciseSpec) -> Iterator[Problem]:
    used = {spec.repetition.measure, *(c.measure for _, c in _all_conditions(spec))}
    for name in spec.measures:
        if name not in used:
            yield Problem(("measures", name), "nothing uses this measure; use it or delete it.")


def _never_judged(spec: ExerciseSpec) -> Iterator[Problem]:
    for name, fault in spec.form.items():
        if spec.repetition.hold is None and set(fault.during) == {"hold"}:
            say = "there is no hold, so this is never judged; add repetition.hold or a phase."
            yield Problem(("form", name, "during"), say)
