"""Pictures in: webcam, stream and video file, each frame with its own media time."""

from posetrainer.capture.frame import CaptureError, CutOffError, Frame, Gap, Source, SourceInfo
from posetrainer.capture.source import open_source

__all__ = [
    "CaptureError",
    "CutOffError",
    "Frame",
    "Gap",
    "Source",
    "SourceInfo",
    "open_source",
]
