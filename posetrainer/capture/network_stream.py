"""Network streams, such as a phone's camera app or an IP camera, read with PyAV."""

import re
from collections.abc import Iterator

import av
import numpy as np
from av.codec.context import ThreadType
from av.container import InputContainer
from av.error import (
    ConnectionRefusedError,
    ExitError,
    FFmpegError,
    HTTPError,
    HTTPForbiddenError,
    HTTPNotFoundError,
    HTTPUnauthorizedError,
    InvalidDataError,
    ProtocolNotFoundError,
    TimeoutError,
)
from av.packet import Packet
from av.video.stream import VideoStream
from numpy.typing import NDArray

from posetrainer.capture.pictures import fitted_bgr, square_size, upright_bgr
from posetrainer.errors import CaptureError
from posetrainer.language.translation import msg, tr

_OPEN_TIMEOUT_S = 5.0
# Short, so that a stream that hangs can be closed.
_READ_TIMEOUT_S = 1.5
_OPTIONS = {
    # An MJPEG stream has no frame rate: without this option some twenty pictures are read first
    # to estimate it. Not "nobuffer", which discards the pictures read for probing; for H.264 that
    # may be the only key frame for seconds.
    "fpsprobesize": "0",
    "analyzeduration": "200000",  # microseconds
    "rtsp_flags": "prefer_tcp",  # over UDP lost packets smear the picture
    "http_proxy": "",  # a camera at home is reached directly, never through a proxy
}
_REASONS: tuple[tuple[tuple[type[Exception], ...], str], ...] = (
    (
        (ConnectionRefusedError,),
        msg("{name} refuses the connection: start the camera's app and check address and port."),
    ),
    (
        (HTTPUnauthorizedError, HTTPForbiddenError),
        msg("{name} wants a name and password: write the address as http://NAME:PASSWORD@...."),
    ),
    (
        (HTTPNotFoundError,),
        msg("{name} has no such page (404): check the part behind the host's name."),
    ),
    ((HTTPError,), msg("{name} answers with an error: restart the camera's app.")),
    (
        (ExitError, TimeoutError),
        msg("{name} does not answer in time: check that the camera is on and in the same network."),
    ),
    ((InvalidDataError,), msg("{name} sends no video: check the part behind the host's name.")),
    (
        (ProtocolNotFoundError,),
        msg("{name} is no kind of address that can be read: use http:// or rtsp://."),
    ),
)
_UNREACHED = msg("{name} cannot be reached: check the address and the network.")


class NetworkStream:
    """The video behind an address.

    Parameters
    ----------
    url : str
        May contain ``name:password@`` and a query, which are never shown.
    """

    gone = msg("The stream has stopped: check the camera and the network; waiting for it.")

    def __init__(self, url: str) -> None:
        self.name = without_secrets(url)
        self.fps: float | None = None
        self._url = url
        self._container: InputContainer | None = None
        self._packets: Iterator[Packet[VideoStream]] = iter(())
        self._video: VideoStream | None = None
        #: Size of the first picture; later ones are fitted into it.
        self._size: tuple[int, int] | None = None

    def open(self) -> None:
        """Connect and find the video.

        Raises
        ------
        CaptureError
            If there is no answer, or no video in it.
        """
        try:
            self._container = av.open(
                self._url,
                "r",
                options=_OPTIONS,
                metadata_errors="replace",
                timeout=(_OPEN_TIMEOUT_S, _READ_TIMEOUT_S),
            )
        except (FFmpegError, OSError, ValueError) as error:
            # "from None": the library's message contains the address with its password.
            raise CaptureError(self._sentence(error)) from None
        # PyAV before 18.1 crashes without a decoder.
        if not any(stream.codec_context for stream in self._container.streams.video[:1]):
            self.close()
            raise CaptureError(
                tr("{name} sends no pictures: check the address.").format(name=self.name)
            )
        self._video = self._container.streams.video[0]
        # Frame threading delays pictures by the number of threads.
        self._video.thread_type = ThreadType.SLICE
        self._packets = self._container.demux(self._video)

    def read(self) -> NDArray[np.uint8] | None:
        """Wait for the next picture.

        Returns
        -------
        ndarray, shape (H, W, 3), uint8, or None
            Blue, green, red; None if the picture is incomplete.

        Raises
        ------
        CaptureError
            If the stream has ended or stalled.
        """
        assert self._video is not None, "open first"
        try:
            packet = next(self._packets, None)
        except (FFmpegError, OSError):
            packet = None
        if packet is None:
            raise CaptureError(self.gone)
        try:
            frames = self._video.decode(packet)
        except FFmpegError:
            return None
        if not frames:
            return None
        newest = frames[-1]
        aspect = float(self._video.sample_aspect_ratio or 1)
        if self._size is None:
            first = upright_bgr(newest, square_size(newest.width, newest.height, aspect))
            height, width = first.shape[:2]
            self._size = (width, height)
        return fitted_bgr(newest, aspect, self._size)

    def close(self) -> None:
        """Disconnect."""
        self._packets, self._video = iter(()), None
        if self._container is not None:
            self._container.close()
            self._container = None

    def _sentence(self, error: Exception) -> str:
        for kinds, reason in _REASONS:
            if isinstance(error, kinds):
                return tr(reason).format(name=self.name)
        return tr(_UNREACHED).format(name=self.name)


def without_secrets(url: str) -> str:
    """Return an address without name, password and query, to show it.

    Everything up to the last ``@`` is removed, so that no part of a password that contains ``/`` or
    ``@`` is shown.
    """
    return re.sub(r"[?#].*", "", re.sub(r"://.*@", "://", url, flags=re.DOTALL), flags=re.DOTALL)
