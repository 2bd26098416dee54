"""Writing of recordings in small batches, so that a killed session loses only its last moments."""

import io
from pathlib import Path

from nanoarrow.ipc import StreamWriter
from typing_extensions import Self

from posetrainer.recordings.columns import Header, RecordedMoment, batch_of, rows_of, schema_of
from posetrainer.system.output_files import GrowingFile

#: Most media time that is lost when the program is killed.
BATCH_S = 0.8


class RecordingWriter:
    """Append moments to a recording; they reach the file within :data:`BATCH_S`.

    Parameters
    ----------
    path : Path
        Is created or truncated; its folder is created if missing.
    header : Header
    called : Path, optional
        Name shown in messages, if the file is renamed later.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """

    def __init__(self, path: Path, header: Header, called: Path | None = None) -> None:
        self.path = path
        self._schema, self._checksum = schema_of(header)
        self._pending: list[RecordedMoment] = []
        self._file = GrowingFile(path, called)
        self._piece = io.BytesIO()
        self._writer = StreamWriter.from_writable(self._piece)

    @property
    def empty(self) -> bool:
        """Whether nothing has reached the file yet."""
        return self._file.length == 0

    def add(self, moment: RecordedMoment) -> None:
        """Append a moment.

        Raises
        ------
        OutputError
            If the disk is full, for example; what was written before stays readable.
        """
        self._pending.append(moment)
        if moment.time_s - self._pending[0].time_s >= BATCH_S:
            self._write()

    def _write(self) -> None:
        moments, self._pending = self._pending, []
        rows = rows_of(moments)
        self._checksum = rows.checksum(self._checksum)
        self._writer.write_array(batch_of(self._schema, rows, self._checksum))
        self._append()

    def _append(self) -> None:
        self._file.append(self._piece.getvalue())
        self._piece.seek(0)
        self._piece.truncate()

    def close(self) -> None:
        """Write pending moments and the end of the recording.

        Raises
        ------
        OutputError
            If this or an earlier batch could not be written.
        """
        try:
            # An empty batch, so that the header is written even without any moment.
            self._write()
            self._writer.close()
            self._append()
        finally:
            self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Close the file; after an error without the end marker, so that it reads as truncated."""
        if kind is None:
            self.close()
            return
        try:
            self._write()
        finally:
            self._file.close()
