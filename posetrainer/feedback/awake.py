"""Keeping the screen on while nobody touches keyboard or mouse."""

import contextlib
import ctypes
import os
import shutil
import sys
from collections.abc import Iterator

from posetrainer.feedback.voice import programs

#: Windows' flags for "until further notice, neither the system nor the display sleeps".
_CONTINUOUS, _SYSTEM_REQUIRED, _DISPLAY_REQUIRED = 0x80000000, 0x1, 0x2


@contextlib.contextmanager
def screen_kept_on() -> Iterator[None]:
    """Keep the screen from going dark; where the desktop does not do that, it does as it is set."""
    if sys.platform == "win32":
        flags = _CONTINUOUS | _SYSTEM_REQUIRED | _DISPLAY_REQUIRED
        ctypes.windll.kernel32.SetThreadExecutionState(flags)
        try:
            yield
        finally:
            ctypes.windll.kernel32.SetThreadExecutionState(_CONTINUOUS)
        return
    with contextlib.ExitStack() as running:
        for command in _commands():
            if shutil.which(command[0]):
                with contextlib.suppress(OSError):
                    running.callback(programs.end, programs.start(command))
        yield


def _commands() -> list[tuple[str, ...]]:
    """Return the commands that keep it on while they run; they end with this process."""
    own = str(os.getpid())
    if sys.platform == "darwin":
        return [("caffeinate", "-d", "-i", "-w", own)]
    until_the_end = ("tail", f"--pid={own}", "-f", "/dev/null")
    # GNOME asks its own session manager, other desktops the system's.
    return [
        ("gnome-session-inhibit", "--inhibit", "idle", *until_the_end),
        ("systemd-inhibit", "--what=idle", "--who=posetrainer", "--why=exercise", *until_the_end),
    ]
