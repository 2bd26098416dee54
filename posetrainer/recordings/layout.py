"""How landmarks lie in a recording.

A recording is an Arrow IPC stream: a header with the schema, then batches of rows, each whole in
itself, so that a file that ends anywhere can be read up to its last whole batch. A row is one
moment: a picture with a person, one without (no landmarks), or none at all (a gap, with its
reason). Landmarks are 32-bit floats, as the pose model gives them.
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import nanoarrow as na
import numpy as np
from nanoarrow.c_array import CArray, c_array_from_buffers
from numpy.typing import NDArray

from posetrainer.pose.landmarks import COUNT
from posetrainer.pose.pose import Pose

#: Of this layout; another number is another layout.
FORMAT = 1
SUFFIX = ".arrows"
#: The key of the schema's metadata that holds the header.
HEADER_KEY = b"posetrainer"
#: Of one landmark: x and y in the picture, x, y and z in the room, visibility.
NUMBERS = 6
ROW = COUNT * NUMBERS

_LANDMARKS = na.fixed_size_list(na.float32(), ROW)
_COLUMNS = {
    "time_s": na.float64(),
    "width": na.uint16(),
    "height": na.uint16(),
    "landmarks": _LANDMARKS,
    "gap": na.string(),
}


@dataclass(frozen=True)
class Header:
    """What a recording says of itself.

    Parameters
    ----------
    spec : dict or None
        The spec that judged the session, as JSON; None where nothing was judged.
    stature_m : float
        The person's stature, in metres.
    live : bool
        Whether it was recorded from a camera or stream.
    made_at : str
        When, as an ISO 8601 time with its zone.
    versions : dict
        Of the programs that made it, by name.
    """

    spec: dict[str, Any] | None
    stature_m: float
    live: bool
    made_at: str
    versions: dict[str, str]


@dataclass(frozen=True)
class Moment:
    """One moment as it is recorded.

    Parameters
    ----------
    time_s : float
        Media time, in seconds.
    size : tuple of int
        Width and height of the picture in pixels; 0 where there is none.
    pose : Pose or None
        None where nobody is seen.
    gap : str or None
        Why there is no picture; None where there is one.
    """

    time_s: float
    size: tuple[int, int]
    pose: Pose | None
    gap: str | None


def schema_of(header: Header) -> na.Schema:
    """Return the schema of a recording, with its header as metadata."""
    text = json.dumps({"format": FORMAT, **asdict(header)})
    return na.Schema(na.struct(_COLUMNS), metadata={HEADER_KEY.decode(): text})


def batch_of(schema: na.Schema, moments: Sequence[Moment]) -> CArray:
    """Pack moments as one batch of rows."""
    count = len(moments)
    numbers = np.zeros((count, COUNT, NUMBERS), np.float32)
    for row, moment in zip(numbers, moments, strict=True):
        if moment.pose is not None:
            row[:, :2] = moment.pose.image_xy
            row[:, 2:5] = moment.pose.world_xyz
            row[:, 5] = moment.pose.visibility
    seen = np.array([moment.pose is not None for moment in moments], np.bool_)
    sizes = np.array([moment.size for moment in moments], np.uint16).reshape(count, 2)
    return c_array_from_buffers(
        schema,
        count,
        [None],
        children=[
            _plain(na.float64(), np.array([moment.time_s for moment in moments], np.float64)),
            _plain(na.uint16(), np.ascontiguousarray(sizes[:, 0])),
            _plain(na.uint16(), np.ascontiguousarray(sizes[:, 1])),
            c_array_from_buffers(
                _LANDMARKS,
                count,
                [np.packbits(seen, bitorder="little")],
                null_count=int(count - seen.sum()),
                children=[_plain(na.float32(), numbers.reshape(-1))],
            ),
            na.c_array([moment.gap for moment in moments], na.string()),
        ],
    )


def _plain(kind: na.Schema, values: NDArray[Any]) -> CArray:
    return c_array_from_buffers(kind, len(values), [None, values])


def pose_of(time_s: float, size: tuple[int, int], numbers: NDArray[np.float32]) -> Pose:
    """Unpack the landmarks of one row, shape (198,)."""
    row = numbers.reshape(COUNT, NUMBERS).astype(np.float64)
    return Pose(time_s, row[:, :2], row[:, 2:5], row[:, 5], size)
