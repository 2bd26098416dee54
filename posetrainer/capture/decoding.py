"""Decode a file's whole frames and notice when its data end too early."""

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

# Encoders round a stream's length, and cutters leave a frame or two out.
_TOLERANCE_S = Fraction(1, 4)
_TOLERANCE_FRAMES = 3
_ORDINARY_FPS = Fraction(30)
_MICROSECONDS = 1_000_000
#: Android's tag of the rate at which the sensor was read.
_FILMED_FPS = "com.android.capture.fps"
#: A film of 30 frames a second may be tagged with 31: more than this is slow motion.
_SLOWED = 1.5


class WholeFrames:
    """Iterate over a stream's frames; damaged ones are left out.

    Parameters
    ----------
    container : InputContainer
        Just opened.
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
        """Whether the file's kind carries times; a raw stream of coded pictures has none."""
        return Flags.no_timestamps not in Flags(self._container.format.flags)

    @property
    def fps(self) -> Fraction:
        """Mean frames a second, or an ordinary number if the file does not tell.

        Of a raw stream the mean is FFmpeg's presumption; what the encoder wrote into the
        pictures' headers, if anything, is the rate guessed.
        """
        rates = self._stream.average_rate, self._stream.guessed_rate
        mean, coded = rates if self.timed else rates[::-1]
        return mean or coded or _ORDINARY_FPS

    @property
    def filmed_fps(self) -> float | None:
        """Frames a second at which a phone filmed it, where that lets time pass more slowly."""
        try:
            fps = float(self._container.metadata.get(_FILMED_FPS, ""))
        except ValueError:
            return None
        return fps if math.isfinite(fps) and fps > _SLOWED * self.fps else None

    @property
    def declared_length_s(self) -> Fraction | None:
        """The video's length in seconds by the file's header, without its longer sound."""
        stream, container = self._stream, self._container
        if container.format.name == "avi" and stream.frames:
            # FFmpeg shortens the duration of an AVI that is cut off, but not the count.
            return stream.frames / self.fps
        if stream.duration and stream.time_base:
            return stream.duration * stream.time_base
        # Matroska and FLV tell when the last picture ends, counted from 0.
        start_s = Fraction(0)
        if stream.start_time and stream.time_base:
            start_s = stream.start_time * stream.time_base
        tag = re.fullmatch(r"(\d+):(\d+):(\d+(?:\.\d+)?)", stream.metadata.get("DURATION", ""))
        if tag:
            return int(tag[1]) * 3600 + int(tag[2]) * 60 + Fraction(tag[3]) - start_s
        # Elsewhere FFmpeg reckons the length from the bit rate: a guess proves nothing.
        header_tells = "matroska" in container.format.name or container.format.name == "flv"
        if header_tells and container.duration and len(container.streams) == 1:
            return Fraction(container.duration, _MICROSECONDS) - start_s
        return None

    @property
    def cut_off(self) -> bool:
        """Whether the data ended too early; known after the last frame."""
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
                # An empty packet is a frame left out on purpose, or the end.
                if packet.size:
                    yield from self._decode(packet)
        except FFmpegError:
            self._broken_tail = True
        yield from self._flush()

    def stamp_s(self, frame: VideoFrame) -> Fraction | None:
        """Return a frame's container time in seconds, or None if it carries none."""
        # The stream's time base, as PyAV gives none to the last frames out of the decoder.
        stamp, base = frame.dts if frame.pts is None else frame.pts, self._stream.time_base
        return None if stamp is None or base is None else stamp * base

    # In quotes: packets are generic to the type checker only.
    def _decode(self, packet: "Packet[VideoStream]") -> list[VideoFrame]:
        """Decode what is whole; damage matters only if nothing whole comes after it."""
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
        """Return the frames that the decoder still holds to put them in order."""
        try:
            return self._stream.decode(None)
        except FFmpegError:
            return []

    def _note_span(self, packet: "Packet[VideoStream]") -> None:
        stamp = packet.dts if packet.pts is None else packet.pts
        if stamp is None or packet.time_base is None:
            return
        if self._start_s is None:
            # The header's start lies behind frames that an edit list leaves out.
            start = self._stream.start_time
            self._start_s = (stamp if start is None else start) * packet.time_base
        end_s = (stamp + (packet.duration or 0)) * packet.time_base
        self._end_s = end_s if self._end_s is None else max(self._end_s, end_s)
