"""Checks of a spec beyond types: names, sides and phases that must agree."""

from collections.abc import Iterator

from posetrainer.exercises import check_numbers
from posetrainer.exercises.library import library, library_measures
from posetrainer.exercises.problem import FieldPath, Problem, nearest, suggest
from posetrainer.exercises.spec import (
    Distance,
    ExerciseSpec,
    FormFault,
    Inclination,
    Judged,
    Keep,
    Lift,
    Measure,
    Repetition,
)
from posetrainer.printable import printable

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
    problems += check_numbers.speeds(bands, tempo, driver.unit)
    units = list(check_numbers.band_units(bands, driver))
    problems += units or [
        *check_numbers.bands_in_order(bands, driver),
        *check_numbers.never_too_fast(bands, tempo, driver.unit),
    ]
    return problems


def find_warnings(spec: ExerciseSpec) -> list[Problem]:
    """Return what is allowed but doubtful in a valid spec."""
    doubts = (check_numbers.gaps, _odd, _unused, _hidden, _never_judged)
    return [problem for doubt in doubts for problem in doubt(spec)]


def _paced(spec: ExerciseSpec) -> Iterator[Problem]:
    """What the trainer paces is not measured, and has no sides."""
    for key in ("repetition", "tempo", "rhythm"):
        if getattr(spec, key) is not None:
            message = (
                "the trainer sets the pace (paced), so nothing is counted on a measure; delete it."
            )
            yield Problem((key,), message)
    if spec.dose.sides != "both":
        yield Problem(("dose", "sides"), "what is paced has no sides; write both.")
    yield from _one_sided(spec)


def _rhythm(spec: ExerciseSpec) -> Iterator[Problem]:
    rhythm = spec.rhythm
    if rhythm is not None and rhythm.at_least_per_min >= rhythm.at_most_per_min:
        message = (
            f"at_least_per_min ({rhythm.at_least_per_min:g}) is not below at_most_per_min "
            f"({rhythm.at_most_per_min:g}); swap or change them."
        )
        yield Problem(("rhythm",), message)


def _swings(spec: ExerciseSpec) -> Iterator[Problem]:
    for name, measure in spec.measures.items():
        counted = spec.repetition is not None and spec.repetition.measure == name
        if counted or measure.swing_within_s is None:
            continue
        if "relative_to" in type(measure).model_fields and measure.relative_to == "rest":
            message = "a swing is the same from zero and from rest; delete this key."
            yield Problem(("measures", name, "relative_to"), message)


def _names(spec: ExerciseSpec) -> Iterator[Problem]:
    """Names can be printed: they are part of a session's events."""
    for section in ("measures", *_SECTIONS):
        for name in getattr(spec, section):
            if printable(name) != name or not name.strip():
                message = "is no name that can be shown; write words without control characters."
                yield Problem((section, name), message)


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
    near = nearest(measure, [*spec.measures, *library().measures])
    mend = f"did you mean {near!r}?" if near else suggest(measure, spec.measures)
    return Problem(field, f"there is no measure {measure!r}; {mend}")


def _landmarks(spec: ExerciseSpec) -> Iterator[Problem]:
    """No measure is between a landmark and itself."""
    for name, measure in spec.measures.items():
        if isinstance(measure, Lift) and measure.over == measure.part:
            message = f"{measure.over!r} is the part as well; name another landmark."
            yield Problem(("measures", name, "over"), message)
        elif isinstance(measure, Inclination | Distance) and measure.start == measure.end:
            if isinstance(measure, Distance) and measure.end_on == "opposite":
                continue
            message = f"{measure.end!r} is the start as well; name another landmark."
            yield Problem(("measures", name, "end"), message)


def _conditions(spec: ExerciseSpec) -> Iterator[Problem]:
    for field, judged in _all_judged(spec):
        measure = spec.measures.get(judged.measure)
        if measure is None:
            yield _unknown(spec, (*field, "measure"), judged.measure)
            continue
        if isinstance(judged, FormFault) and (judged.keep is None) == (judged.reach is None):
            message = (
                "has both keep and reach; delete one." if judged.keep else "needs keep or reach."
            )
            yield Problem(field, message)
            continue
        if isinstance(judged, FormFault) and judged.keep and "rest" in judged.during:
            message = "at rest nothing is corrected, only reached; delete 'rest'."
            yield Problem((*field, "during"), message)
        for key in ("keep", "reach"):
            asked: Keep | None = getattr(judged, key, None)
            if asked is not None:
                yield from check_numbers.ranges(asked, measure, (*field, key))


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


def _odd(spec: ExerciseSpec) -> Iterator[Problem]:
    if spec.dose.sides == "each" and spec.dose.repetitions % 2:
        message = "cannot be shared evenly by two sides (dose.sides is each); make it even."
        yield Problem(("dose", "repetitions"), message)


def _unused(spec: ExerciseSpec) -> Iterator[Problem]:
    used = {judged.measure for _, judged in _all_judged(spec)}
    if spec.repetition:
        used.add(spec.repetition.measure)
    for name in spec.measures:
        if name not in used:
            yield Problem(("measures", name), "nothing uses this measure; use it or delete it.")


def _hidden(spec: ExerciseSpec) -> Iterator[Problem]:
    """Measures that have the name of another one in the library."""
    common = library_measures(spec.dose.sides)
    for name, measure in spec.measures.items():
        if name in common and common[name].quantity != measure.quantity:
            message = (
                f"this is {_what(measure)}, but {name} in the library is {_what(common[name])}; "
                "give this one another name."
            )
            yield Problem(("measures", name), message)


def _what(measure: Measure) -> str:
    """What a measure reads, as its keys have it."""
    ignored = {"side", "relative_to", "swing_within_s"}
    keys = measure.model_dump(exclude=ignored, exclude_defaults=True)
    return ", ".join(f"{key} {value}" for key, value in ({"kind": measure.kind} | keys).items())


def _never_judged(spec: ExerciseSpec) -> Iterator[Problem]:
    phases = {"rest", "hold", "back"} if spec.paced else {"rest", "out", "back"}
    phases |= {"hold"} if spec.hold_s else set()
    for section in ("throughout", "form"):
        for name, judged in getattr(spec, section).items():
            if phases.isdisjoint(judged.during):
                never = " or ".join(judged.during)
                message = f"there is no {never} here, so this is never judged; name another phase."
                yield Problem((section, name, "during"), message)
