"""A stream whose pictures change their size on the way, as when a phone is turned."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from posetrainer.capture import Frame, open_source
from tools.bench.local_stream import MjpegServer

Image = NDArray[np.uint8]
WIDE, TALL, LARGE = (96, 64), (64, 96), (192, 128)


def with_disc(size: tuple[int, int]) -> Image:
    """Grey, with a white disc in the middle that is half as broad as the short side."""
    picture = np.full((size[1], size[0], 3), 90, np.uint8)
    middle = (size[0] // 2, size[1] // 2)
    return np.asarray(
        cv2.circle(picture, middle, min(size) // 4, (255, 255, 255), -1), dtype=np.uint8
    )


def coded(path: Path, size: tuple[int, int], count: int = 12) -> bytes:
    with av.open(str(path), "w", format="h264") as container:
        stream = container.add_stream("libx264", rate=25)
        (stream.width, stream.height), stream.pix_fmt = size, "yuv420p"
        for _ in range(count):
            frame = av.VideoFrame.from_ndarray(with_disc(size), format="bgr24")
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path.read_bytes()


def disc_of(image: Image) -> tuple[int, int]:
    """How broad and how high the disc is, in pixels."""
    white = image.min(axis=2) > 180
    return int(white.any(axis=0).sum()), int(white.any(axis=1).sum())


def black_edges(image: Image) -> tuple[int, int]:
    """How broad the black edges are at the left and at the top."""
    dark = image.max(axis=2) < 30
    return int(dark.all(axis=0).argmin()), int(dark.all(axis=1).argmin())


@pytest.mark.parametrize("later", [TALL, LARGE, (32, 96), (400, 64)])
def test_a_circle_stays_one_where_the_size_changes(tmp_path: Path, later: tuple[int, int]) -> None:
    path = tmp_path / "joined.h264"
    path.write_bytes(b"".join(coded(tmp_path / f"{w}.h264", (w, h)) for w, h in (WIDE, later)))
    with open_source(str(path)) as source:
        assert source.info.size == WIDE
        frames = [item for item in source if isinstance(item, Frame)]
    assert len(frames) == 24
    assert {frame.image.shape for frame in frames} == {(64, 96, 3)}
    broad, high = disc_of(frames[-1].image)
    assert broad == pytest.approx(high, abs=2)
    assert broad > 4
    scale = min(WIDE[0] / later[0], WIDE[1] / later[1])
    expected = [(whole - scale * part) / 2 for whole, part in zip(WIDE, later, strict=True)]
    assert black_edges(frames[-1].image) == pytest.approx(expected, abs=1)
    assert black_edges(frames[0].image) == (0, 0)


@pytest.mark.slow
def test_a_stream_keeps_the_size_of_its_first_picture() -> None:
    def clip() -> Iterator[tuple[float, bytes]]:
        for number in range(40):
            jpeg = cv2.imencode(".jpg", with_disc(WIDE if number < 20 else TALL))[1].tobytes()
            # FFmpeg wants 2 kB to tell what a stream is.
            yield 0.02, jpeg[:2] + b"\xff\xfe" + (4098).to_bytes(2, "big") + bytes(4096) + jpeg[2:]

    make: Callable[[], Iterator[tuple[float, bytes]]] = clip
    with MjpegServer(make) as server, open_source(server.url, reconnect=False) as source:
        frames = [item for item in source if isinstance(item, Frame)]
    assert {frame.image.shape for frame in frames} == {(64, 96, 3)}
    assert black_edges(frames[-1].image)[0] > 20


def test_no_picture_waits_for_the_garbage_collector(tmp_path: Path) -> None:
    """Memory would grow by hundreds of pictures before it runs."""
    path = tmp_path / "long.h264"
    path.write_bytes(coded(tmp_path / "40.h264", WIDE, 40))
    with open_source(str(path)) as source:
        items = iter(source)
        next(items)
        gc.collect()
        gc.disable()
        try:
            count = sum(isinstance(item, Frame) for item in items)
            assert gc.collect() < count == 39
        finally:
            gc.enable()
