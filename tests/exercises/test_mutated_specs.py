"""Whatever one mistake is made in a spec, the answer is a spec or sentences about it."""

import io
import re
import string
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from posetrainer.exercises.loader import SpecError, load_spec
from posetrainer.resources import specs_folder

READER = YAML(typ="safe", pure=True)
SHIPPED = sorted(specs_folder().glob("*.yaml"))
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=20),
    st.dates(),
    st.binary(max_size=3),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.text(max_size=5), st.integers(), max_size=2),
)


@cache
def shipped(path: Path) -> Any:
    return READER.load(path.read_text(encoding="utf-8"))


def places(tree: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every key and list position of a tree, as the way to it."""
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree)
    found = []
    for key, value in entries:
        found.append((*path, key))
        if isinstance(value, dict | list):
            found += places(value, (*path, key))
    return found


def copy(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: copy(value) for key, value in tree.items()}
    return [copy(value) for value in tree] if isinstance(tree, list) else tree


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw a shipped spec with one key or value changed."""
    tree = copy(shipped(draw(st.sampled_from(SHIPPED))))
    *way, key = draw(st.sampled_from(places(tree)))
    node = tree
    for part in way:
        node = node[part]
    change = draw(st.sampled_from(["rename", "delete", "replace", "add"]))
    if change == "rename" and isinstance(key, str):
        at = draw(st.integers(0, len(key) - 1))
        letter = draw(st.sampled_from(string.ascii_letters + string.digits + "_ .:é"))
        node[key[:at] + letter + key[at + 1 :]] = node.pop(key)
    elif change == "add" and isinstance(node, dict):
        node[draw(st.text(max_size=5))] = draw(VALUES)
    elif change == "replace":
        node[key] = draw(VALUES)
    else:
        del node[key]
    text = io.StringIO()
    YAML(typ="safe", pure=True).dump(tree, text)
    return text.getvalue()


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(text=mutated())
def test_valid_or_a_sentence_for_each_problem(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path: Path = tmp_path_factory.getbasetemp() / "mutated.yaml"
    path.write_text(text, encoding="utf-8")
    try:
        load_spec(path)
    except SpecError as error:
        for line in str(error).splitlines():
            assert re.fullmatch(rf"{re.escape(str(path))}:\d+: \S.*: \S.*[.?]", line), line
            assert len(line) - len(str(path)) < 250
            assert "Input should" not in line
