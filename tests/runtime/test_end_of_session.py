"""When a session ends by itself: all is done, or the camera stays away."""

import math

import pytest

from posetrainer.capture import Gap
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.rules.person import Person
from posetrainer.runtime.loop import Step
from posetrainer.runtime.options import SessionOptions
from posetrainer.runtime.play import SessionOver
from posetrainer.runtime.train import (
    DISMISSED_AFTER_S,
    GIVE_UP_IN_A_WINDOW_S,
    GIVE_UP_S,
    LINGER_S,
    EndOfSession,
)
from posetrainer.workout.flow import Flow
from posetrainer.workout.plan import Block, Plan


def lasts_s(*, headless: bool, done: bool = False, paused: bool = False) -> float:
    """How long a session without any picture goes on; infinite for longer than five minutes."""
    flow = Flow(Plan("A plan", (Block(load_exercise("wall_squat")),)), Person())
    if done:
        flow.next()
    if paused:
        flow.step(None, 0.0)
        flow.pause()
    end = EndOfSession(SessionOptions(headless=headless))
    for second in range(300):
        gap = Gap(float(second), "The camera has gone.")
        try:
            end(Step(gap, None, flow.step(None, gap.time_s)))
        except SessionOver:
            return gap.time_s
    return math.inf


def test_a_camera_is_waited_for_long_enough_to_get_up_and_mend_it() -> None:
    assert lasts_s(headless=False) == GIVE_UP_IN_A_WINDOW_S >= 120
    assert lasts_s(headless=True) == GIVE_UP_S


@pytest.mark.parametrize("headless", [False, True])
def test_in_a_pause_it_does_not_end(headless: bool) -> None:
    assert lasts_s(headless=headless, paused=True) == math.inf


def test_the_end_card_stays_for_a_while_or_until_the_camera_is_given_up() -> None:
    assert lasts_s(headless=True, done=True) == LINGER_S
    assert DISMISSED_AFTER_S > GIVE_UP_IN_A_WINDOW_S
