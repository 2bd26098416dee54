"""What must not be counted: other exercises, and people who only walk past."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from acceptance.cli import CLIPS, REAL_CLIPS, posetrainer

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.rules.events import PostureLost, RepetitionCompleted, RepetitionMissed
from posetrainer.rules.trainer import Trainer
from posetrainer.tuning.truth import load_truth

WALKING = REAL_CLIPS / "walking_side.mp4"
BRIDGING = REAL_CLIPS / "bridging.mp4"


@pytest.mark.slow
@pytest.mark.parametrize("exercise", exercise_ids())
@pytest.mark.parametrize("truth_path", sorted(CLIPS.glob("*.truth.json")), ids=lambda p: p.name)
def test_other_exercises_count_nothing_and_say_why(
    exercise: str, truth_path: Path, poses_of: Callable[[Path], Any]
) -> None:
    truth = load_truth(truth_path)
    if truth.exercise == exercise:
        pytest.skip("its own sample")
    trainer = Trainer(load_exercise(exercise))
    told = []
    for pose, time_s in poses_of(CLIPS / truth.clip):
        for event in trainer.step(pose, time_s):
            assert not isinstance(event, RepetitionCompleted | RepetitionMissed), event
            if isinstance(event, PostureLost):
                told.append(event.reason)
        if trainer.progress.instruction:
            told.append(trainer.progress.instruction)
    assert told, "the person in the wrong posture is not told so"


@pytest.mark.slow
@pytest.mark.skipif(not WALKING.is_file(), reason="the clip of a real person is not here")
@pytest.mark.parametrize("exercise", exercise_ids())
def test_walking_counts_nothing(exercise: str, poses_of: Callable[[Path], Any]) -> None:
    trainer = Trainer(load_exercise(exercise))
    events = [e for pose, time_s in poses_of(WALKING) for e in trainer.step(pose, time_s)]
    assert events == []


@pytest.mark.slow
@pytest.mark.skipif(not BRIDGING.is_file(), reason="the clip of a real person is not here")
def test_a_glute_bridge_is_none_of_the_exercises(poses_of: Callable[[Path], Any]) -> None:
    for exercise in exercise_ids():
        trainer = Trainer(load_exercise(exercise))
        events = [e for pose, time_s in poses_of(BRIDGING) for e in trainer.step(pose, time_s)]
        assert events == [], exercise


@pytest.mark.slow
@pytest.mark.skipif(not BRIDGING.is_file(), reason="the clip of a real person is not here")
def test_who_lies_down_for_a_squat_is_told_to_stand() -> None:
    run = posetrainer("replay", BRIDGING, "--exercise", "wall_squat", "--headless", "--json")
    assert run.code == 0
    assert run.record["repetitions"] == run.record["missed"] == 0
    assert "standing" in run.record["refused"]
