"""Damaged videos: their headers, their pictures, and where they end."""

import math
import random
import tempfile
from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import numpy as np

from posetrainer.capture import open_source
from posetrainer.errors import UserError
from tools.fuzz.mutation import damaged
from tools.fuzz.target import FaultError, Target, check_sentences

_WIDTH, _HEIGHT, _FRAMES, _FPS = 96, 64, 20, 25
#: Container, codec, and options of the container.
_KINDS: Sequence[tuple[str, str, dict[str, str]]] = (
    (".mp4", "libx264", {}),
    (".mp4", "libx264", {"movflags": "faststart"}),
    (".mp4", "mpeg4", {"movflags": "frag_keyframe+empty_moov"}),
    (".mkv", "libx264", {}),
    (".webm", "libvpx", {}),
    (".avi", "mpeg4", {}),
    (".avi", "mjpeg", {}),
    (".ts", "libx264", {}),
    (".h264", "libx264", {}),
)
_HEADER_BYTES = 2000


@cache
def _video(kind: int) -> bytes:
    """A short video of a square that moves, with a turned picture in those of the first kind."""
    suffix, codec, options = _KINDS[kind]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"sample{suffix}"
        with av.open(str(path), "w", options=options) as container:
            stream = container.add_stream(codec, rate=_FPS)
            stream.width, stream.height = _WIDTH, _HEIGHT
            stream.pix_fmt = "yuvj420p" if codec == "mjpeg" else "yuv420p"
            stream.codec_context.time_base = Fraction(1, _FPS)
            stream.codec_context.thread_count = 1
            if kind == 0:
                stream.set_display_rotation(90)
            for number in range(_FRAMES):
                picture = np.full((_HEIGHT, _WIDTH, 3), 200, np.uint8)
                picture[20:40, number : number + 20] = (0, 80, 160)
                frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
                frame.pts, frame.time_base = number, Fraction(1, _FPS)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
        return path.read_bytes()


def _make(rng: random.Random) -> bytes:
    data = _video(rng.randrange(len(_KINDS)))
    how = rng.random()
    if how < 0.2:
        return data[: rng.randrange(len(data))]
    if how < 0.4:
        return damaged(data[:_HEADER_BYTES], rng) + data[_HEADER_BYTES:]
    if how < 0.6:
        # Where an MP4 has its index unless it is put in front.
        return data[:-_HEADER_BYTES] + damaged(data[-_HEADER_BYTES:], rng)
    return damaged(data, rng)


def _judge(path: Path) -> bool:
    before_s = -1.0
    try:
        with open_source(str(path)) as source:
            for frame in source:
                if not before_s < frame.time_s < math.inf:
                    raise FaultError(f"a picture at {frame.time_s} s after one at {before_s} s")
                before_s = frame.time_s
    except UserError as error:
        check_sentences(str(error))
        return False
    return True


VIDEOS = Target("videos", ".video", _make, _judge)
