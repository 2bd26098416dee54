"""Reading of a YAML file into plain data, with the line of every field.

Nothing is built from a file before its size is known: references may stand for other references,
so a short file can expand to more than fits into memory.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.scanner import Scanner, ScannerError

from posetrainer.errors import SpecError
from posetrainer.exercises.problem import FieldPath, Problem
from posetrainer.exercises.syntax import UNREADABLE, syntax_problem
from posetrainer.printable import printable
from posetrainer.system.files import open_regular

#: Six times the longest exercise that is shipped, with nothing left out; so much YAML is read
#: within a second.
LARGEST_BYTES = 32_000
#: Values in a file, each reference counted as all that it stands for: the longest exercise
#: that is shipped has 230, with nothing left out.
_MOST_VALUES = 3_000
#: Groups and lists in one another; a spec has four.
_DEEPEST = 20
#: Most problems that are reported at once: the next check finds the rest.
_MOST_REPORTED = 10
_LONGEST_NAME = 40

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
#: The start of a value with a type tag, perhaps after its anchor.
_TAGGED = re.compile(r"(&\S+\s+)?!")


class _Scanner(Scanner):
    """Stops at brackets deep in one another: each costs time for all that are open."""

    def fetch_more_tokens(self) -> Any:
        if self.flow_level > _DEEPEST:
            raise ScannerError(None, None, "nested too deep", self.reader.get_mark())
        return super().fetch_more_tokens()


class _Constructor(SafeConstructor):
    """Makes plain data of nodes and leaves them as written; a date is the text that was written."""

    def construct_document(self, node: Node) -> Any:
        self._written: list[tuple[MappingNode, list[Any]]] = []
        try:
            return super().construct_document(node)
        finally:
            for mapping, entries in reversed(self._written):
                mapping.value = entries

    def flatten_mapping(self, node: MappingNode) -> None:
        # Puts merged entries in the place of the key ``<<``.
        self._written.append((node, list(node.value)))
        super().flatten_mapping(node)


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
        parser = _parser()
        try:
            root = parser.compose(text)
        except UNREADABLE as error:
            raise self._unreadable(error, text) from None
        if not isinstance(root, MappingNode):
            what = "is empty" if root is None else "does not hold `key: value` lines"
            raise SpecError(f"{path}: {what}; begin with `{first_key}:`.")
        #: The file's tree of nodes, each with its place in the text.
        self.root = root
        problems = list(_oddities(root, text))
        if problems:
            raise self.error(problems)
        try:
            #: What the file holds, in dicts, lists, texts and numbers.
            self.data: Any = parser.constructor.construct_document(root)
        except UNREADABLE as error:
            raise self._unreadable(error, text) from None

    def _unreadable(self, error: Exception, text: str) -> SpecError:
        return self.error([syntax_problem(error, text)])

    def error(self, problems: Iterable[Problem]) -> SpecError:
        """Return problems as one error, a line for each."""
        return SpecError("\n".join(self.messages(problems)))

    def messages(self, problems: Iterable[Problem]) -> list[str]:
        """Return problems as sentences, in the order of lines; of many, the first."""
        placed = [(problem.line or self.line_of(problem.field), problem) for problem in problems]
        placed.sort(key=lambda place: place[0])
        reported = placed[:_MOST_REPORTED]
        if len(placed) > len(reported):
            line, _ = placed[len(reported)]
            reported.append(
                (line, Problem((), "there is more from here on; mend the above first."))
            )
        return [
            printable(f"{self._path}:{line}: {_name(problem.field)}: {problem.message}")
            for line, problem in reported
        ]

    def line_of(self, field: FieldPath) -> int:
        """Return the line of a field, or of the closest parent that is in the file."""
        return self._find(field)[0]

    def holds(self, field: FieldPath) -> bool:
        """Return whether a field is in the file, and not only a parent of it."""
        return self._find(field)[1] == len(field)

    def _find(self, field: FieldPath) -> tuple[int, int]:
        """Line of a field or its closest parent, and the length of its path."""
        node: Node = self.root
        line = _line_of(node)
        for depth, part in enumerate(field):
            entry = _entry(node, part)
            if entry is None:
                return line, depth
            key, node = entry
            line = _line_of(key)
        return line, len(field)


def read_text(path: Path) -> str:
    """Return a file's text, to the letter: with its line ends and its byte order mark.

    Raises
    ------
    SpecError
        If it cannot be read.
    """
    try:
        with open_regular(path) as file:
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
    yaml.Scanner = _Scanner
    yaml.Constructor = _Constructor
    yaml.composer.warn_double_anchors = False
    return yaml


def _name(field: FieldPath) -> str:
    """Return a field as ``form.knee_bent.keep``, on one line and short whatever its keys hold."""
    return ".".join(_short(part) for part in field) or "spec"


def _short(part: object) -> str:
    text = " ".join(str(part).split())
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}..."


def _line_of(node: Node) -> int:
    return int(node.start_mark.line) + 1


def _entry(node: Node, part: str | int) -> tuple[Node, Node] | None:
    """Return the key and the value of an entry of a group or list, None if there is none."""
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


def _oddities(root: Node, text: str) -> Iterator[Problem]:
    """Find YAML that no spec uses, and files larger than any spec."""
    waiting: list[tuple[FieldPath, Node, tuple[int, ...]]] = [((), root, ())]
    seen: set[int] = set()
    count = 0
    while waiting:
        field, node, inside = waiting.pop()
        count += 1
        if id(node) in inside:
            message = "this reference contains itself; write the value out."
            yield Problem(field, message, _line_of(node))
            return
        if count > _MOST_VALUES or len(inside) > _DEEPEST:
            message = "holds far more than a spec does, all that references stand for; write less."
            yield Problem(field[:1], message)
            return
        if id(node) not in seen:
            seen.add(id(node))
            yield from _odd_value(field, node, text)
        children = _children(field, node)
        waiting += [(path, child, (*inside, id(node))) for path, child in children]


def _children(field: FieldPath, node: Node) -> list[tuple[FieldPath, Node]]:
    if isinstance(node, MappingNode):
        return [((*field, str(key.value)), value) for key, value in node.value]
    if isinstance(node, SequenceNode):
        return [((*field, i), value) for i, value in enumerate(node.value)]
    return []


def _odd_value(field: FieldPath, node: Node, text: str) -> Iterator[Problem]:
    if isinstance(node, MappingNode):
        yield from _odd_keys(field, node, text)
    if _is_tagged(node, text):
        yield Problem(field, "begins with a tag (!), which means nothing here; delete the tag.")
    elif node.tag == _NULL:
        yield Problem(field, "has no value; write one after the colon, or delete the key.")
    elif node.tag not in _PLAIN_TAGS:
        yield Problem(field, f"{node.value!r} means nothing here; write plain text or a number.")
    elif node.tag in _NUMBER_TAGS and len(node.value) > _LONGEST_NUMBER:
        yield Problem(field, "no such number is needed; write a shorter one.")


def _is_tagged(node: Node, text: str) -> bool:
    """Whether a value has a type tag, which may not fit the value."""
    return _TAGGED.match(text, node.start_mark.index) is not None


def _odd_keys(field: FieldPath, node: MappingNode, text: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for key, value in node.value:
        line = _line_of(key)
        if key.tag == MERGE:
            if not all(isinstance(merged, MappingNode) for merged in _merged(value)):
                message = "takes in keys from a reference such as *name; name a group of keys."
                yield Problem((*field, "<<"), message, line)
        elif not isinstance(key, ScalarNode) or key.tag != _STR or _is_tagged(key, text):
            name = _short(key.value) if isinstance(key, ScalarNode) else "a list or group"
            yield Problem(field, f"{name} is no name for a key; write a word.", line)
        elif key.value in first:
            message = f"is given twice, in line {first[key.value]} too; delete one of the two."
            yield Problem((*field, key.value), message, line)
        else:
            first[key.value] = line
