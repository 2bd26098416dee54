"""Video files: every frame in order, at the time its container says."""

import re
import weakref
from collections.abc import Generator, Iterator
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

from av.error import FFmpegError
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream
from typing_extensions import Self

from posetrainer.capture.ahead import read_ahead
from posetrainer.capture.frame import CaptureError, CutOffError, Frame, SourceInfo
from posetrainer.capture.frame_clock import FrameClock
from posetrainer.capture.opening import open_video
from posetrainer.capture.pictures import square_size, upright_bgr

# Encoders round a stream's length, and cutters leave a frame or two out.
_LENGTH_TOLERANCE_S = 0.25
_LENGTH_TOLERANCE_FRAMES = 3
_ORDINARY_FPS = 30


class VideoFile:
    """A recorded video, played once, as fast as its frames are taken.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    CaptureError
        If there is no such file, no video in it, or not one whole picture.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._container, self._stream = open_video(path)
        self._decoded = _whole_frames(self._container.demux(self._stream), self._stream)
        ...
