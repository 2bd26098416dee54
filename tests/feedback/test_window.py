"""The window, on a virtual screen where there is one; and plain words where there is none."""

import ctypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import ImageGrab

from posetrainer.feedback.window import Window, WindowError, _key_name, screen_problem

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X displays are Linux's")
needs_xvfb = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")
needs_xdotool = pytest.mark.skipif(
    shutil.which("xdotool") is None, reason="xdotool is not installed"
)


@linux
@pytest.mark.parametrize("display", [None, ":987"])
def test_without_a_display_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, display: str | None
) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    if display:
        monkeypatch.setenv("DISPLAY", display)
    with pytest.raises(WindowError, match=r"--headless.*ssh.*Xvfb") as error, Window("test"):
        pass
    assert "\n" not in str(error.value)
    assert (display or "DISPLAY") in str(error.value)


@linux
def test_wayland_alone_is_no_display_for_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "XWayland" in (screen_problem() or "")


def test_elsewhere_than_on_linux_there_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setattr(sys, "platform", "darwin")
    assert screen_problem() is None


def test_key_names() -> None:
    named = {-1: None, 27: "escape", 32: "space", 13: "enter", ord("q"): "q", ord("F"): "f"}
    assert {code: _key_name(code) for code in named} == named
    # Num lock is told in a higher bit; an arrow key has no name here.
    assert _key_name(0x100000 | ord("q")) == "q"
    assert _key_name(65361) is None


def test_a_window_that_was_not_entered_is_closed() -> None:
    window = Window("test")
    assert window.closed
    assert window.show(np.zeros((10, 10, 3), np.uint8)) is None


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    modules = ("cues", "announcements", "ending", "terminal", "text", "palette")
    code = "import sys\n" + "".join(f"import posetrainer.feedback.{name}\n" for name in modules)
    code += "print([m for m in ('cv2', 'matplotlib', 'PIL', 'mediapipe') if m in sys.modules])"
    reported = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert reported.stdout.strip() == "[]"


@pytest.fixture
def display(tmp_path: Path) -> Iterator[str]:
    """A virtual screen that chooses its own free number."""
    reads, writes = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as reported:
        number = reported.readline().strip()
    if not number:
        server.wait(timeout=10)
        pytest.skip("Xvfb does not start here")
    yield f":{number}"
    server.terminate()
    server.wait(timeout=10)


SESSION = """
import sys
import time
import numpy as np
from posetrainer.feedback.window import Window
until = time.monotonic() + 20
with Window("trainer test") as window:
    print("open", not window.closed, flush=True)
    while time.monotonic() < until and not window.closed:
        # Every pixel differs from those beside it: enlarged or stretched, it would be grey.
        wide, high = window.size
        image = np.where(np.indices((high, wide)).sum(axis=0) % 2, 255, 30).astype(np.uint8)
        key = window.show(np.repeat(image[:, :, None], 3, axis=2))
        if key:
            print(key, window.full_screen, flush=True)
        if key == "q":
            break
        time.sleep(0.01)
    print("closed by the user", window.closed, flush=True)
print("closed", window.closed, flush=True)
"""


class Session:
    """A window in a process of its own, driven from outside as a user would."""

    def __init__(self, display: str) -> None:
        self.environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        self.process = subprocess.Popen(
            [sys.executable, "-c", SESSION],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=10,
            check=False,
        )
        return done.stdout.strip()

    def window(self) -> str:
        for _ in range(100):
            found = self.xdotool("search", "--name", "trainer test").split()
            if found:
                return found[-1]
            time.sleep(0.05)
        raise AssertionError("no window appeared")

    def press(self, key: str) -> None:
        # Without a window manager nobody gives the window the keyboard.
        self.xdotool("windowfocus", "--sync", self.window(), "key", key)


@linux
@needs_xvfb
@needs_xdotool
def test_a_window_shows_takes_keys_and_closes(display: str) -> None:
    session = Session(display)
    try:
        assert session.line() == "open True"
        session.press("space")
        assert session.line() == "space False"
        session.press("f")
        assert session.line() == "f True"
        session.press("f")
        assert session.line() == "f False"
        session.press("q")
        assert session.line() == "q False"
        assert session.line() == "closed by the user False"
        assert session.line() == "closed True"
        _, complaints = session.process.communicate(timeout=10)
        assert session.process.returncode == 0
        assert complaints == ""
    finally:
        session.process.kill()
        session.process.wait(timeout=10)


def screen_of(display: str) -> np.ndarray:
    """What is seen on the virtual screen."""
    return np.asarray(ImageGrab.grab(xdisplay=display).convert("L"))


def becomes(display: str, test: Callable[[np.ndarray], bool]) -> bool:
    """Whether what is seen passes a test soon."""
    until_s = time.monotonic() + 10
    while time.monotonic() < until_s:
        if test(screen_of(display)):
            return True
        time.sleep(0.1)
    return False


def is_shown_pixel_by_pixel(screen: np.ndarray) -> bool:
    """Whether the checked picture covers the screen, but for a title bar, and is not smoothed."""
    dark, light = screen == 30, screen == 255
    checked = dark[:, 1:] & light[:, :-1] | light[:, 1:] & dark[:, :-1]
    whole = checked.all(axis=1)
    return bool(whole[-1] and whole.mean() > 0.9)


@linux
@needs_xvfb
@needs_xdotool
@pytest.mark.slow
@pytest.mark.parametrize(
    "managed",
    [
        False,
        pytest.param(
            True,
            marks=pytest.mark.skipif(
                shutil.which("openbox") is None, reason="openbox is not installed"
            ),
        ),
    ],
)
def test_it_opens_maximised_and_shows_pixel_by_pixel(
    display: str, managed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the desktop asks programs to enlarge what they draw, and in every later size."""
    monkeypatch.setenv("QT_SCALE_FACTOR", "2")
    manager = None
    if managed:
        environment = {**os.environ, "DISPLAY": display}
        manager = subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL)
        time.sleep(1)
    session = Session(display)
    try:
        assert session.line() == "open True"
        assert becomes(display, is_shown_pixel_by_pixel)
        if not managed:
            return
        session.press("f")
        assert session.line() == "f True"
        assert becomes(display, lambda screen: bool(np.isin(screen, (30, 255)).all()))
        session.press("f")
        assert session.line() == "f False"
        assert becomes(display, lambda screen: bool(np.isin(screen, (30, 255)).mean() < 0.999))
    finally:
        session.process.kill()
        session.process.wait(timeout=10)
        if manager is not None:
            manager.terminate()
            manager.wait(timeout=10)


def click_close(display: str, window: str) -> None:
    """Tell a window what the close button of its title bar would tell it."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    connection = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    atoms = [
        x11.XInternAtom(connection, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW")
    ]
    # An XClientMessageEvent in longs: type 33, serial, sent, display, window, message type,
    # format, five longs of data; an XEvent has room for 24.
    words = [33, 0, 1, 0, int(window), atoms[0], 32, atoms[1], 0, 0, 0, 0]
    event = (ctypes.c_long * 24)(*words)
    x11.XSendEvent(connection, ctypes.c_ulong(int(window)), 0, ctypes.c_long(0), event)
    x11.XCloseDisplay(connection)


@linux
@needs_xvfb
@needs_xdotool
def test_a_window_that_the_user_closes_stays_closed(display: str) -> None:
    session = Session(display)
    try:
        assert session.line() == "open True"
        click_close(display, session.window())
        assert session.line() == "closed by the user True"
        assert session.process.wait(timeout=10) == 0
    finally:
        session.process.kill()
        session.process.wait(timeout=10)
