"""Recordings of poses by chance."""

import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np

from posetrainer.pose.landmarks import COUNT
from posetrainer.pose.pose import Pose
from posetrainer.recordings.columns import Header, RecordedMoment
from posetrainer.recordings.writer import RecordingWriter

HEADER = Header(None, 1.58, live=True, made_at="2026-01-02T03:04:05+00:00", versions={"x": "1"})
SIZE = (640, 480)


def pose(time_s: float, seed: int = 0) -> Pose:
    rng = np.random.default_rng(seed)

    def numbers(*shape: int) -> np.ndarray:
        return rng.normal(200, 90, shape).astype(np.float32).astype(np.float64)

    xy = numbers(COUNT, 2)
    xy[3] = math.nan
    visibility = rng.random(COUNT).astype(np.float32).astype(np.float64)
    return Pose(time_s, xy, numbers(COUNT, 3), visibility, SIZE)


def moments(count: int, fps: float = 30.0) -> list[RecordedMoment]:
    return [RecordedMoment(i / fps, SIZE, pose(i / fps, i), None) for i in range(count)]


def write(path: Path, some: Iterable[RecordedMoment], header: Header = HEADER) -> Path:
    with RecordingWriter(path, header) as writer:
        for moment in some:
            writer.add(moment)
    return path
