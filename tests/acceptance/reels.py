"""Sample clips joined to one film: a whole session, with absences and darkness in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import cycle, islice
from pathlib import Path

import av
import cv2
import numpy as np
from acceptance.cli import CLIPS
from numpy.typing import NDArray

FPS = 15
SIZE = (480, 360)
#: Clips begin at rest, for more than a second.
STILL_PICTURES = 12
Image = NDArray[np.uint8]


@dataclass(frozen=True)
class Part:
    """A part of a clip, by its media times; all of it, if left out."""

    clip: str
    from_s: float = 0.0
    to_s: float = float("inf")


@dataclass(frozen=True)
class Still:
    """How a clip begins, to and fro for a while: somebody in place who keeps still.

    One picture alone would be that of a camera that has stopped.
    """

    clip: str
    seconds: float


@dataclass(frozen=True)
class Empty:
    """A picture without anybody: of a grey wall, or of nothing at all."""

    seconds: float
    brightness: int = 120


Scene = Part | Still | Empty


def pictures(scenes: Iterable[Scene]) -> Iterator[Image]:
    """The pictures of a film, one after the other."""
    for scene in scenes:
        if isinstance(scene, Part):
            for time_s, image in _clip(scene.clip):
                if scene.from_s <= time_s < scene.to_s:
                    yield image
            continue
        if isinstance(scene, Still):
            first = [image for _, image in islice(_clip(scene.clip), STILL_PICTURES)]
            images = cycle((*first, *first[-2:0:-1]))
        else:
            images = cycle((np.full((SIZE[1], SIZE[0], 3), scene.brightness, np.uint8),))
        yield from islice(images, round(scene.seconds * FPS))


def _clip(name: str) -> Iterator[tuple[float, Image]]:
    with av.open(str(CLIPS / f"{name}.mp4")) as container:
        stream = container.streams.video[0]
        assert (stream.width, stream.height, stream.average_rate) == (*SIZE, FPS)
        for frame in container.decode(stream):
            yield float(frame.time), frame.to_ndarray(format="bgr24")


def write_film(path: Path, scenes: Iterable[Scene]) -> Path:
    """Write a film as a video file."""
    with av.open(str(path), "w") as sink:
        stream = sink.add_stream("libx264", rate=FPS, options={"crf": "16", "preset": "veryfast"})
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        stream.codec_context.time_base = Fraction(1, FPS)
        for number, image in enumerate(pictures(scenes)):
            frame = av.VideoFrame.from_ndarray(image, format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            sink.mux(stream.encode(frame))
        sink.mux(stream.encode(None))
    return path


def jpegs(scenes: Iterable[Scene]) -> Iterator[tuple[float, bytes]]:
    """A film as a camera sends it: seconds since the picture before, and the JPEG."""
    for image in pictures(scenes):
        found, data = cv2.imencode(".jpg", image)
        assert found
        yield 1 / FPS, data.tobytes()
