"""Reading of recordings, as arrays or as a source of frames for a session."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import TypeAdapter, ValidationError
from typing_extensions import Self

from posetrainer.capture.frame import Frame, Gap, SourceInfo
from posetrainer.errors import CutOffError, RecordingError
from posetrainer.exercises.check import find_problems
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.pose import Pose, TimedPose
from posetrainer.printable import printable
from posetrainer.recordings.arrow_stream import (
    CHECKED_COLUMNS,
    COLUMNS,
    MAGIC,
    ArrowStream,
    DamagedError,
)
from posetrainer.recordings.columns import CHECKSUM_KEY, FORMAT, HEADER_KEY, Header, pose_of
from posetrainer.recordings.rows import sound_rows
from posetrainer.system.files import open_regular

_HEADER: TypeAdapter[Header] = TypeAdapter(Header)


@dataclass(frozen=True)
class Recording:
    """Landmarks of a session; iterating yields the time and pose of each moment.

    Parameters
    ----------
    header : Header
    times_s : ndarray, shape (N,), float64
        Media time of each moment, in seconds.
    sizes : ndarray, shape (N, 2), uint16
        Width and height of each picture in pixels.
    landmarks : ndarray, shape (N, 198), float32
        As described in :mod:`posetrainer.recordings.columns`.
    seen : ndarray, shape (N,), bool
        Whether somebody is seen.
    gaps : dict
        Reason for each moment without a picture, by index.
    whole : bool
        Whether it was read to its end: it is neither truncated nor damaged.
    """

    header: Header
    times_s: NDArray[np.float64]
    sizes: NDArray[np.uint16]
    landmarks: NDArray[np.float32]
    seen: NDArray[np.bool_]
    gaps: dict[int, str]
    whole: bool

    def __len__(self) -> int:
        return len(self.times_s)

    def __iter__(self) -> Iterator[TimedPose]:
        for number, time_s in enumerate(self.times_s.tolist()):
            yield time_s, self.pose(number)

    def pose(self, number: int) -> Pose | None:
        """Return the pose at a moment, None where nobody is seen."""
        if not self.seen[number]:
            return None
        width, height = self.sizes[number].tolist()
        return pose_of(float(self.times_s[number]), (width, height), self.landmarks[number])


def is_recording(path: Path) -> bool:
    """Return whether a file begins like a recording."""
    try:
        with open_regular(path) as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def load_recording(path: str | Path) -> Recording:
    """Read a recording to its end, or to where it is truncated or damaged.

    Parameters
    ----------
    path : str or Path
        File written by ``posetrainer train``, ``replay --record`` or ``extract``.

    Raises
    ------
    RecordingError
        If it cannot be read at all.

    Examples
    --------
    >>> from posetrainer import load_recording
    >>> recording = load_recording("session.arrows")
    >>> len(recording), recording.whole
    (426, True)
    >>> time_s, pose = next(iter(recording))
    """
    path = Path(path)
    try:
        with open_regular(path) as file:
            stream = ArrowStream(file.read())
        header, checksum = _header(path, stream)
    except OSError as error:
        raise RecordingError(f"{path} cannot be read ({error.strerror}).") from None
    except (DamagedError, ValueError, KeyError, TypeError, RecursionError):
        raise RecordingError(
            f"{path} is not a recording that can be read: name a file made by train or extract."
        ) from None
    rows, whole = sound_rows(stream, checksum)
    return Recording(header, rows.times_s, rows.sizes, rows.landmarks, rows.seen, rows.gaps, whole)


def spec_of(path: Path, recording: Recording) -> ExerciseSpec:
    """Return the spec that judged a recorded session.

    Raises
    ------
    RecordingError
        If there is none, or this version does not support it.
    """
    if recording.header.spec is None:
        raise RecordingError(f"{path} does not name its exercise: name it with --exercise.")
    try:
        spec = ExerciseSpec.model_validate(recording.header.spec)
    except ValidationError:
        spec = None
    if spec is None or find_problems(spec):
        raise RecordingError(
            f"{path} was judged by a spec that this version does not understand: name the "
            "exercise with --exercise."
        )
    return spec


def _header(path: Path, stream: ArrowStream) -> tuple[Header, int | None]:
    """Return the header, and its checksum if the recording has checksums.

    Raises
    ------
    RecordingError
        If it has another layout.
    DamagedError, ValueError, KeyError, TypeError, RecursionError
        If it is not a recording.
    """
    text = stream.metadata[HEADER_KEY]
    record = json.loads(text)
    number = record.pop("format")
    if number != FORMAT:
        raise RecordingError(
            f"{path} was made by another version of posetrainer (layout {number}, this one reads "
            f"{FORMAT}): record or extract it again."
        )
    header = _HEADER.validate_python(record)
    if stream.columns == CHECKED_COLUMNS:
        checksum = zlib.crc32(text)
        if stream.metadata[CHECKSUM_KEY] != str(checksum).encode():
            raise DamagedError("the header")
        return header, checksum
    if stream.columns != COLUMNS:
        raise DamagedError("the columns")
    return header, None


class RecordingSource:
    """A recording as a source of frames, which are black, and as their pose estimator.

    Iterating raises `CutOffError` at the end of a truncated or damaged recording.

    Parameters
    ----------
    path : Path
        Named in messages.
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
            blank=True,
        )

    def __iter__(self) -> Iterator[Frame | Gap]:
        recording = self._recording
        picture = np.zeros((1, 1, 3), np.uint8)
        for number, time_s in enumerate(recording.times_s.tolist()):
            reason = recording.gaps.get(number)
            if reason is not None:
                yield Gap(time_s, printable(reason))
                continue
            width, height = recording.sizes[number].tolist()
            if picture.shape[:2] != (height, width):
                picture = np.zeros((height, width, 3), np.uint8)
            yield Frame(number, time_s, picture)
        if not recording.whole:
            raise CutOffError(
                f"{self._path} is cut off or damaged; all that was recorded up to there has been "
                "replayed."
            )

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the recorded pose of one of this source's frames."""
        return self._recording.pose(frame.index)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return
