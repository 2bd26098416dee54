"""Files that a session leaves behind: events line by line, and the annotated video."""

import json
from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.errors import UserError
from posetrainer.feedback.utterance import Utterance
from posetrainer.rules.events import Event, as_record

#: Ticks a second of a written video: the usual clock of video containers.
CLOCK_HZ = 90_000


class OutputError(UserError):
    """A file cannot be written; the message is one sentence for the user."""


class _Lines:
    """A text file that grows line by line; each is flushed. A context manager.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = path.open("w", encoding="utf-8", newline="\n")
        except OSError as error:
            raise OutputError(_cannot_write(path, error)) from None

    def _append(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._file.write(line + "\n")
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()


class EventLog(_Lines):
    """Write events as they come, one JSON object a line."""

    def write(self, events: Iterable[Event]) -> None:
        """Append events."""
        self._append(json.dumps(as_record(event)) for event in events)


class Transcript(_Lines):
    """Write what is to be heard, a line each: media time, and the words or the tone."""

    def write(self, said: Iterable[Utterance]) -> None:
        """Append utterances."""
        self._append(_as_line(utterance) for utterance in said)


def _as_line(utterance: Utterance) -> str:
    tone = f"({utterance.tone.value})" if utterance.tone else ""
    words = " ".join(filter(None, (tone, utterance.text)))
    return f"{utterance.time_s:8.2f}  {words}"


class VideoWriter:
    """Write pictures as an H.264 video that browsers and phones play.

    The size is that of the first picture, cut to even numbers as the format demands.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """

    def __init__(self, path: Path, fps: float | None = None) -> None:
        import av

        self._path = path
        self._fps = round(fps) if fps else 30
        self._stream: Any = None
        self._last_pts = -1
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            # Opening for appending tells whether the file can be written, and spoils nothing.
            path.open("ab").close()
            self._container = av.open(
                str(path), "w", format="mp4", options={"movflags": "+faststart"}
            )
        except (OSError, av.FFmpegError) as error:
            raise OutputError(_cannot_write(path, error)) from None

    def write(self, image: NDArray[np.uint8], time_s: float) -> None:
        """Append one picture.

        Parameters
        ----------
        image : ndarray, shape (H, W, 3), uint8
            Blue, green, red.
        time_s : float
            Media time; later than that of the picture before.
        """
        import av

        height, width = (side - side % 2 for side in image.shape[:2])
        if self._stream is None:
            self._stream = self._container.add_stream("libx264", rate=self._fps)
            self._stream.width, self._stream.height = width, height
            self._stream.pix_fmt = "yuv420p"
            self._stream.options = {"crf": "23", "preset": "veryfast"}
            self._stream.codec_context.time_base = Fraction(1, CLOCK_HZ)
            # The other cores look for the pose: threads of the encoder and the converter would
            # wait for each other longer than they work (measured at 480x360 on two cores: 1.5 ms
            # a picture instead of 2.2, and instead of 8 while the pose is looked for).
            self._stream.codec_context.thread_count = 1
        picture = av.VideoFrame.from_ndarray(
            np.ascontiguousarray(image[: self._stream.height, : self._stream.width]), "bgr24"
        ).reformat(format="yuv420p", threads=1)
        picture.pts = self._last_pts = max(self._last_pts + 1, round(time_s * CLOCK_HZ))
        picture.time_base = Fraction(1, CLOCK_HZ)
        self._container.mux(self._stream.encode(picture))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            self._container.mux(self._stream.encode(None))
        self._container.close()
        if self._stream is None:
            # Nothing was shown: a file that no player opens helps nobody.
            self._path.unlink(missing_ok=True)


def _cannot_write(path: Path, error: Exception) -> str:
    reason = getattr(error, "strerror", None) or str(error)
    return f"{path} cannot be written ({reason}); choose a folder that you may write to."
