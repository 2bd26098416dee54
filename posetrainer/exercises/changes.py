"""Specs with changed numbers, validated like a file."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel, ValidationError

from posetrainer.errors import SpecError
from posetrainer.exercises import check
from posetrainer.exercises.numbers import dotted, nearest_name, numbers_of, plain
from posetrainer.exercises.problem import FieldPath, Problem
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.exercises.wording import explain


def with_numbers(spec: ExerciseSpec, numbers: Mapping[FieldPath, float | int]) -> ExerciseSpec:
    """Return a spec with other numbers.

    Parameters
    ----------
    spec : ExerciseSpec
        A valid one.
    numbers : mapping
        Field to value. A number that may be left out can be given as well.

    Raises
    ------
    SpecError
        If the result is not valid; a line for each problem.
    """
    changed, problems = tried(spec, numbers)
    if changed is None:
        raise SpecError("\n".join(f"{dotted(p.field)}: {p.message}" for p in problems))
    return changed


def tried(
    spec: ExerciseSpec, numbers: Mapping[FieldPath, float | int]
) -> tuple[ExerciseSpec | None, tuple[Problem, ...]]:
    """Return a spec with other numbers, or None and what stands in their way.

    Parameters
    ----------
    spec : ExerciseSpec
        A valid one.
    numbers : mapping
        Field to value.
    """
    problems: list[Problem] = []
    changed: Any = spec
    for field, value in numbers.items():
        try:
            changed = _put(changed, field, value)
        except ValidationError as error:
            model = type(owner_of(spec, field))
            problems += [Problem((*field[:-1], *p.field), p.message) for p in explain(error, model)]
        except LookupError:
            known = [number.name for number in numbers_of(spec)]
            message = f"there is no such number; {nearest_name(dotted(field), known)}"
            problems.append(Problem(field, message))
    problems = problems or check.find_problems(changed)
    return (None, tuple(problems)) if problems else (changed, ())


def by_number(
    spec: ExerciseSpec,
    problems: Iterable[Problem],
    changes: Mapping[FieldPath, float | int] = MappingProxyType({}),
) -> dict[FieldPath, str]:
    """Return problems by the number where they are best shown.

    Parameters
    ----------
    spec : ExerciseSpec
        As it was before the changes.
    problems : iterable of Problem
        A problem of a group of keys is shown at one of its numbers.
    changes : mapping
        What the problems come from: field to value. They are shown at a changed number rather
        than at one that was left as it was.
    """
    fields = [*changes, *(number.field for number in numbers_of(spec))]
    shown: dict[FieldPath, str] = {}
    for problem in problems:
        inside = (field for field in fields if _below(problem.field, field))
        place = next(chain(_causes(spec, problem, changes), inside), problem.field)
        message = problem.message
        if not _below(problem.field, place):
            message = f"{problem.field[-1]}: {message}"
        shown[place] = f"{shown[place]} {message}" if place in shown else message
    return shown


def _causes(
    spec: ExerciseSpec, problem: Problem, changes: Mapping[FieldPath, float | int]
) -> Iterator[FieldPath]:
    """Changes without which a problem would not be there; none if it is about a changed group."""
    if any(_below(problem.field, field) for field in changes):
        return
    for field in changes:
        others = {other: value for other, value in changes.items() if other != field}
        if problem.field not in (other.field for other in tried(spec, others)[1]):
            yield field


def _below(group: FieldPath, field: FieldPath) -> bool:
    return field[: len(group)] == group


def owner_of(spec: ExerciseSpec, field: FieldPath) -> Any:
    """Return the part of a spec that holds a field.

    Raises
    ------
    LookupError
        If the field leads nowhere.
    """
    owner: Any = spec
    for key in field[:-1]:
        owner = _child(owner, key)
    return owner


def _put(owner: Any, field: FieldPath, value: float | int) -> Any:
    """Return a model with a number in it, or below it, changed; nothing else is looked at again.

    Raises
    ------
    ValidationError
        If the language does not allow the number there.
    LookupError
        If the field leads nowhere.
    """
    key, *below = field
    if below:
        child = _put(_child(owner, key), tuple(below), value)
        if isinstance(owner, BaseModel):
            # Validated, not copied: cached properties of a model depend on its numbers.
            fields = {name: getattr(owner, name) for name in type(owner).model_fields}
            fields[str(key)] = child
            return type(owner).model_construct(owner.model_fields_set, **fields)
        return owner | {key: child}
    if not isinstance(owner, BaseModel):
        raise LookupError(key)
    given = {name: getattr(owner, name) for name in owner.model_fields_set}
    return type(owner).model_validate({**given, key: plain(value)})


def _child(owner: Any, key: str | int) -> Any:
    if isinstance(owner, BaseModel) and key in type(owner).model_fields:
        return getattr(owner, str(key))
    if not isinstance(owner, Mapping):
        raise LookupError(key)
    return owner[key]
