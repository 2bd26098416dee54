"""A webcam, read with OpenCV, but for its JPEGs: see :mod:`posetrainer.capture.jpeg`."""

import sys
import time
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from posetrainer.capture.jpeg import JpegDecoder
from posetrainer.errors import CaptureError
from posetrainer.language.translation import msg, tr

_WIDTH, _HEIGHT, _FPS = 640, 480, 30
# Cameras warm up for a while; later a failed read or two is a bad transfer, more is the end.
_WARM_UP_S = 3.0
_PATIENCE_S = 0.3
_RETRY_S = 0.02
_JPEGS = frozenset(cv2.VideoWriter.fourcc(*name) for name in ("MJPG", "JPEG"))
_SILENT = 0  # cv2.setLogLevel: nothing at all


class CameraError(CaptureError):
    """A camera of this machine cannot be opened, or sends no picture."""


class Webcam:
    """The camera with a number, asked for 640 by 480 pixels at 30 frames a second.

    Parameters
    ----------
    number : int
        The operating system's number for it, from 0.
    """

    gone = msg("The camera has gone: check its cable; waiting for it.")

    def __init__(self, number: int) -> None:
        self.name = f"camera {number}"
        self.fps: float | None = None
        self._number = number
        self._capture: cv2.VideoCapture | None = None
        self._decoder: JpegDecoder | None = None
        self._warm = False

    def open(self) -> None:
        """Open the device.

        Raises
        ------
        CameraError
            If there is no such camera or the system does not let it be used.
        """
        # What goes wrong is said once, in our words, and not by OpenCV on top.
        cv2.setLogLevel(_SILENT)
        for backend in _backends():
            capture = cv2.VideoCapture(self._number, backend)
            if capture.isOpened():
                _configure(capture)
                self._decoder = JpegDecoder() if _gives_jpegs(capture, backend) else None
                self._capture, self._warm = capture, False
                self.fps = capture.get(cv2.CAP_PROP_FPS) or None
                return
            capture.release()
        raise CameraError(
            tr(
                "Camera {number} cannot be opened: check that it is plugged in, that no other"
                " program uses it and that this one may."
            ).format(number=self._number)
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
            If the camera has gone; a `CameraError` if it has never sent a picture.
        """
        assert self._capture is not None, "open first"
        deadline_s = time.perf_counter() + (_PATIENCE_S if self._warm else _WARM_UP_S)
        while True:
            there, read = self._capture.read()
            image = cast("NDArray[np.uint8] | None", read) if there else None
            if image is not None and self._decoder is not None:
                image = self._decoder.decode(image.tobytes())
            if image is not None:
                self._warm = True
                return image
            if time.perf_counter() > deadline_s:
                break
            time.sleep(_RETRY_S)
        if self._warm:
            raise CaptureError(self.gone)
        raise CameraError(
            tr(
                "Camera {number} opens but sends no picture: close other programs that use it"
                " or unplug it for a moment."
            ).format(number=self._number)
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
    # By name: what else OpenCV would try decodes JPEGs itself.
    return (cv2.CAP_AVFOUNDATION if sys.platform == "darwin" else cv2.CAP_V4L2,)


def _configure(capture: cv2.VideoCapture) -> None:
    """Ask for small, quick pictures; what a camera cannot do it leaves as it is."""
    # MJPG first: over USB 2 many cameras do not offer 30 frames a second without it.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDTH)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT)
    capture.set(cv2.CAP_PROP_FPS, _FPS)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)


def _gives_jpegs(capture: cv2.VideoCapture, backend: int) -> bool:
    """Ask for JPEGs as they are, where the camera sends such and OpenCV would decode them.

    On Windows and macOS the operating system does.
    """
    code = int(capture.get(cv2.CAP_PROP_FOURCC))
    coded = backend == cv2.CAP_V4L2 and code in _JPEGS
    return coded and capture.set(cv2.CAP_PROP_CONVERT_RGB, 0)
