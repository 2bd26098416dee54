"""Saving changed numbers of an exercise in a profile."""

from collections.abc import Mapping
from pathlib import Path

from posetrainer.exercises.numbers import dotted
from posetrainer.exercises.problem import FieldPath
from posetrainer.profiles.model import ProfileError
from posetrainer.profiles.store import load_profile, save_profile

#: Numbers of a spec that a profile can hold, and their keys there.
_HELD: dict[FieldPath, str] = {
    ("repetition", "target", "at_least_deg"): "target_deg",
    ("repetition", "target", "at_least_in"): "target_in",
    ("repetition", "hold", "seconds"): "hold_s",
    ("paced", "hold_s"): "hold_s",
    ("dose", "repetitions"): "repetitions",
}


def keep_numbers(
    name: str, exercise_id: str, numbers: Mapping[FieldPath, float | int]
) -> tuple[Path, str | None]:
    """Save numbers of an exercise in a profile, in addition to what it holds already.

    Comments and the order of keys in its file are kept.

    Parameters
    ----------
    name : str
        Name of an existing profile.
    exercise_id : str
    numbers : mapping
        Values by field of the exercise's spec.

    Returns
    -------
    Path
        The profile's file.
    str or None
        A sentence about the numbers that a profile cannot hold; None if there are none.

    Raises
    ------
    UserError
        If there is no such profile, or it cannot hold or does not allow the numbers.
    """
    profile = load_profile(name)
    held = {_HELD[field]: value for field, value in numbers.items() if field in _HELD}
    others = ", ".join(dotted(field) for field in numbers if field not in _HELD)
    left_out = f"A profile holds the target, the hold and the repetitions, but not {others}."
    if not held:
        nothing = "Nothing is changed, so there is nothing to keep in a profile."
        raise ProfileError(left_out if others else nothing)
    override = profile.override(exercise_id).model_copy(update=held)
    path = save_profile(profile.with_override(exercise_id, override))
    return path, left_out if others else None
