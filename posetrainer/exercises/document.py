"""A spec's YAML: read into plain data, with the line of every field at hand."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from posetrainer.exercises.problem import FieldPath, Problem, SpecError
from posetrainer.exercises.syntax import UNREADABLE, syntax_problem

#: No spec is larger; a video or a disk image given by mistake is.
LARGEST_BYTES = 1_000_000

#: The key ``<<``, which takes in the keys of another group.
MERGE = "tag:yaml.org,2002:merge"
_NULL = "tag:yaml.org,2002:null"
_STR = "tag:yaml.org,2002:str"
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_NUMBER_TAGS = {"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
_PLAIN_TAGS = _NUMBER_TAGS | {
    MERGE,
    _STR,
    _TIMESTAMP,
    *(f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "bool")),
}
_LONGEST_NUMBER = 30


class _Constructor(SafeConstructor):
    """Makes plain data; a date is the text that was written."""


_Constructor.add_constructor(_TIMESTAMP, SafeConstructor.construct_yaml_str)


class Document:
    """One YAML file.

    Parameters
    ----------
    path : Path
    first_key : str
        What such a file begins with, as a hint for one that holds nothing of the kind.
    text : str, optional
        What it holds, where that has been read or is not written yet.

    Raises
    ------
    SpecError
        If it cannot be read, or is no YAML that a spec could be.
    """

    def __init__(self, path: Path, first_key: str = "id", text: str | None = None) -> None:
        self._path = path
        text = read_text(path) if text is None else text
        try:
            root = _parser().compose(text)
        except UNREADABLE as error:
            raise self._unreadable(error, text) from None
        if not isinstance(root, MappingNode):
            what = "is empty" if root is None else "does not hold `key: value` lines"
            raise SpecError(f"{path}: {what}; begin with `{first_key}:`.")
        #: The file's tree of nodes, each with its place in the text.
        self.root = root
        problems = list(_oddities(root))
        if problems:
            raise self.error(problems)
        try:
            #: What the file says, in dicts, lists, texts and numbers.
            self.data: Any = _parser().load(text)
        except UNREADABLE as error:
            raise self._unreadable(error, text) from None

    def _unreadable(self, error: Exception, text: str) -> SpecError:
        return self.error([syntax_problem(error, text)])

    def error(self, problems: Iterable[Problem]) -> SpecError:
        """Return problems as one error, a line for each."""
        return SpecError("\n".join(self.tell(problems)))

    def tell(self, problems: Iterable[Problem]) -> list[str]:
        """Return problems as sentences, in the order of the file's lines."""
        placed = [(problem.line or self._line(problem.field), problem) for problem in problems]
        return [
            f"{self._path}:{line}: {_name(problem.field)}: {problem.say}"
            for line, problem in sorted(placed, key=lambda place: place[0])
        ]

    def _line(self, field: FieldPath) -> int:
        """Line of a field, or of the closest parent that is in the file."""
        node: Node = self.root
        line = _line_of(node)
        for part in field:
            entry = _entry(node, part)
            if entry is None:
                break
            key, node = entry
            line = _line_of(key)
        return line


def read_text(path: Path) -> str:
    """Return a file's text, to the letter: with its line ends and its byte order mark.

    Raises
    ------
    SpecError
        If it cannot be read.
    """
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
        if len(content) > LARGEST_BYTES:
            raise SpecError(f"{path}: is far too large for a spec; check the path.")
        return content.decode("utf-8")
    except FileNotFoundError:
        raise SpecError(f"{path}: there is no such file; check the path.") from None
    except IsADirectoryError:
        raise SpecError(f"{path}: is a folder; name a spec file in it.") from None
    except UnicodeDecodeError:
        raise SpecError(f"{path}: is not a text file; save the spec as UTF-8 text.") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise SpecError(f"{path}: cannot be read ({why}); check the path and its rights.") from None


def _parser() -> YAML:
    yaml = YAML(typ="safe", pure=True)
    yaml.Constructor = _Constructor
    yaml.composer.warn_double_anchors = False
    return yaml


def _name(field: FieldPath) -> str:
    """Return a field as ``form.knee_bent.keep``, on one line whatever its keys hold."""
    return " ".join(".".join(map(str, field)).split()) or "spec"


def _line_of(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _entry(node: Node, part: str | int) -> tuple[Node, Node] | None:
    """What stands under a key or at a position: where it is named, and its value."""
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    if not isinstance(node, MappingNode):
        return None
    merged: tuple[Node, Node] | None = None
    for key, value in node.value:
        if key.tag == MERGE:
            merged = merged or next(filter(None, (_entry(m, part) for m in _merged(value))), None)
        elif key.value == part:
            return key, value
    return merged


def _merged(value: Node) -> list[Node]:
    return list(value.value) if isinstance(value, SequenceNode) else [value]


def _oddities(root: Node) -> Iterator[Problem]:
    """What is YAML but never part of a spec; each node is looked at once."""
    waiting: list[tuple[FieldPath, Node, tuple[int, ...]]] = [((), root, ())]
    seen: set[int] = set()
    while waiting:
        field, node, inside = waiting.pop()
        if id(node) in inside:
            say = "this reference contains itself; write the value out."
            yield Problem(field, say, _line_of(node))
            return
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield from _odd_value(field, node)
        children = _children(field, node)
        waiting += [(path, child, (*inside, id(node))) for path, child in children]


def _children(field: FieldPath, node: Node) -> list[tuple[FieldPath, Node]]:
    if isinstance(node, MappingNode):
        return [((*field, str(key.value)), value) for key, value in node.value]
    if isinstance(node, SequenceNode):
        return [((*field, i), value) for i, value in enumerate(node.value)]
    return []


def _odd_value(field: FieldPath, node: Node) -> Iterator[Problem]:
    if isinstance(node, MappingNode):
        yield from _odd_keys(field, node)
    if node.tag == _NULL:
        yield Problem(field, "has no value; write one after the colon, or delete the key.")
    elif node.tag not in _PLAIN_TAGS:
        tag = str(node.tag).removeprefix("tag:yaml.org,2002:")
        yield Problem(field, f"{tag!r} means nothing here; write plain text or a number.")
    elif node.tag in _NUMBER_TAGS and len(node.value) > _LONGEST_NUMBER:
        yield Problem(field, "no such number is needed; write a shorter one.")


def _odd_keys(field: FieldPath, node: MappingNode) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for key, value in node.value:
        line = _line_of(key)
        if key.tag == MERGE:
            if not all(isinstance(merged, MappingNode) for merged in _merged(value)):
                say = "takes in keys from a reference such as *name; name a group of keys."
                yield Problem((*field, "<<"), say, line)
        elif not isinstance(key, ScalarNode) or key.tag != _STR:
            name = key.value if isinstance(key, ScalarNode) else "a list or group"
            yield Problem(field, f"{name} is no name for a key; write a word.", line)
        elif key.value in first:
            say = f"is given twice, in line {first[key.value]} too; delete one of the two."
            yield Problem((*field, key.value), say, line)
        else:
            first[key.value] = line
