"""Desktop functions that OpenCV lacks: maximising a window, and the screen's own pixels.

None of it is needed: where a desktop does not do it, the window is smaller, or less sharp.
"""

import ctypes
import os
import sys
from typing import Any

#: Windows' ``SW_MAXIMIZE``, and the process that draws every pixel itself on each screen.
_SW_MAXIMIZE, _PER_MONITOR_AWARE = 3, 2
#: X11's ``ClientMessage``, and the masks of events for a window manager.
_CLIENT_MESSAGE, _TO_WINDOW_MANAGER = 33, (1 << 19) | (1 << 20)
_ERROR_HANDLER = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p)


def use_own_pixels() -> None:
    """Let a window have the screen's own pixels, on screens of high density, too.

    To be called before the first window is opened.
    """
    if sys.platform == "win32":
        ctypes.windll.shcore.SetProcessDpiAwareness(_PER_MONITOR_AWARE)
    # Qt would enlarge pictures that are already drawn at the window's size.
    os.environ.update(QT_ENABLE_HIGHDPI_SCALING="0", QT_AUTO_SCREEN_SCALE_FACTOR="0")
    for name in ("QT_SCALE_FACTOR", "QT_SCREEN_SCALE_FACTORS"):
        os.environ.pop(name, None)


def maximise(title: str) -> bool:
    """Ask the desktop to maximise the window with a title; return whether it is known to do so."""
    if sys.platform == "win32":
        window = ctypes.windll.user32.FindWindowW(None, title)
        if window:
            ctypes.windll.user32.ShowWindow(window, _SW_MAXIMIZE)
        return bool(window)
    if sys.platform.startswith("linux"):
        with _X11() as x11:
            return x11.maximise(title)
    return False


def screen_size() -> tuple[int, int] | None:
    """Return the width and height of the screen in pixels, None if it is not known."""
    if sys.platform.startswith("linux"):
        with _X11() as x11:
            return x11.screen_size()
    if sys.platform == "darwin":
        graphics = ctypes.CDLL("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics")
        screen = graphics.CGMainDisplayID()
        return graphics.CGDisplayPixelsWide(screen), graphics.CGDisplayPixelsHigh(screen)
    return None


def display_opens() -> bool:
    """Return whether the X server answers, as far as that can be found out."""
    with _X11() as x11:
        # Without the system's X library nobody can ask: the display's name must do.
        return x11.opened or not x11.installed


class _X11:
    """A connection to the X server; nothing works on it where there is none."""

    def __init__(self) -> None:
        self._display: Any = None
        self.installed = True

    def __enter__(self) -> "_X11":
        try:
            self._lib = ctypes.CDLL("libX11.so.6")
        except OSError:
            self.installed = False
            return self
        self._lib.XOpenDisplay.restype = ctypes.c_void_p
        self._lib.XInternAtom.restype = ctypes.c_ulong
        self._lib.XDefaultRootWindow.restype = ctypes.c_ulong
        display = self._lib.XOpenDisplay(None)
        if display:
            # A window may go while it is asked; by default that would end the process.
            self._handler = _ERROR_HANDLER(lambda _display, _error: 0)
            self._lib.XSetErrorHandler.restype = ctypes.c_void_p
            self._before = self._lib.XSetErrorHandler(self._handler)
            self._display = ctypes.c_void_p(display)
            self._root = ctypes.c_ulong(self._lib.XDefaultRootWindow(self._display))
        return self

    def __exit__(self, *_error: object) -> None:
        if self._display:
            self._lib.XCloseDisplay(self._display)
            self._lib.XSetErrorHandler(ctypes.c_void_p(self._before))

    @property
    def opened(self) -> bool:
        """Whether there is a connection."""
        return bool(self._display)

    def screen_size(self) -> tuple[int, int] | None:
        """Return the size of the whole screen in pixels."""
        if not self._display:
            return None
        return (
            self._lib.XDisplayWidth(self._display, 0),
            self._lib.XDisplayHeight(self._display, 0),
        )

    def maximise(self, title: str) -> bool:
        """Ask the window manager, if there is one that knows how."""
        if not self._display or not self._is_managed():
            return False
        window = self._find(self._root.value, title)
        if window is None:
            return False
        state, across, down = (
            self._atom(f"_NET_WM_STATE{of}") for of in ("", "_MAXIMIZED_HORZ", "_MAXIMIZED_VERT")
        )
        # An XClientMessageEvent in longs: type, serial, sent, display, window, message type,
        # format, five longs of data (1: set it; 1: on behalf of an application).
        words = [_CLIENT_MESSAGE, 0, 1, 0, window, state, 32, 1, across, down, 1, 0]
        event = (ctypes.c_long * 24)(*words)
        self._lib.XSendEvent(self._display, self._root, 0, ctypes.c_long(_TO_WINDOW_MANAGER), event)
        return True

    def _atom(self, name: str) -> int:
        return int(self._lib.XInternAtom(self._display, name.encode(), 0))

    def _is_managed(self) -> bool:
        """Whether a window manager announces that it acts on requests."""
        return self._property(self._root.value, "_NET_SUPPORTING_WM_CHECK") is not None

    def _property(self, window: int, name: str) -> bytes | None:
        """Return the bytes of a window's property, None without one."""
        kind, count, left = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong()
        form, data = ctypes.c_int(), ctypes.c_void_p()
        self._lib.XGetWindowProperty(
            self._display, ctypes.c_ulong(window), ctypes.c_ulong(self._atom(name)),
            ctypes.c_long(0), ctypes.c_long(1024), 0, ctypes.c_ulong(0), ctypes.byref(kind),
            ctypes.byref(form), ctypes.byref(count), ctypes.byref(left), ctypes.byref(data),
        )  # fmt: skip
        if not data:
            return None
        found = ctypes.string_at(data, count.value * form.value // 8)
        self._lib.XFree(data)
        return found or None

    def _find(self, window: int, title: str) -> int | None:
        """Return the window with a title, below another one."""
        if self._property(window, "_NET_WM_NAME") == title.encode():
            return window
        root, parent, children = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_void_p()
        count = ctypes.c_uint()
        self._lib.XQueryTree(
            self._display, ctypes.c_ulong(window), ctypes.byref(root), ctypes.byref(parent),
            ctypes.byref(children), ctypes.byref(count),
        )  # fmt: skip
        if not children:
            return None
        below = list((ctypes.c_ulong * count.value).from_address(children.value or 0))
        self._lib.XFree(children)
        return next((found for child in below if (found := self._find(child, title))), None)
