"""Webcams, read with OpenCV; JPEGs are decoded by :mod:`posetrainer.capture.jpeg`."""

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
# Time without a picture after which a camera is lost: while it warms up, and later, when a failed
# read or two is a transfer error.
_WARM_UP_S = 3.0
_TIMEOUT_S = 0.3
_RETRY_S = 0.02
_JPEGS = frozenset(cv2.VideoWriter.fourcc(*name) for name in ("MJPG", "JPEG"))
_SILENT = 0  # cv2.setLogLevel: no messages


class CameraError(CaptureError):
    """A camera of this machine cannot be opened, or sends no picture."""


class Webcam:
    """A camera of this machine, set to 640 by 480 pixels at 30 frames a second if it can.

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
            If there is no such camera, or no permission to use it.
        """
        # Errors are reported once, by our exceptions.
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
            If the camera is lost; a `CameraError` if it has never sent a picture.
        """
        assert self._capture is not None, "open first"
        deadline_s = time.perf_counter() + (_TIMEOUT_S if self._warm else _WARM_UP_S)
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
        """Close the device."""
        if self._capture is not None:
            self._capture.release()
            self._capture = None


def _backends() -> tuple[int, ...]:
    if sys.platform == "win32":
        # Media Foundation second: it takes up to half a minute to open some cameras.
        return cv2.CAP_DSHOW, cv2.CAP_MSMF
    # Named, since other backends that OpenCV would try decode JPEGs themselves.
    return (cv2.CAP_AVFOUNDATION if sys.platform == "darwin" else cv2.CAP_V4L2,)


def _configure(capture: cv2.VideoCapture) -> None:
    """Request small pictures at a high rate; a camera ignores what it does not support."""
    # MJPG first: many cameras reach 30 frames a second over USB 2 only with it.
    capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
    capture.set(cv2.CAP_PROP_FRAME_WIDTH, _WIDTH)
    capture.set(cv2.CAP_PROP_FRAME_HEIGHT, _HEIGHT)
    capture.set(cv2.CAP_PROP_FPS, _FPS)
    capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)


def _gives_jpegs(capture: cv2.VideoCapture, backend: int) -> bool:
    """Request undecoded JPEGs, if the camera sends JPEGs and OpenCV would decode them.

    On Windows and macOS the operating system decodes them.
    """
    code = int(capture.get(cv2.CAP_PROP_FOURCC))
    coded = backend == cv2.CAP_V4L2 and code in _JPEGS
    return coded and capture.set(cv2.CAP_PROP_CONVERT_RGB, 0)
