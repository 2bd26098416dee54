"""A home page that is open in an empty home, with a screen for the window, and a browser."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from browsing import PATIENCE_S, browser
from feedback.test_window import display

__all__ = ["browser", "display"]


@dataclass(frozen=True)
class Served:
    """A running ``posetrainer start``."""

    address: str
    folder: Path
    environment: dict[str, str]
    process: "subprocess.Popen[str]"

    @property
    def history(self) -> Path:
        return self.folder / "data" / "posetrainer" / "history.sqlite3"


@pytest.fixture
def served(tmp_path: Path, display: str) -> Iterator[Served]:
    homes = {f"XDG_{kind}_HOME": str(tmp_path / kind.lower()) for kind in ("DATA", "CONFIG")}
    environment = {
        **os.environ,
        **homes,
        "DISPLAY": display,
        "QT_QPA_PLATFORM": "xcb",
        "PYTHONUNBUFFERED": "1",
        "POSETRAINER_LANGUAGE": "en",
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "posetrainer", "start", "--no-browser"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        env=environment,
    )
    assert process.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/\?token=\S+", process.stdout.readline())
    assert found, process.communicate(timeout=PATIENCE_S)
    yield Served(found[0], tmp_path, environment, process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=3 * PATIENCE_S)
    assert "fault" not in out
    assert err == ""
