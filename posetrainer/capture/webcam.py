"""A webcam, read with OpenCV."""

import sys
import time
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from posetrainer.capture.frame import CaptureError

_WIDTH, _HEIGHT, _FPS = 640, 480, 30
# Cameras warm up for a while; later a failed read or two is a bad transfer, more is the end.
_WARM_UP_S = 3.0
_PATIENCE_S = 0.3
_RETRY_S = 0.02
_SILENT = 0  # cv2.setLogLevel: nothing at all


class Webcam:
    """The camera with a number, asked for 640 by 480 pixels at 30 frames a second.

    Parameters
    ----------
    number : int
        The operating system's number for it, from 0.
    """

    gone = "The camera has gone: check its cable; waiting for it."

    def __init__(self, number: int) -> None:
        self.name = f"camera {number}"
        self.fps: float | None = None
        self._number = number
        self._capture: cv2.VideoCapture | None = None
        self._warm = False

    def open(self) -> None:
        """Open the device.

        Raises
        ------
        CaptureError
            If there is no such camera or the system does not let it be used.
        """
        # What goes wrong is said once, in our words, and not by OpenCV on top.
        cv2.setLogLevel(_SILENT)
        for backend in _backends():
            capture = cv2.VideoCapture(self._number, backend)
            if capture.isOpened():
                _configure(capture)
                self._capture, self._warm = capture, False
                self.fps = capture.get(cv2.CAP_PROP_FPS) or None
                return
            capture.release()
        raise CaptureError(
            f"Camera {self._number} cannot be opened: check that it is plugged in, that no other"
            " program uses it and that this one may; `posetrainer doctor` tells more."
        )

    def read(self) -> NDArray[np.uint8]:
        """Wait for the next picture.

        Returns
        -------
        ndarray, shape (H, W, 3), uint8
            Blue, green, red.

        Raises
        ------
        CaptureError
            If the camera has gone, or has never sent a picture.
        """
        assert self._capture is not None, "open first"
        deadline_s = time.perf_counter() + (_PATIENCE_S if self._warm else _WARM_UP_S)
        while True:
            there, image = self._capture.read()
            if there:
                self._warm = True
                return cast("NDArray[np.uint8]", image)
            if time.perf_counter() > deadline_s:
                break
            time.sleep(_RETRY_S)
        if self._warm:
            raise CaptureError(self.gone)
        raise CaptureError(
            f"Camera {self._number} opens but sends no picture: close other programs that use it"
            " or unplug it for a moment; `posetrainer doctor` tells more."
        )

    def close(self) -> None:
        """Let go of the device."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None


def _backends() -> tuple[int, ...]:
    if sys.platform == "win32":
        # Media Foundation takes up to half a minute to open some cameras: the second choice.
        return cv2.CAP_DSHOW, cv2.CAP_MSMF
    return (cv2.CAP_ANY,)


def _configure(capture: cv2.VideoCapture) -> None:
    """Ask for small, quick pictures; what a camera cannot do it leaves as it is."""
    # MJPG first: over USB 2 many cameras do not offer 30 frames a second without it.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDTH)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT)
    capture.set(cv2.CAP_PROP_FPS, _FPS)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
