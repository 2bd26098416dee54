"""JPEG pictures that come from outside, decoded with PyAV.

OpenCV 4.11, the last release that goes with this MediaPipe, can be made to write outside of its
memory by a crafted JPEG (CVE-2025-53644). It tells the kinds of JPEG by what is in them, not by
what a camera announces, so none is decoded with it.
"""

from av.codec.context import CodecContext
from av.error import FFmpegError
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from numpy import uint8
from numpy.typing import NDArray

from posetrainer.capture.pictures import upright_bgr


class JpegDecoder:
    """Decodes the pictures of one camera."""

    def __init__(self) -> None:
        self._codec = CodecContext.create("mjpeg", "r")
        assert isinstance(self._codec, VideoCodecContext)

    def decode(self, coded: bytes) -> NDArray[uint8] | None:
        """Return a picture, shape (H, W, 3), blue, green, red; None if it is damaged."""
        if not coded:
            # For a decoder this would be the end of all pictures.
            return None
        try:
            frames = self._codec.decode(Packet(coded))
        except (FFmpegError, ValueError):
            return None
        return upright_bgr(frames[-1], (frames[-1].width, frames[-1].height)) if frames else None
