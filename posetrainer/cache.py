"""Keeping a folder of files that can be made again from growing without bound."""

import os
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

#: What was used within so many seconds may still be in use by another process.
_IN_USE_S = 3600.0


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
