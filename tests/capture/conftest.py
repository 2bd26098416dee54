"""Small videos and pictures made on the spot."""

import itertools
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

import av
import numpy as np
import pytest
from numbered_pictures import HEIGHT, WIDTH, jpeg, numbered

ONE_SECOND = range(0, 1000, 40)


MakeVideo = Callable[..., Path]


@pytest.fixture
def make_video(tmp_path: Path) -> MakeVideo:
    """Return a function that writes frames shown at the given milliseconds and names the file.

    An MP4 has its index in front, and B-frames, as editors and libraries write them.
    """

    def make(
        name: str = "clip.mp4",
        stamps_ms: Sequence[int] = ONE_SECOND,
        *,
        codec: str = "libx264",
        rotation: int = 0,
        mirrored: bool = False,
        pixel_aspect: Fraction | None = None,
        sound_s: float = 0.0,
        tags: Mapping[str, str] = MappingProxyType({}),
    ) -> Path:
        path = tmp_path / name
        options = (
            {"movflags": "faststart+use_metadata_tags"} if path.suffix in {".mp4", ".mov"} else {}
        )
        with av.open(str(path), "w", options=options) as container:
            container.metadata.update(tags)
            stream = container.add_stream(codec, rate=25)
            stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
            stream.bit_rate = 2_000_000  # enough for the grey to tell the number
            stream.codec_context.time_base = Fraction(1, 1000)
            if pixel_aspect:
                stream.codec_context.sample_aspect_ratio = pixel_aspect
            if rotation or mirrored:
                stream.set_display_rotation(rotation, hflip=mirrored)
            sound = container.add_stream("aac", rate=8000) if sound_s else None
            for index, stamp_ms in enumerate(stamps_ms):
                frame = av.VideoFrame.from_ndarray(numbered(index), format="bgr24")
                frame.pts, frame.time_base = stamp_ms, Fraction(1, 1000)
                container.mux(stream.encode(frame))
            container.mux(stream.encode(None))
            if sound is not None:
                for block in range(int(sound_s * 8000 / 1024)):
                    silence = np.zeros((1, 1024), np.int16)
                    quiet = av.AudioFrame.from_ndarray(silence, format="s16", layout="mono")
                    quiet.sample_rate, quiet.pts = 8000, block * 1024
                    container.mux(sound.encode(quiet))
                container.mux(sound.encode(None))
        return path

    return make


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Every test must end with the threads it began with."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(2.0)  # a server's thread may need a moment
        assert not thread.is_alive(), f"{thread} is left behind"


@pytest.fixture
def endless_clip() -> Callable[[], Iterator[tuple[float, bytes]]]:
    """Return a clip of 50 frames a second that goes on for ever, numbered round and round."""
    pictures = [jpeg(index) for index in range(30)]
    return lambda: ((0.02, picture) for picture in itertools.cycle(pictures))
