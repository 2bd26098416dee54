"""Changing numbers in a spec's file; every other byte stays as it is."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import BaseModel
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from posetrainer.errors import SpecError
from posetrainer.exercises.changes import owner_of, tried
from posetrainer.exercises.completion import completed
from posetrainer.exercises.document import Document
from posetrainer.exercises.loader import spec_in
from posetrainer.exercises.numbers import numbers_of, plain
from posetrainer.exercises.problem import FieldPath, Problem
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.system.files import ChangedError, digest_of, write_whole

#: What stands before a number that has been given a name.
_PROPERTIES = re.compile(r"(&\S+\s+)?")
#: A reference in place of a value, behind its key.
_REFERENCE = re.compile(r"\s*:\s+\*[^\s,\[\]{}]+")


class _Splice(NamedTuple):
    """Put other text from ``start`` to ``end``; of several at one place, in this order."""

    start: int
    order: int
    end: int
    text: str


def edited(
    text: str, numbers: Mapping[FieldPath, float | int], path: Path = Path("spec.yaml")
) -> str:
    """Return the text of a spec with other numbers.

    Comments, order, quotes and line ends stay. A number that is not written, because it is the
    usual one or comes from the library, is added after the key that comes before it in the
    language; so is one that would change with another, which it follows from.

    Parameters
    ----------
    text : str
        A valid spec.
    numbers : mapping
        Field to value, which is written with ten digits at the most.
    path : Path
        Where the text was read; only named in errors.

    Raises
    ------
    SpecError
        If the text is no valid spec, or would be none, or a number cannot be changed without
        changing others, as where several places share it by a reference.
    """
    document = Document(path, text=text)
    spec = spec_in(document).spec
    wanted, problems = tried(spec, numbers)
    if wanted is None:
        raise document.error(problems)
    page = _Page(text, document, _shared(document.root), wanted)
    found, result = spec, text
    fields: set[FieldPath] = set()
    while found != wanted:
        other = _differing(found, wanted)
        if other <= fields:
            raise SpecError(f"{path}: cannot be changed in place; change it in a text editor.")
        fields |= other
        result = page.with_numbers(fields)
        # While some are missing, the others need not be consistent.
        data = completed(Document(path, text=result).data).data
        found = ExerciseSpec.model_validate(data)
    return result


def save_edited(path: Path, text: str, numbers: Mapping[FieldPath, float | int]) -> str:
    """Change numbers in a file, and return its new text.

    At any time the file holds the old text or the new one. It keeps its mode.

    Parameters
    ----------
    path : Path
    text : str
        What the file held when it was read.
    numbers : mapping
        Field to value.

    Raises
    ------
    SpecError
        If the file holds another text by now, or cannot be written, or :func:`edited` refuses.
    """
    result = edited(text, numbers, path)
    try:
        write_whole(path, result, digest_of(text.encode("utf-8")))
    except ChangedError:
        raise SpecError(f"{path}: was changed by somebody else meanwhile; open it again.") from None
    except OSError as error:
        raise SpecError(
            f"{path}: cannot be written ({error.strerror}); check its rights, or tune a copy of it."
        ) from None
    return result


def _differing(found: ExerciseSpec, wanted: ExerciseSpec) -> set[FieldPath]:
    """Return the fields of the numbers that are not as they are wanted."""
    values = {number.field: number.value for number in numbers_of(found)}
    return {n.field for n in numbers_of(wanted) if values.get(n.field) != n.value}


def _spliced(text: str, splices: list[_Splice]) -> Iterator[str]:
    done = 0
    for splice in sorted(splices):
        yield text[done : splice.start]
        yield splice.text
        done = splice.end
    yield text[done:]


@dataclass(frozen=True)
class _Page:
    """A text with its tree of nodes, the ids of those in several places, and the wanted spec."""

    text: str
    document: Document
    shared: frozenset[int]
    wanted: ExerciseSpec

    def with_numbers(self, fields: Collection[FieldPath]) -> str:
        """Return the text with these numbers as they are wanted."""
        places = {self._place(field) for field in fields}
        return "".join(_spliced(self.text, [self._splice(place, fields) for place in places]))

    def _place(self, field: FieldPath) -> FieldPath:
        """What is written for a number: itself, or the outermost group of it that is missing."""
        node: Node | None = self.document.root
        for length, part in enumerate(field, 1):
            if id(node) in self.shared or not isinstance(node, MappingNode):
                raise self._refusal(field)
            node = _own(node, part)
            if node is None:
                return field[:length]
        if not isinstance(node, ScalarNode) or id(node) in self.shared:
            raise self._refusal(field)
        return field

    def _splice(self, place: FieldPath, fields: Collection[FieldPath]) -> _Splice:
        """How a number is changed, or a key added to its group, whose keys have an order."""
        node: Node | None = self.document.root
        for part in place[:-1]:
            node = _own(node, part)
        assert isinstance(node, MappingNode)
        owner, key = owner_of(self.wanted, place), place[-1]
        value = owner[key] if isinstance(owner, Mapping) else getattr(owner, str(key))
        if isinstance(value, Mapping):
            changed = {field[len(place)] for field in fields if field[: len(place)] == place}
            value = {name: one for name, one in value.items() if name in changed}
        number = _own(node, key)
        if number is None:
            return self._added(node, str(key), _written(value), _order(owner))
        start, end = number.start_mark.index, number.end_mark.index
        properties = _PROPERTIES.match(self.text, start, end)
        return _Splice(properties.end() if properties else start, 0, end, _written(value))

    def _refusal(self, field: FieldPath) -> SpecError:
        message = (
            "cannot be changed by itself: a reference (*name) shares it with another place; write "
            "the numbers out here first."
        )
        return self.document.error([Problem(field, message)])

    def _added(self, group: MappingNode, key: str, value: str, language: Sequence[str]) -> _Splice:
        """How a key is added behind the one that comes before it in the language."""
        order = language.index(key)
        entry = f"{key}: {value}"
        line_end = "\r\n" if "\r\n" in self.text else "\n"
        indent = " " * group.value[0][0].start_mark.column
        earlier = [pair for pair in group.value if pair[0].value in language[:order]]
        if not earlier:
            start = group.value[0][0].start_mark.index
            entry += ", " if group.flow_style else line_end + indent
            return _Splice(start, order, start, entry)
        end = self._end(*max(earlier, key=lambda pair: language.index(pair[0].value)))
        if group.flow_style:
            return _Splice(end, order, end, f", {entry}")
        line = self.text.find("\n", end) + 1
        if line == 0:
            end = len(self.text)
            return _Splice(end, order, end, f"{line_end}{indent}{entry}")
        return _Splice(line, order, line, f"{indent}{entry}{line_end}")

    def _end(self, key: Node, value: Node) -> int:
        """Where a value ends, without what follows its group."""
        if id(value) in self.shared:
            reference = _REFERENCE.match(self.text, key.end_mark.index)
            if reference:
                return reference.end()
        if isinstance(value, MappingNode) and not value.flow_style:
            return self._end(*value.value[-1])
        if isinstance(value, SequenceNode) and not value.flow_style:
            return self._end(key, value.value[-1])
        return int(value.end_mark.index)


def _order(owner: Any) -> tuple[str, ...]:
    """Return the order of a group's keys: what is named, then the numbers, then the sentence."""
    if isinstance(owner, Mapping):
        return tuple(owner)
    keys = [*owner.named_in_files, *type(owner).model_fields]
    return tuple(sorted(keys, key=lambda key: key == "say"))


def _written(value: Any) -> str:
    """Return a number, without an exponent, or a group of keys in braces."""
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_defaults=True)
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key}: {_written(one)}' for key, one in value.items())}}}"
    return value if isinstance(value, str) else format(Decimal(repr(plain(value))), "f")


def _own(node: Node | None, key: str | int) -> Node | None:
    """What stands under a key of this very group, not of one that it takes in."""
    entries = node.value if isinstance(node, MappingNode) else []
    return next((value for name, value in entries if name.value == key), None)


def _shared(root: Node) -> frozenset[int]:
    """Ids of the nodes that stand in several places."""
    seen = Counter[int]()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        seen[id(node)] += 1
        if seen[id(node)] == 1:
            waiting += _children(node)
    return frozenset(node for node, times in seen.items() if times > 1)


def _children(node: Node) -> list[Node]:
    if isinstance(node, MappingNode):
        return [value for _, value in node.value]
    return list(node.value) if isinstance(node, SequenceNode) else []
