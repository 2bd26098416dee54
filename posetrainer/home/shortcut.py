"""A desktop entry that opens the home page."""

import os
import sys
from pathlib import Path

from posetrainer.errors import UserError
from posetrainer.system.files import write_whole

_NAME = "posetrainer.desktop"
#: Characters to be escaped in a quoted argument of a desktop entry.
_QUOTED = str.maketrans({c: f"\\{c}" for c in '"`$\\'})


def install_shortcut() -> Path:
    """Install the entry, over an older one; return where.

    Raises
    ------
    UserError
        If this system has no such entries, or it cannot be written.
    """
    if not sys.platform.startswith("linux"):
        raise UserError(
            "install-shortcut works on Linux only so far: put `posetrainer start` into a shortcut "
            "of your own."
        )
    path = _applications_folder() / _NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, desktop_entry(sys.executable))
    except OSError as error:
        raise UserError(
            f"{path} cannot be written ({error.strerror}); check the rights of its folder."
        ) from None
    return path


def desktop_entry(python: str) -> str:
    """Return the entry's text, as the Desktop Entry Specification 1.5 has it.

    Parameters
    ----------
    python : str
        Path of the Python that the program is installed in.
    """
    # Backslashes are escaped twice: in the argument, and in the value that holds it; a percent
    # sign would begin a field code.
    argument = python.translate(_QUOTED).replace("\\", "\\\\").replace("%", "%%")
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Version=1.5",
            "Name=posetrainer",
            "Comment=Back exercises in front of the camera",
            "Comment[de]=Rückenübungen vor der Kamera",
            f'Exec="{argument}" -m posetrainer start',
            "Terminal=false",
            "Categories=Sports;MedicalSoftware;",
            "",
        )
    )


def _applications_folder() -> Path:
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(home) / "applications"
