"""The screen stays on while somebody exercises: programs of the desktop are asked for that."""

import os
import sys
import time
from pathlib import Path

import pytest

from posetrainer.feedback.awake import screen_kept_on

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="uses shell scripts")


def put_program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def wait_for(path: Path) -> str:
    deadline_s = time.perf_counter() + 5
    while not (path.exists() and path.read_text()) and time.perf_counter() < deadline_s:
        time.sleep(0.01)
    return path.read_text()


@pytest.mark.parametrize(
    ("platform", "program"),
    [("linux", "systemd-inhibit"), ("linux", "gnome-session-inhibit"), ("darwin", "caffeinate")],
)
def test_the_desktop_is_asked_for_as_long_as_it_lasts(
    platform: str, program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    put_program(tmp_path, program, f'echo "$$ $@" > {asked}; exec /bin/sleep 60')
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(sys, "platform", platform)
    with screen_kept_on():
        process, *words = wait_for(asked).split()
        # If this process is killed, it is not asked for any longer.
        assert any(str(os.getpid()) in word for word in words)
        os.kill(int(process), 0)
    with pytest.raises(ProcessLookupError):
        os.kill(int(process), 0)


def test_a_desktop_that_does_not_do_it_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with screen_kept_on():
        pass
    put_program(tmp_path, "systemd-inhibit", "exit 1")
    (tmp_path / "gnome-session-inhibit").mkdir()
    with screen_kept_on():
        pass
