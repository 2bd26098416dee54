"""The program's own folders: readable by this user alone, and kept from growing without bound."""

import os
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import platformdirs

_NAME = "posetrainer"
_PRIVATE_FOLDER = 0o700
#: Of a file that only this user may read.
PRIVATE_FILE = 0o600
#: The umask takes from it.
_USUAL_FILE = 0o666
_OTHERS = 0o077
#: What was used within so many seconds may still be in use by another process.
_IN_USE_S = 3600.0


def data_folder() -> Path:
    """Return the folder of this user's history and recordings; it may not be there yet."""
    return platformdirs.user_data_path(_NAME)


def config_folder() -> Path:
    """Return the folder of this user's profiles; it may not be there yet."""
    return platformdirs.user_config_path(_NAME)


def cache_folder() -> Path:
    """Return the folder of what can be made again; it may not be there yet."""
    return platformdirs.user_cache_path(_NAME)


def new_file_mode(path: Path) -> int:
    """Return the mode with which a file is created: private in the program's own folders.

    Elsewhere the user's umask decides, as with any other program.
    """
    return _USUAL_FILE if _root_of(path) is None else PRIVATE_FILE


def make_folder(folder: Path) -> None:
    """Make a folder if it is missing, with those above it; the program's own are private.

    An own folder that is open to others, as earlier versions left it, is made private with all
    that is in it.

    Raises
    ------
    OSError
        If it cannot be made.
    """
    root = _root_of(folder)
    if root is None:
        folder.mkdir(parents=True, exist_ok=True)
        return
    root.parent.mkdir(parents=True, exist_ok=True)
    # Path.mkdir gives its mode to the last folder only.
    for part in (root, *_between(root, folder)):
        part.mkdir(mode=_PRIVATE_FOLDER, exist_ok=True)
    if os.name == "posix" and root.stat().st_mode & _OTHERS:
        _make_private(root)


def mark_used(file: Path) -> None:
    """Note that a file is used now; of one that is not there, or not ours, nothing is noted."""
    with suppress(OSError):
        os.utime(file)


def prune(folder: Path, largest_bytes: int, keep: Collection[Path] = ()) -> None:
    """Remove the files that were used longest ago, until the others are small enough.

    Never removed is what was marked as used, or written, within the last hour.

    Parameters
    ----------
    folder : Path
        Only files right in it count, whatever they are called.
    largest_bytes : int
        For all files together.
    keep : collection of Path
        Files that are in use for longer.
    """
    files = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            # One that goes meanwhile was removed by another process.
            with suppress(OSError):
                found = entry.stat(follow_symlinks=False)
                if entry.is_file(follow_symlinks=False):
                    files.append((found.st_mtime, found.st_size, Path(entry.path)))
    total = sum(size for _, size, _ in files)
    unused_since = time.time() - _IN_USE_S
    for used, size, file in sorted(files):
        if total <= largest_bytes or used > unused_since:
            return
        if file in keep:
            continue
        # Windows lets nobody remove what is open.
        with suppress(OSError):
            file.unlink()
            total -= size


def _root_of(path: Path) -> Path | None:
    """Return which of the program's own folders a path lies in, links followed."""
    real = os.path.realpath(path)
    for folder in (data_folder(), config_folder(), cache_folder()):
        root = os.path.realpath(folder)
        if Path(real).is_relative_to(root):
            return Path(root)
    return None


def _between(root: Path, folder: Path) -> list[Path]:
    """Return the folders below the root on the way to a folder, from above."""
    below = Path(os.path.realpath(folder)).relative_to(root)
    return [root / part for part in reversed((below, *below.parents)) if part.parts]


def _make_private(root: Path) -> None:
    # What belongs to somebody else stays as it is.
    with suppress(OSError):
        root.chmod(_PRIVATE_FOLDER)
    for folder, folders, files in os.walk(root):
        for names, mode in ((folders, _PRIVATE_FOLDER), (files, PRIVATE_FILE)):
            for path in (Path(folder, name) for name in names):
                with suppress(OSError):
                    if not path.is_symlink():
                        path.chmod(mode)
