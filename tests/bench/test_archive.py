"""``bench archive``: what the landmarks of videos take, and what it comes to for many."""

from pathlib import Path

import pytest
from acceptance.cli import posetrainer
from acceptance.reels import Empty, write_film

from tools.bench.archive import ArchiveBench


def test_it_is_scaled_to_an_archive() -> None:
    bench = ArchiveBench(
        videos=2, frames=600, rounds=1, processes=4, one_s=10, all_s=3, ratio=0.3, fps=50, load=0.25
    )
    # 1,000 hours of 25 pictures a second, at 50 a second.
    assert bench.scaled_h == {1: 500, 8: 62.5, 64: 7.8125}
    text = bench.as_text()
    assert "10.0 s in one process, 3.0 s in 4, ratio 0.30" in text
    assert "500.0 on 1, 62.5 on 8, 7.8 on 64" in text


@pytest.mark.slow
def test_videos_are_timed(tmp_path: Path) -> None:
    films = [write_film(tmp_path / f"{i}.mp4", [Empty(0.4)]) for i in range(2)]
    run = posetrainer("bench", "archive", *films, "--json")
    assert run.code == 0, run.err
    assert (run.record["videos"], run.record["frames"], run.record["rounds"]) == (2, 12, 1)
    assert run.record["ratio"] == run.record["all_s"] / run.record["one_s"]
    assert [path.suffix for path in tmp_path.iterdir()] == [".mp4", ".mp4"]


@pytest.mark.slow
def test_a_video_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    bad = tmp_path / "bad.mp4"
    bad.write_text("no video\n" * 50)
    run = posetrainer("bench", "archive", bad)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"{bad} is not a video that can be read")
