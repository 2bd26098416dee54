"""The reference of the spec language tells what is true, and leaves nothing out."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from each import for_each

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.completion import SHARES, STILL
from posetrainer.exercises.loader import load_spec
from posetrainer.exercises.spec import ExerciseSpec

TEXT = (Path(__file__).parents[2] / "docs" / "spec-language.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"```yaml\n(.+?)```", TEXT, flags=re.DOTALL)
PROSE = re.sub(r"```.+?```", "", TEXT, flags=re.DOTALL)


@pytest.fixture
def example(tmp_path: Path) -> Path:
    assert EXAMPLE is not None
    path = tmp_path / "my_squat.yaml"
    path.write_text(EXAMPLE.group(1), encoding="utf-8")
    return path


def test_the_example_is_a_valid_spec_without_warnings(example: Path) -> None:
    loaded = load_spec(example)
    assert loaded.warnings == ()
    assert loaded.spec == load_exercise("wall_squat").model_copy(update={"id": "my_squat"})


def test_the_table_of_bands_has_the_numbers_of_the_example(example: Path) -> None:
    bands = load_spec(example).spec.repetition
    assert f"| `rest` | `at_most_deg: {bands.rest.at_most_deg:g}` |" in TEXT
    for name in ("attempt", "counts", "target"):
        band = getattr(bands, name)
        assert f"| `{name}` | `at_least_deg: {band.at_least_deg:g}` |" in TEXT


def test_what_is_left_out_is_as_the_page_has_it() -> None:
    for band, share in SHARES.items():
        assert re.search(rf"\| `repetition\.{band}` \| {share:g} of ", TEXT)
    assert f"| {STILL['deg']:g} degrees or {STILL['in']:g} inches a second |" in TEXT


def test_the_mistake_shown_gives_the_sentence_shown(
    example: Path, complaints: Callable[[Path], list[str]]
) -> None:
    text = example.read_text(encoding="utf-8")
    example.write_text(text.replace("posture: standing", "posture: standng"), encoding="utf-8")
    (said,) = complaints(example)
    assert f"my_squat.yaml:{said}\n" in TEXT


def words(schema: Any) -> Iterator[str]:
    """Every key and every choice of the language."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        yield from schema.get("enum", [])
        for value in schema.values():
            yield from words(value)
    if isinstance(schema, list):
        for value in schema:
            yield from words(value)


@for_each("word", sorted(set(words(ExerciseSpec.model_json_schema()))))
def test_every_word_of_the_language_is_explained(word: str) -> None:
    assert re.search(rf"`[^`]*\b{word}\b[^`]*`", PROSE)
