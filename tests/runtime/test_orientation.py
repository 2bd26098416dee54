"""Finding which way up a picture is, from the posture of who is in it."""

from dataclasses import replace

import numpy as np
import pytest
from bodies import Film, each_xy, turned
from sample_poses import EXERCISES, recorded

from posetrainer.capture import Frame, Gap
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.pose.pose import Pose
from posetrainer.quarter_turns import Turn
from posetrainer.runtime.orientation import LOOK_S, find_turn

TURNS: tuple[Turn, ...] = (0, 90, 180, 270)
PICTURE = np.zeros((8, 8, 3), np.uint8)


class Filmed:
    """A film as a source of frames, and what finds the poses in them."""

    def __init__(self, film: Film) -> None:
        self.frames = [Frame(i, time_s, PICTURE) for i, (time_s, _) in enumerate(film)]
        self.asked = 0
        self._poses = [pose for _, pose in film]

    def estimate(self, frame: Frame) -> Pose | None:
        self.asked += 1
        return self._poses[frame.index]


def found(film: Film, exercise: str) -> Turn | None:
    filmed = Filmed(film)
    return find_turn(filmed.frames, filmed, load_exercise(exercise))


@pytest.mark.slow
@pytest.mark.parametrize("exercise", EXERCISES)
def test_every_exercise_is_turned_upright(exercise: str) -> None:
    film = recorded(exercise)
    for turn_deg in TURNS:
        assert found(turned(film, turn_deg), exercise) == -turn_deg % 360


def test_a_person_who_moves_about_is_not_in_place_yet() -> None:
    """A person walking to the mat stands upright, and does not lie in a picture on its side."""
    standing, lying = recorded("heel_raises"), recorded("straight_leg_raise")
    number = iter(range(10**6))
    walking = each_xy(standing[:100], lambda xy: xy + np.array((8.0 * next(number), 0.0)))
    end_s = walking[-1][0]
    later = [(end_s + 1 + t, p and replace(p, time_s=end_s + 1 + t)) for t, p in lying]
    assert found(turned([*walking, *later], 180), "straight_leg_raise") == 180
    assert found(walking, "straight_leg_raise") is None


def test_without_anybody_nothing_is_found_and_the_looking_ends() -> None:
    filmed = Filmed([(i / 10, None) for i in range(1000)])
    assert find_turn(filmed.frames, filmed, load_exercise("wall_squat")) is None
    assert filmed.asked <= LOOK_S / 0.25 + 1
    gaps = [Gap(i / 5, "The camera has gone.") for i in range(10)]
    assert find_turn(gaps, filmed, load_exercise("wall_squat")) is None
