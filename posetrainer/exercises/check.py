"""What the types alone cannot tell about a spec: units, bands and names that must agree."""

import re
from collections.abc import Iterator
from itertools import pairwise

from posetrainer.exercises.problem import FieldPath, Problem, suggest
from posetrainer.exercises.spec import (
    Distance,
    ExerciseSpec,
    FormFault,
    Hold,
    Inclination,
    Judged,
    Keep,
    Lift,
    Measure,
    PhaseTempo,
    Repetition,
    Strict,
    Tempo,
    Unit,
)
from posetrainer.printable import printable

#: A gap between rest and counting that is narrower than this lets noise count.
LEAST_GAP: dict[Unit, float] = {"deg": 10.0, "in": 0.75}
#: An attempt that begins closer to rest than this begins at every twitch.
LEAST_STEP: dict[Unit, float] = {"deg": 5.0, "in": 0.4}
#: The share of these that is enough for a height over a landmark close by.
LOCAL_SHARE = 0.6
#: No two landmarks of a body are farther apart.
_TALLEST_IN = 100.0
#: Nobody goes from rest to target faster than in a quarter of a second on purpose; a smooth
#: movement is at its middle twice as fast as on average. A limit above that speed never warns.
_FASTEST_PER_S = 8.0
#: Up to this a limit may warn however near the target is, as who is in a hurry goes beyond it: a
#: foot in a brisk march passes through 70 inches a second, one that is tapped through 120 degrees.
_EFFECTIVE: dict[Unit, float] = {"deg": 120.0, "in": 70.0}
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
    problems = [*_identity(spec, expected_id), *_names(spec), *_landmarks(spec), *_swings(spec)]
    problems += _conditions(spec)
    if spec.paced is not None:
        return [*problems, *_paced(spec)]
    missing = [
        Problem((key,), "is missing; add it, or let the trainer set the pace with paced.")
        for key in ("repetition", "tempo")
        if getattr(spec, key) is None
    ]
    if spec.cues.go_on is None:
        missing.append(Problem(("cues", "go_on"), "is missing; add it."))
    bands, tempo = spec.repetition, spec.tempo
    if missing or bands is None or tempo is None:
        return [*problems, *missing]
    driver = spec.measures.get(bands.measure)
    if driver is None:
        return [*problems, _unknown(spec, ("repetition", "measure"), bands.measure)]
    problems += [*_sides(spec, bands, driver), *_rhythm(spec)]
    problems += _hold_and_tempo(bands, tempo, driver.unit)
    units = list(_band_units(bands, driver))
    problems += units or [*_bands(bands, driver), *_never_too_fast(bands, tempo, driver.unit)]
    return problems


def find_warnings(spec: ExerciseSpec) -> list[Problem]:
    """Return what is allowed but doubtful in a valid spec."""
    return [*_gaps(spec), *_odd(spec), *_unused(spec), *_never_judged(spec)]


def _paced(spec: ExerciseSpec) -> Iterator[Problem]:
    """What the trainer paces is not measured, and has no sides."""
    for key in ("repetition", "tempo", "rhythm"):
        if getattr(spec, key) is not None:
            say = (
                "the trainer sets the pace (paced), so nothing is counted on a measure; delete it."
            )
            yield Problem((key,), say)
    if spec.dose.sides != "both":
        yield Problem(("dose", "sides"), "what is paced has no sides; write both.")
    yield from _one_sided(spec)


def _rhythm(spec: ExerciseSpec) -> Iterator[Problem]:
    rhythm = spec.rhythm
    if rhythm is not None and rhythm.at_least_per_min >= rhythm.at_most_per_min:
        say = (
            f"at_least_per_min ({rhythm.at_least_per_min:g}) is not below at_most_per_min "
            f"({rhythm.at_most_per_min:g}); swap or change them."
        )
        yield Problem(("rhythm",), say)


def _swings(spec: ExerciseSpec) -> Iterator[Problem]:
    for name, measure in spec.measures.items():
        counted = spec.repetition is not None and spec.repetition.measure == name
        if counted or measure.swing_within_s is None:
            continue
        if "relative_to" in type(measure).model_fields and measure.relative_to == "rest":
            say = "a swing is the same from zero and from rest; delete this key."
            yield Problem(("measures", name, "relative_to"), say)


def _names(spec: ExerciseSpec) -> Iterator[Problem]:
    """Names can be shown: they are part of what a session tells."""
    for section in ("measures", *_SECTIONS):
        for name in getattr(spec, section):
            if printable(name) != name or not name.strip():
                say = "is no name that can be shown; write words without control characters."
                yield Problem((section, name), say)


def _identity(spec: ExerciseSpec, expected_id: str | None) -> Iterator[Problem]:
    if expected_id is not None and spec.id != expected_id:
        yield Problem(
            ("id",), f"{spec.id!r} is not the file's name; write {expected_id!r}, or rename it."
        )


def _all_judged(spec: ExerciseSpec) -> Iterator[tuple[FieldPath, Judged]]:
    for section in _SECTIONS:
        for name, judged in getattr(spec, section).items():
            yield (section, name), judged


def _unknown(spec: ExerciseSpec, field: FieldPath, measure: str) -> Problem:
    return Problem(field, f"there is no measure {measure!r}; {suggest(measure, spec.measures)}")


def _landmarks(spec: ExerciseSpec) -> Iterator[Problem]:
    """No measure is between a landmark and itself."""
    for name, measure in spec.measures.items():
        if isinstance(measure, Lift) and measure.over == measure.part:
            say = f"{measure.over!r} is the part as well; name another landmark."
            yield Problem(("measures", name, "over"), say)
        elif isinstance(measure, Inclination | Distance) and measure.start == measure.end:
            if isinstance(measure, Distance) and measure.end_on == "opposite":
                continue
            say = f"{measure.end!r} is the start as well; name another landmark."
            yield Problem(("measures", name, "end"), say)


def _conditions(spec: ExerciseSpec) -> Iterator[Problem]:
    for field, judged in _all_judged(spec):
        measure = spec.measures.get(judged.measure)
        if measure is None:
            yield _unknown(spec, (*field, "measure"), judged.measure)
            continue
        if isinstance(judged, FormFault) and (judged.keep is None) == (judged.reach is None):
            say = "has both keep and reach; delete one." if judged.keep else "needs keep or reach."
            yield Problem(field, say)
            continue
        if isinstance(judged, FormFault) and judged.keep and "rest" in judged.during:
            say = "at rest nothing is corrected, only reached; delete 'rest'."
            yield Problem((*field, "during"), say)
        for key in ("keep", "reach"):
            asked: Keep | None = getattr(judged, key, None)
            if asked is not None:
                yield from _asked(asked, measure, (*field, key))


def _asked(asked: Keep, measure: Measure, place: FieldPath) -> Iterator[Problem]:
    """A range is one, in the measure's unit, and can be reached."""
    problems = [*_band_unit(asked, measure.unit, place), *_reachable(asked, measure, place)]
    yield from problems
    low, high = asked.at_least, asked.at_most
    if not problems and low is not None and high is not None and low >= high:
        say = f"at_least ({low:g}) is not below at_most ({high:g}); swap or change them."
        yield Problem(place, say)


def _given(band: Strict) -> dict[str, float]:
    return {key: value for key, value in band if value is not None}


def _band_units(bands: Repetition, driver: Measure) -> Iterator[Problem]:
    for name in _BANDS:
        band, field = getattr(bands, name), ("repetition", name)
        yield from _band_unit(band, driver.unit, field)
        yield from _reachable(band, driver, field)


def _band_unit(band: Strict, unit: Unit, field: FieldPath) -> Iterator[Problem]:
    """Each number is in the measure's unit, and there is one."""
    given = _given(band)
    for key in given:
        if re.search("_(deg|in)$", key) and not key.endswith(f"_{unit}"):
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
    """The smallest and the largest value that a measure can read."""
    low, high = 0.0, 180.0
    if measure.unit == "in":
        # A distance is never negative, a lift may be: on the way below the resting place.
        low, high = (0.0 if isinstance(measure, Distance) else -_TALLEST_IN), _TALLEST_IN
    elif getattr(measure, "joint", None) == "ankle" or (
        getattr(measure, "against", None) == "horizontal"
    ):
        low, high = -90.0, 90.0
    most = high - low
    apart = measure.side == "difference" and measure.relative_to == "zero"
    if measure.swing_within_s is not None or apart:
        return 0.0, most
    return (low, high) if measure.relative_to == "zero" else (-most, most)


def _hold_and_tempo(bands: Repetition, tempo: Tempo, unit: Unit) -> Iterator[Problem]:
    if bands.hold:
        yield from _speed(bands.hold, unit, ("repetition", "hold"), "still")
    for phase in ("out", "back"):
        yield from _speed(getattr(tempo, phase), unit, ("tempo", phase), "at_most")


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


def highest_limit(way: float, unit: Unit) -> float:
    """Return the highest limit of speed that a movement can pass on its way from rest to target."""
    return max(_FASTEST_PER_S * way, _EFFECTIVE[unit])


def _never_too_fast(bands: Repetition, tempo: Tempo, unit: Unit) -> Iterator[Problem]:
    """A limit of speed is one that a movement of this size can pass."""
    way = _given(bands.target)[f"at_least_{unit}"] - _number(bands.rest, unit)
    most = highest_limit(way, unit)
    for phase in ("out", "back"):
        limit = _given(getattr(tempo, phase)).get(f"at_most_{unit}_s", 0.0)
        if limit > most:
            say = (
                f"no movement from rest to target is as fast as {limit:g}, so nobody would be "
                f"warned; write {most:g} or less."
            )
            yield Problem(("tempo", phase, f"at_most_{unit}_s"), say)


def _sides(spec: ExerciseSpec, bands: Repetition, driver: Measure) -> Iterator[Problem]:
    sides = spec.dose.sides
    if driver.swing_within_s is not None:
        yield Problem(
            ("measures", bands.measure, "swing_within_s"),
            "repetitions count on this measure itself, not on its swing; delete this key.",
        )
    if sides == "both" and driver.side in ("moving", "other"):
        yield Problem(
            ("dose", "sides"),
            f"both sides together, but repetitions count on the {driver.side} side "
            f"(measures.{bands.measure}); write each, alternate or either.",
        )
    elif sides == "both":
        yield from _one_sided(spec)
    elif driver.side != "moving":
        yield Problem(
            ("measures", bands.measure, "side"),
            f"one side at a time exercises (dose.sides is {sides}) and repetitions count on "
            "this measure; write moving.",
        )


def _one_sided(spec: ExerciseSpec) -> Iterator[Problem]:
    for name, measure in spec.measures.items():
        if measure.side in ("moving", "other"):
            yield Problem(
                ("measures", name, "side"),
                f"both sides exercise together (dose.sides), so none is {measure.side!r}; "
                "write near, left, right, both or difference.",
            )


def _number(band: Strict, unit: Unit) -> float:
    """The band's threshold: of a target, what is left after the tolerance."""
    given = _given(band)
    end = given.get(f"at_least_{unit}", given.get(f"at_most_{unit}", 0.0))
    return end - given.get(f"tolerance_{unit}", 0.0)


def _bands(bands: Repetition, driver: Measure) -> Iterator[Problem]:
    """The bands of a repetition follow one another."""
    unit = driver.unit
    words = _UNIT_WORDS[unit]
    band = {name: _number(getattr(bands, name), unit) for name in _BANDS}
    target = ("repetition", "target")
    if driver.relative_to == "rest" and band["rest"] <= 0:
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
    bands, driver = spec.repetition, spec.driver
    if bands is None or driver is None:
        return
    words = _UNIT_WORDS[driver.unit]
    rest = _number(bands.rest, driver.unit)
    # A height over a landmark close by is measured more exactly than one over the ground.
    share = LOCAL_SHARE if isinstance(driver, Lift) and driver.over is not None else 1
    for name, usual, else_ in (
        ("attempt", LEAST_STEP[driver.unit], "every twitch will be an attempt"),
        ("counts", LEAST_GAP[driver.unit], "noise will count"),
    ):
        least = usual * share
        gap = _number(getattr(bands, name), driver.unit) - rest
        if gap < least:
            say = f"only {gap:g} {words} above rest; leave {least:g} or more, or {else_}."
            yield Problem(("repetition", name), say)


def _odd(spec: ExerciseSpec) -> Iterator[Problem]:
    if spec.dose.sides == "each" and spec.dose.repetitions % 2:
        say = "cannot be shared evenly by two sides (dose.sides is each); make it even."
        yield Problem(("dose", "repetitions"), say)


def _unused(spec: ExerciseSpec) -> Iterator[Problem]:
    used = {judged.measure for _, judged in _all_judged(spec)}
    if spec.repetition:
        used.add(spec.repetition.measure)
    for name in spec.measures:
        if name not in used:
            yield Problem(("measures", name), "nothing uses this measure; use it or delete it.")


def _never_judged(spec: ExerciseSpec) -> Iterator[Problem]:
    phases = {"rest", "hold", "back"} if spec.paced else {"rest", "out", "back"}
    phases |= {"hold"} if spec.hold_s else set()
    for section in ("throughout", "form"):
        for name, judged in getattr(spec, section).items():
            if phases.isdisjoint(judged.during):
                never = " or ".join(judged.during)
                say = f"there is no {never} here, so this is never judged; name another phase."
                yield Problem((section, name, "during"), say)
