"""The screen of a session, in a window that is only pretended: sizes, signs, films."""

import time
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from posetrainer.capture import Frame
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback import palette
from posetrainer.feedback.cues import Cue, Priority
from posetrainer.feedback.layout import layout_within
from posetrainer.rules.person import Person
from posetrainer.runtime.loop import Step
from posetrainer.runtime.play import SessionOver
from posetrainer.runtime.screen import Screen
from posetrainer.workout.flow import exercise_alone
from posetrainer.workout.situation import Situation

SQUAT = load_exercise("wall_squat")


class Pretended:
    """A window that keeps what it is shown, and has keys pressed for it."""

    def __init__(self, *sizes: tuple[int, int], keys: list[str | None] | None = None) -> None:
        self.closed = False
        self.shown: list[np.ndarray] = []
        self._sizes = sizes
        self._keys = keys or []

    @property
    def size(self) -> tuple[int, int]:
        return self._sizes[min(len(self.shown), len(self._sizes) - 1)]

    def show(self, image: np.ndarray) -> str | None:
        self.shown.append(image.copy())
        return self._keys.pop(0) if self._keys else None


def steps(count: int, **situation: Any) -> list[Step]:
    """Steps in which nobody is seen; the situation is changed as asked for."""
    flow = exercise_alone(SQUAT, Person())
    made = []
    for i in range(count):
        frame = Frame(i, i / 10, np.full((480, 640, 3), 90, np.uint8))
        moment = flow.step(None, frame.time_s, None)
        changed: Situation = replace(moment.situation, **situation)
        made.append(Step(frame, None, replace(moment, situation=changed)))
    return made


def test_a_picture_has_the_size_of_the_window_whatever_becomes_of_that() -> None:
    window = Pretended((1280, 720), (1920, 1080), (700, 900))
    screen = Screen(window=window, paced=True)
    for step in steps(3):
        screen(step)
    shapes = [image.shape[1::-1] for image in window.shown]
    assert list(dict.fromkeys(shapes)) == [(1280, 720), (1920, 1080), (700, 900)]


def test_a_film_is_the_same_whatever_window_there_is() -> None:
    def film(*windows: tuple[int, int]) -> list[np.ndarray]:
        kept: list[np.ndarray] = []
        screen = Screen(
            window=Pretended(*windows) if windows else None,
            film=lambda picture, _: kept.append(picture.copy()),
        )
        for step in steps(4):
            screen(step)
        return kept

    alone = film()
    with_window = film((1280, 720), (1920, 1080))
    assert len(alone) == len(with_window) == 4
    assert all((a == b).all() for a, b in zip(alone, with_window, strict=True))


def yellow(image: np.ndarray) -> int:
    """How much of a window's strip is in the colour of signs."""
    strip = layout_within(*image.shape[1::-1]).strip
    return int((strip.of(image) == palette.YELLOW).all(axis=2).sum())


def test_muting_and_pausing_show_signs_at_once() -> None:
    muted = False
    window = Pretended((1280, 720))
    screen = Screen(window=window, paced=True, keys={"m": lambda: None}, muted=lambda: muted)
    first, second = steps(2)
    screen(first)
    assert yellow(window.shown[-1]) == 0
    muted = True
    screen(second)
    assert yellow(window.shown[-1]) > 0
    paused = Pretended((1280, 720))
    Screen(window=paused, paced=True)(steps(1, stage="paused", by_user=True)[0])
    assert yellow(paused.shown[-1]) > 0


def test_a_replay_that_is_stopped_shows_it() -> None:
    window = Pretended((1280, 720), keys=[None, None, "space", None, None, "space"])
    screen = Screen(window=window, paced=True)
    for step in steps(2):
        screen(step)
    signs = [yellow(image) > 0 for image in window.shown]
    assert any(signs)
    assert not signs[0]
    assert not signs[-1]


def test_the_end_card_stays_until_a_key_is_pressed() -> None:
    window = Pretended((1280, 720), keys=[None, "a"])
    screen = Screen(window=window, paced=True)
    first, last = steps(2, stage="done")
    screen(first)
    with pytest.raises(SessionOver):
        screen(last)


@pytest.mark.slow
def test_a_window_that_takes_long_is_drawn_less_often() -> None:
    """Finding poses needs the time as well; yet nothing that is said waits for its picture."""

    class Slow(Pretended):
        def show(self, image: np.ndarray) -> str | None:
            time.sleep(0.05)
            return super().show(image)

    window = Slow((640, 360))
    screen = Screen(window=window)
    first, second, third, *later = steps(200)
    screen(first)
    screen(second)
    assert len(window.shown) == 1
    screen(replace(third, cue=Cue("Slowly up again.", Priority.INSTRUCTION, 0.2, 3)))
    assert len(window.shown) == 2
    for step in later:
        if len(window.shown) == 2:
            time.sleep(0.01)
            screen(step)
    assert len(window.shown) == 3
