"""Videos in which every picture is another."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

FPS = 25


def put_video(path: Path, numbers: Iterable[int], every: int = 40) -> Path:
    """Write a video in which every picture is another, with a whole one now and then.

    Pictures of a number that is left out are missing, and the time they would take stays.
    """
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=FPS)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        stream.codec_context.gop_size = every
        for number in numbers:
            picture = np.full((64, 96, 3), 40, np.uint8)
            picture[8:40, number % 90 : number % 90 + 6] = 250
            picture[44:, :, 0] = number
            frame = av.VideoFrame.from_ndarray(picture, format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, FPS)
            container.mux(stream.encode(frame))
        container.mux(stream.encode())
    return path
