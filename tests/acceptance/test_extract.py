"""Recordings of many videos."""

import os
import shutil
from pathlib import Path

import pytest
from acceptance.cli import CLIPS, posetrainer, posetrainer_here

NAMES = ("wall_squat_front", "abdominal_contraction_good")


@pytest.mark.slow
def test_videos_become_recordings_that_replay_as_they_do(tmp_path: Path) -> None:
    out = tmp_path / "kept"
    run = posetrainer("extract", *(CLIPS / f"{name}.mp4" for name in NAMES), "--out", out)
    assert run.code == 0, run.err
    assert sorted(path.stem for path in out.iterdir()) == sorted(NAMES)
    for name in NAMES:
        exercise = name.rsplit("_", 1)[0]
        logs = [tmp_path / f"{name}_{kind}.jsonl" for kind in ("clip", "recording")]
        for source, log in zip((CLIPS / f"{name}.mp4", out / f"{name}.arrows"), logs, strict=True):
            more = ("--exercise", exercise, "--headless", "--json", "--events", log)
            assert posetrainer("replay", source, *more).code == 0
        assert logs[0].read_bytes() == logs[1].read_bytes()


@pytest.mark.slow
def test_what_is_there_is_made_again_only_where_the_video_has_changed(tmp_path: Path) -> None:
    clip, out = tmp_path / "clip.mp4", tmp_path / "kept"
    shutil.copy(CLIPS / f"{NAMES[0]}.mp4", clip)
    assert ": made, 212 moments" in posetrainer("extract", clip, "--out", out).out
    assert ": is there already, 212 moments" in posetrainer("extract", clip, "--out", out).out
    later = clip.stat().st_mtime + 100
    os.utime(clip, (later, later))
    assert ": made, 212 moments" in posetrainer("extract", clip, "--out", out).out


@pytest.mark.slow
def test_one_bad_video_does_not_spoil_the_others(tmp_path: Path) -> None:
    bad, out = tmp_path / "bad.mp4", tmp_path / "kept"
    bad.write_text("no video\n" * 50)
    run = posetrainer("extract", bad, CLIPS / f"{NAMES[0]}.mp4", "--out", out)
    assert run.code == 2
    assert [line for line in run.err.splitlines() if line] == [
        f"{bad} is not a video that can be read: name a video file, such as an MP4."
    ]
    assert [path.name for path in out.iterdir()] == [f"{NAMES[0]}.arrows"]


def test_two_videos_of_one_name(tmp_path: Path) -> None:
    run = posetrainer_here("extract", tmp_path / "a" / "x.mp4", tmp_path / "b" / "x.mp4")
    assert run.code == 2
    assert "would both become" in run.err


def test_a_recording_without_an_exercise_asks_for_it(tmp_path: Path) -> None:
    from recording.test_recordings import HEADER, moments, write

    path = write(tmp_path / "kept.arrows", moments(10), HEADER)
    run = posetrainer_here("replay", path, "--headless")
    assert run.code == 2
    assert "--exercise" in run.err
