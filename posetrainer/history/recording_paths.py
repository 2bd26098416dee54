"""Paths of recordings in the history, relative inside of the program's own folder."""

from pathlib import Path

from posetrainer.system.folders import data_folder


def stored(path: Path) -> str:
    """Return the text by which a recording is named in the history."""
    real, own = path.resolve(), data_folder().resolve()
    return real.relative_to(own).as_posix() if real.is_relative_to(own) else str(real)


def restored(text: str) -> Path:
    """Return where the recording of a text lies."""
    return data_folder().resolve() / text
