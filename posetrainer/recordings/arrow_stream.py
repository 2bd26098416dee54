"""A parser for Arrow IPC streams that trusts no byte of a file.

nanoarrow, which writes recordings, reads them in C, where one changed byte in a batch's metadata
crashes the process. This parser only slices the file's bytes, so the worst that a damaged file can
cause is a missing slice.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from flatbuffers import number_types as n
from flatbuffers.table import Table
from numpy.typing import NDArray

#: Marker at the start of each message; the last message is empty.
MAGIC = b"\xff\xff\xff\xff"
END = MAGIC + bytes(4)

_SCHEMA, _BATCH = 1, 3
_INT, _FLOAT, _TEXT, _FIXED_LIST = 2, 3, 5, 16
_MOST_COLUMNS = 16
#: Exceptions that reading a damaged flatbuffer raises.
_DAMAGE = (struct.error, ValueError, TypeError, IndexError, OverflowError)


class DamagedError(Exception):
    """The bytes are not those of a recording."""


class Column(NamedTuple):
    """A column's name and type: Arrow's type number, and its width or precision."""

    name: str
    kind: int
    width: int
    items: tuple["Column", ...] = ()


#: Columns of early recordings, and of those with checksums.
COLUMNS = (
    Column("time_s", _FLOAT, 2),
    Column("width", _INT, 16),
    Column("height", _INT, 16),
    Column("landmarks", _FIXED_LIST, 198, (Column("item", _FLOAT, 1),)),
    Column("gap", _TEXT, 0),
)
CHECKED_COLUMNS = (*COLUMNS, Column("crc32", _INT, 32))


class Batch(NamedTuple):
    """One batch: number of rows, length and null count of each column, and the buffers."""

    length: int
    nodes: NDArray[np.int64]
    buffers: list[memoryview]


class ArrowStream:
    """The messages of a stream: its schema, then its batches.

    Parameters
    ----------
    content : bytes
        Content of the file.

    Raises
    ------
    DamagedError
        If it does not begin with a schema.
    """

    def __init__(self, content: bytes) -> None:
        self._content = memoryview(content)
        self._at = 0
        #: Whether the end marker was read, at the end of the file.
        self.whole = False
        message = self._next()
        if message is None or message[0] != _SCHEMA:
            raise DamagedError("no schema")
        try:
            self.columns, self.metadata = _schema(message[1])
        except _DAMAGE as error:
            raise DamagedError("the schema") from error

    def batches(self) -> Iterator[Batch]:
        """Yield the batches up to the end, or to where the file is truncated.

        Raises
        ------
        DamagedError
            If what follows is not a valid batch.
        """
        while (message := self._next()) is not None:
            kind, table, body = message
            if kind != _BATCH:
                raise DamagedError("no batch")
            try:
                batch = _batch(table, body)
            except _DAMAGE as error:
                raise DamagedError("a batch") from error
            yield batch

    def _next(self) -> tuple[int, Table, memoryview] | None:
        """Return kind, header and body of the next message; None if none is complete."""
        rest = self._content[self._at :]
        if len(rest) < len(END):
            return None
        if rest[:4] != MAGIC:
            raise DamagedError("no message")
        (size,) = struct.unpack_from("<i", rest, 4)
        if size == 0:
            self.whole = len(rest) == len(END)
        if size == 0 or size > len(rest) - len(END):
            return None
        try:
            message = _root(bytes(rest[8 : 8 + max(size, 0)]))
            kind = int(message.GetSlot(_slot(1), 0, n.Uint8Flags))
            body_size = int(message.GetSlot(_slot(3), 0, n.Int64Flags))
            table = _table(message, 2)
        except _DAMAGE as error:
            raise DamagedError("a message") from error
        body = rest[8 + size :][: max(body_size, 0)]
        if len(body) < body_size:
            return None
        self._at += 8 + size + len(body)
        return kind, table, body


def _schema(schema: Table) -> tuple[tuple[Column, ...], dict[str, bytes]]:
    columns = tuple(_column(field) for field in _tables(schema, 1))
    pairs = [(_text(pair, 0).decode(), _text(pair, 1)) for pair in _tables(schema, 2)]
    return columns, dict(pairs)


def _column(field: Table, *, in_list: bool = False) -> Column:
    kind = int(field.GetSlot(_slot(2), 0, n.Uint8Flags))
    described = _table(field, 3)
    width = 0
    if kind in (_INT, _FIXED_LIST):
        width = int(described.GetSlot(_slot(0), 0, n.Int32Flags))
    elif kind == _FLOAT:
        width = int(described.GetSlot(_slot(0), 0, n.Int16Flags))
    items: tuple[Column, ...] = ()
    if kind == _FIXED_LIST and in_list:
        raise ValueError("no recording has lists of lists")
    if kind == _FIXED_LIST:
        items = tuple(_column(item, in_list=True) for item in _tables(field, 5))
    return Column(_text(field, 0).decode(), kind, width, items)


def _batch(table: Table, body: memoryview) -> Batch:
    if table.Offset(_slot(3)):
        raise ValueError("no recording is compressed")
    length = int(table.GetSlot(_slot(0), 0, n.Int64Flags))
    if length < 0:
        raise ValueError("a negative number of rows")
    spans = _pairs(table, 2)
    outside = (spans < 0) | (spans > len(body))
    if outside.any() or (spans.sum(axis=1) > len(body)).any():
        raise ValueError("a buffer lies outside of its batch")
    buffers = [body[start : start + size] for start, size in spans.tolist()]
    return Batch(length, _pairs(table, 1), buffers)


def _slot(number: int) -> int:
    """Return the offset of a field in a table's vtable."""
    return 4 + 2 * number


def _root(content: bytes) -> Table:
    return Table(content, int(n.UOffsetTFlags.packer_type.unpack_from(content, 0)[0]))


def _table(owner: Table, field: int) -> Table:
    return Table(owner.Bytes, owner.Indirect(owner.Pos + _place(owner, field)))


def _text(owner: Table, field: int) -> bytes:
    return bytes(owner.String(owner.Pos + _place(owner, field)))


def _tables(owner: Table, field: int) -> list[Table]:
    """Return the tables in a vector field; none if it is missing."""
    place = owner.Offset(_slot(field))
    if not place:
        return []
    first, count = owner.Vector(place), owner.VectorLen(place)
    if count > _MOST_COLUMNS:
        raise ValueError("far more than a recording has")
    return [Table(owner.Bytes, owner.Indirect(first + 4 * i)) for i in range(count)]


def _pairs(owner: Table, field: int) -> NDArray[np.int64]:
    """Return the pairs of numbers in a vector field, shape (N, 2)."""
    place = _place(owner, field)
    count = 2 * owner.VectorLen(place)
    return np.frombuffer(owner.Bytes, "<i8", count, owner.Vector(place)).reshape(-1, 2)


def _place(owner: Table, field: int) -> int:
    place = int(owner.Offset(_slot(field)))
    if not place:
        raise ValueError("a field is left out")
    return place
