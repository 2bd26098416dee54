"""``posetrainer start`` and ``install-shortcut``: training without a command line."""

import os
import sys
import webbrowser

from posetrainer.commands.common import NoBrowserOption, PortOption


def start_command(
    port: PortOption = None,
    no_browser: NoBrowserOption = False,
) -> None:
    """Open the home page: today's programme, camera, profiles and history."""
    from posetrainer.home.app import open_home

    open_home(port=port, browser=not no_browser)


def install_shortcut_command() -> None:
    """Add the home page to the applications of the desktop."""
    from posetrainer.home.shortcut import install_shortcut

    print(f"Installed: {install_shortcut()}. It opens the home page.")


def browser_can_open() -> bool:
    """Return whether this machine has a desktop with a browser."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True
