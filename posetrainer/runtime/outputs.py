"""Output files of a session: events line by line, transcript, and annotated video."""

import io
import json
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from fractions import Fraction
from pathlib import Path
from typing import Any, Generic, ParamSpec

import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.errors import UserError
from posetrainer.feedback.event_records import as_record
from posetrainer.feedback.utterance import Utterance
from posetrainer.rules.events import Event
from posetrainer.system.output_files import (
    GrowingFile,
    OutputError,
    cannot_write,
    open_anew,
    remove_file,
    write_all,
)

#: Ticks a second of a written video: the usual clock of video containers.
CLOCK_HZ = 90_000
#: Longest part of a video that waits to be written as a fragment, in microseconds.
_FRAGMENT_US = 1_000_000
What = ParamSpec("What")


class OptionalOutput(Generic[What]):
    """Lets a session go on without an output that cannot be written any more; reported once.

    A context manager that opens and closes the output; called, it writes.

    Parameters
    ----------
    output : context manager
        What it raises on being opened is passed on.
    write : callable
        Writes to it; raises a `UserError` where that cannot be done.
    lost : callable
        Takes the sentence.
    """

    def __init__(
        self,
        output: AbstractContextManager[object],
        write: Callable[What, None],
        lost: Callable[[str], None],
    ) -> None:
        self._output = output
        self._write = write
        self._report = lost
        self._lost = False

    def __call__(self, *args: What.args, **kwargs: What.kwargs) -> None:
        """Write, unless the output is lost."""
        if self._lost:
            return
        try:
            self._write(*args, **kwargs)
        except UserError as error:
            self._lost = True
            self._report(str(error))

    def __enter__(self) -> Self:
        self._output.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        try:
            self._output.__exit__(*error)
        except UserError as problem:
            if not self._lost:
                self._report(str(problem))


class _Lines:
    """A text file that grows line by line. A context manager.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._file = GrowingFile(path)

    def _append(self, lines: Iterable[str]) -> None:
        for line in lines:
            self._file.append(f"{line}\n".encode(errors="backslashreplace"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()


class EventLog(_Lines):
    """Write events as they come, one JSON object a line."""

    def write(self, events: Iterable[Event]) -> None:
        """Append events."""
        self._append(json.dumps(as_record(event)) for event in events)


class Transcript(_Lines):
    """Write what is to be heard, a line each: media time, and the words or the tone."""

    def write(self, spoken: Iterable[Utterance]) -> None:
        """Append utterances."""
        self._append(_as_line(utterance) for utterance in spoken)


def _as_line(utterance: Utterance) -> str:
    tone = f"({utterance.tone.value})" if utterance.tone else ""
    words = " ".join(filter(None, (tone, utterance.text)))
    return f"{utterance.time_s:8.2f}  {words}"


class _VideoFile:
    """The file that FFmpeg writes into.

    FFmpeg crashes where it cannot write, and takes a name with a colon for an address: it is
    given neither a failure nor a name. Once something does not fit, nothing more is written, so
    the fragments before it can be played.

    Parameters
    ----------
    path : Path

    Attributes
    ----------
    error : OSError or None
        Why something could not be written.
    """

    def __init__(self, path: Path) -> None:
        self._file = open_anew(path)
        self.error: OSError | None = None

    def write(self, data: bytes) -> int:
        """Write, unless that has failed before."""
        if self.error is None:
            try:
                write_all(self._file, data)
            except OSError as error:
                self.error = error
        return len(data)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to another place in the file."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """Return the place in the file."""
        return self._file.tell()

    def close(self) -> None:
        """Let go of the file; PyAV does so, too."""
        self._file.close()


class VideoWriter:
    """Write pictures as an H.264 video that browsers and phones play.

    The size is that of the first picture, cut to even numbers as the format demands. Until it is
    closed, the file is made of fragments of a second: killed, or on a disk that is full, it can
    be played up to the last whole one.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        import av

        self._path = path
        self._stream: Any = None
        self._last_pts = -1
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise OutputError(f"{path} cannot be written (it is no file); name a file.")
        self._file = _VideoFile(path)
        options = {
            # Without an offset, B-frames would have a video in fragments begin late.
            "movflags": "+hybrid_fragmented+negative_cts_offsets",
            "frag_duration": str(_FRAGMENT_US),
            "flush_packets": "1",
        }
        self._container = av.open(self._file, "w", format="mp4", options=options)

    def write(self, image: NDArray[np.uint8], time_s: float) -> None:
        """Append one picture at a media time that is later than that of the one before.

        Parameters
        ----------
        image : ndarray, shape (H, W, 3), uint8
            Blue, green, red.
        time_s : float

        Raises
        ------
        OutputError
            If the file cannot be written any more.
        """
        import av

        height, width = (side - side % 2 for side in image.shape[:2])
        if self._stream is None:
            self._stream = self._container.add_stream("libx264", rate=30)
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
        self._check()

    def _check(self) -> None:
        if self._file.error is not None:
            raise cannot_write(self._path, self._file.error)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        try:
            if self._stream is not None:
                self._container.mux(self._stream.encode(None))
            self._container.close()
        finally:
            self._file.close()
        if self._stream is None:
            # Without a picture no player opens the file.
            remove_file(self._path)
        self._check()
