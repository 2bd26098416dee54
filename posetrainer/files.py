"""Reading files that are files, and writing them as a whole, over nobody's changes."""

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

from posetrainer.folders import new_file_mode

#: In place of a digest: there is no file.
NOTHING = ""
_CHUNK = 1 << 20


class ChangedError(Exception):
    """A file holds something else than when it was read."""


def open_regular(path: Path) -> BinaryIO:
    """Open a file for reading; a pipe or a device, which may keep one waiting for ever, is none.

    Raises
    ------
    OSError
        If it cannot be opened, or is no file.
    """
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file")
    return path.open("rb")


def digest_of(content: bytes) -> str:
    """Return what tells a content from any other."""
    return hashlib.blake2b(content, digest_size=20).hexdigest()


def file_digest(path: Path) -> str:
    """Return the :func:`digest_of` a file's content, however long it is.

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
    """Make an empty file under a name that nothing has, and no other program gets.

    Parameters
    ----------
    path : Path
        The first choice, in a folder that is there; where it is taken, it gets a number.

    Raises
    ------
    OSError
        If it cannot be made.
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
    """Move a file to a name that nothing has; return it.

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
    """Give a new file to write, which takes the place of another one at the end.

    Until then, and where an error breaks it off, the other one is as it was. The new file lies
    beside it under a hidden name that nobody can foresee and that was not there before, so that
    no link laid in its way is followed. A file that is there keeps its mode; a link to it stays
    a link.

    Parameters
    ----------
    path : Path
        In a folder that is there.

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
        # What it would be replaced with is a file.
        raise OSError(errno.EINVAL, "there is no file in its place")
    part = path.with_name(f".posetrainer-{secrets.token_hex(8)}.part")
    # An error if anything of this name is there, be it a link that leads nowhere.
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, new_file_mode(part)))
    try:
        yield part
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def write_whole(path: Path, text: str, expected: str | None = None) -> None:
    """Write a text file, so that it holds the old text or the new one whatever happens.

    Line ends are written as they are.

    Parameters
    ----------
    path : Path
        As :func:`replacing` takes it.
    text : str
    expected : str, optional
        Digest of what the file may hold now; left out, it may hold anything. A file that has
        gone is written anew: nothing is lost by that.

    Raises
    ------
    ChangedError
        If it holds something else; it is left as it is.
    OSError
        If it cannot be written; the file is as it was.
    """
    with replacing(path) as part:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        # As late as can be.
        if expected is not None and path.exists() and file_digest(path) != expected:
            raise ChangedError(path)
