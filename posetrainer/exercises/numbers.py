"""The numbers of a spec: each with its name, unit and meaning.

They are found by walking the spec's typed model, so a number that the language gains is listed
without a word here. Lists are left out: only the key poses, which a picture is drawn from, hold
numbers in lists.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from annotated_types import Ge, Gt, Le, Lt
from pydantic import BaseModel

from posetrainer.errors import UserError
from posetrainer.exercises.problem import FieldPath, nearest
from posetrainer.exercises.spec import AtLeast, AtMost, ExerciseSpec, Judged, Repetition

Role = Literal[
    "rest",
    "attempt",
    "counts",
    "target",
    "tolerance",
    "keep low",
    "keep high",
    "reach low",
    "reach high",
    "speed",
    "time",
    "share",
    "cadence",
    "dose",
    "other",
]
#: Numbers that are lines on the curve of a measure.
THRESHOLDS: frozenset[Role] = frozenset(
    ("rest", "attempt", "counts", "target", "keep low", "keep high", "reach low", "reach high")
)

#: Endings of keys, the longest first, with the unit in words and the kind of quantity.
_SUFFIXES: tuple[tuple[str, str, Role | None], ...] = (
    ("_deg_s", "degrees a second", "speed"),
    ("_in_s", "inches a second", "speed"),
    ("_per_min", "a minute", "cadence"),
    ("_percent", "percent", "share"),
    ("_deg", "degrees", None),
    ("_in", "inches", None),
    ("_s", "seconds", "time"),
    ("seconds", "seconds", "time"),
    ("of_best", "of the best so far", "share"),
)


@dataclass(frozen=True)
class SpecNumber:
    """One number of a spec.

    Parameters
    ----------
    field : tuple
        Where it stands.
    value : float or int
    whole : bool
        Whether only whole numbers are allowed.
    unit : str
        In words, to be read after the value: ``degrees``, ``inches a second``.
    about : str
        What the group is for that it belongs to, in whole sentences; empty where it stands alone.
    own : str
        What it is for itself; empty where its group's words are enough.
    spoken : str
        What the user hears because of it, in a whole sentence; empty where that is nothing.
    measure : str or None
        Measure on whose curve the number is drawn as a line, or None.
    role : str
        What kind of number it is.
    least, most : float or None
        Bounds that the language sets by itself, in the same unit. What the bands of one
        repetition ask of each other is checked where they are changed.
    """

    field: FieldPath
    value: float | int
    whole: bool
    unit: str
    about: str
    own: str
    spoken: str
    measure: str | None
    role: Role
    least: float | None
    most: float | None

    @property
    def meaning(self) -> str:
        """What it is for, in whole sentences."""
        return " ".join(filter(None, (self.about, self.own, self.spoken)))

    @property
    def name(self) -> str:
        """The field as people write it: ``repetition.counts.at_least_in``."""
        return dotted(self.field)

    @property
    def label(self) -> str:
        """What it is, in a few words without its section and unit: ``counts at least``."""
        key = str(self.field[-1])
        ending = next((suffix for suffix, _, _ in _SUFFIXES if key.endswith(suffix)), "")
        words = [*map(str, self.field[1:-1]), key.removesuffix(ending)]
        return " ".join(filter(None, words)).replace("_", " ")

    @property
    def is_threshold(self) -> bool:
        """Whether it is a line on the curve of a measure."""
        return self.role in THRESHOLDS


def dotted(field: FieldPath) -> str:
    """Return a field as people write it: ``repetition.counts.at_least_in``."""
    return ".".join(map(str, field))


def plain(value: float | int) -> float | int:
    """Return a number as people write it: of ten digits at the most, a whole one as an int."""
    if isinstance(value, bool):
        return value
    rounded = float(f"{value:.10g}") if math.isfinite(value) else value
    return int(rounded) if float(rounded).is_integer() else rounded


def nearest_name(text: str, names: Iterable[str]) -> str:
    """Return the name, or the part of one, that was probably meant, as the end of a sentence."""
    known = list(names)
    parts = sorted({part for name in known for part in name.split(".")})
    near = nearest(text, known) or nearest(text, parts)
    return f"did you mean {near!r}?" if near else f"its numbers are {', '.join(known)}."


def numbers_of(spec: ExerciseSpec) -> tuple[SpecNumber, ...]:
    """Return every number of a spec, in the order of the language; defaults among them."""
    return tuple(_described(*leaf) for leaf in _leaves(spec, (), ()))


def field_named(spec: ExerciseSpec, text: str) -> FieldPath:
    """Return the field of a number that somebody named.

    Parameters
    ----------
    spec : ExerciseSpec
    text : str
        The whole name (``repetition.counts.at_least_in``), or any part of it between dots that
        distinguishes it from the others. Where a part names a threshold and what belongs to it (its
        tolerance, its time), the threshold is meant: ``target``, ``too_deep``.

    Raises
    ------
    UserError
        If nothing is called so (the nearest name is suggested), or several are.
    """
    numbers = numbers_of(spec)
    named = {number.name: number for number in numbers}
    if text in named:
        return named[text].field
    found = [number for number in numbers if f".{text}." in f".{number.name}."]
    found = [number for number in found if number.is_threshold] or found
    if len(found) == 1:
        return found[0].field
    if found:
        names = ", ".join(number.name for number in found)
        raise UserError(f"{spec.id}: {text!r} can be any of {names}; write more of the name.")
    raise UserError(f"{spec.id} has no number {text!r}; {nearest_name(text, named)}")


def _leaves(
    value: Any, field: FieldPath, owners: tuple[BaseModel, ...]
) -> Iterator[tuple[FieldPath, float | int, tuple[BaseModel, ...]]]:
    """Every number below a value, with the models that it is part of, the outermost first."""
    if isinstance(value, bool):
        return
    if isinstance(value, int | float):
        yield field, value, owners
        return
    if isinstance(value, BaseModel):
        owners = (*owners, value)
        children = ((name, getattr(value, name)) for name in type(value).model_fields)
    elif isinstance(value, Mapping):
        children = ((name, child) for name, child in value.items())
    else:
        return
    for key, child in children:
        yield from _leaves(child, (*field, key), owners)


def _described(field: FieldPath, value: float | int, owners: tuple[BaseModel, ...]) -> SpecNumber:
    unit, quantity = _unit(str(field[-1]))
    least, most = _bounds(owners[-1], str(field[-1]))
    about, own = _meaning(field, owners)
    spoken = (f"The user hears: “{o.say}”" for o in owners if isinstance(o, Judged))
    asks = next((o.measure for o in owners if isinstance(o, Judged | Repetition)), None)
    return SpecNumber(
        field=field,
        value=value,
        whole=isinstance(value, int),
        unit=unit,
        about=about,
        own=own,
        spoken=" ".join(spoken),
        measure=asks if unit in ("degrees", "inches") else None,
        role=_role(field, quantity),
        least=least,
        most=most,
    )


def _unit(key: str) -> tuple[str, Role | None]:
    """The unit of a key in words; a key without one counts what it is called."""
    for suffix, unit, quantity in _SUFFIXES:
        if key.endswith(suffix):
            return unit, quantity
    return key.replace("_", " "), None


def _role(field: FieldPath, quantity: Role | None) -> Role:
    section, (parent, key) = field[0], map(str, ("", *field)[-2:])
    if section == "dose":
        return "dose"
    if quantity is not None:
        return quantity
    if key.startswith("tolerance"):
        return "tolerance"
    end = "high" if key.startswith("at_most") else "low"
    named = parent if section == "repetition" else f"{parent} {end}"
    return next((role for role in get_args(Role) if role == named), "other")


def _meaning(field: FieldPath, owners: tuple[BaseModel, ...]) -> tuple[str, str]:
    """The language's words for a number's group, and about the number itself."""
    own = type(owners[-1]).model_fields[str(field[-1])].description or ""
    group = type(owners[-2]).model_fields.get(str(field[-2])) if len(owners) > 2 else None
    about = (group.description if group is not None else None) or ""
    # The end of a band means no more than the band itself.
    alone = about and isinstance(owners[-1], AtLeast | AtMost) and str(field[-1]).startswith("at_")
    return about, "" if alone else own


def _bounds(owner: BaseModel, key: str) -> tuple[float | None, float | None]:
    least: Any = None
    most: Any = None
    for limit in type(owner).model_fields[key].metadata:
        if isinstance(limit, Ge):
            least = limit.ge
        elif isinstance(limit, Gt):
            least = limit.gt
        elif isinstance(limit, Le | Lt):
            most = limit.le if isinstance(limit, Le) else limit.lt
    return least, most
