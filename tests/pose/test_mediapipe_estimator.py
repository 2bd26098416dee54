"""The real pose model on the beginning of a real sample."""

from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from posetrainer.capture import Frame, open_source
from posetrainer.kinematics.geometry import angle_between, points_of
from posetrainer.pose.landmarks import index_of
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.tuning.truth_file import load_truth

CLIPS = Path(__file__).resolve().parents[2] / "samples" / "clips"


def test_the_model_sees_a_lying_person_and_an_empty_room(
    capfd: pytest.CaptureFixture[str],
) -> None:
    truth = load_truth(CLIPS / "straight_leg_raise_good.truth.json")
    with MediaPipeEstimator() as estimator, open_source(str(CLIPS / truth.clip)) as source:
        empty = Frame(0, 0.0, np.full((360, 480, 3), 128, np.uint8))
        assert estimator.estimate(empty) is None
        frames = [item for item in islice(source, 15) if isinstance(item, Frame)]
        poses = [estimator.estimate(frame) for frame in frames]
    said = []
    for frame, pose in zip(frames, poses, strict=True):
        assert pose is not None
        assert pose.time_s == frame.time_s
        assert pose.frame_size == (480, 360)
        points = points_of(pose.image_xy)
        hip, knee, ankle = (points[index_of(p, "left")] for p in ("hip", "knee", "ankle"))
        said.append(angle_between(knee - hip, ankle - knee))
    assert said == pytest.approx(truth.measures["left_knee_flexion"][:15], abs=12)
    assert capfd.readouterr().err == "", "the model's own messages are kept from the user"
