"""Damaged YAML: the specs of exercises, plans, and profiles."""

import io
import os
import random
import re
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from posetrainer.exercises.loader import load_spec
from posetrainer.rules.trainer import Trainer
from posetrainer.system.resources import specs_folder
from tools.fuzz.mutation import damaged, misshapen
from tools.fuzz.samples import EXERCISES, pose_at, recorded
from tools.fuzz.target import Target, command

_PLANS = (
    "title: Mine\nblocks:\n- exercise: heel_slides\n  repetitions: 6\n  rest_s: 5\n"
    "- exercise: wall_squat # slowly\n  sets: 2\n",
)
_PROFILES = (
    "name: input\nstature_cm: 164\nexercises:\n  wall_squat:\n    target_deg: 30\n"
    "    hold_s: 4\n    repetitions: 6\n  heel_slides:\n    skip_sides: [left]\n",
)
_TAGS = ("!!bool", "!!int", "!!float", "!!str", "!!null", "!!binary", "!!set", "!!omap", "!!python")
#: What stands for a value somewhere, as text.
_VALUES = (
    *("*a", "&a 1", "&a {x: 1}", "{<<: *a}", "[*a, *a]", "1e999", "-.inf", ".nan", "0o17", "1_0"),
    *("9" * 400, "'", '"\\u001b[31m"', '"\\0"', "\x07", "\ufeff", "\u202e", "{" * 60, "[" * 3000),
    *(
        "|",
        ">",
        "? x",
        "- ",
        "---",
        "...",
        "%YAML 1.1",
        "#",
        "~",
        "12:30:00",
        "2026-01-02",
        "@",
        "`",
    ),
)
#: Moments of a recording that an accepted spec must be able to judge.
_MOMENTS = 40


@cache
def _plain(text: str) -> Any:
    return YAML(typ="safe", pure=True).load(text)


@cache
def _specs() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(specs_folder().glob("*.yaml")))


def _make(texts: Callable[[], Sequence[str]]) -> Callable[[random.Random], bytes]:
    def make(rng: random.Random) -> bytes:
        text = rng.choice(texts())
        how = rng.random()
        if how < 0.45:
            return _dumped(misshapen(_plain(text), rng), text)
        if how < 0.8:
            for _ in range(rng.choice((1, 1, 2, 4))):
                text = rng.choice(_TEXT_CHANGES)(text, rng)
            return text.encode(errors="surrogatepass")
        if how < 0.85:
            return (text + _bomb(rng)).encode()
        return damaged(text.encode(), rng)

    return make


def _dumped(tree: Any, otherwise: str) -> bytes:
    out = io.StringIO()
    try:
        YAML(typ="safe", pure=True).dump(tree, out)
    except Exception:  # the library cannot write it
        return otherwise.encode()
    return out.getvalue().encode(errors="surrogatepass")


def _put_value(text: str, rng: random.Random) -> str:
    """Replace a value by an unusual one."""
    found = rng.choice(list(re.finditer(r"(?<=[:,\[-] )[^\s,{}\[\]#]+", text)))
    return text[: found.start()] + rng.choice(_VALUES) + text[found.end() :]


def _tag(text: str, rng: random.Random) -> str:
    at = rng.choice([found.end() for found in re.finditer(r"[:-] ", text)] or [0])
    return f"{text[:at]}{rng.choice(_TAGS)} {text[at:]}"


def _number(text: str, rng: random.Random) -> str:
    found = rng.choice(list(re.finditer(r"\b\d+(\.\d+)?\b", text)))
    number = float(found[0]) * rng.choice((-1, 0, 1e-9, 0.1, 0.5, 2, 10, 1e6, 1e300))
    return f"{text[: found.start()]}{number!r}{text[found.end() :]}"


def _line(text: str, rng: random.Random) -> str:
    """Double a line, lose, move, indent or share it."""
    lines = text.splitlines(keepends=True)
    at, to = rng.randrange(len(lines)), rng.randrange(len(lines) + 1)
    line = lines[at]
    changed = rng.choice(([line, line], [], [" " + line], [line.lstrip()], ["\t" + line]))
    if rng.random() < 0.3:
        lines.insert(to, line)
    else:
        lines[at : at + 1] = changed
    return "".join(lines)


def _anchor(text: str, rng: random.Random) -> str:
    """Name a value, and refer to it elsewhere, or within itself."""
    ends = [found.end() for found in re.finditer(r":(?= |\n)", text)]
    first, second = sorted((rng.choice(ends), rng.choice(ends)))
    alias = rng.choice((" *a", " {<<: *a}", " {<<: [*a, *a]}", "\n      <<: *a"))
    return f"{text[:first]} &a{text[first:second]}{alias}{text[second:]}"


_TEXT_CHANGES = (_put_value, _tag, _number, _line, _anchor)


def _bomb(rng: random.Random) -> str:
    """Return few lines that mean much: references to references, deep brackets, many keys."""
    many = rng.randint(8, 40)
    kind = rng.choice(("merge", "alias", "keys", "deep"))
    if kind == "keys":
        return "".join(f"key_{i}: {i}\n" for i in range(rng.choice((100, 1000, 5000))))
    if kind == "deep":
        return f"deep: {rng.choice('[{')}" + "[" * rng.choice((50, 500, 5000)) + "\n"
    rows = ["b0: &b0 {x: 1, y: 2}\n"]
    for i in range(1, many):
        before = ", ".join([f"*b{i - 1}"] * rng.randint(2, 9))
        held = f"{{<<: [{before}]}}" if kind == "merge" else f"[{before}]"
        rows.append(f"b{i}: &b{i} {held}\n")
    return "".join(rows)


def _judge_spec(path: Path) -> bool:
    if not command("exercises", "validate", path):
        return False
    # What is valid can be exercised by.
    trainer = Trainer(load_spec(path).spec)
    film = recorded(EXERCISES[0])
    for number in range(_MOMENTS):
        trainer.step(pose_at(film, number), float(film.times_s[number]))
    trainer.finish()
    return True


def _judge_plan(path: Path) -> bool:
    return command("programme", "--plan", path, "--show")


def _judge_profile(path: Path) -> bool:
    os.environ["XDG_CONFIG_HOME"] = str(path.parent)
    kept = path.parent / "posetrainer" / "profiles" / path.name
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(path.read_bytes())
    return command("profile", "show", path.stem)


SPECS = Target("specs", ".yaml", _make(_specs), _judge_spec)
PLANS = Target("plans", ".yaml", _make(lambda: _PLANS), _judge_plan)
PROFILES = Target("profiles", ".yaml", _make(lambda: _PROFILES), _judge_profile)
