"""Reading regular files, and replacing files atomically without overwriting others' changes."""

import errno
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import BinaryIO

from posetrainer.system.folders import new_file_mode

#: Stands for the digest of a file that does not exist.
NOTHING = ""
_CHUNK = 1 << 20


class ChangedError(Exception):
    """A file has been changed since it was read."""


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file for reading; a pipe or a device, which may block for ever, is refused.

    Raises
    ------
    OSError
        If it cannot be opened, or is not a regular file.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file")
    return path.open("rb")


def digest_of(content: bytes) -> str:
    """Return a digest that identifies a content."""
    return hashlib.blake2b(content, digest_size=20).hexdigest()


def file_digest(path: Path) -> str:
    """Return the :func:`digest_of` a file's content, read in chunks.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    digest = hashlib.blake2b(digest_size=20)
    with open_regular(path) as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def reserve(path: Path) -> Path:
    """Create an empty file under an unused name; no other program gets the same one.

    Parameters
    ----------
    path : Path
        Preferred name, in an existing folder; a number is added if it is taken.

    Raises
    ------
    OSError
        If it cannot be created.
    """
    name = path
    for number in count(2):
        try:
            os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, new_file_mode(name)))
        except FileExistsError:
            name = path.with_stem(f"{path.stem}-{number}")
        else:
            break
    return name


def move(path: Path, to: Path) -> Path:
    """Move a file to an unused name, and return that name.

    Parameters
    ----------
    path : Path
    to : Path
        As :func:`reserve` takes it.

    Raises
    ------
    OSError
        If it cannot be moved.
    """
    return path.replace(reserve(to))


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a new file to write, which replaces another one atomically at the end.

    Until then, and after an error, the other file is unchanged. The new file is created beside it
    under a hidden, unpredictable name, so no link planted in its way is followed. An existing file
    keeps its mode, and a link to it stays a link.

    Parameters
    ----------
    path : Path
        In an existing folder.

    Yields
    ------
    Path
        Of the new file, empty.

    Raises
    ------
    OSError
        If it cannot be written.
    """
    path = path.resolve()
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "there is no file in its place")
    part = path.with_name(f".posetrainer-{secrets.token_hex(8)}.part")
    # Fails if the name exists, even as a dangling link.
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, new_file_mode(part)))
    try:
        yield part
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, text: str, expected: str | None = None) -> None:
    """Replace a text file atomically: it holds the old text or the new one, never a part.

    Line ends are written unchanged.

    Parameters
    ----------
    path : Path
        As :func:`replacing` takes it.
    text : str
    expected : str, optional
        Digest that the file must have now; any, if left out. A file that no longer exists is
        created again, since nothing is lost by that.

    Raises
    ------
    ChangedError
        If its content has another digest; it is left unchanged.
    OSError
        If it cannot be written; the file is unchanged.
    """
    with replacing(path) as part:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # Checked last, to leave other writers the smallest window.
        if expected is not None and path.exists() and file_digest(path) != expected:
            raise ChangedError(path)
