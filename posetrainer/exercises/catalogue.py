"""The exercises that are shipped."""

from functools import cache
from pathlib import Path

from posetrainer.errors import SpecError
from posetrainer.exercises.loader import load_spec
from posetrainer.exercises.problem import nearest
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.resources import specs_folder


@cache
def exercise_ids() -> tuple[str, ...]:
    """Return the ids of all exercises, in alphabetical order.

    Examples
    --------
    >>> from posetrainer import exercise_ids
    >>> "wall_squat" in exercise_ids()
    True
    """
    return tuple(sorted(path.stem for path in specs_folder().glob("*.yaml")))


def exercise_path(exercise_id: str) -> Path:
    """Return the file of one exercise of the catalogue.

    Raises
    ------
    SpecError
        If there is no such exercise; the nearest id is suggested.
    """
    if exercise_id not in exercise_ids():
        known = ", ".join(exercise_ids())
        near = nearest(exercise_id, exercise_ids())
        hint = f"did you mean {near!r}? Known" if near else "known"
        raise SpecError(f"There is no exercise {exercise_id!r}; {hint} are {known}.")
    return specs_folder() / f"{exercise_id}.yaml"


@cache
def load_exercise(exercise_id: str) -> ExerciseSpec:
    """Return one exercise of the catalogue.

    Examples
    --------
    >>> from posetrainer import load_exercise
    >>> spec = load_exercise("wall_squat")
    >>> spec.title, spec.view, spec.dose.repetitions
    ('Wall squat', 'side', 10)

    Raises
    ------
    SpecError
        If there is no such exercise (the nearest id is suggested), or its file is broken or
        is named otherwise than its id.
    """
    return load_spec(exercise_path(exercise_id), expected_id=exercise_id).spec
