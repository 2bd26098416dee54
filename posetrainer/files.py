"""Writing a file as a whole, or not at all."""

import os
import shutil
from pathlib import Path


def write_whole(path: Path, text: str) -> None:
    """Write a text file, so that it holds the old text or the new one whatever happens.

    Line ends are written as they are. A file that is there keeps its mode; a link to it stays
    a link.

    Parameters
    ----------
    path : Path
        In a folder that is there.
    text : str

    Raises
    ------
    OSError
        If it cannot be written; the file is as it was.
    """
    path = path.resolve()
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
