"""Pictures turned and timed anew by options, as a user asks for it."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from acceptance.cli import CLIPS, posetrainer, posetrainer_here, read_events
from recording_files import HEADER, moments, write

from posetrainer.capture import open_source
from posetrainer.capture.frame import Frame

RAISE = "straight_leg_raise"
JUDGE = ("--exercise", RAISE, "--headless", "--json", "--stature-cm", 188.7)
LENGTH_S = 12.5
PLAYED_FPS = 30


def put_film(path: Path, quarters: int = 0, fps: float = 15, length_s: float = LENGTH_S) -> Path:
    """The first leg raise of a sample, turned counterclockwise, played at another rate."""
    with (
        open_source(str(CLIPS / f"{RAISE}_errors.mp4")) as clip,
        av.open(str(path), "w") as container,
    ):
        stream = container.add_stream("libx264", rate=Fraction(fps))
        size = clip.info.size if quarters % 2 == 0 else clip.info.size[::-1]
        (stream.width, stream.height), stream.pix_fmt = size, "yuv420p"
        for item in clip:
            if item.time_s > length_s:
                break
            assert isinstance(item, Frame)
            image = np.ascontiguousarray(np.rot90(item.image, quarters))
            container.mux(stream.encode(av.VideoFrame.from_ndarray(image, format="bgr24")))
        container.mux(stream.encode(None))
    return path


def holds(source: Path, *options: object) -> list[float]:
    run = posetrainer_here("replay", source, *JUDGE, *options)
    assert run.code == 0, run.err
    held = run.record["holds_s"]
    assert isinstance(held, list)
    return held


@pytest.mark.slow
@pytest.mark.parametrize(("quarters", "rotate"), [(1, "auto"), (2, "auto"), (3, 270)])
def test_a_turned_film_is_judged_once_turned_back(
    tmp_path: Path, quarters: int, rotate: int | str
) -> None:
    film = put_film(tmp_path / "film.mp4", quarters)
    assert holds(film, "--rotate", rotate) == pytest.approx([5.7], abs=0.2)


@pytest.mark.slow
def test_a_film_in_slow_motion_is_judged_as_it_was(tmp_path: Path) -> None:
    """Thirty frames a second were fifteen: everything is twice as quick."""
    film = put_film(tmp_path / "film.mp4", fps=PLAYED_FPS)
    for options in (("--fps", 15), ("--speed", 0.5)):
        kept, logs = tmp_path / "kept.arrows", [tmp_path / f"{i}.jsonl" for i in range(2)]
        more = (*options, "--record", kept, "--events", logs[0])
        assert holds(film, *more) == pytest.approx([5.7], abs=0.2)
        again = posetrainer_here("replay", kept, "--headless", "--json", "--events", logs[1])
        assert again.code == 0, again.err
        assert logs[0].read_bytes() == logs[1].read_bytes()
        assert read_events(logs[0]) != []


@pytest.mark.slow
def test_a_raw_stream_is_reported_as_without_times(tmp_path: Path) -> None:
    film = put_film(tmp_path / "film.h264", fps=PLAYED_FPS)
    run = posetrainer_here("replay", film, *JUDGE)
    assert "is a raw stream without times" in run.err
    run = posetrainer_here("replay", film, *JUDGE, "--fps", 15)
    assert "without times" not in run.err
    assert run.record["holds_s"] == pytest.approx([5.7], abs=0.2)


@pytest.mark.slow
def test_recordings_are_made_anew_with_other_options(tmp_path: Path) -> None:
    # Long enough to see that somebody lies there.
    film, out = put_film(tmp_path / "film.mp4", 1, length_s=4), tmp_path / "kept"
    auto = ("--rotate", "auto", "--exercise", RAISE)
    for options, word in (((), "made"), (auto, "made"), (auto, "is there already"), ((), "made")):
        run = posetrainer("extract", film, "--out", out, *options)
        assert run.code == 0, run.err
        assert word in run.out, options


def test_a_recording_is_turned_and_timed_already(tmp_path: Path) -> None:
    path = write(tmp_path / "kept.arrows", moments(10), HEADER)
    for options in (("--rotate", "90"), ("--rotate", "auto"), ("--fps", "15"), ("--speed", "2")):
        run = posetrainer_here("replay", path, "--exercise", RAISE, "--headless", *options)
        assert run.code == 2
        assert run.err.startswith(f"{path} is a recording: its pictures were turned and timed")


@pytest.mark.slow
def test_options_that_cannot_be_are_one_sentence(tmp_path: Path) -> None:
    clip = CLIPS / f"{RAISE}_errors.mp4"
    for command, sentence in (
        (("replay", clip, *JUDGE, "--fps", "nan"), "Invalid value for '--fps'"),
        (("train", RAISE, "--speed", 2, "--no-record"), "--fps and --speed are for video files"),
        (("extract", clip, "--out", tmp_path, "--rotate", "auto"), "add --exercise ID."),
    ):
        run = posetrainer_here(*command, *(("--headless",) if command[0] == "train" else ()))
        assert run.code == 2
        assert sentence in run.err
    assert list(tmp_path.iterdir()) == []
