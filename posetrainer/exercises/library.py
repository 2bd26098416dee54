"""The library: measures and conditions that exercises have in common, each under a name."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from posetrainer.exercises.document import Document
from posetrainer.exercises.vocabulary import Measure, Sides, side_that_exercises
from posetrainer.system.resources import specs_folder


@dataclass(frozen=True)
class Library:
    """What a spec may name instead of writing it out.

    Parameters
    ----------
    measures : mapping
        Name to the keys of a measure. One with ``like: repetition`` has those of the measure
        that counts as well.
    conditions : mapping
        Name to the keys of a condition or a fault.
    """

    measures: Mapping[str, Mapping[str, Any]]
    conditions: Mapping[str, Mapping[str, Any]]


def library_path() -> Path:
    """Return the library's file."""
    return specs_folder() / "library" / "conditions.yaml"


@cache
def library() -> Library:
    """Return the library that is shipped."""
    return Library(**Document(library_path(), first_key="measures").data)


@cache
def library_measures(sides: Sides) -> Mapping[str, Measure]:
    """Return the library's measures as an exercise has them.

    Those that are like the measure that counts are left out.

    Parameters
    ----------
    sides : str
        ``dose.sides`` of the exercise.
    """
    measure, usual = TypeAdapter[Measure](Measure), {"side": side_that_exercises(sides)}
    return {
        name: measure.validate_python(usual | dict(keys))
        for name, keys in library().measures.items()
        if "like" not in keys
    }
