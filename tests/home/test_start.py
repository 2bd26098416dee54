"""How the home page is opened: the command, no command, and the desktop's entry."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from acceptance.cli import posetrainer_here

from posetrainer.commands import start
from posetrainer.home import app
from posetrainer.home.shortcut import desktop_entry, install_shortcut

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="as desktops of Linux")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    calls: list[dict[str, object]] = []
    monkeypatch.setattr(app, "open_home", lambda **options: calls.append(options))
    return calls


def test_start_opens_the_page(opened: list[dict[str, object]]) -> None:
    assert posetrainer_here("start", "--no-browser", "--port", 8100).code == 0
    assert opened == [{"port": 8100, "browser": False}]


def test_no_command_opens_the_page_where_a_browser_can_show_it_and_else_helps(
    opened: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("posetrainer.cli.browser_can_open", lambda: False)
    run = posetrainer_here()
    assert (run.code, opened) == (0, [])
    assert "For exercising" in run.out
    monkeypatch.setattr("posetrainer.cli.browser_can_open", lambda: True)
    assert posetrainer_here().code == 0
    assert opened == [{"port": None, "browser": True}]


@linux
def test_without_a_display_no_browser_can_be_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not start.browser_can_open()


@linux
def test_the_shortcut_is_an_entry_of_the_desktop(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    entry = install_shortcut()
    assert entry == tmp_path / "applications" / "posetrainer.desktop"
    lines = entry.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "[Desktop Entry]"
    assert f'Exec="{sys.executable}" -m posetrainer start' in lines
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", entry], check=True)


def test_odd_paths_are_escaped_in_the_entry() -> None:
    exec_line = next(
        line for line in desktop_entry('/a "b"/$c/100%').splitlines() if line.startswith("Exec=")
    )
    assert exec_line == r'Exec="/a \\"b\\"/\\$c/100%%" -m posetrainer start'


@linux
def test_a_shortcut_elsewhere_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    run = posetrainer_here("install-shortcut")
    assert run.code == 2
    assert run.err.strip() == (
        "install-shortcut works on Linux only so far: put `posetrainer start` into a shortcut of "
        "your own."
    )
