"""Valid rows of a recording."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from posetrainer.pose.landmarks import COUNT
from posetrainer.pose.pose import FARTHEST
from posetrainer.recordings.arrow_stream import ArrowStream, Batch, DamagedError
from posetrainer.recordings.columns import NUMBERS, ROW, Rows

#: Longest session, in seconds: three months.
_LONGEST_S = 1e7
#: Longest side of a picture, in pixels.
_LARGEST_PX = 16_384

#: Indices of the columns' buffers in a batch. Each column has a validity buffer before its values;
#: a text column has one more for its offsets, and a list column has no values.
_TIME, _WIDTH, _HEIGHT, _SEEN, _LANDMARKS, _GIVEN, _ENDS, _REASONS, _CHECKSUM = (
    *(1, 3, 5),
    *(6, 8),
    *(9, 10, 11),
    13,
)
#: Indices of the columns among the null counts.
_LANDMARKS_NODE, _GAP_NODE = 3, 5

_NONE = Rows(
    np.zeros(0),
    np.zeros((0, 2), np.uint16),
    np.zeros((0, ROW), np.float32),
    np.zeros(0, np.bool_),
    {},
)


def sound_rows(stream: ArrowStream, checksum: int | None) -> tuple[Rows, bool]:
    """Return all rows up to the first that is not valid.

    Parameters
    ----------
    stream : ArrowStream
    checksum : int or None
        Checksum of the header; None for a recording without checksums.

    Returns
    -------
    Rows
    bool
        Whether these are all rows.
    """
    parts = [_NONE]
    whole = False
    try:
        for batch in stream.batches():
            rows = _rows(batch)
            if checksum is not None:
                checksum = rows.checksum(checksum)
                if (_column(batch, _CHECKSUM, "<u4") != checksum).any():
                    break
            parts.append(rows)
        else:
            whole = stream.whole
    except (DamagedError, ValueError, IndexError):
        pass
    rows = _joined(parts)
    sound = _valid_count(rows)
    return rows.up_to(sound), whole and sound == len(rows.times_s)


def _joined(parts: list[Rows]) -> Rows:
    gaps: dict[int, str] = {}
    first = 0
    for rows in parts:
        gaps.update({first + row: reason for row, reason in rows.gaps.items()})
        first += len(rows.times_s)
    return Rows(
        np.concatenate([rows.times_s for rows in parts]),
        np.concatenate([rows.sizes for rows in parts]),
        np.concatenate([rows.landmarks for rows in parts]),
        np.concatenate([rows.seen for rows in parts]),
        gaps,
    )


def _rows(batch: Batch) -> Rows:
    """Convert a batch to arrays.

    Raises
    ------
    ValueError, IndexError
        If its buffers are shorter than its metadata claims.
    """
    count = batch.length
    # First, since it fails if there are fewer rows than claimed.
    times_s = _column(batch, _TIME, "<f8")
    every = np.ones(count, np.bool_)
    return Rows(
        times_s,
        np.stack([_column(batch, column, "<u2") for column in (_WIDTH, _HEIGHT)], axis=1),
        np.frombuffer(batch.buffers[_LANDMARKS], "<f4", count * ROW).reshape(count, ROW),
        _bits(batch, _SEEN) if batch.nodes[_LANDMARKS_NODE, 1] else every,
        _gaps(batch, _bits(batch, _GIVEN) if batch.nodes[_GAP_NODE, 1] else every),
    )


def _column(batch: Batch, buffer: int, kind: str) -> NDArray[Any]:
    return np.frombuffer(batch.buffers[buffer], kind, batch.length)


def _bits(batch: Batch, buffer: int) -> NDArray[np.bool_]:
    bits = np.frombuffer(batch.buffers[buffer], np.uint8, -(-batch.length // 8))
    return np.unpackbits(bits, count=batch.length, bitorder="little").astype(np.bool_)


def _gaps(batch: Batch, given: NDArray[np.bool_]) -> dict[int, str]:
    """Return the reasons of gaps by row."""
    if not given.any():
        return {}
    ends = np.frombuffer(batch.buffers[_ENDS], "<i4", batch.length + 1)
    text = batch.buffers[_REASONS]
    if ends[0] < 0 or (np.diff(ends) < 0).any() or ends[-1] > len(text):
        raise ValueError("a text lies outside of its batch")
    return {i: str(text[ends[i] : ends[i + 1]], "utf-8") for i in np.flatnonzero(given).tolist()}


def _valid_count(rows: Rows) -> int:
    """Return the number of rows before the first whose time, size or landmarks are not valid."""
    pictures = np.ones(len(rows.times_s), np.bool_)
    pictures[list(rows.gaps)] = False
    landmarks = rows.landmarks.reshape(-1, COUNT, NUMBERS)
    visibility = landmarks[:, :, 5]
    possible = ((visibility >= 0) & (visibility <= 1)).all(axis=1)
    possible &= ~(np.abs(rows.landmarks) > FARTHEST).any(axis=1)
    sound = np.diff(rows.times_s, prepend=-_LONGEST_S) >= 0
    sound &= rows.times_s <= _LONGEST_S
    sound &= (rows.sizes <= _LARGEST_PX).all(axis=1)
    sound &= (rows.sizes > 0).all(axis=1) | ~pictures
    sound &= possible | ~rows.seen
    return len(sound) if sound.all() else int(sound.argmin())
