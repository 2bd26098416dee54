"""Opening of a source by its name: a camera number, an address or a path.

OpenCV and PyAV are imported only when a source of their kind is opened, so that other commands
start at once.
"""

import re
from pathlib import Path

from posetrainer.capture.adjustment import AS_IT_IS, Adjustment, TurnedSource
from posetrainer.capture.frame import Source
from posetrainer.errors import CaptureError

_CAMERA = re.compile(r"(?:/dev/video)?(\d+)", re.ASCII)
_STREAM = re.compile(r"(?!file:)[a-z][a-z0-9+.-]+://", re.ASCII | re.IGNORECASE)


def is_live(where: str) -> bool:
    """Return whether a source is a camera or a stream, not a file."""
    return bool(_CAMERA.fullmatch(where) or _STREAM.match(where))


def camera_number(where: str) -> int | None:
    """Return the number of a camera; None for a stream or a file."""
    camera = _CAMERA.fullmatch(where)
    return int(camera.group(1)) if camera else None


def open_source(where: str, *, reconnect: bool = True, adjustment: Adjustment = AS_IT_IS) -> Source:
    """Open a camera, a stream or a video file.

    A camera or stream starts running here, so anything that takes time to start, such as the pose
    model, is best started before. The source is a context manager and can be iterated once.

    Parameters
    ----------
    where : str
        A webcam's number (``"0"``), a stream's address (``"http://..."``, ``"rtsp://..."``)
        or else a video file's path.
    reconnect : bool
        Try to reopen a camera or stream that was lost; if False, its frames end there, like those
        of a file.
    adjustment : Adjustment
        Rotation of the pictures, and correction of a file's times.

    Returns
    -------
    Source
        Frames in the order of time; gaps while a live source has no picture.

    Raises
    ------
    CaptureError
        If there is no such source, it gives no picture, or times are to be corrected that are
        not those of a file.

    Examples
    --------
    >>> from posetrainer import open_source
    >>> with open_source("clip.mp4") as source:
    ...     frame = next(iter(source))
    >>> source.info.fps, frame.time_s, frame.image.shape
    (15.0, 0.0, (360, 480, 3))
    """
    if adjustment.retimes and is_live(where):
        raise CaptureError(
            "--fps and --speed are for video files: the pictures of a camera or stream have the"
            " times at which they come; leave them out."
        )
    return _turned(_open(where, reconnect, adjustment), adjustment)


def open_file(path: Path, adjustment: Adjustment = AS_IT_IS) -> Source:
    """Open a video file, whatever its name; see :func:`open_source`."""
    from posetrainer.capture.video_file import VideoFile

    return _turned(VideoFile(path, adjustment), adjustment)


def _turned(source: Source, adjustment: Adjustment) -> Source:
    return TurnedSource(source, adjustment.turn_deg) if adjustment.turn_deg else source


def _open(where: str, reconnect: bool, adjustment: Adjustment) -> Source:
    camera = camera_number(where)
    if camera is not None:
        from posetrainer.capture.live import LiveSource
        from posetrainer.capture.webcam import Webcam

        return LiveSource(Webcam(camera), reconnect=reconnect)
    if _STREAM.match(where):
        from posetrainer.capture.live import LiveSource
        from posetrainer.capture.network_stream import NetworkStream

        return LiveSource(NetworkStream(where), reconnect=reconnect)
    from posetrainer.capture.video_file import VideoFile

    return VideoFile(Path(where), adjustment)
