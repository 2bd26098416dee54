"""The schema that editors complete and check specs with."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from each import each_shipped, for_each
from ruamel.yaml import YAML

from posetrainer.exercises.spec import ExerciseSpec

SCHEMA = ExerciseSpec.model_json_schema()
TYPES: dict[str, Any] = {
    "string": str,
    "number": (int, float),
    "integer": int,
    "array": list,
    "object": dict,
}


#: The words of JSON Schema that the specs' schema is made of, for values of the right type.
RULES: dict[str, Callable[[Any, Any], bool]] = {
    "$ref": lambda wanted, value: accepts(SCHEMA["$defs"][wanted.rpartition("/")[2]], value),
    "oneOf": lambda wanted, value: sum(accepts(one, value) for one in wanted) == 1,
    "const": lambda wanted, value: value == wanted,
    "enum": lambda wanted, value: value in wanted,
    "pattern": lambda wanted, value: re.search(wanted, value) is not None,
    "minimum": lambda wanted, value: value >= wanted,
    "exclusiveMinimum": lambda wanted, value: value > wanted,
    "maximum": lambda wanted, value: value <= wanted,
    "minItems": lambda wanted, value: len(value) >= wanted,
    "maxItems": lambda wanted, value: len(value) <= wanted,
    "maxProperties": lambda wanted, value: len(value) <= wanted,
    "minProperties": lambda wanted, value: len(value) >= wanted,
    "items": lambda wanted, value: all(accepts(wanted, item) for item in value),
    "required": lambda wanted, value: set(wanted) <= set(value),
    "properties": lambda wanted, value: all(
        accepts(wanted[key], value[key]) for key in wanted if key in value
    ),
}
SAYS_NOTHING = {"$schema", "$defs", "title", "description", "default", "discriminator"}


def accepts(schema: dict[str, Any], value: Any) -> bool:
    """Judge a value by a schema, as an editor does."""
    rules = dict(schema)
    kind, more = rules.pop("type", None), rules.pop("additionalProperties", {})
    if kind and (not isinstance(value, TYPES[kind]) or isinstance(value, bool)):
        return False
    if kind == "object":
        others = [value[key] for key in value if key not in schema.get("properties", {})]
        if more is False and others:
            return False
        if not all(accepts(more, item) for item in others):
            return False
    return all(RULES[word](rules[word], value) for word in rules.keys() - SAYS_NOTHING)


def read(path: Path) -> Any:
    return YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))


def keys() -> Iterator[tuple[str, str]]:
    """Every key with its description, its own or that of the group it holds."""
    for name, model in {"spec": SCHEMA, **SCHEMA["$defs"]}.items():
        for key, described in model["properties"].items():
            group = SCHEMA["$defs"].get(described.get("$ref", "").rpartition("/")[2], {})
            yield f"{name}.{key}", described.get("description") or group["description"]


@each_shipped
def test_accepts_what_is_shipped(shipped: Path) -> None:
    assert accepts(SCHEMA, read(shipped))


@for_each(
    ("old", "new"),
    [
        ("posture: standing", "posture: standng"),
        ("posture: standing\n", ""),
        ("repetitions: 10", "repetitions: ten"),
        ("kind: distance", "kind: distanse"),
        ("joint: knee, side: near, relative_to", "jiont: knee, side: near, relative_to"),
        ("title: Wall squat", "title:"),
        ("severity: safety", "severty: safety"),
        ("seconds: 5", "seconds: 0"),
        ("tolerance_deg: 8", "tolerance_deg:"),
    ],
)
def test_refuses_what_the_loader_refuses(broken: Callable[..., Path], old: str, new: str) -> None:
    # An empty value among others in braces has to be spelt out.
    path = broken(old, new.replace("tolerance_deg:", "tolerance_deg: null"))
    assert not accepts(SCHEMA, read(path))


def test_has_a_title_and_a_dialect() -> None:
    assert SCHEMA["$schema"].startswith("https://json-schema.org/")
    assert SCHEMA["title"] == "posetrainer exercise spec"


@for_each("described", keys())
def test_every_key_is_described_with_its_unit(described: tuple[str, str]) -> None:
    key, words = described
    assert words.endswith(".")
    units = {"_deg_s": "degrees a second", "_in_s": "inches a second", "_deg": "degrees"}
    units |= {"_in": "inches", "_s": "seconds", "seconds": "seconds"}
    ending = next((ending for ending in units if key.endswith(ending)), None)
    if ending is not None:
        assert units[ending] in words


def test_every_group_is_described() -> None:
    assert all(model["description"].endswith(".") for model in SCHEMA["$defs"].values())
