"""What lies in the program's own folders is readable by its user alone."""

import os
import stat
from pathlib import Path

import pytest

from posetrainer.profiles.model import PersonProfile
from posetrainer.profiles.store import save_profile
from posetrainer.system.files import write_whole
from posetrainer.system.folders import cache_folder, config_folder, data_folder, make_folder
from posetrainer.system.output_files import write_file

pytestmark = pytest.mark.skipif(os.name != "posix", reason="has other rights")


@pytest.fixture(autouse=True)
def _fresh_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_files_and_folders_are_private_whoever_writes_them() -> None:
    before = os.umask(0o002)
    try:
        for own in (data_folder(), config_folder(), cache_folder()):
            write_file(own / "deep" / "down" / "file", b"")
            write_whole(own / "deep" / "file", "")
            assert {mode(path) for path in (own, own / "deep", own / "deep" / "down")} == {0o700}
            assert {mode(path) for path in own.rglob("file")} == {0o600}
        assert mode(save_profile(PersonProfile(name="anna"))) == 0o600
    finally:
        os.umask(before)


def test_elsewhere_the_umask_decides(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_file(tmp_path / "new" / "file", b"")
    finally:
        os.umask(before)
    assert (mode(tmp_path / "new"), mode(tmp_path / "new" / "file")) == (0o755, 0o644)


def test_what_an_earlier_version_left_open_is_made_private(tmp_path: Path) -> None:
    old = data_folder() / "recordings" / "old.arrows"
    old.parent.mkdir(parents=True)
    old.write_bytes(b"landmarks")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"")
    (data_folder() / "link").symlink_to(elsewhere)
    for path, usual in ((elsewhere, 0o644), (old, 0o644), (old.parent, 0o755)):
        path.chmod(usual)
    data_folder().chmod(0o755)
    make_folder(data_folder())
    assert [mode(path) for path in (data_folder(), old.parent, old)] == [0o700, 0o700, 0o600]
    assert mode(elsewhere) == 0o644


def test_a_link_to_an_own_folder_leads_into_it(tmp_path: Path) -> None:
    make_folder(data_folder())
    (tmp_path / "link").symlink_to(data_folder())
    write_file(tmp_path / "link" / "more" / "file", b"")
    assert mode(data_folder() / "more" / "file") == 0o600
    assert mode(data_folder() / "more") == 0o700
