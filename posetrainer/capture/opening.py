"""Opening of video files, with one sentence on what to correct if that fails."""

from pathlib import Path

import av
from av.container import InputContainer
from av.error import DecoderNotFoundError, FFmpegError
from av.stream import Disposition
from av.video.stream import VideoStream

from posetrainer.errors import CaptureError

# Demuxers that take a still picture or any text file for a video.
_NO_VIDEO_FORMATS = ("_pipe", "image2", "tty")
# The boxes an MP4 or QuickTime file may begin with.
_MP4_BOXES = (b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide")


def open_video(path: Path) -> tuple[InputContainer, VideoStream]:
    """Open a file and find its video stream.

    Parameters
    ----------
    path : Path
        The video file.

    Returns
    -------
    tuple of InputContainer and VideoStream
        To be closed by the caller.

    Raises
    ------
    CaptureError
        If there is no such file or no video in it.
    """
    _check_file(path)
    try:
        # "file:" keeps a colon in the name from being taken for a protocol. Metadata that is not
        # UTF-8 is accepted.
        container = av.open(f"file:{path}", "r", metadata_errors="replace")
    except (FFmpegError, OSError) as error:
        raise CaptureError(_why_not(path, error)) from error
    try:
        return container, _video_stream(path, container)
    except BaseException:
        container.close()
        raise


def _check_file(path: Path) -> None:
    """Refuse anything but a readable file that is not empty."""
    try:
        if not path.exists():
            raise CaptureError(f"{path} does not exist: check the name and the folder.")
        if path.is_dir():
            raise CaptureError(f"{path} is a folder: name one video file in it.")
        if not path.is_file():
            raise CaptureError(f"{path} is not a video file: name a file, or a camera's number.")
        if path.stat().st_size == 0:
            raise CaptureError(f"{path} is empty (0 bytes): copy or record it again.")
    except (OSError, ValueError) as error:  # name too long or with a NUL, or folder not readable
        raise CaptureError(f"{path} cannot be accessed: check its name and permissions.") from error


def _video_stream(path: Path, container: InputContainer) -> VideoStream:
    """Return the first video stream that is not a cover picture."""
    if container.format.name.endswith(_NO_VIDEO_FORMATS):
        raise CaptureError(f"{path} is not a video: name a video file, such as an MP4.")
    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            # Truncated before its format is known; PyAV before 18.1 crashes on such a stream.
            if stream.codec_context is None:
                raise CaptureError(
                    f"{path} holds no complete picture that can be decoded: copy or record it"
                    " again, or convert it to an H.264 MP4."
                )
            return stream
    raise CaptureError(
        f"{path} holds no video ({'only sound' if container.streams.audio else 'no pictures'}):"
        " name a file with pictures."
    )


def _why_not(path: Path, error: Exception) -> str:
    if isinstance(error, PermissionError):
        return f"{path} may not be read: change its permissions or copy it to your own folder."
    if isinstance(error, DecoderNotFoundError):
        return f"{path} is in a format that cannot be decoded: convert it to an H.264 MP4."
    if _has_lost_its_index(path):
        return (
            f"{path} is cut off and its index is lost, as when a recording or copy was not"
            " finished: copy or record it again."
        )
    return f"{path} is not a video that can be read: name a video file, such as an MP4."


def _has_lost_its_index(path: Path) -> bool:
    """Return whether a file begins like an MP4 but its ``moov`` box is incomplete."""
    left = path.stat().st_size
    with path.open("rb") as file:
        first = True
        while left >= 8:
            head = file.read(16)
            size, kind = int.from_bytes(head[:4], "big"), head[4:8]
            if first and kind not in _MP4_BOXES:
                return False
            if size == 1:  # a box over 4 GB has its size behind its name
                size = int.from_bytes(head[8:], "big")
            if kind == b"moov":
                return size > left
            if size < 8 or size > left:  # 0: the box runs to the end of the file
                return True
            first, left = False, left - size
            file.seek(size - len(head), 1)
    return not first
