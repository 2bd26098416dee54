"""The program's own folders: readable by this user alone, and kept from growing without bound."""

import os
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

import platformdirs

_NAME = "posetrainer"
_PRIVATE_FOLDER = 0o700
#: Mode of a file that only this user may read.
PRIVATE_FILE = 0o600
#: Reduced by the umask.
_USUAL_FILE = 0o666
_OTHERS = 0o077
#: A file used within this time may still be in use by another process.
_IN_USE_S = 3600.0


def data_folder() -> Path:
    """Return the folder of this user's history and recordings; it may not exist yet."""
    return platformdirs.user_data_path(_NAME)


def config_folder() -> Path:
    """Return the folder of this user's profiles; it may not exist yet."""
    return platformdirs.user_config_path(_NAME)


def cache_folder() -> Path:
    """Return the folder of what can be computed again; it may not exist yet."""
    return platformdirs.user_cache_path(_NAME)


def new_file_mode(path: Path) -> int:
    """Return the mode of a new file: private in the program's own folders.

    Elsewhere the user's umask decides, as for any other program.
    """
    return _USUAL_FILE if _root_of(path) is None else PRIVATE_FILE


def make_folder(folder: Path) -> None:
    """Create a folder and its parents if missing; the program's own folders are private.

    One of the program's own folders that others can read, as earlier versions created it, is made
    private with all its contents.

    Raises
    ------
    OSError
        If it cannot be created.
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
    """Mark a file as just used; does nothing if it is missing or belongs to another user."""
    with suppress(OSError):
        os.utime(file)


def prune(folder: Path, largest_bytes: int, keep: Collection[Path] = ()) -> None:
    """Remove the least recently used files until the rest fits.

    Files that were written or marked as used within the last hour are kept.

    Parameters
    ----------
    folder : Path
        Files in subfolders are ignored.
    largest_bytes : int
        Limit for all files together.
    keep : collection of Path
        Files that are never removed.
    """
    files = []
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            # Another process may remove it at the same time.
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
        # Windows does not remove open files.
        with suppress(OSError):
            file.unlink()
            total -= size


def _root_of(path: Path) -> Path | None:
    """Return which of the program's own folders contains a path, links followed."""
    real = os.path.realpath(path)
    for folder in (data_folder(), config_folder(), cache_folder()):
        root = os.path.realpath(folder)
        if Path(real).is_relative_to(root):
            return Path(root)
    return None


def _between(root: Path, folder: Path) -> list[Path]:
    """Return the folders from below the root down to a folder."""
    below = Path(os.path.realpath(folder)).relative_to(root)
    return [root / part for part in reversed((below, *below.parents)) if part.parts]


def _make_private(root: Path) -> None:
    # Files of other users cannot be changed.
    with suppress(OSError):
        root.chmod(_PRIVATE_FOLDER)
    for folder, folders, files in os.walk(root):
        for names, mode in ((folders, _PRIVATE_FOLDER), (files, PRIVATE_FILE)):
            for path in (Path(folder, name) for name in names):
                with suppress(OSError):
                    if not path.is_symlink():
                        path.chmod(mode)
