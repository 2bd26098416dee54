"""Decoding of untrusted JPEG pictures with PyAV.

In OpenCV 4.11, the last release compatible with this MediaPipe, a crafted JPEG causes writes out of
bounds (CVE-2025-53644). It detects the kind of JPEG from the data, not from what a camera
announces, so it decodes none here.
"""

from av.codec.context import CodecContext
from av.error import FFmpegError
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from numpy import uint8
from numpy.typing import NDArray

from posetrainer.capture.pictures import upright_bgr


class JpegDecoder:
    """Decoder for the pictures of one camera."""

    def __init__(self) -> None:
        self._codec = CodecContext.create("mjpeg", "r")
        assert isinstance(self._codec, VideoCodecContext)

    def decode(self, coded: bytes) -> NDArray[uint8] | None:
        """Return a picture, shape (H, W, 3), blue, green, red; None if it is damaged."""
        if not coded:
            # The decoder would take it for the end of the stream.
            return None
        try:
            frames = self._codec.decode(Packet(coded))
        except (FFmpegError, ValueError):
            return None
        return upright_bgr(frames[-1], (frames[-1].width, frames[-1].height)) if frames else None
