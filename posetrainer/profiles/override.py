"""Numbers of an exercise, kept as what is other for one person."""

from collections.abc import Mapping
from pathlib import Path

from posetrainer.exercises.numbers import dotted
from posetrainer.exercises.problem import FieldPath
from posetrainer.profiles.model import ProfileError
from posetrainer.profiles.store import load_profile, save_profile

#: Numbers of a spec that a profile can hold, and how it calls them.
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
    """Keep numbers of an exercise in a profile, beside what it holds already.

    Comments and the order of keys stay as they are in its file.

    Parameters
    ----------
    name : str
        Of a profile that is there.
    exercise_id : str
    numbers : mapping
        Field of the exercise's spec to value.

    Returns
    -------
    Path
        The profile's file.
    str or None
        A sentence about the numbers that a profile cannot hold; None if it holds all.

    Raises
    ------
    UserError
        If a profile can hold none of the numbers, or there is no such profile, or they are more
        than a profile may ask for.
    """
    profile = load_profile(name)
    held = {_HELD[field]: value for field, value in numbers.items() if field in _HELD}
    others = ", ".join(dotted(field) for field in numbers if field not in _HELD)
    say = f"A profile holds the target, the hold and the repetitions, but not {others}."
    if not held:
        nothing = "Nothing is changed, so there is nothing to keep in a profile."
        raise ProfileError(say if others else nothing)
    override = profile.override(exercise_id).model_copy(update=held)
    path = save_profile(profile.with_override(exercise_id, override))
    return path, say if others else None
