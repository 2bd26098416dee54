"""Any picture of a video is the one that its landmarks came from."""

import random
from pathlib import Path

import av
import numpy as np
import pytest

from posetrainer.capture.files import VideoFile
from posetrainer.capture.frame import CaptureError
from posetrainer.studio.film import Film


def put_video(path: Path, frames: int, every: int) -> Path:
    """Write a video in which every picture is another, with a whole one now and then."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=25)
        stream.width, stream.height, stream.pix_fmt = 96, 64, "yuv420p"
        stream.codec_context.gop_size = every
        for number in range(frames):
            picture = np.full((64, 96, 3), 40, np.uint8)
            picture[8:40, number % 90 : number % 90 + 6] = 250
            picture[44:, :, 0] = number
            container.mux(stream.encode(av.VideoFrame.from_ndarray(picture, format="bgr24")))
        container.mux(stream.encode())
    return path


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.avi"])
def test_every_picture_is_found_in_any_order(tmp_path: Path, name: str) -> None:
    path = put_video(tmp_path / name, 150, every=40)
    with VideoFile(path) as video:
        frames = list(video)
    film = Film(path, np.array([frame.time_s for frame in frames]))
    order = [0, 1, 149, 2, 3, 80, 79, *random.Random(1).sample(range(150), 25)]
    for number in order:
        np.testing.assert_array_equal(film.picture(number), frames[number].image, str(number))
    film.close()


def test_a_file_that_is_no_video_is_told(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"no video")
    with pytest.raises(CaptureError, match=r"film\.mp4"):
        Film(path, np.zeros(1))
