"""Names of cameras, as each system reports them."""

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import av
import pytest

from posetrainer.capture import cameras
from posetrainer.capture.cameras import camera_names


def device(description: str, *media_types: str) -> SimpleNamespace:
    return SimpleNamespace(description=description, media_types=list(media_types))


def test_windows_numbers_cameras_as_directshow_lists_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    listed = [
        device("C920", "video"),
        device("Microphone", "audio"),
        device("OBS Virtual Camera", "video"),
    ]
    asked: list[str] = []
    monkeypatch.setattr(av, "enumerate_input_devices", lambda name: (asked.append(name), listed)[1])
    assert camera_names() == {0: "C920", 1: "OBS Virtual Camera"}
    assert asked == ["dshow"]


def test_macos_numbers_cameras_by_their_unique_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    listed = [
        {"_name": "FaceTime HD Camera", "spcamera_unique-id": "3F45E80A-0176-46F7"},
        {"_name": "C920", "spcamera_unique-id": "0x1421000046d0825"},
    ]
    report = json.dumps({"SPCameraDataType": listed}).encode()
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(stdout=report))
    assert camera_names() == {0: "C920", 1: "FaceTime HD Camera"}


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_a_system_that_reports_none_is_no_error(
    platform: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(*_: Any, **__: Any) -> Any:
        raise FileNotFoundError

    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(cameras, "_SYSFS", tmp_path / "nothing")
    monkeypatch.setattr(subprocess, "run", fails)
    monkeypatch.setattr(av, "enumerate_input_devices", fails)
    assert camera_names() == {}
