"""Files that grow while a session goes on: over nothing in use, and readable on a full disk."""

import contextlib
import errno
import io
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path

from posetrainer.errors import UserError
from posetrainer.folders import PRIVATE_FILE, make_folder, new_file_mode
from posetrainer.language.translation import tr

#: As paths, addresses have a single slash left; a letter alone is a drive.
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+:[/\\]", re.ASCII | re.IGNORECASE)
#: Errors that are over when there is room.
_FULL = {errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


class OutputError(UserError):
    """A file cannot be written; the message is one sentence for the user."""


def check_outputs(
    outputs: Mapping[str, Path | None], inputs: Iterable[Path | str | None] = ()
) -> None:
    """Refuse outputs that would destroy an input or one another, before anything is opened.

    Links are followed, and hard links known. Pipes and devices, such as ``/dev/null``, may be
    named more than once.

    Parameters
    ----------
    outputs : mapping of str to Path or None
        What is written, by what the user knows it by, such as its option; None writes nothing.
    inputs : iterable of Path, str or None
        What is read; what is no file is passed over.

    Raises
    ------
    OutputError
        If two are the same file, or one is an address.
    """
    read = {_identity(Path(path)) for path in inputs if path is not None} - {None}
    written: dict[object, str] = {}
    for name, path in outputs.items():
        if path is None:
            continue
        if _ADDRESS.match(str(path)):
            raise OutputError(f"{path}: {name} goes to no address; name a file on this machine.")
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
    """Return what is equal for two paths if they lead to one file; None for what is no file."""
    # Not the path itself: opening makes folders that are missing on its way.
    real = os.path.realpath(path)
    try:
        status = Path(real).stat()
    except OSError:
        # It is not there yet, or cannot be looked at.
        return os.path.normcase(real)
    regular = stat.S_ISREG(status.st_mode)
    return (status.st_dev, status.st_ino) if regular else None


def open_anew(path: Path, called: Path | None = None) -> io.FileIO:
    """Open a file for writing, empty, without a buffer; its folder is made if it is missing.

    Parameters
    ----------
    path : Path
    called : Path, optional
        How it is named to the user, if it is not to keep its name.

    Raises
    ------
    OutputError
        If that cannot be done; a pipe that nobody reads is not waited for.
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
    """Return the error that says why a file cannot be written, and the mend."""
    full = error.errno in _FULL
    sentence = (
        tr("{path} cannot be written ({why}); free some space there.")
        if full
        else tr("{path} cannot be written ({why}); choose a folder that you may write to.")
    )
    return OutputError(sentence.format(path=path, why=error.strerror or error))


def remove_file(path: Path) -> None:
    """Remove a file that is of no use, if it is there; never a device or a pipe."""
    if path.is_file():
        path.unlink()


class GrowingFile:
    """A file that grows by whole pieces, each written at once: what is there can be read.

    A piece that does not fit is taken back, and none comes after it.

    Parameters
    ----------
    path : Path
        Is made anew, with its folder.
    called : Path, optional
        How it is named to the user, if it is not to keep its name.

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

    def append(self, piece: bytes) -> None:
        """Append a piece.

        Raises
        ------
        OutputError
            If it cannot be written, as on a full disk, or one before it could not.
        """
        if self._error is not None:
            raise self._error
        try:
            write_all(self._file, piece)
        except OSError as error:
            self._error = cannot_write(self._called, error)
            # A pipe takes nothing back.
            with contextlib.suppress(OSError):
                self._file.truncate(self.length)
            raise self._error from None
        self.length += len(piece)

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()


def write_all(file: io.FileIO, data: bytes) -> None:
    """Write all of some bytes; the last ones before a disk is full are taken only in part."""
    left = memoryview(data)
    while left:
        left = left[file.write(left) or 0 :]


def write_file(path: Path, content: bytes, *, private: bool = False) -> None:
    """Write a file at once.

    Parameters
    ----------
    path : Path
    content : bytes
    private : bool
        Whether it is readable by this user alone, wherever it lies.

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
