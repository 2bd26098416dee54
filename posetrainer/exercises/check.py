"""What the types alone cannot tell about a spec: units, bands and names that must agree."""

import re
from collections.abc import Iterator

from posetrainer.exercises.spec import ExerciseSpec, Hold, Keep, Strict, Tempo, Unit

FieldPath = tuple[str | int, ...]
Problem = tuple[FieldPath, str]

#: A gap between rest and counting that is narrower than this lets noise count.
LEAST_GAP: dict[Unit, float] = {"deg": 10.0, "in": 3.0}
_UNIT_WORDS: dict[Unit, str] = {"deg": "degrees", "in": "inches"}


def find_problems(spec: ExerciseSpec) -> list[Problem]:
    """Return what makes a well-typed spec unusable, each with the field it is about."""
    problems = list(_unknown_measures(spec))
    if problems:
        return problems
    problems = [*_units(spec), *_sides(spec)]
    return problems or list(_bands(spec))


def find_warnings(spec: ExerciseSpec) -> list[Problem]:
    """Return what is allowed but doubtful in a valid spec."""
    unit = spec.driver.unit
    gap = _number(spec.repetition.counts, unit) - _number(spec.repetition.rest, unit)
    if gap >= LEAST_GAP[unit]:
        return []
    words = _UNIT_WORDS[unit]
    return [
        (
            ("repetition", "counts"),
            f"only {gap:g} {words} above rest; leave {LEAST_GAP[unit]:g} or more, "
            "or noise will count.",
        )
    ]


def _number(band: Strict, unit: Unit) -> float:
    """The band's threshold in a unit: of a target, what is left after the tolerance."""
    values = {key: value for key, value in band if value is not None}
    end = values.get(f"at_least_{unit}", values.get(f"at_most_{unit}"))
    return float(end or 0.0) - float(values.get(f"tolerance_{unit}", 0.0))


def _unknown_measures(spec: ExerciseSpec) -> Iterator[Problem]:
    known = ", ".join(spec.measures)
    uses: list[tuple[FieldPath, str]] = [
        (("repetition", "measure"), spec.repetition.measure),
        *((("start", name, "measure"), c.measure) for name, c in spec.start.items()),
        *((("throughout", name, "measure"), c.measure) for name, c in spec.throughout.items()),
        *((("form", name, "measure"), c.measure) for name, c in spec.form.items()),
    ]
    for field, measure in uses:
        if measure not in spec.measures:
            yield field, f"there is no measure {measure!r}; the measures are {known}."


def _units(spec: ExerciseSpec) -> Iterator[Problem]:
    driver = spec.driver.unit
    for name in ("rest", "attempt", "counts", "target"):
        yield from _band_unit(getattr(spec.repetition, name), driver, ("repetition", name))
    if spec.repetition.hold:
        yield from _hold_unit(spec.repetition.hold, driver)
    yield from _tempo_units(spec.tempo, driver)
    for section in ("start", "throughout", "form"):
        for name, condition in getattr(spec, section).items():
            unit = spec.measures[condition.measure].unit
            yield from _band_unit(condition.keep, unit, (section, name, "keep"))


def _band_unit(band: Strict, unit: Unit, field: FieldPath) -> Iterator[Problem]:
    given = [key for key, value in band if value is not None]
    if not any(key.startswith("at_") for key in given):
        keys = [key for key in type(band).model_fields if re.fullmatch(f"at_.*_{unit}", key)]
        yield field, f"needs a number: {' or '.join(keys)}."
    for key in given:
        if not key.endswith(f"_{unit}"):
            right = f"{key.rsplit('_', 1)[0]}_{unit}"
            yield (
                (*field, key),
                f"the measure is in {_UNIT_WORDS[unit]}; write {right} and a number in "
                f"{_UNIT_WORDS[unit]}.",
            )
    if isinstance(band, Keep) and band.at_least is not None and band.at_most is not None:
        if band.at_least >= band.at_most:
            yield field, "at_least must be smaller than at_most."


def _hold_unit(hold: Hold, unit: Unit) -> Iterator[Problem]:
    wanted = f"still_{unit}_s"
    for key in ("still_deg_s", "still_in_s"):
        if (getattr(hold, key) is not None) != (key == wanted):
            yield (
                ("repetition", "hold"),
                f"the driving measure is in {_UNIT_WORDS[unit]}; stillness is {wanted}.",
            )
            return


def _tempo_units(tempo: Tempo, unit: Unit) -> Iterator[Problem]:
    wrong = "at_most_in_s" if unit == "deg" else "at_most_deg_s"
    right = f"at_most_{unit}_s"
    for phase in ("out", "back"):
        if getattr(getattr(tempo, phase), wrong) is not None:
            yield (
                ("tempo", phase, wrong),
                f"the driving measure is in {_UNIT_WORDS[unit]}; write {right}.",
            )
        elif getattr(getattr(tempo, phase), right) is None:
            yield ("tempo", phase), f"needs {right}, the highest speed allowed."


def _sides(spec: ExerciseSpec) -> Iterator[Problem]:
    for name, measure in spec.measures.items():
        if spec.dose.sides == "both" and measure.side in ("moving", "other"):
            yield (
                ("measures", name, "side"),
                f"both sides exercise together (dose.sides), so none is {measure.side!r}; "
                "write near, left, right or both.",
            )
    if spec.dose.sides != "both" and spec.driver.side != "moving":
        yield (
            ("measures", spec.repetition.measure, "side"),
            f"one side at a time exercises (dose.sides: {spec.dose.sides}), so the driving "
            "measure is of the 'moving' side.",
        )


def _bands(spec: ExerciseSpec) -> Iterator[Problem]:
    unit = spec.driver.unit
    words = _UNIT_WORDS[unit]
    bands = {
        name: _number(getattr(spec.repetition, name), unit)
        for name in ("rest", "attempt", "counts", "target")
    }
    if bands["target"] <= bands["rest"]:
        yield (
            ("repetition", "target"),
            f"the target of {bands['target']:g} {words} lies inside of the rest band, which "
            f"ends at {bands['rest']:g}; raise the target or lower rest.",
        )
        return
    order = list(bands.items())
    for (lower, low), (upper, high) in zip(order, order[1:], strict=False):
        if high < low or (lower == "rest" and high == low):
            yield (
                ("repetition", upper),
                f"{upper} ({high:g} {words}) must lie above {lower} ({low:g} {words}).",
            )
