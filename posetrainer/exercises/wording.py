"""Messages for pydantic's validation errors, for people who do not know Python."""

import re
from collections.abc import Mapping
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from posetrainer.exercises.problem import FieldPath, Problem, nearest, one_of, suggest
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.exercises.vocabulary import Strict

_UNIT_SUFFIXES = r"_(deg|in|s|deg_s|in_s)"
_LONGEST_SHOWN = 40
#: To find the word that was meant takes its time, and nobody mends more at once.
_MOST_FINDINGS = 100

#: Kinds of findings to sentences; ``{given}`` is the value, the rest pydantic's own context.
_MESSAGES = {
    "float_type": "{given} is not a number; write one, without quotes.",
    "int_type": "{given} is not a whole number; write one, without quotes.",
    "finite_number": "{given} is no ordinary number; write one.",
    "string_type": "{given} is not a text; write words, a number among them in quotes.",
    "tuple_type": "{given} is not a list; write one in brackets, or a line with a dash for each.",
    "greater_than": "{given} is too small; write a number above {gt:g}.",
    "greater_than_equal": "{given} is too small; write {ge:g} or more.",
    "less_than_equal": "{given} is too large; write {le:g} or less.",
    "unprintable": "holds a control character; delete it.",
    "too_long": "too many entries; keep {max_length} or fewer.",
    "too_short": "too few entries ({actual_length}); write {min_length} or more.",
}
_NO_GROUP = "{given} is not a group of keys; write its keys indented below it."


class _Place(NamedTuple):
    """Where a finding is: its field, its parent's type and the expected type."""

    field: FieldPath
    owner: Any
    wanted: Any


def explain(error: ValidationError, model: type[BaseModel] = ExerciseSpec) -> list[Problem]:
    """Return one problem for each thing that is wrong with a file read into a model.

    A misspelt key is one thing, though pydantic finds two: a key too many, a key missing. Of
    very many things, the first.
    """
    found = error.errors(include_url=False)[:_MOST_FINDINGS]
    findings = [(f, _locate(f["loc"], model)) for f in found]
    meant = {_meant(place) for finding, place in findings if finding["type"] == "extra_forbidden"}
    return [
        _problem(finding, place)
        for finding, place in findings
        if finding["type"] != "missing" or meant.isdisjoint(_brought_by(place))
    ]


def _brought_by(place: _Place) -> set[FieldPath]:
    """A key that is missing, and the names beside it that would bring it along."""
    names = (name for model in _models(place.owner) for name in _named_in_files(model))
    return {place.field, *((*place.field[:-1], name) for name in names)}


def _meant(place: _Place) -> FieldPath | None:
    """The field that an unknown key was probably meant to be."""
    name, known = str(place.field[-1]), _keys(place.owner)
    near = next(iter(_with_unit(name, known)), None) or nearest(name, known)
    return (*place.field[:-1], near) if near else None


def _problem(finding: Any, place: _Place) -> Problem:
    if finding["type"].startswith("union_tag"):
        return _kind_problem(finding["input"], place)
    return Problem(place.field, _message(finding, place))


def _message(finding: Any, place: _Place) -> str:
    given = finding["input"]
    name = str(place.field[-1])
    choices = [str(word) for word in get_args(place.wanted)]
    match finding["type"]:
        case "extra_forbidden":
            return f"unknown key; {_suggest_key(name, _keys(place.owner))}"
        case "missing":
            listed = f": {one_of(choices)}" if get_origin(place.wanted) is Literal else ""
            return f"is missing; add it{listed}."
        case "literal_error":
            return f"{_shown(given)} is not known here; {suggest(_word(given), choices)}"
        case "string_pattern_mismatch":
            return _bad_text(given, finding["ctx"]["pattern"])
        case "model_type" | "model_attributes_type" | "dict_type":
            return _NO_GROUP.format(given=_shown(given))
    sentence = _MESSAGES.get(finding["type"], "{given} does not fit here; look the key up.")
    return sentence.format(given=_shown(given), **finding.get("ctx", {}))


def _bad_text(given: str, pattern: str) -> str:
    if not given.strip():
        return "is empty; write words."
    if re.match(pattern, given.strip()):
        return f"{_shown(given)} has spaces around it; write {given.strip()!r}."
    plain = re.sub(r"[^a-z0-9]+", "_", given.lower()).strip("_0123456789")
    mend = f"did you mean {plain!r}?" if plain else "begin with a small letter."
    return f"{_shown(given)} is not made of small letters, digits and _; {mend}"


def _kind_problem(given: Any, place: _Place) -> Problem:
    """Return what is wrong with the key that selects the kind of a measure."""
    kinds = list(_kinds(place.wanted))
    if "kind" in given:
        kind = given["kind"]
        message = f"{_shown(kind)} is no kind of measure; {suggest(_word(kind), kinds)}"
        return Problem((*place.field, "kind"), message)
    near = nearest("kind", list(given))
    if near:
        return Problem((*place.field, near), "unknown key; did you mean 'kind'?")
    return Problem((*place.field, "kind"), f"is missing; add it: {one_of(kinds)}.")


def _suggest_key(given: str, known: list[str]) -> str:
    keys = _with_unit(given, known)
    return f"its unit is missing: write {one_of(keys)}." if keys else suggest(given, known)


def _with_unit(given: str, known: list[str]) -> list[str]:
    """Keys that are the given one and a unit."""
    return [key for key in known if re.fullmatch(re.escape(given) + _UNIT_SUFFIXES, key)]


def _shown(given: Any) -> str:
    """Return a value as it stands in the file, if it is short."""
    if isinstance(given, dict):
        return "a group of keys"
    if isinstance(given, list):
        return "a list"
    text = " ".join(str(given).split())
    if len(text) > _LONGEST_SHOWN:
        text = text[:_LONGEST_SHOWN] + "..."
    if isinstance(given, bool):
        text = text.lower()
    return f"'{text}'" if isinstance(given, str) else text


def _word(given: Any) -> str:
    """Return a value as a word to find a likeness for; a list or a group is like none."""
    return "" if isinstance(given, dict | list) else str(given)


def _locate(loc: FieldPath, model: type[BaseModel]) -> _Place:
    """Follow pydantic's path through the models, and drop the kind of measure it adds."""
    field: list[str | int] = []
    owner: Any = None
    wanted: Any = model
    for part in loc:
        kinds = _kinds(wanted)
        if part in kinds:
            wanted = kinds[str(part)]
            continue
        field.append(part)
        owner, wanted = wanted, _inside(wanted, part)
    return _Place(tuple(field), owner, wanted)


def _inside(wanted: Any, part: str | int) -> Any:
    """Type of what stands under a key, or in a list."""
    models = _models(wanted)
    if models:
        info = models[0].model_fields.get(str(part))
        return info.annotation if info else None
    return next((arg for arg in get_args(wanted) if arg not in (str, ...)), None)


def _keys(owner: Any) -> list[str]:
    """Keys that a file may have in a group."""
    return [
        key
        for model in _models(owner)[:1]
        for key in dict.fromkeys([*_named_in_files(model), *model.model_fields])
    ]


def _named_in_files(model: type[BaseModel]) -> Mapping[str, str]:
    return model.named_in_files if issubclass(model, Strict) else {}


def _kinds(wanted: Any) -> dict[str, type[BaseModel]]:
    """Models of a union by their discriminating word; empty if there is no union."""
    models = _models(wanted)
    if len(models) < 2:
        return {}
    return {get_args(model.model_fields["kind"].annotation)[0]: model for model in models}


def _models(wanted: Any) -> list[type[BaseModel]]:
    if get_origin(wanted) in (Annotated, Union, UnionType):
        return [model for arg in get_args(wanted) for model in _models(arg)]
    return [wanted] if isinstance(wanted, type) and issubclass(wanted, BaseModel) else []
