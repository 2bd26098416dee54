"""What is dropped into the studio is kept on this machine, and removed for good."""

import asyncio
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from labelled import put_recording

from posetrainer.errors import UserError
from posetrainer.profiles.model import PersonProfile
from posetrainer.profiles.store import save_profile
from posetrainer.studio.library import receive, remove, shelves, uploads_folder


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of a user who has nothing yet."""
    for kind in ("CACHE", "CONFIG", "DATA"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    return tmp_path


def drop(name: str, content: bytes = b"a film", person: str | None = None) -> Path:
    async def parts() -> AsyncIterator[bytes]:
        for i in range(0, len(content), 4):
            yield content[i : i + 4]

    return asyncio.run(receive(parts(), name, person))


def test_what_is_dropped_is_kept_for_this_user_alone(home: Path) -> None:
    path = drop("film.mp4")
    assert path == uploads_folder(None) / "film.mp4"
    assert path.read_bytes() == b"a film"
    assert home / "cache" in path.parents
    for kept, mode in ((path, 0o600), (path.parent, 0o700), (path.parent.parent, 0o700)):
        assert stat.S_IMODE(kept.stat().st_mode) == mode
    assert drop("film.mov").name == "film 2.mov", "labels belong to a name"
    assert drop("film.mp4").name == "film 3.mp4"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../up.mp4", "up.mp4"),
        ("C:\\films\\up.MP4", "up.MP4"),
        ("/etc/.hidden.mp4", "hidden.mp4"),
        ("a\nb\x1b[2J;c*.arrows", "a_b__2J_c_.arrows"),
        ("Übung 3 (links).mov", "Übung 3 (links).mov"),
        ("x" * 300 + ".webm", "x" * 100 + ".webm"),
    ],
)
def test_no_name_leads_elsewhere(given: str, kept: str) -> None:
    assert drop(given) == uploads_folder(None) / kept


def test_what_cannot_be_opened_is_refused_in_one_sentence_and_leaves_nothing() -> None:
    for name, content, person, said in (
        ("notes.txt", b"x", None, "notes.txt is neither a video nor a recording: drop a file"),
        ("..", b"x", None, "It is neither a video nor a recording"),
        ("film.mp4", b"", None, "film.mp4 is empty"),
        ("film.mp4", b"x", "anna", "There is no profile 'anna'"),
        ("film.mp4", b"x", "../anna", "cannot be the name of a profile"),
    ):
        with pytest.raises(UserError) as refused:
            drop(name, content, person)
        assert said in str(refused.value)
        assert "\n" not in str(refused.value)
    assert not [path for path in uploads_folder(None).parent.rglob("*") if path.is_file()]


def test_each_person_has_a_shelf(home: Path) -> None:
    save_profile(PersonProfile(name="anna"))
    theirs, other = drop("monday.mp4", person="anna"), drop("film.mp4")
    named = home / "named"
    named.mkdir()
    recording = put_recording("wall_squat", named)
    for person, dropped in (("anna", theirs), (None, other)):
        mine, rest = shelves(person, [named])
        assert [(file.path, file.exercise) for file in mine.files] == [(dropped, None)]
        assert [(file.path.parent, file.exercise) for file in rest.files] == [
            (recording.parent, "wall_squat")
        ]
    assert shelves("anna", [home / "gone"])[0].title == "Dropped here"


def test_what_cannot_be_listed_is_reported(home: Path) -> None:
    drop("film.mp4").with_name("film.truth.json").write_text("nonsense")
    (shelf,) = shelves(None, [])
    assert shelf.files == ()
    assert "film.truth.json" in (shelf.problem or "")


def test_what_is_removed_is_gone_with_its_labels(home: Path) -> None:
    path = drop("film.mp4")
    labels = path.with_name("film.truth.json")
    labels.write_text("{}")
    remove(path)
    assert not path.exists()
    assert not labels.exists()
    own = home / "film.mp4"
    own.write_bytes(b"not dropped")
    with pytest.raises(UserError, match="was not dropped here"):
        remove(own)
    assert own.exists()
