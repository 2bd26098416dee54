"""Compare training in a window with training in the page: ``uv run python -m tools.page_latency``.

The same pictures of a session are shown by the program's window, and by a page in Chromium that
gets them as the camera's preview does (JPEG in a multipart stream). Both cover the same virtual
screen of 1920 x 1080, whose memory is read all the time: measured is how long it takes from a
finished picture to its pixels on the screen. Xvfb and Chromium must be installed.
"""

import mmap
import os
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import cv2
import numpy as np
from numpy.typing import NDArray

from posetrainer.feedback.window import Window
from tools.bench.figures import spread_ms
from tools.bench.machine import load_before
from tools.readme import machine
from tools.screenshots import IMAGES
from tools.studio_pictures import FLAGS

WIDE, HIGH = 1920, 1080
FPS, SECONDS, WARM_UP_S = 30.0, 20.0, 3.0
#: A picture's number is written into its corner as bits, black and white squares of so many pixels.
_BITS, _SQUARE = 12, 24
_SHOWN = ("repetition", "hold-live", "too-fast-live")
_QUALITY = 80
_PAGE = (
    b"<body style='margin:0;background:#000'>"
    b"<img src='/video' style='display:block;width:100vw;height:100vh'>"
)

Picture = NDArray[np.uint8]


class ScreenReader:
    """Note when the number of each picture appears on the screen. A context manager.

    Parameters
    ----------
    path : Path
        The screen's memory, a file in the XWD format.
    """

    def __init__(self, path: Path) -> None:
        self.seen_s: dict[int, float] = {}
        self._path = path
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._read)

    def _read(self) -> None:
        with self._path.open("rb") as file:
            memory = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", memory[:100])
        begin, line = head[0] + head[19] * 12, head[12]
        row = begin + _SQUARE // 2 * line
        places = [row + (bit * _SQUARE + _SQUARE // 2) * 4 for bit in range(_BITS)]
        while not self._over.wait(0.0005):
            number = sum((memory[place] > 127) << bit for bit, place in enumerate(places))
            self.seen_s.setdefault(number, time.perf_counter())

    def __enter__(self) -> "ScreenReader":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def main() -> None:
    """Measure both, and print what they take."""
    pictures, load = [_picture(name) for name in _SHOWN], load_before()
    found = {}
    for name, show_all in (("window", _in_window), ("page", _in_page)):
        with virtual_screen() as memory, ScreenReader(memory) as reader:
            sent_s = show_all(pictures)
            time.sleep(1.0)
        found[name] = _latencies(sent_s, reader.seen_s)
    print(f"{WIDE} x {HIGH}, {FPS:g} pictures a second, {SECONDS:g} s each, on {machine()}.")
    if load is not None:
        print(f"Other programs: load {load:.1f} on {os.cpu_count()} cores.")
    spreads = {name: spread_ms(taken) for name, taken in found.items()}
    for name, spread in spreads.items():
        share = len(found[name]) / (FPS * SECONDS)
        print(f"{name}: {spread.p50:.0f} ms (median), {spread.p95:.0f} ms (95 %), {share:.0%} seen")
    longer_ms = spreads["page"].p95 - spreads["window"].p95
    print(f"95 %: the page takes {longer_ms:.0f} ms longer; a frame is {1000 / FPS:.0f} ms.")


def _picture(name: str) -> Picture:
    image = cv2.resize(cv2.imread(str(IMAGES / f"{name}.png")), (WIDE, HIGH))
    return np.asarray(image, np.uint8)


def _latencies(sent_s: dict[int, float], seen_s: dict[int, float]) -> list[float]:
    """Return the latencies of the pictures that were seen, in seconds; the first ones left out."""
    return [seen_s[n] - sent_s[n] for n in sent_s if n in seen_s and n > WARM_UP_S * FPS]


def _numbered(pictures: list[Picture]) -> Iterator[tuple[int, Picture]]:
    """Yield pictures with their numbers written into them, each when it is due."""
    begin_s = time.perf_counter()
    for number in range(1, round(FPS * (SECONDS + WARM_UP_S))):
        picture = pictures[number % len(pictures)].copy()
        for bit in range(_BITS):
            left = bit * _SQUARE
            picture[:_SQUARE, left : left + _SQUARE] = 255 if number >> bit & 1 else 0
        time.sleep(max(0.0, begin_s + number / FPS - time.perf_counter()))
        yield number, picture


def _in_window(pictures: list[Picture]) -> dict[int, float]:
    sent_s = {}
    # Where no desktop makes it larger, a window takes the whole screen by itself.
    with Window("posetrainer") as window:
        for number, picture in _numbered(pictures):
            sent_s[number] = time.perf_counter()
            window.show(picture)
    return sent_s


def _in_page(pictures: list[Picture]) -> dict[int, float]:
    sent_s: dict[int, float] = {}
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            stream = self.path == "/video"
            kind = "multipart/x-mixed-replace; boundary=frame" if stream else "text/html"
            self.send_header("Content-Type", kind)
            self.end_headers()
            if not stream:
                self.wfile.write(_PAGE)
                return
            self.wfile.write(b"--frame\r\n")
            for number, picture in _numbered(pictures):
                sent_s[number] = time.perf_counter()
                _, jpeg = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
                # Chromium shows a picture when the boundary behind it has come.
                part = jpeg.tobytes() + b"\r\n--frame\r\n"
                self.wfile.write(b"Content-Type: image/jpeg\r\n\r\n" + part)
            over.set()

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with _chromium(f"http://127.0.0.1:{server.server_port}/"):
            assert over.wait(60 + SECONDS), "Chromium has not asked for the pictures"
            time.sleep(0.5)
        server.shutdown()
    return sent_s


@contextmanager
def _chromium(address: str) -> Iterator[None]:
    flags = [flag for flag in FLAGS if not flag.startswith("--headless")]
    place = ["--kiosk", "--window-position=0,0", f"--window-size={WIDE},{HIGH}"]
    with TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        process = subprocess.Popen(
            ["chromium", *flags, *place, f"--user-data-dir={profile}", f"--app={address}"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            yield
        finally:
            process.terminate()
            process.wait()


@contextmanager
def virtual_screen() -> Iterator[Path]:
    """Give a screen to open windows on, as `DISPLAY`; yield the file that is its memory."""
    reads, writes = os.pipe()
    with TemporaryDirectory() as folder:
        size = f"{WIDE}x{HIGH}x24"
        server = subprocess.Popen(
            ["Xvfb", "-displayfd", f"{writes}", "-screen", "0", size, "-fbdir", folder],
            pass_fds=[writes],
            stderr=subprocess.DEVNULL,
        )
        os.close(writes)
        with os.fdopen(reads) as told:
            os.environ["DISPLAY"] = f":{told.readline().strip()}"
        try:
            yield Path(folder) / "Xvfb_screen0"
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
