"""The doctor tries what it says works, and names what does not."""

import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np
import pytest
from acceptance.cli import Run, posetrainer, posetrainer_here

from posetrainer.capture import cameras as cameras_module
from posetrainer.capture import webcam as webcam_module
from posetrainer.runtime import doctor as doctor_module

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="its cameras and players stand in"),
]


class Camera:
    """Stands in for OpenCV's capture: a grey picture of some brightness, or none."""

    #: Brightness by the camera's number; one without is opened and sends nothing.
    there: ClassVar[dict[int, int | None]] = {}

    def __init__(self, number: int, backend: int) -> None:
        self._number = number

    def isOpened(self) -> bool:  # noqa: N802
        return self._number in self.there

    def read(self) -> tuple[bool, np.ndarray | None]:
        brightness = self.there[self._number]
        if brightness is None:
            return False, None
        time.sleep(0.03)
        return True, np.full((480, 640, 3), brightness, np.uint8)

    def get(self, setting: int) -> float:
        return 0.0

    def set(self, setting: int, value: float) -> bool:
        return True

    def release(self) -> None:
        pass


Cameras = Callable[[dict[int, tuple[str, int | None]]], None]


@pytest.fixture
def cameras(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cameras:
    """Plug in cameras with names and brightnesses, each with a node for metadata beside it."""
    sysfs = tmp_path / "video4linux"
    monkeypatch.setattr(cameras_module, "_SYSFS", sysfs)
    monkeypatch.setattr(cv2, "VideoCapture", Camera)
    monkeypatch.setattr(webcam_module, "_WARM_UP_S", 0.1)
    monkeypatch.setattr(doctor_module, "LOOK_S", 0.2)

    def plug_in(there: dict[int, tuple[str, int | None]]) -> None:
        monkeypatch.setattr(
            Camera, "there", {number: light for number, (_, light) in there.items()}
        )
        for number, (name, _) in there.items():
            for node in (0, 1):
                folder = sysfs / f"video{number + node}"
                folder.mkdir(parents=True)
                (folder / "name").write_text(f"{name}\n")
                (folder / "index").write_text(f"{node}\n")

    return plug_in


@pytest.fixture
def programs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Path]:
    """Install programs that make sound, and no others; return the folder they log to."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))

    def install(**scripts: str) -> Path:
        for name, script in scripts.items():
            path = folder / name.replace("_", "-")
            path.write_text(f"#!/bin/sh\nPATH=/usr/bin:/bin\n{script}\n")
            path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return tmp_path

    return install


#: Takes as long as its words, as a program that speaks does.
SPEAKS = 'cat > "$0.heard"; sleep 1.6'
PLAYS = 'cp "$1" "$0.heard"'


def marked(run: Run) -> dict[str, tuple[str, str]]:
    """Mark and detail by what was looked at."""
    found: dict[str, tuple[str, str]] = {}
    what = ""
    for line in run.out.splitlines():
        if line[0] in "✓✗○":
            what, _, detail = line[2:].partition(": ")
            found[what] = line[0], detail.strip()
        else:
            mark, detail = found[what]
            found[what] = mark, f"{detail} {line.strip()}"
    return found


@pytest.fixture(autouse=True)
def _wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(doctor_module, "screen_problem", lambda: None)


def test_when_all_works_each_thing_was_tried(
    cameras: Cameras, programs: Callable[..., Path]
) -> None:
    cameras({0: ("Integrated Camera", 120), 2: ("C920", 90)})
    logs = programs(espeak_ng=SPEAKS, paplay=PLAYS) / "bin"
    run = posetrainer_here("doctor")
    assert run.code == 0, run.out
    found = marked(run)
    assert {mark for mark, _ in found.values()} == {"✓"}
    assert "brightness 120 of 255" in found["Camera 0, Integrated Camera"][1]
    assert "brightness 90 of 255" in found["Camera 2, C920"][1]
    assert "Camera 1" not in run.out
    assert "doctor" not in run.out
    # The sentence and the tone were given to the programs, not only looked for.
    assert "hear" in (logs / "espeak-ng.heard").read_text()
    assert (logs / "paplay.heard").read_bytes().startswith(b"RIFF")


def test_a_player_that_fails_is_named(cameras: Cameras, programs: Callable[..., Path]) -> None:
    cameras({0: ("Integrated Camera", 120)})
    programs(espeak_ng="exit 0", paplay="exit 3", aplay="exit 1")
    run = posetrainer_here("doctor")
    assert run.code == 1
    found = marked(run)
    assert found["Voice"][0] == "✗"
    assert "espeak-ng, ends without a sound" in found["Voice"][1]
    assert found["Tones"][0] == "✗"
    assert "paplay fails with exit code 3, aplay fails with exit code 1" in found["Tones"][1]
    # Another one that works makes up for it.
    programs(espeak_ng=SPEAKS, aplay=PLAYS)
    run = posetrainer_here("doctor")
    assert run.code == 0, run.out
    assert "paplay fails with exit code 3; aplay has played" in marked(run)["Tones"][1]


def test_the_chosen_camera_decides_and_the_others_are_listed(
    cameras: Cameras, programs: Callable[..., Path]
) -> None:
    cameras({0: ("Integrated Camera", 5), 2: ("C920", 90), 4: ("Virtual Camera", None)})
    programs(espeak_ng=SPEAKS, paplay=PLAYS)
    run = posetrainer_here("doctor")
    assert run.code == 1
    found = marked(run)
    mark, detail = found["Camera 0, Integrated Camera"]
    assert mark == "✗"
    assert "too dark" in detail
    assert "brightness 5 of 255" in detail
    assert found["Camera 2, C920"][0] == "✓"
    assert found["Camera 4, Virtual Camera"][0] == "○"
    assert "opens but sends no picture" in found["Camera 4, Virtual Camera"][1]
    run = posetrainer_here("doctor", "--camera", "2")
    assert run.code == 0, run.out
    assert marked(run)["Camera 0, Integrated Camera"][0] == "○"
    run = posetrainer_here("doctor", "--camera", "7")
    assert run.code == 1
    assert "`--camera 2` is C920" in marked(run)["Camera 7"][1]
    assert "posetrainer doctor" not in run.out


def test_without_camera_screen_and_sound_each_is_reported_and_nothing_points_back_here() -> None:
    nothing = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "PATH": ""}
    run = posetrainer("doctor", "--camera", "99", **nothing)
    assert run.code == 1, run.out
    found = marked(run)
    assert found["Pose model"][0] == "✓"
    for what in ("Window", "Voice", "Tones", "Camera 99"):
        assert found[what][0] == "✗", what
    assert "install espeak-ng" in found["Voice"][1]
    assert "install a player" in found["Tones"][1]
    assert "posetrainer doctor" not in run.out
