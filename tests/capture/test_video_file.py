"""Video files: every frame in order, with its time, upright; the thread that decodes ahead."""

import threading
import time
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from capture.playing import play_whole
from numbered_pictures import HEIGHT, WIDTH, number_of

from posetrainer.capture import open_source

MakeVideo = Callable[..., Path]


class TestFrames:
    @pytest.mark.parametrize(
        "name", ["clip.mp4", "clip.mov", "clip.mkv", "clip.webm", "clip.avi", "clip.ts"]
    )
    def test_every_frame_comes_once_in_order(self, make_video: MakeVideo, name: str) -> None:
        codec = {".webm": "libvpx", ".avi": "mpeg4"}.get(Path(name).suffix, "libx264")
        frames = play_whole(make_video(name, codec=codec))
        assert [number_of(frame.image) for frame in frames] == list(range(25))
        assert [frame.index for frame in frames] == list(range(25))

    def test_a_slow_consumer_misses_nothing(self, make_video: MakeVideo) -> None:
        seen = []
        with open_source(str(make_video())) as source:
            for frame in source:
                time.sleep(0.01)
                seen.append(number_of(frame.image))
        assert seen == list(range(25))

    def test_images_are_blue_green_red_bytes(self, make_video: MakeVideo) -> None:
        image = play_whole(make_video())[0].image
        assert image.dtype == np.uint8
        assert image.shape == (HEIGHT, WIDTH, 3)
        blue, green, red = image[4:12, 4:20].mean((0, 1))
        assert red > 230
        assert max(blue, green) < 30

    def test_info_reports_what_is_known(self, make_video: MakeVideo) -> None:
        path = make_video()
        with open_source(str(path)) as source:
            info = source.info
        assert (info.name, info.live, info.size) == (str(path), False, (WIDTH, HEIGHT))
        assert info.fps == pytest.approx(25)
        assert info.frame_count == 25
        assert info.duration_s == pytest.approx(1.0)

    def test_a_file_is_played_once(self, make_video: MakeVideo) -> None:
        with open_source(str(make_video())) as source:
            assert len(list(source)) == 25
            assert list(source) == []


class TestTimes:
    @pytest.mark.parametrize(
        "stamps_ms",
        [range(0, 1000, 40), [0, 33, 67, 250, 251, 900, 2000, 2033], range(700, 1700, 50)],
        ids=["constant rate", "variable rate", "late start"],
    )
    @pytest.mark.parametrize("name", ["clip.mp4", "clip.mkv"])
    def test_times_are_the_containers_from_the_first_frame(
        self, make_video: MakeVideo, name: str, stamps_ms: "list[int] | range"
    ) -> None:
        frames = play_whole(make_video(name, stamps_ms))
        expected = [(stamp - stamps_ms[0]) / 1000 for stamp in stamps_ms]
        assert [frame.time_s for frame in frames] == pytest.approx(expected, abs=1e-6)

    def test_frames_without_stamps_follow_at_the_usual_rate(self, make_video: MakeVideo) -> None:
        frames = play_whole(make_video("raw.h264"))
        assert len(frames) == 25
        steps = {round(b.time_s - a.time_s, 6) for a, b in pairwise(frames)}
        assert len(steps) == 1
        assert 0.01 <= steps.pop() <= 0.1


class TestUpright:
    # Where the red corner, top left as coded, is seen after the turn (counterclockwise).
    @pytest.mark.parametrize(
        ("rotation", "mirrored", "size", "corner"),
        [
            (0, False, (WIDTH, HEIGHT), "top left"),
            (90, False, (HEIGHT, WIDTH), "bottom left"),
            (180, False, (WIDTH, HEIGHT), "bottom right"),
            (-90, False, (HEIGHT, WIDTH), "top right"),
            (0, True, (WIDTH, HEIGHT), "top right"),
        ],
    )
    def test_a_phones_picture_is_turned(
        self,
        make_video: MakeVideo,
        rotation: int,
        mirrored: bool,
        size: tuple[int, int],
        corner: str,
    ) -> None:
        path = make_video(rotation=rotation, mirrored=mirrored)
        with open_source(str(path)) as source:
            assert source.info.size == size
            image = next(iter(source)).image
        assert (image.shape[1], image.shape[0]) == size
        assert red_corner(image) == corner
        assert image.flags.c_contiguous

    def test_pyav_agrees_on_the_sense_of_the_rotation(self, make_video: MakeVideo) -> None:
        path = make_video(rotation=90)
        with av.open(str(path)) as container:
            decoded = next(container.decode(video=0))
        turned = np.rot90(decoded.to_ndarray(format="bgr24"), decoded.rotation // 90)
        assert red_corner(turned) == red_corner(play_whole(path)[0].image)

    def test_pixels_become_square(self, make_video: MakeVideo) -> None:
        path = make_video(pixel_aspect=Fraction(4, 3))
        with open_source(str(path)) as source:
            assert source.info.size == (WIDTH * 4 // 3, HEIGHT)
            assert next(iter(source)).image.shape == (HEIGHT, WIDTH * 4 // 3, 3)


def red_corner(image: np.ndarray) -> str:
    height, width = image.shape[:2]
    corners = {
        "top left": image[:8, :8],
        "top right": image[:8, width - 8 :],
        "bottom left": image[height - 8 :, :8],
        "bottom right": image[height - 8 :, width - 8 :],
    }
    redness = {name: float(c[..., 2].mean() - c[..., 0].mean()) for name, c in corners.items()}
    return max(redness, key=lambda name: redness[name])


class TestThreads:
    # That none is left is checked after every test of this folder.
    def readers(self) -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if thread.name == "read-ahead"]

    def test_a_loop_left_early_ends_its_thread(self, make_video: MakeVideo) -> None:
        source = open_source(str(make_video()))
        for frame in source:
            assert len(self.readers()) == 1
            if frame.index == 3:
                break
        assert not self.readers()

    def test_leaving_the_context_ends_the_thread(self, make_video: MakeVideo) -> None:
        with open_source(str(make_video())) as source:
            frames = iter(source)
            next(frames)
            assert len(self.readers()) == 1
        assert not self.readers()
        assert next(frames, None) is None

    def test_a_source_never_read_has_no_thread(self, make_video: MakeVideo) -> None:
        with open_source(str(make_video())):
            assert not self.readers()
