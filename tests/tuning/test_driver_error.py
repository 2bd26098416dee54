"""How exactly a driving measure is read."""

import csv
from pathlib import Path

import numpy as np
import pytest

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.pose.pose import Pose
from posetrainer.tuning.compare import compare
from posetrainer.tuning.driver_error import driver_readings, error_of, true_poses
from posetrainer.tuning.score import ClipScore
from posetrainer.tuning.score_record import write_readings
from posetrainer.tuning.truth import Truth
from posetrainer.tuning.truth_file import load_truth

CLIPS = Path(__file__).parents[2] / "samples" / "clips"


def truth_of(clip: str) -> Truth:
    return load_truth(CLIPS / f"{clip}.truth.json")


def shifted(poses: list[Pose], x: float, y: float) -> list[Pose]:
    move = np.array([x, y])
    return [
        Pose(p.time_s, p.image_xy + move, p.world_xyz, p.visibility, p.frame_size) for p in poses
    ]


def test_true_landmarks_are_read_without_an_error() -> None:
    truth = truth_of("wall_squat_good")
    readings = driver_readings(load_exercise("wall_squat"), truth, true_poses(truth))
    assert readings is not None
    error = error_of([readings])
    assert error is not None
    assert (error.unit, error.bias, error.rmse) == ("deg", 0.0, 0.0)
    assert max(readings.true) == pytest.approx(42, abs=5)


def test_angles_do_not_care_where_the_body_is() -> None:
    truth = truth_of("wall_squat_good")
    poses = shifted(true_poses(truth), 12.0, -5.0)
    readings = driver_readings(load_exercise("wall_squat"), truth, poses)
    assert readings is not None
    assert readings.errors == pytest.approx(0.0)


def test_a_foot_seen_too_low_is_a_bias_of_the_lift() -> None:
    truth = truth_of("straight_leg_raise_good")
    poses = true_poses(truth)
    for pose in poses[round(truth.fps * 3) :]:
        pose.image_xy[[27, 28], 1] += 4.0
    readings = driver_readings(load_exercise("straight_leg_raise"), truth, poses)
    assert readings is not None
    error = error_of([readings])
    assert error is not None
    assert error.unit == "in"
    assert -3.0 < error.bias < -0.3


@pytest.mark.parametrize("clip", ["abdominal_contraction_good", "wall_squat_front"])
def test_nothing_is_read_where_nothing_is_measured(clip: str) -> None:
    truth = truth_of(clip)
    assert driver_readings(load_exercise(truth.exercise), truth, true_poses(truth)) is None


def test_readings_are_written_for_an_audit(tmp_path: Path) -> None:
    truth = truth_of("heel_raises_good")
    readings = driver_readings(load_exercise("heel_raises"), truth, true_poses(truth))
    assert readings is not None
    score = ClipScore(compare(truth, []), readings, None, {})
    write_readings([score], tmp_path / "readings.csv")
    rows = list(csv.DictReader((tmp_path / "readings.csv").open()))
    assert len(rows) == len(readings.frames)
    assert list(rows[0]) == ["measure", "subject", "trial", "frame", "unit", "pred", "ref"]
    assert rows[0]["pred"] == rows[0]["ref"]
