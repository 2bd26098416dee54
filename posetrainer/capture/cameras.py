"""Numbers, as OpenCV counts them, and names of the system's cameras."""

import json
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import av

_SYSFS = Path("/sys/class/video4linux")
_TIMEOUT_S = 15.0


def camera_names() -> dict[int, str]:
    """Return the names of the system's cameras by number; empty if the system lists none."""
    with suppress(OSError, ValueError, LookupError, av.FFmpegError, subprocess.SubprocessError):
        if sys.platform == "win32":
            return dict(enumerate(_directshow_names()))
        if sys.platform == "darwin":
            return dict(enumerate(_macos_names()))
        return _linux_names()
    return {}


def _linux_names() -> dict[int, str]:
    names = {}
    for folder in _SYSFS.glob("video*"):
        # A device has several nodes; only the first one gives pictures.
        if (folder / "index").read_text() == "0\n":
            number = int(folder.name.removeprefix("video"))
            names[number] = (folder / "name").read_text(errors="replace").strip()
    return dict(sorted(names.items()))


def _directshow_names() -> list[str]:
    """List devices with FFmpeg, which has the same order as OpenCV's DirectShow backend."""
    devices = av.enumerate_input_devices("dshow")
    return [device.description for device in devices if "video" in device.media_types]


def _macos_names() -> list[str]:
    """List cameras with system_profiler; OpenCV counts them in the order of their unique ids."""
    report = subprocess.run(
        ["/usr/sbin/system_profiler", "SPCameraDataType", "-json"],
        capture_output=True,
        timeout=_TIMEOUT_S,
        check=True,
    )
    cameras = json.loads(report.stdout)["SPCameraDataType"]
    cameras.sort(key=lambda camera: camera["spcamera_unique-id"])
    return [str(camera["_name"]) for camera in cameras]
