"""A window on the screen: shows pictures and reports keys, or why there is no screen."""

import contextlib
import os
import sys
import time

import cv2
import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.errors import UserError
from posetrainer.feedback.desktop import display_opens, maximise, screen_size, use_own_pixels
from posetrainer.feedback.palette import GROUND
from posetrainer.language.translation import tr

_KEYS = {27: "escape", 32: "space", 13: "enter", 10: "enter", 9: "tab", 8: "backspace"}
#: The window's size in pixels where the desktop cannot make it larger: fits on a small laptop.
_FIRST_SIZE = (1066, 640)
#: No screen is larger, where its size is not known.
_LARGEST = (3840, 2160)
#: A desktop has enlarged a window within this time, in seconds, or does not; it has done so when
#: the size has been the same so many times.
_SETTLES_S, _SURE = 1.0, 3

Rectangle = tuple[int, int, int, int]
_NONE: Rectangle = (0, 0, 0, 0)


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
    elif display_opens():
        return None
    else:
        reason = tr("the display {display} does not answer").format(display=display)
    return tr(
        "No window can be opened: {reason}; use --headless, or run it on a desktop, "
        "over ssh -X, or under xvfb-run (Xvfb)."
    ).format(reason=reason)


class Window:
    """A window that opens maximised and is filled by the pictures it shows; a context manager.

    A picture of :attr:`size` is shown pixel by pixel; another one is stretched to it.
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
        self._largest = _LARGEST
        self._place: Rectangle = (0, 0, *_FIRST_SIZE)

    def __enter__(self) -> Self:
        problem = screen_problem()
        if problem:
            raise WindowError(problem)
        use_own_pixels()
        # The window library complains about fonts and folders that nobody misses here.
        os.environ.setdefault("QT_LOGGING_RULES", "*.warning=false;*.debug=false")
        try:
            # Without GUI_NORMAL there is a tool bar, and a menu on the right button. Pictures are
            # made in the window's proportions: what the library would fill up is white.
            cv2.namedWindow(
                self._title, cv2.WINDOW_NORMAL | cv2.WINDOW_FREERATIO | cv2.WINDOW_GUI_NORMAL
            )
        except cv2.error as error:
            raise WindowError(
                tr(
                    "No window can be opened: this OpenCV was built without windows; "
                    "use --headless."
                )
            ) from error
        self._open = True
        self._largest = screen_size() or _LARGEST
        # Before it has a picture it keeps no size.
        self._probe(np.full((1, 1, 3), GROUND, np.uint8))
        cv2.resizeWindow(self._title, *_FIRST_SIZE)
        cv2.waitKey(1)
        if self._full_screen:
            self._apply_full_screen()
        elif not maximise(self._title):
            cv2.moveWindow(self._title, 0, 0)
            cv2.resizeWindow(self._title, *self._largest)
        self._settle()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._open:
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

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of what is inside of the window, in the screen's pixels."""
        _, _, wide, high = self._place
        return wide, high

    def show(self, image: NDArray[np.uint8]) -> str | None:
        """Show a picture (blue, green, red) and return the key pressed since the last one, if any.

        Keys are letters in lower case, ``"escape"``, ``"space"``, ``"enter"``. None, too, when the
        user has closed the window: ask :attr:`closed`.
        """
        if not self._open:
            return None
        # To show a picture would open a closed window anew: so ask before.
        if not self._visible():
            self._open = False
            return None
        if image.shape[1::-1] != self.size:
            image = np.asarray(cv2.resize(image, self.size), np.uint8)
        cv2.imshow(self._title, image)
        key = _key_name(cv2.waitKeyEx(1))
        if self._rectangle() != self._place:
            key = self._probe(image) or key
        if key == "f":
            self._full_screen = not self._full_screen
            self._apply_full_screen()
        return key

    def _apply_full_screen(self) -> None:
        mode = cv2.WINDOW_FULLSCREEN if self._full_screen else cv2.WINDOW_NORMAL
        cv2.setWindowProperty(self._title, cv2.WND_PROP_FULLSCREEN, mode)

    def _settle(self) -> None:
        """Wait until the desktop has given the window its size."""
        until_s = time.monotonic() + _SETTLES_S
        first, same = self._place, 0
        while same < _SURE and time.monotonic() < until_s:
            cv2.waitKey(20)
            before, self._place = self._place, self._rectangle()
            same = same + 1 if before == self._place != first else 0

    def _probe(self, image: NDArray[np.uint8]) -> str | None:
        """Measure the window anew, after it has changed; return the key pressed meanwhile.

        The library shows no picture larger than it is, and reports its place, not the window's:
        only a picture that is large enough shows how large the window is.
        """
        cv2.imshow(self._title, cv2.resize(image, self._largest, interpolation=cv2.INTER_NEAREST))
        key = _key_name(cv2.waitKeyEx(1))
        self._place = self._rectangle()
        return key

    def _rectangle(self) -> Rectangle:
        """Return where the picture is on the screen: left, top, width and height in pixels."""
        # The user may have closed it meanwhile.
        left, top, wide, high = cv2.getWindowImageRect(self._title) if self._visible() else _NONE
        return (left, top, wide, high) if wide > 0 and high > 0 else self._place

    def _visible(self) -> bool:
        return cv2.getWindowProperty(self._title, cv2.WND_PROP_VISIBLE) >= 1


def _key_name(code: int) -> str | None:
    """Return the name of a key code; None for none, and for keys without a name here."""
    # Modifier keys are in the higher bits; special keys have no lower byte that is text.
    plain = code & 0xFFFF
    if code < 0 or plain > 0x7E:
        return None
    return _KEYS.get(plain) or (chr(plain).lower() if plain > 32 else None)
