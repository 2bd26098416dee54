"""Real people who do none of the exercises: nothing is counted."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from acceptance.cli import REAL_CLIPS, posetrainer

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.rules.events import (
    Event,
    LostSight,
    RepetitionCompleted,
    RepetitionMissed,
    SightRegained,
)
from posetrainer.rules.trainer import Trainer

WALKING = REAL_CLIPS / "walking_side.mp4"
BRIDGING = REAL_CLIPS / "bridging.mp4"


def judged(exercise: str, poses: Any) -> list[Event]:
    trainer = Trainer(load_exercise(exercise))
    return [event for pose, time_s in poses for event in trainer.step(pose, time_s)]


@pytest.mark.slow
@pytest.mark.skipif(not WALKING.is_file(), reason="the clip of a real person is not here")
@pytest.mark.parametrize("exercise", exercise_ids())
def test_walking_counts_nothing(exercise: str, poses_of: Callable[[Path], Any]) -> None:
    events = judged(exercise, poses_of(WALKING))
    assert not [e for e in events if not isinstance(e, LostSight | SightRegained)]


@pytest.mark.slow
@pytest.mark.skipif(not BRIDGING.is_file(), reason="the clip of a real person is not here")
@pytest.mark.parametrize("exercise", exercise_ids())
def test_a_glute_bridge_is_none_of_the_exercises(
    exercise: str, poses_of: Callable[[Path], Any]
) -> None:
    events = judged(exercise, poses_of(BRIDGING))
    assert not [e for e in events if isinstance(e, RepetitionCompleted | RepetitionMissed)]


@pytest.mark.slow
@pytest.mark.skipif(not BRIDGING.is_file(), reason="the clip of a real person is not here")
def test_lying_down_for_a_squat_is_answered_with_stand() -> None:
    run = posetrainer("replay", BRIDGING, "--exercise", "wall_squat", "--headless", "--json")
    assert run.code == 0
    assert run.record["repetitions"] == run.record["missed"] == 0
    assert "standing" in run.record["refused"]
