"""Reading a spec from YAML, with errors a physiotherapist can act on."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from posetrainer.errors import UserError
from posetrainer.exercises.check import find_problems, find_warnings
from posetrainer.exercises.spec import ExerciseSpec

FieldPath = tuple[str | int, ...]


class SpecError(UserError):
    """A spec cannot be used; every line of the message names file, line, field and mend."""


@dataclass(frozen=True)
class LoadedSpec:
    """A valid spec and what is doubtful about it."""

    spec: ExerciseSpec
    warnings: tuple[str, ...]


def load_spec(path: Path) -> LoadedSpec:
    """Read and check one spec.

    Parameters
    ----------
    path : Path
        A YAML file.

    Raises
    ------
    SpecError
        If the file cannot be read, is not YAML, or is not a valid spec.
    """
    tree = _read_tree(path)
    try:
        spec = ExerciseSpec.model_validate(_plain(tree))
    except ValidationError as error:
        raise SpecError("\n".join(_explain(path, tree, error))) from None
    problems = [_at(path, tree, field, say) for field, say in find_problems(spec)]
    if problems:
        raise SpecError("\n".join(problems))
    return LoadedSpec(
        spec, tuple(_at(path, tree, field, say) for field, say in find_warnings(spec))
    )


def _read_tree(path: Path) -> CommentedMap:
    try:
        tree = YAML().load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SpecError(f"{path}: there is no such file; check the path.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise SpecError(f"{path}: cannot be read as a text file ({error}).") from None
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = f":{mark.line + 1}" if mark else ""
        raise SpecError(f"{path}{line}: this is not valid YAML: {error.problem}.") from None
    except YAMLError as error:
        raise SpecError(f"{path}: this is not valid YAML: {error}.") from None
    if not isinstance(tree, CommentedMap):
        raise SpecError(f"{path}: an exercise spec is a list of `key: value` lines, from `id:` on.")
    return tree


def _plain(node: Any) -> Any:
    if isinstance(node, CommentedMap):
        return {key: _plain(value) for key, value in node.items()}
    if isinstance(node, CommentedSeq):
        return tuple(_plain(value) for value in node)
    return node


def _at(path: Path, tree: CommentedMap, field: FieldPath, say: str) -> str:
    return f"{path}:{_line(tree, field)}: {'.'.join(map(str, field)) or 'spec'}: {say}"


def _line(tree: CommentedMap, field: FieldPath) -> int:
    """Line of a field, or of the closest parent that is in the file."""
    line, node = 1, tree
    for part in field:
        if isinstance(node, CommentedMap) and part in node:
            line = node.lc.key(part)[0] + 1
        elif isinstance(node, CommentedSeq) and isinstance(part, int) and part < len(node):
            line = node.lc.item(part)[0] + 1
        else:
            break
        node = node[part]
    return line


def _explain(path: Path, tree: CommentedMap, error: ValidationError) -> Iterator[str]:
    for problem in error.errors():
        field = _without_tags(tree, problem["loc"])
        yield _at(path, tree, field, _say(problem, field))


def _without_tags(tree: CommentedMap, loc: FieldPath) -> FieldPath:
    """Drop what pydantic adds to a path for its own use: the kind of a measure."""
    field: list[str | int] = []
    node: Any = tree
    for i, part in enumerate(loc):
        last = i == len(loc) - 1
        inside = isinstance(node, CommentedMap) and part in node
        if not inside and not last and isinstance(part, str):
            continue
        field.append(part)
        if inside or (isinstance(node, CommentedSeq) and isinstance(part, int)):
            node = node[part]
    return tuple(field)


def _say(problem: Any, field: FieldPath) -> str:
    kind, given = problem["type"], problem.get("input")
    name = str(field[-1]) if field else "spec"
    if kind == "extra_forbidden":
        return f"unknown key {name!r}; {suggest(name, _known_keys(problem['loc']))}"
    if kind == "missing":
        return f"{name!r} is missing; add it."
    if kind == "literal_error":
        words = problem["ctx"]["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        return f"{given!r} is not known here; {suggest(str(given), words)}"
    if kind == "union_tag_invalid":
        words = problem["ctx"]["expected_tags"].replace("'", "").split(", ")
        return f"{problem['ctx']['tag']!r} is no kind of measure; {suggest(problem['ctx']['tag'], words)}"
    if kind == "union_tag_not_found":
        return "a measure needs its kind: flexion, inclination, lift or distance."
    return f"{problem['msg'].lower()}, not {given!r}."


def suggest(given: str, known: Sequence[str]) -> str:
    """Return the nearest valid word, or all of them, as the end of a sentence."""
    near = difflib.get_close_matches(given, known, n=1, cutoff=0.6)
    if near:
        return f"did you mean {near[0]!r}?"
    return f"one of {', '.join(known)} is meant."


def _known_keys(loc: FieldPath) -> list[str]:
    """Valid keys beside an unknown one, found by following its path through the models."""
    model: Any = ExerciseSpec
    for part in loc[:-1]:
        fields = getattr(model, "model_fields", {})
        if part in fields:
            model = fields[part].annotation
        models = [m for m in _models_in(model)]
        tagged = [m for m in models if part == _tag(m)]
        model = (tagged or models or [model])[0] if len(tagged) == 1 or len(models) == 1 else model
    return list(getattr(model, "model_fields", {}))


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models_in(part)]


def _tag(model: type[BaseModel]) -> str | None:
    kind = model.model_fields.get("kind")
    return get_args(kind.annotation)[0] if kind else None
