"""What the documentation names is there, and what it lists is complete."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer

import posetrainer
from posetrainer.rules import events
from posetrainer.runtime.summary import SessionSummary

REPOSITORY = Path(__file__).resolve().parents[1]
PAGES = [
    *(REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    REPOSITORY / "samples" / "README.md",
    *sorted((REPOSITORY / "docs").rglob("*.md")),
]
CODE = re.compile(r"^```\w*\n(.*?)^```|`([^`\n]+)`", re.DOTALL | re.MULTILINE)


def code() -> Iterator[tuple[str, str]]:
    """Each line of code of a page, in a block or within a text, with the page's name."""
    for page in PAGES:
        for block, span in CODE.findall(page.read_text(encoding="utf-8")):
            for line in (block or span).splitlines():
                yield page.name, line.strip()


@pytest.fixture(scope="module")
def program() -> Any:
    from posetrainer.cli import app

    return typer.main.get_command(app)


def test_every_command_and_option_exists(program: Any) -> None:
    found = 0
    for page, line in code():
        match = re.match(r"(?:\$ )?(?:uv run )?posetrainer (?=[a-z])(.+)", line)
        if match is None:
            continue
        words = shlex.split(match[1], comments=True)
        command = program
        while hasattr(command, "commands") and words:
            name = words.pop(0)
            if name.startswith(("-", "…", ".")):
                break
            assert name in command.commands, f"{page}: {line}"
            command = command.commands[name]
            found += 1
        options = {option for one in command.params for option in (*one.opts, *one.secondary_opts)}
        for word in words:
            if word.startswith("--") and word != "--help":
                assert word.partition("=")[0] in options, f"{page}: {line}"
    assert found > 50


def test_every_tool_and_every_file_that_is_named_exists() -> None:
    missing = [
        f"{page}: {name}"
        for page, line in code()
        for name in re.findall(r"\b(?:posetrainer|tools|tests|samples)/[\w/]+\.py\b", line)
        if not (REPOSITORY / name).is_file()
    ]
    missing += [
        f"{page}: {name}"
        for page, line in code()
        for name in re.findall(r"(?:-m |^)(tools\.\w+)", line)
        if not list((REPOSITORY / "tools").glob(f"{name.removeprefix('tools.')}*"))
    ]
    assert not missing


def test_the_page_on_results_lists_every_key_and_every_event() -> None:
    page = (REPOSITORY / "docs" / "replay.md").read_text(encoding="utf-8")
    kinds = [kind.__name__ for kind in events.Event.__subclasses__()]
    assert kinds
    for name in [*kinds, *(field.name for field in fields(SessionSummary))]:
        assert f"`{name}`" in page


def test_the_api_page_has_every_public_name() -> None:
    page = (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8")
    for name in posetrainer.__all__:
        assert f"posetrainer.{name}" in page
