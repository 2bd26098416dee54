"""Any picture of a video is the one that its landmarks came from."""

import random
from pathlib import Path

import numpy as np
import pytest
from films import FPS, put_video
from numpy.typing import NDArray

from posetrainer.capture.frame import Frame
from posetrainer.capture.video_file import VideoFile
from posetrainer.errors import CaptureError
from posetrainer.studio.film import Film


def frames_of(path: Path) -> list[Frame]:
    with VideoFile(path) as video:
        return [item for item in video if isinstance(item, Frame)]


def assert_shows(film: Film, time_s: float, wanted: NDArray[np.uint8]) -> None:
    shown = film.picture(time_s)
    assert shown is not None
    np.testing.assert_array_equal(shown, wanted, f"at {time_s} s")


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv", "film.avi"])
def test_every_picture_is_found_in_any_order(tmp_path: Path, name: str) -> None:
    path = put_video(tmp_path / name, range(150))
    frames, film = frames_of(path), Film(path)
    for number in [0, 1, 149, 2, 3, 80, 79, *random.Random(1).sample(range(150), 25)]:
        assert_shows(film, frames[number].time_s, frames[number].image)
    film.close()


@pytest.mark.parametrize("name", ["film.mp4", "film.mkv"])
def test_a_moment_shows_the_picture_of_its_time_whatever_is_missing(
    tmp_path: Path, name: str
) -> None:
    """A recording of its own has other moments than the video has frames."""
    missing = range(60, 100)
    path = put_video(tmp_path / name, [n for n in range(200) if n not in missing])
    images = {round(frame.time_s * FPS): frame.image for frame in frames_of(path)}
    film = Film(path)
    off = 0.4 / FPS
    for number in (120, 7, 150, 121, 59, 199):
        for time_s in (number / FPS, number / FPS + off, number / FPS - off):
            assert_shows(film, time_s, images[number])
    assert_shows(film, 120.6 / FPS, images[121])
    assert_shows(film, 120.4 / FPS, images[120])
    for number in (60, 99, 70):
        assert_shows(film, number / FPS, images[59])
    assert_shows(film, -3.0, images[0])
    assert_shows(film, 60.0, images[199])
    film.close()


def test_a_file_that_is_no_video_is_reported(tmp_path: Path) -> None:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"no video")
    with pytest.raises(CaptureError, match=r"film\.mp4"):
        Film(path)
