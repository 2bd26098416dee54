"""Output files: checked against inputs, and readable up to the point where a disk is full."""

import contextlib
import errno
import io
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from posetrainer.errors import UserError
from posetrainer.language.translation import tr
from posetrainer.system.folders import PRIVATE_FILE, make_folder, new_file_mode

#: `Path` collapses the slashes of an address; a single letter is a Windows drive.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:[/\\]", re.ASCII | re.IGNORECASE)
#: Errors that end when space is freed.
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


class OutputError(UserError):
    """A file cannot be written; the message is one sentence for the user."""


def check_outputs(
    outputs: Mapping[str, Path | None], inputs: Iterable[Path | str | None] = ()
) -> None:
    """Refuse outputs that would overwrite an input or each other, before anything is opened.

    Symbolic and hard links are resolved. Pipes and devices, such as ``/dev/null``, may be named
    more than once.

    Parameters
    ----------
    outputs : mapping of str to Path or None
        Paths by the name that the user knows, such as an option; None writes nothing.
    inputs : iterable of Path, str or None
        Paths that are read; anything that is not a file is ignored.

    Raises
    ------
    OutputError
        If two are the same file, or one is a network address.
    """
    read = {_identity(Path(path)) for path in inputs if path is not None} - {None}
    written: dict[object, str] = {}
    for name, path in outputs.items():
        if path is None:
            continue
        if _ADDRESS.match(str(path)):
            raise OutputError(f"{path}: {name} cannot be an address; name a file on this machine.")
        identity = _identity(path)
        if identity in read:
            raise OutputError(
                f"{path}: {name} would be written over this input; name another file."
            )
        if identity in written:
            raise OutputError(
                f"{path}: {written[identity]} and {name} would both be written here; give one of "
                "them another name."
            )
        if identity is not None:
            written[identity] = name


def _identity(path: Path) -> object | None:
    """Return a value that two paths share if they lead to the same file; None for a non-file."""
    # Resolved first: opening creates missing folders on the way.
    real = os.path.realpath(path)
    try:
        status = Path(real).stat()
    except OSError:
        # Missing, or not accessible.
        return os.path.normcase(real)
    regular = stat.S_ISREG(status.st_mode)
    return (status.st_dev, status.st_ino) if regular else None


def open_anew(path: Path, called: Path | None = None) -> io.FileIO:
    """Create or truncate a file, unbuffered; its folder is created if missing.

    Parameters
    ----------
    path : Path
    called : Path, optional
        Name shown in messages, if the file is renamed later.

    Raises
    ------
    OutputError
        If it cannot be opened. A pipe without a reader is an error, too.
    """
    nonblocking = getattr(os, "O_NONBLOCK", 0)
    try:
        make_folder(path.parent)
        mode = new_file_mode(path)
        file = io.FileIO(path, "w", opener=lambda p, flags: os.open(p, flags | nonblocking, mode))
    except OSError as error:
        raise cannot_write(called or path, error) from None
    if nonblocking:
        os.set_blocking(file.fileno(), True)
    return file


def cannot_write(path: Path, error: OSError) -> OutputError:
    """Return an error with the reason why a file cannot be written, and the correction."""
    full = error.errno in _FULL
    sentence = (
        tr("{path} cannot be written ({why}); free some space there.")
        if full
        else tr("{path} cannot be written ({why}); choose a folder that you may write to.")
    )
    return OutputError(sentence.format(path=path, why=error.strerror or error))


def remove_file(path: Path) -> None:
    """Remove a file if it exists; never a device or a pipe."""
    if path.is_file():
        path.unlink()


class GrowingFile:
    """A file that is appended to in complete chunks, so it is readable at any moment.

    A chunk that does not fit on the disk is removed again, and later ones are refused.

    Parameters
    ----------
    path : Path
        Is created or truncated; its folder is created if missing.
    called : Path, optional
        Name shown in messages, if the file is renamed later.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """

    def __init__(self, path: Path, called: Path | None = None) -> None:
        self.path = path
        self._called = called or path
        self._file = open_anew(path, called)
        self._error: OutputError | None = None
        #: In bytes.
        self.length = 0

    def append(self, chunk: bytes) -> None:
        """Append a chunk.

        Raises
        ------
        OutputError
            If this chunk or an earlier one could not be written, as on a full disk.
        """
        if self._error is not None:
            raise self._error
        try:
            write_all(self._file, chunk)
        except OSError as error:
            self._error = cannot_write(self._called, error)
            # A pipe cannot be truncated.
            with contextlib.suppress(OSError):
                self._file.truncate(self.length)
            raise self._error from None
        self.length += len(chunk)

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def write_all(file: io.FileIO, data: bytes) -> None:
    """Write all bytes; a single `write` may take only a part, as when a disk fills up."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) or 0 :]


def write_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file.

    Parameters
    ----------
    path : Path
    content : bytes
    private : bool
        Whether only this user may read it, in any folder.

    Raises
    ------
    OutputError
        If it cannot be written.
    """
    with open_anew(path) as file:
        try:
            if private and path.is_file():
                path.chmod(PRIVATE_FILE)
            write_all(file, content)
        except OSError as error:
            raise cannot_write(path, error) from None
