"""The page about the format of recordings: its reader reads them, and no field is left out."""

import math
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from posetrainer.capture import Adjustment
from posetrainer.pose.landmarks import COUNT, NAMES
from posetrainer.pose.pose import Pose
from posetrainer.recordings.columns import Header, RecordedMoment
from posetrainer.recordings.reader import load_recording
from posetrainer.recordings.writer import BATCH_S, RecordingWriter

TEXT = (Path(__file__).parents[2] / "docs" / "recording-format.md").read_text(encoding="utf-8")
HEADER = Header(None, 1.7, live=True, made_at="2026-01-02T03:04:05+00:00", versions={})
SIZE = (640, 480)


@pytest.fixture
def read() -> Callable[[Path], tuple[dict[str, Any], np.ndarray, np.ndarray]]:
    """The reader of the page."""
    (example,) = re.findall(r"```python\n(.+?)```", TEXT, flags=re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    return names["read"]


def pose(time_s: float) -> Pose:
    numbers = np.random.default_rng(int(time_s * 1000)).random((COUNT, 6)).astype(np.float32)
    exact = numbers.astype(np.float64)
    return Pose(time_s, exact[:, :2], exact[:, 2:5], exact[:, 5], SIZE)


def test_the_reader_of_the_page_reads_what_the_program_reads(
    tmp_path: Path, read: Callable[[Path], tuple[dict[str, Any], np.ndarray, np.ndarray]]
) -> None:
    path = tmp_path / "some.arrows"
    with RecordingWriter(path, HEADER) as writer:
        for number in range(40):
            time_s = number / 10
            if number == 25:
                writer.add(RecordedMoment(time_s, (0, 0), None, "Paused."))
            else:
                writer.add(RecordedMoment(time_s, SIZE, pose(time_s) if number % 7 else None, None))
    header, times_s, poses = read(path)
    recording = load_recording(path)
    assert header["format"] == 1
    assert header["stature_m"] == HEADER.stature_m
    np.testing.assert_array_equal(times_s, recording.times_s)
    np.testing.assert_array_equal(~np.isnan(poses).any(axis=(1, 2)), recording.seen)
    kept = recording.landmarks.reshape(-1, COUNT, 6)
    np.testing.assert_array_equal(poses[recording.seen], kept[recording.seen])
    assert math.isclose(poses[1, 0, 0], pose(0.1).image_xy[0, 0])


def test_every_landmark_and_every_field_of_the_header_is_named() -> None:
    listed = re.findall(r"`(\w+)`", TEXT.partition("the person's own:")[2].partition(".")[0])
    assert tuple(listed) == NAMES
    header = [field.name for field in fields(Header)]
    for name in [*header, *(field.name for field in fields(Adjustment))]:
        assert f"`{name}`" in TEXT
    assert f"rows of up to {BATCH_S:g} s" in TEXT
