"""What is printed fits narrow terminals, and no word is cut for it."""

import contextlib
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from acceptance.cli import posetrainer_here
from labelled import put_recording
from typer.main import get_command

from posetrainer.cli import app
from posetrainer.exercises.catalogue import exercise_ids

WIDTHS = (60, 80)
LEVELS = ("beginner", "intermediate", "advanced")
#: So wide that nothing is wrapped, and nothing could be cut.
WIDE = 100_000


def commands(group: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, (*path, name))


COMMANDS = list(commands(get_command(app)))


def help_of(*command: str) -> str:
    run = posetrainer_here(*command, "--help")
    assert run.code == 0, run.err
    return run.out


def uncut_help_of(*command: str) -> str:
    out = io.StringIO()
    wide = {"terminal_width": WIDE, "max_content_width": WIDE}
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        get_command(app).main([*command, "--help"], "posetrainer", **wide)
    return out.getvalue()


def assert_fits(text: str, width: int) -> None:
    assert [line for line in text.splitlines() if len(line) > width] == []
    assert "…" not in text


@pytest.mark.slow
@pytest.mark.parametrize("width", WIDTHS)
def test_help_fits_and_no_word_of_it_is_cut(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    assert {("programme",), ("bench", "replay")} <= set(COMMANDS)
    for command in COMMANDS:
        text = help_of(*command)
        assert_fits(text, width)
        assert text.split() == uncut_help_of(*command).split(), command


def test_the_exercises_fit_by_level_with_titles_posture_and_dose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said = []
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        text = posetrainer_here("exercises").out
        assert_fits(text, width)
        for exercise in exercise_ids():
            assert f"  {exercise}  " in text
        assert [text.index(level) for level in LEVELS] == sorted(map(text.index, LEVELS))
        said.append(text.split())
    assert said[0] == said[1]
    assert "Straight leg raise: supine, 10 times, 5 seconds each, legs in turn" in " ".join(said[0])


@pytest.mark.slow
def test_scores_fit_and_no_word_of_them_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_recording("lumbar_stabilization", tmp_path)
    said = []
    for width in WIDTHS:
        monkeypatch.setenv("COLUMNS", str(width))
        run = posetrainer_here("score", tmp_path, "--cross", "--disturbed")
        assert run.code == 0, run.err
        assert_fits(run.out, width)
        # How long it took, and how wide a line is drawn, differ.
        lines = [line for line in run.out.splitlines() if "━" not in line and "─" not in line]
        # Columns are wrapped each by itself, so that words come in another order.
        said.append(sorted(" ".join(lines).split()))
    assert said[0] == said[1]
    assert {"lumbar_stabilization", "ghosts", "disturbance"} <= set(said[0])
