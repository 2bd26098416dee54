"""Random access to the pictures of a video, each the one its landmarks came from."""

from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from posetrainer.capture.adjustment import AS_IT_IS, Adjustment, turned
from posetrainer.capture.decoding import WholeFrames
from posetrainer.capture.frame_clock import FrameClock
from posetrainer.capture.opening import open_video
from posetrainer.capture.pictures import square_size, upright_bgr

#: Up to so many frames ahead it is quicker to decode on than to seek the last key frame.
_NEAR = 50
#: Times are compared to less than any frame lasts.
_SAME_S = 1e-6


@dataclass(frozen=True)
class _Decoded:
    time_s: float
    frame: VideoFrame


class Film:
    """A video with random access; its decoder stays open.

    Parameters
    ----------
    path : Path
        The file.
    adjustment : Adjustment
        How its pictures were turned and timed when its landmarks were found.

    Raises
    ------
    CaptureError
        If there is no such file or no video in it.
    """

    def __init__(self, path: Path, adjustment: Adjustment = AS_IT_IS) -> None:
        self._container, self._stream = open_video(path)
        self._aspect = float(self._stream.sample_aspect_ratio or 1)
        self._step_s = float(1 / WholeFrames(self._container, self._stream).fps)
        self._turn_deg = adjustment.turn_deg
        #: Seconds of the film for each of media time.
        self._pace = adjustment.speed * (adjustment.fps * self._step_s if adjustment.fps else 1)
        #: Stamp of the first picture; None until it is known, and in files without stamps.
        self._start_s: Fraction | None = None
        self._shown: _Decoded | None = None
        self._next: _Decoded | None = None
        self._rewind()

    def picture(self, time_s: float) -> NDArray[np.uint8] | None:
        """Return the nearest picture that comes no more than half a frame after a moment.

        The moments of a recording need not be the video's frames: both may have gaps of their
        own. Before the first picture it is the first one.

        Parameters
        ----------
        time_s : float
            Media time in seconds, 0 at the first picture.

        Returns
        -------
        ndarray, shape (H, W, 3), uint8, or None
            Blue, green, red; None where nothing can be decoded.
        """
        time_s *= self._pace
        is_past = self._shown is not None and time_s < self._shown.time_s - _SAME_S
        is_far = self._next is not None and self._next.time_s + _NEAR * self._step_s < time_s
        if is_past or is_far:
            self._seek(time_s)
        while self._next is not None and self._is_nearer(self._next, time_s):
            self._shown, self._next = self._next, self._decode()
        if self._shown is None:
            return None
        frame = self._shown.frame
        picture = upright_bgr(frame, square_size(frame.width, frame.height, self._aspect))
        return turned(picture, self._turn_deg)

    def close(self) -> None:
        """Close the file."""
        self._container.close()

    def _is_nearer(self, later: _Decoded, time_s: float) -> bool:
        if self._shown is None:
            return True
        after_s = later.time_s - time_s
        return after_s <= self._step_s / 2 and after_s < abs(self._shown.time_s - time_s)

    def _decode(self) -> _Decoded | None:
        frame = next(self._decoded, None)
        if frame is None:
            return None
        stamp_s = self._whole.stamp_s(frame)
        return _Decoded(self._begun_s + self._clock.time_of(stamp_s), frame)

    def _seek(self, time_s: float) -> None:
        """Go to the last picture before a time that can be decoded by itself."""
        base = self._stream.time_base
        if self._start_s is None or not base:
            self._rewind()
            return
        stamp = (self._start_s + Fraction(time_s)) / base
        try:
            self._container.seek(int(stamp), stream=self._stream, backward=True)
        except FFmpegError:
            self._rewind()
            return
        self._begin()
        if self._next is None or self._next.time_s > time_s:
            self._rewind()

    def _rewind(self) -> None:
        with suppress(FFmpegError):
            self._container.seek(0)
        self._start_s = None
        self._begin()

    def _begin(self) -> None:
        """Decode the first picture from here on; its time stamp is the position."""
        self._whole = WholeFrames(self._container, self._stream)
        self._decoded = iter(self._whole)
        self._clock, self._begun_s = FrameClock(self._step_s), 0.0
        self._shown, self._next = None, self._decode()
        if self._next is None:
            return
        stamp_s = self._whole.stamp_s(self._next.frame)
        if self._start_s is not None and stamp_s is not None:
            self._begun_s = float(stamp_s - self._start_s)
            self._next = _Decoded(self._begun_s, self._next.frame)
        elif self._next.frame.pts is not None:
            # Decoding time stamps do not identify the picture.
            self._start_s = stamp_s
