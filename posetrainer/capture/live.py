"""Live pictures: a thread keeps the newest one, stamped when it came."""

import contextlib
import threading
import time
from collections.abc import Iterator
from types import TracebackType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.capture.frame import Frame, Gap, SourceInfo
from posetrainer.errors import CaptureError
from posetrainer.language.translation import tr

_GAP_EVERY_S = 0.2
_LOOK_AGAIN_EVERY_S = 1.0
# A source that is silent for this long has no picture, whether or not it says that it is gone.
_STALLED_AFTER_S = 1.0
_FIRST_PICTURE_S = 5.0
# No reader should be blocked longer than this; one that is ends its thread by itself later.
_JOIN_S = 1.8

# Not time.monotonic, which goes by steps of 16 ms on Windows.
_now_s = time.perf_counter


class FrameReader(Protocol):
    """A device or connection that pictures are read from, by one thread at a time.

    Attributes
    ----------
    name : str
        What the user calls it, without secrets.
    fps : float or None
        Nominal frames a second, if known once it is open.
    gone : str
        One sentence for the user when it has no picture any more.
    """

    name: str
    fps: float | None
    gone: str

    def open(self) -> None:
        """Connect; raises `CaptureError` with the mend if that fails."""

    def read(self) -> NDArray[np.uint8] | None:
        """Wait for the next picture, (H, W, 3) uint8 in blue, green, red.

        Returns None for one that is damaged, raises `CaptureError` if no more will come.
        """

    def close(self) -> None:
        """Disconnect; does nothing if it is not open."""


class LiveSource:
    """The newest picture of a camera or stream, over and over.

    Pictures are grabbed from the moment this is made; those that come while the consumer is
    busy are passed over, which the frames' numbers show.

    Parameters
    ----------
    reader : FrameReader
        Where the pictures come from.
    reconnect : bool
        Look for a reader that has gone until it is back, about every second, with a `Gap`
        five times a second; if False, iteration ends there.

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
        # Opened here and not in the thread: macOS asks for leave to film only from the main one.
        image = _first_picture(reader)
        self._start_s = _now_s()
        self._news = threading.Condition()
        # What the condition guards: the newest frame, until it is taken; the newest time given
        # out; the number of pictures grabbed; how it ended.
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
        """Let go of the camera or stream; a loop over it ends."""
        self._closing.set()
        with self._news:
            self._news.notify_all()
        self._thread.join(_JOIN_S)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _take(self) -> Frame | Gap | None:
        """Return what is new: a frame, or a gap if there should have been one."""
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
        """Run the camera thread: read, and look again for a reader that has gone."""
        try:
            self._read_until_gone()
            while self._reconnect and not self._closing.is_set():
                with self._news:
                    self._gone = True
                self._reader.close()
                if self._closing.wait(_LOOK_AGAIN_EVERY_S):
                    return
                with contextlib.suppress(CaptureError):
                    self._reader.open()
                    self._read_until_gone()
        except BaseException as error:  # for the consumer, whatever it is
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
            # A gap may have been given out between the grab and here.
            self._latest_s = max(grabbed_at_s, self._latest_s)
            self._unseen = Frame(self._grabbed, self._latest_s, image)
            self._grabbed += 1
            self._grabbed_at_s = self._latest_s
            self._gone = False
            self._news.notify_all()


def _first_picture(reader: FrameReader) -> NDArray[np.uint8]:
    """Open a reader and wait for a picture; on any failure it is closed again."""
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
