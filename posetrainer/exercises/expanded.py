"""A spec with all defaults written out, and where each value comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from io import StringIO
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from posetrainer.exercises.changes import owner_of
from posetrainer.exercises.document import Document
from posetrainer.exercises.loader import LoadedSpec, spec_in
from posetrainer.exercises.numbers import plain
from posetrainer.exercises.problem import FieldPath
from posetrainer.exercises.spec import ExerciseSpec

_WIDEST = 10_000
#: Where comments begin, behind all numbers.
_COLUMN = 32


def expanded(document: Document, person: tuple[str, ExerciseSpec] | None = None) -> str:
    """Return a spec as the text of a file that leaves nothing out.

    Each number has a comment with its origin: a line of the document, its target,
    the library, the language or a profile. So has each sentence that the document does not hold.

    Parameters
    ----------
    document : Document
        Of the spec's file.
    person : tuple of str and ExerciseSpec, optional
        Name of a profile, and the exercise adapted to that person.

    Raises
    ------
    SpecError
        If it is no valid spec.
    """
    loaded = spec_in(document)
    name, spec = person or ("", loaded.spec)
    tree = _Expansion(document, loaded, name).group((), spec)
    yaml, text = YAML(), StringIO()
    yaml.width = _WIDEST
    yaml.dump(tree, text)
    return text.getvalue()


@dataclass(frozen=True)
class _Expansion:
    document: Document
    loaded: LoadedSpec
    person: str

    def group(self, field: FieldPath, value: Any) -> CommentedMap:
        """Return a group of keys, with a comment beside each that is not the document's."""
        group = CommentedMap()
        for key, child in value.items() if isinstance(value, Mapping) else value:
            place = (*field, key)
            poses = self.loaded.whole.origin(place) if key == "key_poses" else None
            if poses is not None:
                group[key] = poses.rpartition(" ")[2]
            elif isinstance(child, BaseModel | Mapping):
                if child:
                    group[key] = self.group(place, child)
            elif child is not None:
                group[key] = _value(child)
                comment = self._comment(place, child)
                if comment:
                    group.yaml_add_eol_comment(comment, key, _COLUMN)
        return group

    def _comment(self, field: FieldPath, value: Any) -> str:
        prescribed: Any = owner_of(self.loaded.spec, field)
        if getattr(prescribed, str(field[-1]), value) != value:
            return f"profile: {self.person}"
        origin = self.loaded.whole.origin(field)
        if origin is not None:
            return origin
        if not self.document.holds(field):
            return "default"
        is_number = isinstance(value, int | float)
        return f"line {self.document.line_of(field)}" if is_number else ""


def _value(value: Any) -> Any:
    if isinstance(value, tuple):
        items = CommentedSeq(map(_value, value))
        items.fa.set_flow_style()
        return items
    return plain(value) if isinstance(value, int | float) else value
