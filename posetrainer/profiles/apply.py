"""Adaptation of exercises to a person's profile."""

import math
import re
from typing import Any

from posetrainer.exercises import check
from posetrainer.exercises.spec import Cues, Dose, ExerciseSpec, Measure, Repetition, Unit
from posetrainer.exercises.vocabulary import UNIT_WORDS
from posetrainer.profiles.feasibility import (
    bands_of,
    find_problems,
    smallest_attempt,
    smallest_target,
)
from posetrainer.profiles.model import Override, PersonProfile, refuse
from posetrainer.rules.thresholds import Thresholds


def adapted(spec: ExerciseSpec, profile: PersonProfile) -> ExerciseSpec:
    """Return an exercise adapted to a person.

    The target is the person's own, and the counting threshold keeps its share of it. Limits of
    form, speed and `throughout` stay as they are, for safety. `PersonProfile.skips` returns whether
    the exercise is left out.

    Parameters
    ----------
    spec : ExerciseSpec
        As prescribed.
    profile : PersonProfile

    Raises
    ------
    ProfileError
        If the exercise does not allow what the profile asks for.
    """
    return _changed(spec, profile.override(spec.id), profile.name)


def unless_skipped(spec: ExerciseSpec, profile: PersonProfile) -> ExerciseSpec | None:
    """Return an exercise adapted to a person; None if the profile leaves it out."""
    return None if profile.skips(spec.id) else adapted(spec, profile)


def with_sides(spec: ExerciseSpec, profile: PersonProfile) -> ExerciseSpec:
    """Return an exercise as prescribed, except for a spared side."""
    sides = profile.override(spec.id).skip_sides
    return _changed(spec, Override(skip_sides=sides), profile.name)


def _changed(spec: ExerciseSpec, override: Override, name: str) -> ExerciseSpec:
    refuse(name, find_problems(spec, override))
    changes: dict[str, Any] = {"dose": _dose(spec.dose, override), "cues": spec.cues}
    if spec.paced and override.hold_s is not None:
        changes["paced"] = spec.paced.model_copy(update={"hold_s": override.hold_s})
    bands = bands_of(spec)
    if spec.repetition and spec.driver and bands:
        changes["repetition"] = _repetition(spec.repetition, spec.driver, bands, override)
        for target in override.targets.values():
            changes["cues"] = _reworded(changes["cues"], bands.unit, bands.prescribed, target)
    result = spec.model_copy(update=changes)
    refuse(f"{name}, {spec.id}", check.find_problems(result))
    return result


def _dose(dose: Dose, override: Override) -> Dose:
    """Return the dose; a single side does its own half, unless a number is given."""
    changes: dict[str, Any] = {}
    if override.only_side and override.only_side != dose.sides:
        changes["sides"] = override.only_side
        if dose.sides in ("each", "alternate"):
            changes["repetitions"] = (dose.repetitions + 1) // 2
    if override.repetitions is not None:
        changes["repetitions"] = override.repetitions
    return dose.model_copy(update=changes)


def _repetition(
    repetition: Repetition, driver: Measure, bands: Thresholds, override: Override
) -> Repetition:
    changes: dict[str, Any] = {}
    if repetition.hold and override.hold_s is not None:
        changes["hold"] = repetition.hold.model_copy(update={"seconds": override.hold_s})
    for target in override.targets.values():
        changes |= _scaled(repetition, driver, bands, target)
    return repetition.model_copy(update=changes)


def _scaled(
    repetition: Repetition, driver: Measure, bands: Thresholds, target: float
) -> dict[str, Any]:
    """Return the bands for another target, in the unit of the measure.

    The thresholds for counting and for an attempt keep their share of the target. The tolerance is
    the camera's error, which does not shrink with the movement, so it stays unless the counting
    threshold leaves no room for it. A person's best no longer raises the target, which was set on
    purpose.
    """
    unit, share = bands.unit, target / bands.prescribed
    counts = max(round(share * bands.counts, 2), smallest_target(driver, bands))
    counts = min(counts, target)
    attempt = max(round(share * bands.attempt, 2), smallest_attempt(driver, bands))
    room = math.floor(100 * (target - counts) + 1e-9) / 100
    tolerance = min(bands.prescribed - bands.target, room)
    # Rounding must not put the target, less its tolerance, below the counting threshold.
    counts = min(counts, target - tolerance)
    changed = {f"at_least_{unit}": target, f"tolerance_{unit}": tolerance, "of_best": None}
    return {
        "attempt": repetition.attempt.model_copy(update={f"at_least_{unit}": min(attempt, counts)}),
        "counts": repetition.counts.model_copy(update={f"at_least_{unit}": counts}),
        "target": repetition.target.model_copy(update=changed),
    }


def _reworded(cues: Cues, unit: Unit, prescribed: float, target: float) -> Cues:
    """Replace the prescribed target by the person's own in all cues."""
    words = UNIT_WORDS[unit]
    named = rf"(?<![\d.]){re.escape(f'{prescribed:g}')} {words}"
    own = f"{target:g} {words}"
    return cues.model_copy(
        update={key: re.sub(named, own, text) for key, text in cues if text is not None}
    )
