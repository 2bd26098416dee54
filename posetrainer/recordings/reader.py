"""Reading recordings: at once as arrays, and moment by moment through the loop of a session."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import nanoarrow as na
import numpy as np
from nanoarrow._utils import NanoarrowException
from nanoarrow.ipc import InputStream
from numpy.typing import NDArray
from pydantic import ValidationError
from typing_extensions import Self

from posetrainer.capture.frame import CutOffError, Frame, Gap, SourceInfo
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.pose import Pose
from posetrainer.recordings.layout import FORMAT, HEADER_KEY, ROW, Header, pose_of
from posetrainer.recordings.writer import RecordingError

#: How a stream of this kind begins, and how it ends: the marker of a message, the last one empty.
_MAGIC = b"\xff\xff\xff\xff"
_END = _MAGIC + bytes(4)


@dataclass(frozen=True)
class Recording:
    """A session's landmarks.

    Parameters
    ----------
    header : Header
    times_s : ndarray, shape (N,), float64
        Media time of each moment, in seconds.
    sizes : ndarray, shape (N, 2), uint16
        Width and height of the picture in pixels.
    landmarks : ndarray, shape (N, 198), float32
        As :mod:`posetrainer.recordings.layout` has them.
    seen : ndarray, shape (N,), bool
        Whether somebody is seen.
    gaps : dict
        Number of a moment without a picture, to the reason.
    whole : bool
        Whether the recording was ended, not cut off.
    """

    header: Header
    times_s: NDArray[np.float64]
    sizes: NDArray[np.uint16]
    landmarks: NDArray[np.float32]
    seen: NDArray[np.bool_]
    gaps: dict[int, str]
    whole: bool

    def pose(self, number: int) -> Pose | None:
        """Return the pose at a moment, None where nobody is seen."""
        if not self.seen[number]:
            return None
        width, height = self.sizes[number].tolist()
        return pose_of(float(self.times_s[number]), (width, height), self.landmarks[number])


def is_recording(path: Path) -> bool:
    """Whether a file begins as a recording does."""
    try:
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def load_recording(path: Path) -> Recording:
    """Read a recording as far as it goes.

    Raises
    ------
    RecordingError
        If it cannot be read at all.
    """
    try:
        with path.open("rb") as file, InputStream.from_readable(file) as messages:
            stream = na.c_array_stream(messages)
            header = _header(path, stream.get_schema())
            batches = _batches(stream)
            file.seek(-len(_END), os.SEEK_END)
            whole = file.read() == _END
    except OSError as error:
        raise RecordingError(f"{path} cannot be read ({error.strerror}).") from None
    except (NanoarrowException, ValueError, KeyError, TypeError):
        raise RecordingError(
            f"{path} is no recording that can be read: name a file that train or extract has made."
        ) from None
    gaps: dict[int, str] = {}
    first = 0
    for batch in batches:
        gaps.update({first + row: reason for row, reason in batch.gaps.items()})
        first += len(batch.times_s)
    return Recording(
        header,
        np.concatenate([batch.times_s for batch in batches]),
        np.concatenate([batch.sizes for batch in batches]),
        np.concatenate([batch.landmarks for batch in batches]),
        np.concatenate([batch.seen for batch in batches]),
        gaps,
        whole,
    )


def spec_of(path: Path, recording: Recording) -> ExerciseSpec:
    """Return the spec that judged a recorded session.

    Raises
    ------
    RecordingError
        If none did, or this version does not understand it.
    """
    if recording.header.spec is None:
        raise RecordingError(f"{path} does not tell its exercise: name it with --exercise.")
    try:
        return ExerciseSpec.model_validate(recording.header.spec)
    except ValidationError:
        raise RecordingError(
            f"{path} was judged by a spec that this version does not understand: name the "
            "exercise with --exercise."
        ) from None


def _header(path: Path, schema: Any) -> Header:
    record = json.loads(dict(schema.metadata.items())[HEADER_KEY])
    number = record.pop("format")
    if number != FORMAT:
        raise RecordingError(
            f"{path} was made by another version of posetrainer (layout {number}, this one reads "
            f"{FORMAT}): record or extract it again."
        )
    return Header(**record)


@dataclass(frozen=True)
class _Batch:
    times_s: NDArray[np.float64]
    sizes: NDArray[np.uint16]
    landmarks: NDArray[np.float32]
    seen: NDArray[np.bool_]
    gaps: dict[int, str]


_NONE = _Batch(
    np.zeros(0),
    np.zeros((0, 2), np.uint16),
    np.zeros((0, ROW), np.float32),
    np.zeros(0, np.bool_),
    {},
)


def _batches(stream: Any) -> list[_Batch]:
    """Return all whole batches."""
    batches = [_NONE]
    while True:
        try:
            rows = stream.get_next()
        except (StopIteration, NanoarrowException):
            return batches
        batches.append(_batch(rows))


def _batch(rows: Any) -> _Batch:
    count = rows.length
    times_s, width, height, landmarks, gap = (rows.child(i) for i in range(5))
    seen = np.ones(count, np.bool_)
    if landmarks.null_count:
        bits = np.frombuffer(landmarks.view().buffer(0), np.uint8)
        seen = np.unpackbits(bits, bitorder="little")[:count].astype(np.bool_)
    reasons = na.Array(gap).to_pylist() if gap.null_count < count else []
    return _Batch(
        _numbers(times_s, np.float64, count),
        np.stack([_numbers(column, np.uint16, count) for column in (width, height)], axis=1),
        _numbers(landmarks.child(0), np.float32, count * ROW).reshape(count, ROW),
        seen,
        {row: reason for row, reason in enumerate(reasons) if reason is not None},
    )


def _numbers(column: Any, kind: type, count: int) -> NDArray[Any]:
    return np.frombuffer(column.view().buffer(1), kind)[:count]


class RecordingSource:
    """A recording as a source of frames: black pictures, at the times of the true ones.

    It estimates as well: the pose in a frame is the one that was recorded. Iterating raises
    `CutOffError` at the end of a recording that was cut off.

    Parameters
    ----------
    path : Path
        For messages.
    recording : Recording
    """

    def __init__(self, path: Path, recording: Recording) -> None:
        self._path = path
        self._recording = recording
        times_s = recording.times_s
        largest = recording.sizes.max(axis=0).tolist() if len(times_s) else [0, 0]
        self.info = SourceInfo(
            str(path),
            live=False,
            size=(largest[0], largest[1]),
            frame_count=len(times_s) - len(recording.gaps),
            duration_s=float(times_s[-1] - times_s[0]) if len(times_s) else 0.0,
        )

    def __iter__(self) -> Iterator[Frame | Gap]:
        recording = self._recording
        picture = np.zeros((1, 1, 3), np.uint8)
        for number, time_s in enumerate(recording.times_s.tolist()):
            reason = recording.gaps.get(number)
            if reason is not None:
                yield Gap(time_s, reason)
                continue
            width, height = recording.sizes[number].tolist()
            if picture.shape[:2] != (height, width):
                picture = np.zeros((height, width, 3), np.uint8)
            yield Frame(number, time_s, picture)
        if not recording.whole:
            raise CutOffError(f"{self._path} is cut off; all that was recorded has been replayed.")

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the pose that was recorded for one of this source's frames."""
        return self._recording.pose(frame.index)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        return
