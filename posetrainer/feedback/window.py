"""A window on the screen: shows pictures, tells keys, says plainly when there is no screen."""

import contextlib
import ctypes
import os
import sys
from types import TracebackType

import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.errors import UserError
from posetrainer.language.translation import tr

_KEYS = {27: "escape", 32: "space", 13: "enter", 10: "enter", 9: "tab", 8: "backspace"}
#: The window's first height in pixels: fits on a small laptop.
_FIRST_HEIGHT = 640


class WindowError(UserError):
    """There is no screen to open a window on; the message is one sentence for the user."""


def screen_problem() -> str | None:
    """Return why no window can be opened here, as one sentence, or None.

    OpenCV's window library ends the whole process, without an exception, when it finds no
    screen on Linux: so it is looked for before.
    """
    if not sys.platform.startswith("linux"):
        return None
    display = os.environ.get("DISPLAY")
    if not display:
        reason = (
            tr("this Wayland session has no X display (XWayland) for the window")
            if os.environ.get("WAYLAND_DISPLAY")
            else tr("there is no display (DISPLAY is not set)")
        )
    elif _opens(display):
        return None
    else:
        reason = tr("the display {display} does not answer").format(display=display)
    return tr(
        "No window can be opened: {reason}; use --headless, or run it on a desktop, "
        "over ssh -X, or under xvfb-run (Xvfb)."
    ).format(reason=reason)


def _opens(display: str) -> bool:
    """Ask the X server for a connection, as the window library will."""
    try:
        x11 = ctypes.CDLL("libX11.so.6")
    except OSError:
        # Without the system's X library nobody can ask; the name must do.
        return True
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XOpenDisplay.argtypes = [ctypes.c_char_p]
    x11.XCloseDisplay.argtypes = [ctypes.c_void_p]
    connection = x11.XOpenDisplay(display.encode())
    if not connection:
        return False
    x11.XCloseDisplay(connection)
    return True


class Window:
    """A resizable window that keeps the picture's proportions; a context manager.

    Must be used from the main thread.

    Parameters
    ----------
    title : str
        In the title bar.
    full_screen : bool
        Whether it covers the screen from the start; the key ``f`` changes that.

    Raises
    ------
    WindowError
        On entering, if there is no screen.
    """

    def __init__(self, title: str, full_screen: bool = False) -> None:
        self._title = title
        self._full_screen = full_screen
        self._open = False
        self._sized = False

    def __enter__(self) -> Self:
        problem = screen_problem()
        if problem:
            raise WindowError(problem)
        # The window library complains about fonts and folders that nobody misses here.
        os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false;*.debug=false")
        import cv2

        try:
            # Without GUI_NORMAL there is a tool bar, and a menu on the right button.
            cv2.namedWindow(
                self._title, cv2.WINDOW_NORMAL | cv2.WINDOW_KEEPRATIO | cv2.WINDOW_GUI_NORMAL
            )
        except cv2.error as error:
            raise WindowError(
                tr(
                    "No window can be opened: this OpenCV was built without windows; "
                    "use --headless."
                )
            ) from error
        self._open = True
        if self._full_screen:
            self._apply_full_screen()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._open:
            import cv2

            self._open = False
            # The user may have closed it already.
            with contextlib.suppress(cv2.error):
                cv2.destroyWindow(self._title)
                cv2.waitKey(1)

    @property
    def closed(self) -> bool:
        """Whether the user has closed the window, or it was never opened."""
        return not self._open

    @property
    def full_screen(self) -> bool:
        """Whether the window covers the screen."""
        return self._full_screen

    def show(self, image: NDArray[np.uint8]) -> str | None:
        """Show a picture and return the key pressed since the last one, if any.

        Parameters
        ----------
        image : ndarray, shape (H, W, 3), uint8
            Blue, green, red.

        Returns
        -------
        str or None
            A letter in lower case, ``"escape"``, ``"space"``, ``"enter"``; or None, also
            when the user has closed the window: ask :attr:`closed`.
        """
        import cv2

        if not self._open:
            return None
        # To show a picture would open a closed window anew: so ask before.
        if self._sized and cv2.getWindowProperty(self._title, cv2.WND_PROP_VISIBLE) < 1:
            self._open = False
            return None
        cv2.imshow(self._title, self._filling(image) if self._full_screen else image)
        if not self._sized and self._full_screen:
            # Before it has a picture the window does not keep to that, and giving it a size
            # would end it.
            self._apply_full_screen()
        elif not self._sized:
            high, wide = image.shape[:2]
            first = max(_FIRST_HEIGHT, min(high, 800))
            cv2.resizeWindow(self._title, round(wide * first / high), first)
        self._sized = True
        key = _key_name(cv2.waitKeyEx(1))
        if key == "f":
            self._full_screen = not self._full_screen
            self._apply_full_screen()
        return key

    def _filling(self, image: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Return the picture as large as the screen, on black: the window does not enlarge it."""
        import cv2

        left, top, wide, high = cv2.getWindowImageRect(self._title)
        if not (0 <= left < wide and 0 <= top < high):
            # On a second screen, perhaps: its size cannot be told.
            return image
        # The picture stands in the middle of the screen, so its margins tell the screen's size.
        wide, high = wide + 2 * left, high + 2 * top
        height, width = image.shape[:2]
        scale = min(wide / width, high / height)
        if scale <= 1:
            return image
        size = round(width * scale), round(height * scale)
        large = cv2.resize(image, size, interpolation=cv2.INTER_LINEAR)
        filling = np.zeros((high, wide, 3), np.uint8)
        top, left = (high - size[1]) // 2, (wide - size[0]) // 2
        filling[top : top + size[1], left : left + size[0]] = large
        return filling

    def _apply_full_screen(self) -> None:
        import cv2

        mode = cv2.WINDOW_FULLSCREEN if self._full_screen else cv2.WINDOW_NORMAL
        cv2.setWindowProperty(self._title, cv2.WND_PROP_FULLSCREEN, mode)


def _key_name(code: int) -> str | None:
    """Return the name of a key code; None for none, and for keys without a name here."""
    # Modifier keys are told in the higher bits; special keys have no lower byte that is text.
    plain = code & 0xFFFF
    if code < 0 or plain > 0x7E:
        return None
    return _KEYS.get(plain) or (chr(plain).lower() if plain > 32 else None)
