"""What ``posetrainer tune`` opens the studio on, and what it says instead."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from acceptance.cli import Run, posetrainer_here
from labelled import put_recording

from posetrainer.studio import app
from posetrainer.system.resources import specs_folder

Opened = tuple[str | None, Path | None, list[str], dict[str, Any]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Labelled recordings of two exercises, and one that has no truth file."""
    place = tmp_path_factory.mktemp("recordings")
    put_recording("straight_leg_raise", place)
    shutil.copy(place / "straight_leg_raise_good.arrows", place / "patient.arrows")
    put_recording("wall_squat", place)
    return place


@pytest.fixture
def tune(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Opened | Run]:
    """Run the command; what it would have opened, or what it said."""
    opened: list[Opened] = []

    def note(draft: Any, cases: Any, **options: Any) -> None:
        exercise, path = (draft.spec.id, draft.path) if draft else (None, None)
        opened.append((exercise, path, [case.name for case in cases], options))

    monkeypatch.setattr(app, "open_studio", note)

    def run(*arguments: object) -> Opened | Run:
        opened.clear()
        said = posetrainer_here("tune", *arguments)
        return opened[0] if opened else said

    return run


def test_an_exercise_and_a_folder_open_its_recordings(tune: Any, folder: Path) -> None:
    exercise, path, names, options = tune("wall_squat", folder)
    assert (exercise, names) == ("wall_squat", ["wall_squat_good"])
    assert path == specs_folder() / "wall_squat.yaml"
    assert options == {"places": [folder], "port": None, "browser": True}


def test_the_exercise_is_read_from_recordings(tune: Any, folder: Path) -> None:
    exercise, _, names, _ = tune(folder / "patient.arrows", "--no-browser", "--port", 8100)
    assert (exercise, names) == ("straight_leg_raise", ["patient"])
    _, _, _, options = tune("wall_squat", folder, "--no-browser", "--port", 8100)
    assert options == {"places": [folder], "port": 8100, "browser": False}


def test_a_spec_of_ones_own_is_worked_on_where_it_lies(
    tune: Any, folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "mine.yaml"
    shutil.copy(specs_folder() / "straight_leg_raise.yaml", own)
    _, path, names, _ = tune("--spec", own, folder)
    assert path == own
    assert names == ["patient", "straight_leg_raise_good"]


def test_which_exercise_is_chosen_on_the_page_where_recordings_do_not_tell(
    tune: Any, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "film.mp4").write_bytes(b"a video, as far as its name goes")
    for place in (folder, tmp_path):
        exercise, _, names, options = tune(place)
        assert (exercise, names, options["places"]) == (None, [], [place])


def test_alone_it_opens_a_page_to_choose_on(
    tune: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    exercise, _, names, options = tune()
    assert (exercise, names, options["places"]) == (None, [], [])
    said = tune("wall_squat")
    assert said.code == 2
    assert "There is no recording yet" in said.err


def test_a_misspelt_exercise_is_reported(tune: Any, folder: Path) -> None:
    said = tune("wall_sqat", folder)
    assert said.code == 2
    assert "did you mean 'wall_squat'?" in said.err


def test_an_empty_folder_is_reported(tune: Any, tmp_path: Path) -> None:
    said = tune("wall_squat", tmp_path)
    assert said.code == 2
    assert "there is no recording or video for wall_squat" in said.err
