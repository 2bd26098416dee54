"""``bench tuning``: recordings judged with one number after the other."""

import json
from pathlib import Path

import pytest
from acceptance.cli import posetrainer, posetrainer_here
from labelled import put_recording

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.numbers import THRESHOLDS, numbers_of


@pytest.mark.slow
def test_it_judges_as_much_recording_as_asked_for_once_with_each_threshold(tmp_path: Path) -> None:
    put_recording("wall_squat", tmp_path)
    run = posetrainer("bench", "tuning", "wall_squat", tmp_path, "--minutes", "2", "--json")
    assert run.code == 0, run.err
    found = json.loads(run.out)
    thresholds = [n for n in numbers_of(load_exercise("wall_squat")) if n.role in THRESHOLDS]
    assert found["changes"] == len(thresholds)
    assert 120 <= found["recorded_s"] < 240
    assert found["moments"] > 120 * 7
    assert 0 < found["again_s"] <= found["longest_s"] < found["first_s"] * 5


def test_nothing_to_judge_is_one_sentence(tmp_path: Path) -> None:
    run = posetrainer_here("bench", "tuning", "wall_squat", tmp_path)
    assert run.code == 2
    assert str(tmp_path) in run.err
    assert len(run.err.splitlines()) == 1
