"""The columns of a recording.

A recording is an Arrow IPC stream: a header with the schema, then batches of rows. Batches are
independent, so a truncated file can be read up to its last complete batch. A row is one moment: a
picture with a person, a picture without one (no landmarks), or no picture (a gap, with its reason).
Landmarks are 32-bit floats, as from the pose model.

The header has a checksum. Each batch has one in all of its rows, over the header, all batches
before and this one, so that changed bytes and missing batches are detected.
"""

import json
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import nanoarrow as na
import numpy as np
from nanoarrow.c_array import CArray, c_array_from_buffers
from numpy.typing import NDArray

from posetrainer.capture.adjustment import AS_IT_IS, Adjustment
from posetrainer.pose.landmarks import COUNT
from posetrainer.pose.pose import Pose
from posetrainer.system.files import digest_of

#: Version number of this layout.
FORMAT = 1
SUFFIX = ".arrows"
#: Keys of the schema's metadata for the header and its checksum.
HEADER_KEY = "posetrainer"
CHECKSUM_KEY = "posetrainer_crc32"
#: Numbers of a landmark: x and y in pixels, x, y and z in metres, visibility.
NUMBERS = 6
ROW = COUNT * NUMBERS

_LANDMARKS = na.fixed_size_list(na.float32(), ROW)
_COLUMNS = {
    "time_s": na.float64(),
    "width": na.uint16(),
    "height": na.uint16(),
    "landmarks": _LANDMARKS,
    "gap": na.string(),
    "crc32": na.uint32(),
}


@dataclass(frozen=True)
class Header:
    """Metadata of a recording.

    Parameters
    ----------
    spec : dict or None
        Spec that judged the session, as JSON; None if nothing was judged.
    stature_m : float
        Height of the person in metres.
    live : bool
        Whether it was recorded from a camera or stream.
    made_at : str
        Time of the recording, ISO 8601 with zone.
    versions : dict
        Versions of the programs that made it, by name.
    adjustment : Adjustment
        Correction of the pictures' rotation and times.
    video : str or None
        Digest of the video that it was made from, if known.
    """

    spec: dict[str, Any] | None
    stature_m: float
    live: bool
    made_at: str
    versions: dict[str, str]
    adjustment: Adjustment = AS_IT_IS
    video: str | None = None


def identity_of(header: Header) -> str:
    """Return a digest that identifies a recording even if it is copied or renamed."""
    return digest_of(json.dumps(asdict(header), sort_keys=True).encode())


@dataclass(frozen=True)
class RecordedMoment:
    """One recorded moment.

    Parameters
    ----------
    time_s : float
        Media time, in seconds.
    size : tuple of int
        Width and height of the picture in pixels; 0 without a picture.
    pose : Pose or None
        None where nobody is seen.
    gap : str or None
        Reason why there is no picture; None with a picture.
    """

    time_s: float
    size: tuple[int, int]
    pose: Pose | None
    gap: str | None


def schema_of(header: Header) -> tuple[na.Schema, int]:
    """Return the schema of a recording, with the header as metadata, and the header's checksum."""
    text = json.dumps({"format": FORMAT, **asdict(header)})
    checksum = zlib.crc32(text.encode())
    metadata = {HEADER_KEY: text, CHECKSUM_KEY: str(checksum)}
    return na.Schema(na.struct(_COLUMNS), metadata=metadata), checksum


@dataclass(frozen=True)
class Rows:
    """Recorded moments as arrays.

    Parameters
    ----------
    times_s : ndarray, shape (N,), float64
        Media time, in seconds.
    sizes : ndarray, shape (N, 2), uint16
        Width and height of the picture in pixels.
    landmarks : ndarray, shape (N, 198), float32
        x, y, x, y, z, visibility of each landmark; undefined where nobody is seen.
    seen : ndarray, shape (N,), bool
        Whether somebody is seen.
    gaps : dict
        Reason for each moment without a picture, by index.
    """

    times_s: NDArray[np.float64]
    sizes: NDArray[np.uint16]
    landmarks: NDArray[np.float32]
    seen: NDArray[np.bool_]
    gaps: dict[int, str]

    def checksum(self, before: int) -> int:
        """Return the checksum of these rows and of everything before them."""
        for part in (self.times_s, self.sizes, self.landmarks, self.seen):
            before = zlib.crc32(np.ascontiguousarray(part).data, before)
        return zlib.crc32(json.dumps(sorted(self.gaps.items())).encode(), before)

    def up_to(self, end: int) -> "Rows":
        """Return the rows before an index."""
        gaps = {row: reason for row, reason in self.gaps.items() if row < end}
        return Rows(
            self.times_s[:end], self.sizes[:end], self.landmarks[:end], self.seen[:end], gaps
        )


def rows_of(moments: Sequence[RecordedMoment]) -> Rows:
    """Convert moments to arrays."""
    count = len(moments)
    numbers = np.zeros((count, COUNT, NUMBERS), np.float32)
    for row, moment in zip(numbers, moments, strict=True):
        if moment.pose is not None:
            row[:, :2] = moment.pose.image_xy
            row[:, 2:5] = moment.pose.world_xyz
            row[:, 5] = moment.pose.visibility
    return Rows(
        np.array([moment.time_s for moment in moments], np.float64),
        np.array([moment.size for moment in moments], np.uint16).reshape(count, 2),
        numbers.reshape(count, ROW),
        np.array([moment.pose is not None for moment in moments], np.bool_),
        {i: moment.gap for i, moment in enumerate(moments) if moment.gap is not None},
    )


def batch_of(schema: na.Schema, rows: Rows, checksum: int) -> CArray:
    """Pack rows and their checksum as one batch."""
    count = len(rows.times_s)
    return c_array_from_buffers(
        schema,
        count,
        [None],
        children=[
            _plain(na.float64(), rows.times_s),
            _plain(na.uint16(), np.ascontiguousarray(rows.sizes[:, 0])),
            _plain(na.uint16(), np.ascontiguousarray(rows.sizes[:, 1])),
            c_array_from_buffers(
                _LANDMARKS,
                count,
                [np.packbits(rows.seen, bitorder="little")],
                null_count=int(count - rows.seen.sum()),
                children=[_plain(na.float32(), rows.landmarks.reshape(-1))],
            ),
            na.c_array([rows.gaps.get(row) for row in range(count)], na.string()),
            _plain(na.uint32(), np.full(count, checksum, np.uint32)),
        ],
    )


def _plain(kind: na.Schema, values: NDArray[Any]) -> CArray:
    return c_array_from_buffers(kind, len(values), [None, values])


def pose_of(time_s: float, size: tuple[int, int], numbers: NDArray[np.float32]) -> Pose:
    """Unpack the landmarks of one row, shape (198,)."""
    row = numbers.reshape(COUNT, NUMBERS).astype(np.float64)
    return Pose(time_s, row[:, :2], row[:, 2:5], row[:, 5], size)
