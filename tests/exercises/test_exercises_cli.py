"""Bad specs, as a user of the command line meets them."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from each import each_shipped

from posetrainer import cli
from posetrainer.exercises.library import library_path

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command line; return its exit code, stdout and stderr."""

    def call(*args: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["posetrainer", *map(str, args)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        code = ended.value.code
        return code if isinstance(code, int) else 0, out, err

    return call


@each_shipped
def test_a_valid_spec(run: Run, shipped: Path) -> None:
    code, out, err = run("exercises", "validate", shipped)
    assert (code, err) == (0, "")
    assert out.count("\n") == 1
    assert out.startswith(f"{shipped}: ")


def test_a_doubtful_spec_is_valid_and_warned_about(run: Run, broken: Callable[..., Path]) -> None:
    path = broken("counts: {at_least_deg: 30}", "counts: {at_least_deg: 18}")
    code, out, err = run("exercises", "validate", path)
    assert code == 0
    assert "valid" in out
    before = path.read_text().partition("counts:")[0]
    line = before.count("\n") + 1
    assert err.startswith(f"warning: {path}:{line}: repetition.counts: only 8 degrees above rest; ")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "command",
    [
        ("exercises", "validate"),
        ("replay", "missing.mp4", "--spec"),
        ("train", "--headless", "--spec"),
    ],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize(
    ("old", "new", "lines"),
    [
        ("posture: standing", "posture: standng", 1),
        ("title: Wall squat", "\ttitle: Wall squat", 1),
        ("repetitions: 10", "repetitions: ten\n  set: 2\n  rests: 5", 3),
        ("attempt: {at_least_deg: 16}", "attempt: {at_least_in: 16}", 1),
    ],
)
def test_one_line_a_problem_exit_code_2_and_no_traceback(
    run: Run,
    broken: Callable[..., Path],
    command: tuple[str, ...],
    old: str,
    new: str,
    lines: int,
) -> None:
    path = broken(old, new)
    code, out, err = run(*command, path)
    assert (code, out) == (2, "")
    assert err.count("\n") == lines
    assert all(line.startswith(f"{path}:") for line in err.splitlines())
    assert "Traceback" not in err
    assert "pydantic" not in err


def test_files_that_are_none(run: Run, tmp_path: Path) -> None:
    binary = tmp_path / "clip.mp4"
    binary.write_bytes(bytes(range(256)))
    for path in (tmp_path, tmp_path / "missing.yaml", binary):
        code, out, err = run("exercises", "validate", path)
        assert (code, out) == (2, "")
        assert err.startswith(f"{path}: ")
        assert err.count("\n") == 1


def test_an_unknown_exercise(run: Run) -> None:
    code, _, err = run("exercises", "show", "wall_sqat")
    assert code == 2
    assert "did you mean 'wall_squat'?" in err


def test_the_schema_is_json(run: Run) -> None:
    code, out, _ = run("exercises", "schema")
    assert code == 0
    assert json.loads(out)["title"] == "posetrainer exercise spec"


def test_the_library_is_printed_as_it_is(run: Run) -> None:
    assert run("exercises", "library") == (0, library_path().read_text(encoding="utf-8"), "")
