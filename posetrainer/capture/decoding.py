"""Decoding of a file's complete frames, and detection of truncated files."""

import math
import re
from collections.abc import Iterator
from fractions import Fraction

from av.container import InputContainer
from av.error import FFmpegError
from av.format import Flags
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

# Encoders round a stream's length, and editors leave out a frame or two.
_TOLERANCE_S = Fraction(1, 4)
_TOLERANCE_FRAMES = 3
_DEFAULT_FPS = Fraction(30)
_MICROSECONDS = 1_000_000
#: Android's tag of the capture rate.
_CAPTURE_FPS_TAG = "com.android.capture.fps"
#: A video of 30 frames a second may be tagged with 31; above this ratio it is slow motion.
_SLOW_MOTION_RATIO = 1.5


class WholeFrames:
    """Iterate over the intact frames of a stream.

    Parameters
    ----------
    container : InputContainer
        Opened, not read from yet.
    stream : VideoStream
        The one to decode.
    """

    def __init__(self, container: InputContainer, stream: VideoStream) -> None:
        self._container = container
        self._stream = stream
        self._broken_tail = False
        self._start_s: Fraction | None = None
        self._end_s: Fraction | None = None

    @property
    def timed(self) -> bool:
        """Whether the format has time stamps; a raw video stream has none."""
        return Flags.no_timestamps not in Flags(self._container.format.flags)

    @property
    def fps(self) -> Fraction:
        """Mean frame rate, or a default if the file has none.

        For a raw stream the mean is FFmpeg's assumption, and the guessed rate is the one that the
        encoder wrote into the picture headers, if it did.
        """
        rates = self._stream.average_rate, self._stream.guessed_rate
        mean, coded = rates if self.timed else rates[::-1]
        return mean or coded or _DEFAULT_FPS

    @property
    def filmed_fps(self) -> float | None:
        """Capture rate of a phone's slow-motion video; None for any other video."""
        try:
            fps = float(self._container.metadata.get(_CAPTURE_FPS_TAG, ""))
        except ValueError:
            return None
        return fps if math.isfinite(fps) and fps > _SLOW_MOTION_RATIO * self.fps else None

    @property
    def declared_length_s(self) -> Fraction | None:
        """Length in seconds of the video stream by the file's header; sound may be longer."""
        stream, container = self._stream, self._container
        if container.format.name == "avi" and stream.frames:
            # For a truncated AVI, FFmpeg shortens the duration but not the frame count.
            return stream.frames / self.fps
        if stream.duration and stream.time_base:
            return stream.duration * stream.time_base
        # Matroska and FLV store the end of the last picture, counted from 0.
        start_s = Fraction(0)
        if stream.start_time and stream.time_base:
            start_s = stream.start_time * stream.time_base
        tag = re.fullmatch(r"(\d+):(\d+):(\d+(?:\.\d+)?)", stream.metadata.get("DURATION", ""))
        if tag:
            return int(tag[1]) * 3600 + int(tag[2]) * 60 + Fraction(tag[3]) - start_s
        # For other formats FFmpeg estimates the length from the bit rate, which proves nothing.
        in_header = "matroska" in container.format.name or container.format.name == "flv"
        if in_header and container.duration and len(container.streams) == 1:
            return Fraction(container.duration, _MICROSECONDS) - start_s
        return None

    @property
    def cut_off(self) -> bool:
        """Whether the file is truncated; known after the last frame."""
        if self._broken_tail:
            return True
        length_s = self.declared_length_s
        if length_s is None or self._end_s is None or self._start_s is None:
            return False
        tolerance_s = max(_TOLERANCE_S, _TOLERANCE_FRAMES / self.fps)
        return self._end_s < self._start_s + length_s - tolerance_s

    def __iter__(self) -> Iterator[VideoFrame]:
        try:
            for packet in self._container.demux(self._stream):
                # An empty packet is a frame dropped by the encoder, or the end.
                if packet.size:
                    yield from self._decode(packet)
        except FFmpegError:
            self._broken_tail = True
        yield from self._flush()

    def stamp_s(self, frame: VideoFrame) -> Fraction | None:
        """Return a frame's container time in seconds, or None if it carries none."""
        # The stream's time base, since the last frames out of the decoder have none.
        stamp, base = frame.dts if frame.pts is None else frame.pts, self._stream.time_base
        return None if stamp is None or base is None else stamp * base

    # Quoted, since packets are generic for the type checker only.
    def _decode(self, packet: "Packet[VideoStream]") -> list[VideoFrame]:
        """Decode an intact packet; damage matters only if no intact packet comes after it."""
        self._broken_tail = True
        if packet.is_corrupt:
            return []
        try:
            frames = self._stream.decode(packet)
        except FFmpegError:
            return []
        self._broken_tail = False
        self._note_span(packet)
        return frames

    def _flush(self) -> list[VideoFrame]:
        """Return the frames that the decoder still holds for reordering."""
        try:
            return self._stream.decode(None)
        except FFmpegError:
            return []

    def _note_span(self, packet: "Packet[VideoStream]") -> None:
        stamp = packet.dts if packet.pts is None else packet.pts
        if stamp is None or packet.time_base is None:
            return
        if self._start_s is None:
            # The header's start comes after frames that an edit list skips.
            start = self._stream.start_time
            self._start_s = (stamp if start is None else start) * packet.time_base
        end_s = (stamp + (packet.duration or 0)) * packet.time_base
        self._end_s = end_s if self._end_s is None else max(self._end_s, end_s)
