"""``bench replay``, and how many threads a command is told to take."""

from itertools import islice
from pathlib import Path

import pytest
from acceptance.cli import CLIPS, posetrainer, posetrainer_here
from each import for_each

from posetrainer.capture import Frame, open_source
from posetrainer.runtime.outputs import VideoWriter

FRAMES = 60


@pytest.mark.slow
def test_it_measures_a_replay_beside_the_bare_loop(tmp_path: Path) -> None:
    """Shape and orders of magnitude only: others may be at work on this machine."""
    clip = tmp_path / "clip.mp4"
    with open_source(str(CLIPS / "straight_leg_raise_far.mp4")) as film, VideoWriter(clip) as short:
        for frame in islice(film, FRAMES):
            assert isinstance(frame, Frame)
            short.write(frame.image, frame.time_s)
    run = posetrainer("bench", "replay", clip, "--rounds", 1, "--threads", 1, "--json")
    assert run.code == 0, run.err
    assert run.err == ""
    record = run.record
    assert record["frames"] == FRAMES
    for way, ratio in (("replay", "ratio"), ("saving", "saving_ratio")):
        assert record[ratio] == pytest.approx(record[way]["fps"] / record["bare"]["fps"])
        assert record[way]["cores_used"] > 0
    parts = record["parts_ms"]
    assert 0 < parts["our pose model, one thread"] < parts["MediaPipe as it comes"]
    assert 0 < parts["rules"] < 10
    assert 0 < parts["kinematics"] < 10


@for_each("command", ["replay", "train", "programme", "extract", "score", "sweep"])
def test_there_is_at_least_one_thread(command: str) -> None:
    run = posetrainer_here(command, "--threads", "0")
    assert run.code == 2
    assert "--threads" in run.err


def test_the_environment_reports_how_many_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSETRAINER_THREADS", "many")
    run = posetrainer_here("replay", CLIPS / "wall_squat_good.mp4", "--exercise", "wall_squat")
    assert run.code == 2
    assert "POSETRAINER_THREADS" in run.err
