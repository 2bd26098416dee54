"""Pictures turned and timed as the user says, where the source does not know better."""

import math
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from each import for_each

from posetrainer.capture import Adjustment, Frame, SourceInfo, open_source
from posetrainer.errors import CaptureError
from posetrainer.quarter_turns import Turn

MakeVideo = Callable[..., Path]
RED = np.array([0, 0, 255])


def play(path: Path, adjustment: Adjustment) -> tuple[SourceInfo, list[Frame]]:
    with open_source(str(path), adjustment=adjustment) as source:
        return source.info, [item for item in source if isinstance(item, Frame)]


def red_corner(frame: Frame) -> str:
    """Where the corner is that is red, as `numbered` draws it at the top left."""
    image = frame.image.astype(int)
    corners = {"top left": (2, 2), "top right": (2, -3), "bottom right": (-3, -3)}
    corners["bottom left"] = (-3, 2)
    [found] = [name for name, at in corners.items() if np.abs(image[at] - RED).max() < 60]
    return found


def test_pictures_are_turned_clockwise_after_the_tag_of_the_file(make_video: MakeVideo) -> None:
    plain, tagged = make_video("plain.mp4"), make_video("tagged.mp4", rotation=-90)

    cases: tuple[tuple[Path, Turn, str], ...] = (
        (plain, 0, "top left"),
        (plain, 90, "top right"),
        (plain, 180, "bottom right"),
        (plain, 270, "bottom left"),
        (tagged, 0, "top right"),
        (tagged, 90, "bottom right"),
        (tagged, 270, "top left"),
    )
    for path, turn_deg, corner in cases:
        info, frames = play(path, Adjustment(turn_deg))
        assert {red_corner(frame) for frame in frames} == {corner}
        upright = (turn_deg % 180 == 0) == (path == plain)
        assert info.size == ((96, 64) if upright else (64, 96))
        assert frames[0].image.shape[1::-1] == info.size
        assert frames[0].image.flags.c_contiguous


def test_a_frame_rate_replaces_the_times_of_a_file(make_video: MakeVideo) -> None:
    path = make_video(stamps_ms=(0, 10, 20, 500, 900))
    info, frames = play(path, Adjustment(fps=15))
    assert [frame.time_s for frame in frames] == pytest.approx([i / 15 for i in range(5)])
    assert info.fps == 15
    assert info.doubt is None


def test_speed_makes_time_pass_as_it_was(make_video: MakeVideo) -> None:
    path = make_video()
    own_info, own = play(path, Adjustment())
    info, frames = play(path, Adjustment(speed=4))
    assert [f.time_s for f in frames] == pytest.approx([f.time_s / 4 for f in own])
    assert info.duration_s == pytest.approx((own_info.duration_s or math.nan) / 4)
    both, frames = play(path, Adjustment(fps=50, speed=4))
    assert [b.time_s - a.time_s for a, b in pairwise(frames)] == pytest.approx([1 / 200] * 24)
    assert both.fps == 200
    assert both.duration_s == pytest.approx(25 / 200)


def test_a_raw_stream_is_reported_as_without_times(make_video: MakeVideo) -> None:
    path = make_video("raw.h264")
    info, frames = play(path, Adjustment())
    assert len(frames) == 25
    assert info.doubt is not None
    for word in (str(path), "without times", "--fps"):
        assert word in info.doubt
    info, frames = play(path, Adjustment(fps=12.5))
    assert info.doubt is None
    assert [f.time_s for f in frames] == pytest.approx([i / 12.5 for i in range(25)])


def test_a_film_in_slow_motion_is_reported_with_its_mend(make_video: MakeVideo) -> None:
    slow = make_video("slow.mp4", tags={"com.android.capture.fps": "100.000000"})
    info, _ = play(slow, Adjustment())
    assert info.doubt is not None
    assert "slow motion" in info.doubt
    assert info.doubt.endswith("--speed 4.")
    for reported in (Adjustment(speed=4), Adjustment(fps=100)):
        assert play(slow, reported)[0].doubt is None
    for tag in ("25", "30.0", "0", "nan", "inf", "-120", "fast", ""):
        told_fps = make_video("plain.mp4", tags={"com.android.capture.fps": tag})
        assert play(told_fps, Adjustment())[0].doubt is None, tag


@pytest.mark.parametrize("where", ["0", "/dev/video3", "http://127.0.0.1:9/", "rtsp://nowhere/"])
@pytest.mark.parametrize("adjustment", [Adjustment(fps=15), Adjustment(speed=2)])
def test_the_times_of_a_camera_are_its_own(where: str, adjustment: Adjustment) -> None:
    with pytest.raises(CaptureError, match="--fps and --speed are for video files"):
        open_source(where, adjustment=adjustment)


@for_each(
    "wrong",
    [{"turn_deg": 45}, {"fps": 0}, {"fps": math.nan}, {"speed": -1}, {"speed": math.inf}],
)
def test_what_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Adjustment(**wrong)  # type: ignore[arg-type]
