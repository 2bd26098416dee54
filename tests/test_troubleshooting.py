"""The troubleshooting page quotes what the program really prints, and leaves nothing out."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import posetrainer

pytestmark = pytest.mark.slow

PACKAGE = Path(posetrainer.__file__).parent
PAGE = (PACKAGE.parent / "docs" / "troubleshooting.md").read_text(encoding="utf-8")
#: Texts are looked up in the user's language; the page has the English ones.
LOOK_UPS = ("tr", "msg")
#: Messages of programs and libraries that are not ours.
FOREIGN = ("uv: command", "libGL", "libgthread")


@cache
def nodes() -> tuple[ast.AST, ...]:
    # In a checkout, the benchmarks are commands, too.
    modules = sorted([*PACKAGE.rglob("*.py"), *(PACKAGE.parent / "tools" / "bench").glob("*.py")])
    trees = [ast.parse(module.read_text(encoding="utf-8")) for module in modules]
    return tuple(node for tree in trees for node in ast.walk(tree))


def plain(text: str) -> str:
    return " ".join(text.replace("`", "").split())


def text_of(node: ast.AST) -> str:
    """The text of a string expression, … where it differs from case to case."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(text_of(value) for value in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return text_of(node.left) + text_of(node.right)
    if isinstance(node, ast.Call):
        if getattr(node.func, "id", "") in LOOK_UPS:
            return re.sub(r"\{\w*\}", "…", text_of(node.args[0]))
        if isinstance(node.func, ast.Attribute) and node.func.attr == "format":
            return text_of(node.func.value)
    return "…"


def texts_of(node: ast.AST, assigned: dict[str, list[ast.expr]]) -> Iterator[str]:
    """All that a string expression may be, where a name stands for what it was assigned."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        yield from texts_of(node.func.value, assigned)
    elif isinstance(node, ast.Name) and node.id in assigned:
        for value in assigned[node.id]:
            yield from texts_of(value, {})
    elif isinstance(node, ast.IfExp):
        yield from texts_of(node.body, assigned)
        yield from texts_of(node.orelse, assigned)
    else:
        yield text_of(node)


def fixed(text: str) -> list[str]:
    """The parts that are always the same, without punctuation at their ends."""
    parts = (plain(part).strip(" .,:;()") for part in text.split("…"))
    return [part for part in parts if len(part) > 2]


def quoted() -> Iterator[str]:
    """The messages in the first column of the page's tables."""
    for row in re.findall(r"^\| (`.+?) \| ", PAGE, flags=re.MULTILINE):
        yield from re.findall(r"`([^`]+)`", row)


def raised() -> Iterator[str]:
    """The messages of the errors that a user can mend."""
    errors = {"UserError"}
    classes = [node for node in nodes() if isinstance(node, ast.ClassDef)]
    while True:
        found = {c.name for c in classes for base in c.bases if getattr(base, "id", "") in errors}
        if found <= errors:
            break
        errors |= found
    for function in nodes():
        if not isinstance(function, ast.FunctionDef):
            continue
        assigned: dict[str, list[ast.expr]] = {}
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                assigned.setdefault(node.targets[0].id, []).append(node.value)
        for node in ast.walk(function):
            call = node.exc if isinstance(node, ast.Raise) else None
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in errors and call.args:
                yield from texts_of(call.args[0], assigned)


def test_every_message_on_the_page_is_in_the_program() -> None:
    ours = "\n".join(plain(text_of(node)) for node in nodes())
    for message in quoted():
        if not message.startswith(FOREIGN):
            for part in fixed(message):
                assert part in ours, f"nothing prints {message!r}: mend docs/troubleshooting.md"


def test_every_error_that_a_user_can_mend_is_on_the_page() -> None:
    listed = [fixed(message) for message in quoted()]
    for message in raised():
        text = plain(message)
        known = not fixed(message) or any(
            parts and all(part in text for part in parts) for parts in listed
        )
        assert known, f"{message!r} is missing from docs/troubleshooting.md"
