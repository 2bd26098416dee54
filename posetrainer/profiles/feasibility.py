"""Limits of what a profile may ask for: target, hold, sides and repetitions."""

from collections.abc import Iterator

from posetrainer.exercises.check_numbers import least_gap, least_step
from posetrainer.exercises.problem import Problem
from posetrainer.exercises.spec import ExerciseSpec, Keep, Measure
from posetrainer.exercises.vocabulary import UNIT_WORDS
from posetrainer.profiles.model import Override
from posetrainer.rules.thresholds import Thresholds

#: Largest target, as a multiple of the prescribed one.
MOST = 1.25


def bands_of(spec: ExerciseSpec) -> Thresholds | None:
    """Return the bands of an exercise as numbers; None if it is paced."""
    if spec.repetition is None or spec.driver is None:
        return None
    return Thresholds.of(spec.repetition, spec.driver.unit)


def smallest_attempt(driver: Measure, bands: Thresholds) -> float:
    """Return the smallest movement that may begin an attempt, in the measure's unit.

    Its distance from rest is the one that the spec language requires, or the spec's own if smaller.
    """
    return bands.rest + min(least_step(driver), bands.attempt - bands.rest)


def smallest_target(driver: Measure, bands: Thresholds) -> float:
    """Return the smallest movement that can be counted, in the measure's unit.

    It is far enough from rest that noise is not counted, and at least an attempt by the spec.
    """
    return max(bands.rest + min(least_gap(driver), bands.counts - bands.rest), bands.attempt)


def find_problems(spec: ExerciseSpec, override: Override) -> list[Problem]:
    """Return the problems of an override.

    Parameters
    ----------
    spec : ExerciseSpec
        As prescribed.
    override : Override
        The profile's override of this exercise.
    """
    found = [
        *_targets(spec, override),
        *_hold(spec, override),
        *_sides(spec, override),
        *_repetitions(spec, override),
    ]
    return [Problem(("exercises", spec.id, *problem.field), problem.message) for problem in found]


def _targets(spec: ExerciseSpec, override: Override) -> Iterator[Problem]:
    driver, bands = spec.driver, bands_of(spec)
    for unit, target in override.targets.items():
        field = (f"target_{unit}",)
        if driver is None or bands is None:
            yield Problem(
                field, "the trainer sets the pace here, so there is no target; delete it."
            )
        elif driver.unit != unit:
            right = f"target_{driver.unit}"
            mend = "delete this key" if driver.unit in override.targets else f"write {right}"
            words = UNIT_WORDS[driver.unit]
            yield Problem(field, f"{spec.id} is measured in {words}; {mend}.")
        else:
            message = _too_little(target, driver, bands) or _too_much(target, spec, driver, bands)
            if message:
                yield Problem(field, message)


def _too_little(target: float, driver: Measure, bands: Thresholds) -> str | None:
    least = smallest_target(driver, bands)
    if target >= least:
        return None
    return (
        f"{target:g} is too small to be distinguished from rest; write {least:g} or more, or leave "
        "the exercise out with skip: true."
    )


def _too_much(target: float, spec: ExerciseSpec, driver: Measure, bands: Thresholds) -> str | None:
    """Return what is wrong with a target beyond the limits of form or of profiles."""
    most = min([MOST * bands.prescribed, *(limit for _, limit in _limits(spec, driver))])
    for name, limit in _limits(spec, driver):
        if target > limit:
            return f"{target:g} is beyond {name}, which allows {limit:g}; write {most:g} or less."
    if target > MOST * bands.prescribed:
        return (
            f"{target:g} is far beyond the prescribed {bands.prescribed:g}; write {most:g} or less."
        )
    return None


def _limits(spec: ExerciseSpec, driver: Measure) -> Iterator[tuple[str, float]]:
    """Yield names and values of upper limits on the driving measure."""
    asked: list[tuple[str, str, Keep | None]] = [
        (name, fault.measure, fault.keep) for name, fault in spec.form.items()
    ]
    asked += [(name, always.measure, always.keep) for name, always in spec.throughout.items()]
    for name, measure, keep in asked:
        if keep and keep.at_most is not None and _same(spec.measures[measure], driver):
            yield name, keep.at_most


def _same(measure: Measure, driver: Measure) -> bool:
    # At rest a joint is about straight, so its flexion from zero and from rest are the same; a
    # segment may point anywhere at rest.
    left_out = set() if measure.kind == "inclination" else {"relative_to"}
    return measure.model_dump(exclude=left_out) == driver.model_dump(exclude=left_out)


def _hold(spec: ExerciseSpec, override: Override) -> Iterator[Problem]:
    if override.hold_s is not None and not spec.hold_s:
        yield Problem(("hold_s",), f"nothing is held in {spec.id}; delete it.")


def _sides(spec: ExerciseSpec, override: Override) -> Iterator[Problem]:
    skipped = set(override.skip_sides)
    if not skipped:
        return
    message = None
    if spec.dose.sides == "both":
        message = f"both sides work together in {spec.id}; delete it, or write skip: true."
    elif len(skipped) > 1 or spec.dose.sides in skipped:
        message = "no side is left to exercise; write skip: true."
    if message:
        yield Problem(("skip_sides",), message)


def _repetitions(spec: ExerciseSpec, override: Override) -> Iterator[Problem]:
    number = override.repetitions
    if number is None or override.skip_sides or spec.dose.sides != "each":
        return
    if number % 2:
        yield Problem(
            ("repetitions",), f"{number} cannot be shared evenly by two sides; make it even."
        )
