"""The exercises that are shipped."""

import re
from functools import cache
from pathlib import Path
from typing import get_args

from posetrainer.errors import SpecError
from posetrainer.exercises.loader import load_spec
from posetrainer.exercises.problem import nearest
from posetrainer.exercises.spec import ExerciseSpec, Level
from posetrainer.system.resources import specs_folder


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
        If there is no such exercise; the nearest id is suggested, and all are listed.
    """
    if exercise_id not in exercise_ids():
        raise _unknown(exercise_id)
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
        If there is no such exercise (the nearest id is suggested, and all are listed), or its
        file is broken or is named otherwise than its id.
    """
    return load_spec(exercise_path(exercise_id), expected_id=exercise_id).spec


def exercises_by_level() -> dict[Level, list[ExerciseSpec]]:
    """Return all exercises by their level, the easiest first.

    Raises
    ------
    SpecError
        If the file of one is broken.
    """
    specs = [load_exercise(exercise_id) for exercise_id in exercise_ids()]
    return {level: [spec for spec in specs if spec.level == level] for level in get_args(Level)}


def find_exercise(name: str) -> str | None:
    """Return the id of the exercise that has this id or title, or None.

    Upper case, spaces, hyphens and underscores make no difference.
    """
    return name if name in exercise_ids() else _ids_by_name().get(_plain(name))


def exercise_named(name: str) -> str:
    """Return the id of an exercise by its id or title, as :func:`find_exercise` does.

    Raises
    ------
    SpecError
        If there is no such exercise; the nearest one is suggested, and all are listed.
    """
    found = find_exercise(name)
    if found is None:
        raise _unknown(name)
    return found


def exercise_list() -> str:
    """Return all exercises by level, a line each: id and title."""
    width = max(map(len, exercise_ids()))
    return "\n".join(
        "\n".join([level, *(f"  {spec.id:<{width}}  {spec.title}" for spec in specs)])
        for level, specs in exercises_by_level().items()
    )


def _unknown(name: str) -> SpecError:
    ids = _ids_by_name()
    near = nearest(_plain(name), list(ids))
    hint = "these are known:"
    if near is not None:
        shown = near if near in exercise_ids() else load_exercise(ids[near]).title
        hint = f"did you mean {shown!r}?"
    return SpecError(f"There is no exercise {name!r}; {hint}\n{exercise_list()}")


def _ids_by_name() -> dict[str, str]:
    """Return all ids by what an exercise may be called."""
    specs = (spec for level in exercises_by_level().values() for spec in level)
    return {_plain(name): spec.id for spec in specs for name in (spec.id, spec.title)}


def _plain(name: str) -> str:
    return re.sub(r"[\W_]+", "_", name.casefold()).strip("_")
