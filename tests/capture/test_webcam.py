"""The webcam, with a stand-in for OpenCV's capture: there is no camera where tests run."""

import sys
from typing import ClassVar

import cv2
import numpy as np
import pytest
from numbered_pictures import jpeg, number_of, numbered

from posetrainer.capture import Frame, Gap, open_source
from posetrainer.capture import live as live_module
from posetrainer.capture import webcam as webcam_module
from posetrainer.errors import CaptureError


class CaptureForTests:
    """Pictures while it is plugged in; it cannot be opened while it is not."""

    plugged_in: ClassVar[bool] = True
    reads_before_first: ClassVar[int] = 0
    spoiled: ClassVar[bool] = False
    code: ClassVar[int] = cv2.VideoWriter.fourcc(*"MJPG")
    opened: ClassVar["list[CaptureForTests]"] = []

    def __init__(self, number: int, backend: int) -> None:
        self.number, self.backend = number, backend
        self.settings: dict[int, float] = {}
        self.reads = 0
        self.released = False
        self.open = self.plugged_in
        CaptureForTests.opened.append(self)

    def isOpened(self) -> bool:  # noqa: N802
        return self.open

    def set(self, setting: int, value: float) -> bool:
        self.settings[setting] = value
        return True

    def get(self, setting: int) -> float:
        return self.code if setting == cv2.CAP_PROP_FOURCC else self.settings.get(setting, 0.0)

    def read(self) -> tuple[bool, np.ndarray | None]:
        self.reads += 1
        if not self.plugged_in or self.reads <= self.reads_before_first:
            return False, None
        if self.settings.get(cv2.CAP_PROP_CONVERT_RGB) == 0:
            coded = b"no picture" if self.spoiled else jpeg(self.reads)
            return True, np.frombuffer(coded, np.uint8)[None]
        return True, numbered(self.reads)

    def release(self) -> None:
        self.released = True


@pytest.fixture(autouse=True)
def _stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CaptureForTests, "plugged_in", True)
    monkeypatch.setattr(CaptureForTests, "reads_before_first", 0)
    monkeypatch.setattr(CaptureForTests, "spoiled", False)
    monkeypatch.setattr(CaptureForTests, "code", CaptureForTests.code)
    monkeypatch.setattr(CaptureForTests, "opened", [])
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(cv2, "VideoCapture", CaptureForTests)
    monkeypatch.setattr(webcam_module, "_TIMEOUT_S", 0.05)
    monkeypatch.setattr(webcam_module, "_WARM_UP_S", 0.3)
    monkeypatch.setattr(live_module, "_RECONNECT_EVERY_S", 0.1)


@pytest.mark.parametrize(("where", "number"), [("0", 0), ("2", 2), ("/dev/video3", 3)])
def test_a_number_is_a_camera(where: str, number: int) -> None:
    with open_source(where) as source:
        assert source.info.name == f"camera {number}"
        assert source.info.live
        assert source.info.fps == 30
    assert CaptureForTests.opened[0].number == number
    assert CaptureForTests.opened[0].released


def test_small_quick_pictures_are_asked_for() -> None:
    with open_source("0"):
        pass
    settings = CaptureForTests.opened[0].settings
    assert settings == {
        cv2.CAP_PROP_FOURCC: cv2.VideoWriter.fourcc(*"MJPG"),
        cv2.CAP_PROP_FRAME_WIDTH: 640,
        cv2.CAP_PROP_FRAME_HEIGHT: 480,
        cv2.CAP_PROP_FPS: 30,
        cv2.CAP_PROP_BUFFERSIZE: 1,
        cv2.CAP_PROP_CONVERT_RGB: 0,
    }
    assert next(iter(settings)) == cv2.CAP_PROP_FOURCC


def first_picture() -> np.ndarray:
    with open_source("0") as source:
        item = next(iter(source))
        assert isinstance(item, Frame)
        return item.image


def test_jpegs_are_decoded_here_and_other_pictures_by_opencv() -> None:
    shown = first_picture()
    assert CaptureForTests.opened[-1].settings[cv2.CAP_PROP_CONVERT_RGB] == 0
    assert shown.shape == numbered(1).shape
    assert np.abs(shown.astype(int) - numbered(number_of(shown))).mean() < 2
    CaptureForTests.code = cv2.VideoWriter.fourcc(*"YUYV")
    shown = first_picture()
    assert cv2.CAP_PROP_CONVERT_RGB not in CaptureForTests.opened[-1].settings
    np.testing.assert_array_equal(shown, numbered(number_of(shown)))


def test_damaged_jpegs_are_no_pictures() -> None:
    CaptureForTests.spoiled = True
    with pytest.raises(CaptureError, match="opens but sends no picture"):
        open_source("0")


@pytest.mark.parametrize(
    ("platform", "backend"), [("linux", cv2.CAP_V4L2), ("darwin", cv2.CAP_AVFOUNDATION)]
)
def test_no_backend_is_asked_that_decodes_jpegs_by_itself(
    platform: str, backend: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    first_picture()
    assert [capture.backend for capture in CaptureForTests.opened] == [backend]
    raw = cv2.CAP_PROP_CONVERT_RGB in CaptureForTests.opened[0].settings
    assert raw == (platform == "linux")


def test_a_camera_may_warm_up() -> None:
    CaptureForTests.reads_before_first = 4
    with open_source("0") as source:
        assert isinstance(next(iter(source)), Frame)


def test_a_camera_that_sends_nothing_is_refused() -> None:
    CaptureForTests.reads_before_first = 10**9
    with pytest.raises(CaptureError, match="opens but sends no picture"):
        open_source("0")
    assert CaptureForTests.opened[0].released


def test_a_camera_that_is_unplugged_comes_back() -> None:
    seen: list[Frame | Gap] = []
    with open_source("0") as source:
        for item in source:
            seen.append(item)
            if len(seen) == 3:
                CaptureForTests.plugged_in = False
            elif isinstance(item, Gap):
                CaptureForTests.plugged_in = True
            elif any(isinstance(earlier, Gap) for earlier in seen):
                break
    gap = next(item for item in seen if isinstance(item, Gap))
    assert gap.reason == "The camera has gone: check its cable; waiting for it."
    assert isinstance(seen[-1], Frame)
    assert seen[-1].time_s > gap.time_s
    assert all(capture.released for capture in CaptureForTests.opened[:-1] if capture.open)


def test_a_camera_that_has_warmed_up_is_given_up_sooner() -> None:
    camera = webcam_module.Webcam(0)
    camera.open()
    camera.read()
    CaptureForTests.plugged_in = False
    with pytest.raises(CaptureError, match="The camera has gone"):
        camera.read()
    camera.close()


def test_windows_tries_the_quick_backend_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    CaptureForTests.plugged_in = False
    with pytest.raises(CaptureError, match="Camera 0 cannot be opened"):
        open_source("0")
    backends = [capture.backend for capture in CaptureForTests.opened]
    assert backends == [cv2.CAP_DSHOW, cv2.CAP_MSMF]
