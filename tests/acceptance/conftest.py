"""Poses of the sample clips, estimated once a test run by the real model."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from posetrainer.capture import Frame, open_source
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.pose.pose import Pose

Poses = list[tuple[Pose | None, float]]


@pytest.fixture(scope="session")
def poses_of() -> Callable[[Path], Poses]:
    @cache
    def estimate(clip: Path) -> Poses:
        with MediaPipeEstimator() as estimator, open_source(str(clip)) as source:
            return [
                (estimator.estimate(item), item.time_s)
                for item in source
                if isinstance(item, Frame)
            ]

    return estimate
