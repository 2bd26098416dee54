"""The pictures of a video, any of them at any time, each the one its landmarks came from."""

from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.error import FFmpegError
from av.video.frame import VideoFrame
from numpy.typing import NDArray

from posetrainer.capture.decoding import WholeFrames
from posetrainer.capture.opening import open_video
from posetrainer.capture.pictures import square_size, upright_bgr

#: So many pictures ahead it is quicker to decode on than to look for the last whole one.
_NEAR = 50


class Film:
    """A video that is looked at in any order; its decoder stays open.

    Parameters
    ----------
    path : Path
        The file.
    times_s : ndarray, shape (N,)
        Media times of its frames, as they were extracted.

    Raises
    ------
    CaptureError
        If there is no such file or no video in it.
    """

    def __init__(self, path: Path, times_s: NDArray[np.float64]) -> None:
        self._container, self._stream = open_video(path)
        self._times_s = times_s
        self._aspect = float(self._stream.sample_aspect_ratio or 1)
        #: Stamp of the first picture; None until it is known, and in files without stamps.
        self._start_s: Fraction | None = None
        #: Number of the picture that was decoded last, and the picture.
        self._at: int | None = None
        self._shown: NDArray[np.uint8] | None = None
        self._rewind()

    def picture(self, number: int) -> NDArray[np.uint8] | None:
        """Return the picture of a frame, the nearest to it where it is damaged.

        Parameters
        ----------
        number : int
            From 0 on, as in ``times_s``.

        Returns
        -------
        ndarray, shape (H, W, 3), uint8, or None
            Blue, green, red; None where nothing can be decoded.
        """
        if self._at is None or not self._at <= number <= self._at + _NEAR:
            self._seek(number)
        if self._at is None or self._at < number:
            self._decode_to(number)
        return self._shown

    def close(self) -> None:
        """Let go of the file."""
        self._container.close()

    def _decode_to(self, number: int) -> None:
        latest: VideoFrame | None = None
        for frame in self._decoded:
            latest = frame
            self._at = self._number_of(frame) if self._at is None else self._at + 1
            if self._at >= number:
                break
        if latest is not None:
            size = square_size(latest.width, latest.height, self._aspect)
            self._shown = upright_bgr(latest, size)

    def _number_of(self, frame: VideoFrame) -> int:
        """Which picture the first one after a seek is."""
        stamp_s = self._whole.stamp_s(frame)
        if self._start_s is None or stamp_s is None:
            # Stamps of decoding instead of showing do not tell which picture it is.
            self._start_s = None if frame.pts is None else stamp_s
            return 0
        time_s = float(stamp_s - self._start_s) + float(self._times_s[0])
        return int(np.abs(self._times_s - time_s).argmin())

    def _seek(self, number: int) -> None:
        """Go to the last picture before one that can be decoded by itself."""
        base = self._stream.time_base
        if self._start_s is None or not base:
            self._rewind()
            return
        stamp = (Fraction(float(self._times_s[number] - self._times_s[0])) + self._start_s) / base
        try:
            self._container.seek(int(stamp), stream=self._stream, backward=True)
        except FFmpegError:
            self._rewind()
            return
        self._begin()
        self._decode_to(0)
        if self._at is None or self._at > number:
            self._rewind()

    def _rewind(self) -> None:
        with suppress(FFmpegError):
            self._container.seek(0)
        self._start_s = None
        self._begin()

    def _begin(self) -> None:
        self._whole = WholeFrames(self._container, self._stream)
        self._decoded = iter(self._whole)
        self._at, self._shown = None, None
