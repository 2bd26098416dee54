"""Live sources: a thread keeps the newest picture, stamped at the grab."""

import contextlib
import threading
import time
from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.capture.frame import Frame, Gap, SourceInfo
from posetrainer.errors import CaptureError
from posetrainer.language.translation import tr

_GAP_EVERY_S = 0.2
_RECONNECT_EVERY_S = 1.0
# A source without a new picture for this long has a gap, even if it reports no failure.
_STALLED_AFTER_S = 1.0
_FIRST_PICTURE_S = 5.0
# No reader should block for longer than this; the thread of one that does ends later.
_JOIN_S = 1.8

# Not time.monotonic, which has a resolution of 16 ms on Windows.
_now_s = time.perf_counter


class FrameReader(Protocol):
    """A device or connection from which one thread at a time reads pictures.

    Attributes
    ----------
    name : str
        Name for messages, without secrets.
    fps : float or None
        Nominal frame rate, if known after opening.
    gone : str
        One sentence for the user when no more pictures arrive.
    """

    name: str
    fps: float | None
    gone: str

    def open(self) -> None:
        """Connect; raises `CaptureError` with the correction if that fails."""

    def read(self) -> NDArray[np.uint8] | None:
        """Wait for the next picture, (H, W, 3) uint8 in blue, green, red.

        Returns None for a damaged one, raises `CaptureError` at the end.
        """

    def close(self) -> None:
        """Disconnect; does nothing if not open."""


class LiveSource:
    """An iterator over the newest picture of a camera or stream.

    Grabbing starts in the constructor. Pictures that arrive while the consumer is busy are
    dropped, which shows in the frames' numbers.

    Parameters
    ----------
    reader : FrameReader
        Device or connection.
    reconnect : bool
        Try to reopen a lost reader about every second, with a `Gap` five times a second; if
        False, iteration ends there.

    Attributes
    ----------
    info : SourceInfo
        The size is that of the first picture.

    Raises
    ------
    CaptureError
        If the reader cannot be opened or gives no first picture.
    """

    def __init__(self, reader: FrameReader, *, reconnect: bool = True) -> None:
        self._reader = reader
        self._reconnect = reconnect
        # Opened in the main thread, the only one in which macOS asks for camera permission.
        image = _first_picture(reader)
        self._start_s = _now_s()
        self._news = threading.Condition()
        # Guarded by the condition: the newest frame until it is taken, the newest time that was
        # reported, the number of pictures grabbed, and how it ended.
        self._unseen: Frame | None = Frame(0, 0.0, image)
        self._latest_s = 0.0
        self._grabbed = 1
        self._grabbed_at_s = 0.0
        self._gone = False
        self._ended = False
        self._failure: BaseException | None = None
        self._closing = threading.Event()
        height, width = image.shape[:2]
        self.info = SourceInfo(name=reader.name, live=True, size=(width, height), fps=reader.fps)
        self._thread = threading.Thread(target=self._grab, name=f"grab {reader.name}", daemon=True)
        self._thread.start()

    def __iter__(self) -> Iterator[Frame | Gap]:
        while True:
            with self._news:
                self._news.wait_for(lambda: self._unseen or self._ended, timeout=_GAP_EVERY_S)
                if self._closing.is_set():
                    return
                item = self._take()
                if item is None and self._ended:
                    if self._failure is not None:
                        raise self._failure
                    return
            if item is not None:
                yield item

    def close(self) -> None:
        """Close the camera or stream; a loop over it ends."""
        self._closing.set()
        with self._news:
            self._news.notify_all()
        self._thread.join(_JOIN_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _take(self) -> Frame | Gap | None:
        """Return a new frame, or a gap if a frame is overdue."""
        if self._unseen is not None:
            frame, self._unseen = self._unseen, None
            return frame
        now_s = self._clock_s()
        if self._ended or not (self._gone or now_s - self._grabbed_at_s > _STALLED_AFTER_S):
            return None
        self._latest_s = now_s
        return Gap(now_s, self._reader.gone)

    def _clock_s(self) -> float:
        return _now_s() - self._start_s

    def _grab(self) -> None:
        """Run in the camera thread: read, and reconnect to a lost reader."""
        try:
            self._read_until_gone()
            while self._reconnect and not self._closing.is_set():
                with self._news:
                    self._gone = True
                self._reader.close()
                if self._closing.wait(_RECONNECT_EVERY_S):
                    return
                with contextlib.suppress(CaptureError):
                    self._reader.open()
                    self._read_until_gone()
        except BaseException as error:  # re-raised in the consumer
            self._failure = error
        finally:
            self._reader.close()
            with self._news:
                self._ended = True
                self._news.notify_all()

    def _read_until_gone(self) -> None:
        with contextlib.suppress(CaptureError):
            while not self._closing.is_set():
                image = self._reader.read()
                if image is not None:
                    self._publish(image, self._clock_s())

    def _publish(self, image: NDArray[np.uint8], grabbed_at_s: float) -> None:
        with self._news:
            # A gap may have been reported since the grab.
            self._latest_s = max(grabbed_at_s, self._latest_s)
            self._unseen = Frame(self._grabbed, self._latest_s, image)
            self._grabbed += 1
            self._grabbed_at_s = self._latest_s
            self._gone = False
            self._news.notify_all()


def _first_picture(reader: FrameReader) -> NDArray[np.uint8]:
    """Open a reader and wait for a picture; close it on any failure."""
    deadline_s = _now_s() + _FIRST_PICTURE_S
    try:
        reader.open()
        while _now_s() < deadline_s:
            image = reader.read()
            if image is not None:
                return image
        raise CaptureError(
            tr("{name} sends only damaged pictures: restart it, and look at its cable.").format(
                name=reader.name
            )
        )
    except BaseException:
        reader.close()
        raise
