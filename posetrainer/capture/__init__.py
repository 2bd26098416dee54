"""Pictures in: webcam, stream and video file, each frame with its own media time."""

import os

from posetrainer.capture.adjustment import AS_IT_IS, Adjustment
from posetrainer.capture.frame import Frame, Gap, Source, SourceInfo
from posetrainer.capture.source import camera_number, is_live, open_source

# Set here because OpenCV reads it while it is imported, by whomever: on Linux a camera that
# hangs is given up after this many seconds instead of ten.
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
