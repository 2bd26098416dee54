"""Frames from webcams, network streams and video files, each with its media time."""

import os

from posetrainer.capture.adjustment import AS_IT_IS, Adjustment
from posetrainer.capture.frame import Frame, Gap, Source, SourceInfo
from posetrainer.capture.source import camera_number, is_live, open_source

# OpenCV reads it when it is first imported: on Linux, reading from a camera that hangs then fails
# after this many seconds instead of ten.
os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "1")

__all__ = [
    "AS_IT_IS",
    "Adjustment",
    "Frame",
    "Gap",
    "Source",
    "SourceInfo",
    "camera_number",
    "is_live",
    "open_source",
]
