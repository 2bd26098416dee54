"""Files are written as a whole or not at all, and nothing laid in the way is followed."""

import os
import secrets
import stat
import time
from pathlib import Path

import pytest

from posetrainer.system.files import (
    NOTHING,
    ChangedError,
    digest_of,
    file_digest,
    replacing,
    write_whole,
)
from posetrainer.system.folders import mark_used, prune


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "kept.txt"
    path.write_text("old", encoding="utf-8")
    return path


def test_the_new_takes_the_place_of_the_old_with_its_mode(file: Path) -> None:
    file.chmod(0o640)
    write_whole(file, "new\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(file.parent.iterdir()) == [file]


def test_until_then_the_old_is_there_and_an_error_leaves_it(file: Path) -> None:
    def half() -> None:
        with replacing(file) as part:
            part.write_text("half", encoding="utf-8")
            assert file.read_text(encoding="utf-8") == "old"
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert file.read_text(encoding="utf-8") == "old"
    assert list(file.parent.iterdir()) == [file]


def test_its_name_cannot_be_foreseen(file: Path) -> None:
    names = set()
    for _ in range(20):
        with replacing(file) as part:
            names.add(part.name)
    assert len(names) == 20


@pytest.mark.parametrize("leads_somewhere", [True, False])
def test_a_link_in_its_way_is_not_followed(
    file: Path, leads_somewhere: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Even for who could foresee it."""
    monkeypatch.setattr(secrets, "token_hex", lambda _: "foreseen")
    with replacing(file) as part:
        pass
    other = file.with_name("other.txt")
    if leads_somewhere:
        other.write_text("somebody's", encoding="utf-8")
    part.symlink_to(other)
    with pytest.raises(FileExistsError):
        write_whole(file, "new")
    assert other.exists() == leads_somewhere
    assert not leads_somewhere or other.read_text(encoding="utf-8") == "somebody's"


def test_what_somebody_else_wrote_meanwhile_is_left(file: Path) -> None:
    read = file_digest(file)
    assert read == digest_of(b"old")
    write_whole(file, "new", read)
    with pytest.raises(ChangedError):
        write_whole(file, "newer", read)
    with pytest.raises(ChangedError):
        write_whole(file, "newer", NOTHING)
    assert file.read_text(encoding="utf-8") == "new"
    file.unlink()
    write_whole(file, "newer", read)
    assert file.read_text(encoding="utf-8") == "newer"


def put_used(folder: Path, name: str, hours_ago: float, size: int = 100) -> Path:
    path = folder / name
    path.write_bytes(bytes(size))
    used = time.time() - 3600 * hours_ago
    os.utime(path, (used, used))
    return path


def test_what_was_used_longest_ago_goes_first(tmp_path: Path) -> None:
    files = [put_used(tmp_path, f"{hours}", hours) for hours in (2, 3, 4, 5, 6)]
    mark_used(files[3])
    prune(tmp_path, 300)
    assert set(tmp_path.iterdir()) == {files[0], files[1], files[3]}


def test_what_is_in_use_stays_however_much_it_is(tmp_path: Path) -> None:
    recent, kept = put_used(tmp_path, "recent", 0.5), put_used(tmp_path, "kept", 9)
    put_used(tmp_path, "old", 8)
    folder, link = tmp_path / "folder", tmp_path / "link"
    folder.mkdir()
    link.symlink_to(folder)
    prune(tmp_path, 50, keep=[kept])
    assert set(tmp_path.iterdir()) == {recent, kept, folder, link}


def test_a_small_cache_and_none_at_all_are_left_alone(tmp_path: Path) -> None:
    old = put_used(tmp_path, "old", 99)
    prune(tmp_path, 100)
    prune(tmp_path / "none", 0)
    mark_used(tmp_path / "none")
    assert list(tmp_path.iterdir()) == [old]
