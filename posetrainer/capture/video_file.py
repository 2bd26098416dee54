"""Video files: every frame in order, at its container time."""

import weakref
from collections.abc import Generator, Iterator
from pathlib import Path

import numpy as np
from av.video.frame import VideoFrame
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.capture.adjustment import AS_IT_IS, Adjustment
from posetrainer.capture.ahead import read_ahead
from posetrainer.capture.decoding import WholeFrames
from posetrainer.capture.frame import Frame, SourceInfo
from posetrainer.capture.frame_clock import FrameClock
from posetrainer.capture.opening import open_video
from posetrainer.capture.pictures import fitted_bgr, square_size, upright_bgr
from posetrainer.errors import CaptureError, CutOffError


class VideoFile:
    """A video file, to be iterated once, as fast as its frames are taken.

    A thread decodes a few frames ahead. Iterating raises `CutOffError` after the last complete
    frame of a truncated file.

    Parameters
    ----------
    path : Path
        Video file.
    adjustment : Adjustment
        Correction of the file's times.

    Attributes
    ----------
    info : SourceInfo
        From the file's header; the length is that of the pictures, not of the sound.

    Raises
    ------
    CaptureError
        If there is no such file, no video in it, or no complete picture.
    """

    def __init__(self, path: Path, adjustment: Adjustment = AS_IT_IS) -> None:
        self._path = path
        self._adjustment = adjustment
        self._container, stream = open_video(path)
        try:
            self._whole = WholeFrames(self._container, stream)
            self._decoded = iter(self._whole)
            self._first = self._decode_first()
            self._pixel_aspect = float(stream.sample_aspect_ratio or 1)
            size = square_size(self._first.width, self._first.height, self._pixel_aspect)
            height, width = upright_bgr(self._first, size).shape[:2]
            self._size = (width, height)
        except BaseException:
            self._container.close()
            raise
        fps = adjustment.fps or (float(stream.average_rate) if stream.average_rate else None)
        self.info = SourceInfo(
            name=str(path),
            live=False,
            size=self._size,
            fps=fps and fps * adjustment.speed,
            frame_count=stream.frames or None,
            duration_s=self._length_s(),
            doubt=self._doubt(),
        )
        self._playing: weakref.ref[Generator[Frame, None, None]] | None = None

    def __iter__(self) -> Iterator[Frame]:
        if self._playing is not None:
            return iter(())
        # A weak reference, so that leaving a loop early ends the thread.
        playing = read_ahead(self._frames())
        self._playing = weakref.ref(playing)
        return playing

    def close(self) -> None:
        """Stop decoding and close the file."""
        playing = None if self._playing is None else self._playing()
        if playing is not None:
            playing.close()
        self._container.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _decode_first(self) -> VideoFrame:
        for frame in self._decoded:
            return frame
        raise CaptureError(
            f"{self._path} holds no complete picture that can be decoded: copy or record it"
            " again, or convert it to an H.264 MP4."
        )

    def _length_s(self) -> float | None:
        """Media time from the first picture to the end of the last one, if known."""
        length_s = self._whole.declared_length_s
        if length_s is None:
            return None
        fps, speed = self._adjustment.fps, self._adjustment.speed
        stretch = 1.0 if fps is None else float(self._whole.fps) / fps
        return float(length_s) * stretch / speed

    def _doubt(self) -> str | None:
        """Warning about unreliable times that no option corrects; None if there is none."""
        whole, filmed_fps = self._whole, self._whole.filmed_fps
        if not whole.timed and self._adjustment.fps is None:
            return (
                f"{self._path} is a raw stream without times: it is played at"
                f" {float(whole.fps):g} frames a second; if it was filmed at another rate, give it"
                " with --fps."
            )
        if filmed_fps is not None and not self._adjustment.retimes:
            slower = filmed_fps / float(whole.fps)
            return (
                f"{self._path} is in slow motion: filmed at {filmed_fps:g} frames a second, it"
                f" plays at {float(whole.fps):g}; judge it at its true speed with --speed"
                f" {slower:.3g}."
            )
        return None

    def _picture(self, decoded: VideoFrame) -> NDArray[np.uint8]:
        return fitted_bgr(decoded, self._pixel_aspect, self._size)

    def _frames(self) -> Iterator[Frame]:
        """Decode to the end; runs in the read-ahead thread."""
        fps, speed = self._adjustment.fps, self._adjustment.speed
        clock = FrameClock(1 / fps if fps else float(1 / self._whole.fps))
        decoded: VideoFrame | None = self._first
        index, time_s = 0, 0.0
        while decoded is not None:
            time_s = clock.time_of(None if fps else self._whole.stamp_s(decoded)) / speed
            yield Frame(index, time_s, self._picture(decoded))
            index += 1
            decoded = next(self._decoded, None)
        if self._whole.cut_off:
            length_s = self.info.duration_s
            of_length = "" if length_s is None else f" of {length_s:.1f}"
            raise CutOffError(
                f"{self._path} is cut off or damaged: it was played up to second"
                f" {time_s:.1f}{of_length}; copy or record it again."
            )
