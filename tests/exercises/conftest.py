"""Specs to break."""

from collections.abc import Callable
from pathlib import Path

import pytest

from posetrainer.errors import SpecError
from posetrainer.exercises.loader import load_spec
from posetrainer.system.resources import specs_folder

#: The wall squat, with nothing left out.
LONG_FORM = Path(__file__).with_name("long_form.yaml")


@pytest.fixture
def broken(tmp_path: Path) -> Callable[..., Path]:
    """Write a shipped spec, or the long form, with one passage replaced by another.

    The key poses, which are the last third of the long form, are left out: they take their time.
    """

    def write(old: str, new: str, exercise: str | None = None) -> Path:
        path = specs_folder() / f"{exercise}.yaml" if exercise else LONG_FORM
        text, _, _ = path.read_text(encoding="utf-8").partition("\nkey_poses:")
        assert text.count(old) == 1, f"{old!r} is there {text.count(old)} times"
        path = tmp_path / "mine.yaml"
        path.write_text(text.replace(old, new), encoding="utf-8")
        return path

    return write


@pytest.fixture
def complaints() -> Callable[[Path], list[str]]:
    """Load a bad spec; return its problems without the path in front."""

    def lines(path: Path) -> list[str]:
        with pytest.raises(SpecError) as caught:
            load_spec(path)
        reported = str(caught.value).splitlines()
        assert all(line.startswith(f"{path}:") for line in reported)
        return [line.removeprefix(f"{path}:") for line in reported]

    return lines


@pytest.fixture
def line_with() -> Callable[[Path, str], int]:
    """Find the first line of a file that holds a text's first line."""

    def find(path: Path, text: str) -> int:
        lines = path.read_text(encoding="utf-8").splitlines()
        first = text.splitlines()[0]
        return next(i for i, line in enumerate(lines, 1) if first in line)

    return find
