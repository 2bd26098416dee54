"""A picture that lies on its side or upside down is told, and nothing is judged from it."""

from itertools import takewhile

import pytest
from bodies import Film, shifted, turned
from sample_poses import EXERCISES, recorded

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.obstacle_words import instruction_for
from posetrainer.rules.events import Ready
from posetrainer.rules.obstacles import PictureTurned
from posetrainer.rules.readiness import SEEMS_TURNED_S
from posetrainer.rules.trainer import Trainer

ON_ITS_SIDE, UPSIDE_DOWN = "picture lies on its side", "picture is upside down"
every_exercise = pytest.mark.parametrize("exercise", EXERCISES)


def told(exercise: str, film: Film) -> dict[str, float]:
    """What was asked for before the first repetition, and how soon, where it never began."""
    trainer = Trainer(load_exercise(exercise))
    found: dict[str, float] = {}
    for time_s, pose in film:
        events = trainer.step(pose, time_s)
        assert not any(isinstance(event, Ready) for event in events)
        assert trainer.progress.obstacle is not None
        found.setdefault(instruction_for(trainer.progress.obstacle), time_s)
    return found


def beginning(exercise: str, seconds: float) -> Film:
    return list(takewhile(lambda moment: moment[0] < seconds, recorded(exercise)))


@pytest.mark.slow
@every_exercise
@pytest.mark.parametrize(("turn_deg", "word"), [(90, ON_ITS_SIDE), (180, UPSIDE_DOWN)])
def test_a_turned_picture_is_reported(exercise: str, turn_deg: int, word: str) -> None:
    film = turned(beginning(exercise, SEEMS_TURNED_S + 2.5), turn_deg)
    assert any(word in sentence for sentence in told(exercise, film)), told(exercise, film)


def test_what_cannot_be_otherwise_is_reported_at_once() -> None:
    """Heads down, one leg drawn up in standing, knees that hang in the air."""
    for exercise, turn_deg, word in (
        ("heel_raises", 180, UPSIDE_DOWN),
        ("straight_leg_raise", 90, ON_ITS_SIDE),
        ("straight_leg_raise", 180, UPSIDE_DOWN),
        ("straight_leg_raise", 270, ON_ITS_SIDE),
    ):
        first, *_ = told(exercise, turned(beginning(exercise, 1.0), turn_deg))
        assert word in first, (exercise, turn_deg)


@pytest.mark.parametrize("exercise", ["straight_leg_raise", "heel_slides", "ankle_pumps"])
def test_standing_before_lying_down_asks_for_the_posture_first(exercise: str) -> None:
    film = beginning("heel_raises", SEEMS_TURNED_S - 0.5)
    assert all("lie down" in sentence for sentence in told(exercise, film))
    # Who kneels on hands and knees to get there hangs in no picture.
    on_the_way = shifted(beginning("lumbar_stabilization", 2.0), film[-1][0] + 0.1)
    assert all("lie down" in sentence for sentence in told(exercise, on_the_way))


@pytest.mark.slow
@every_exercise
def test_an_upright_picture_is_never_said_to_be_turned(exercise: str) -> None:
    trainer = Trainer(load_exercise(exercise))
    for time_s, pose in beginning(exercise, 8.0):
        trainer.step(pose, time_s)
        assert not isinstance(trainer.progress.obstacle, PictureTurned)
