"""What the options of a session open, and how its parts work together."""

from contextlib import ExitStack, nullcontext
from typing import ClassVar

import numpy as np
import pytest
from scripted_source import NobodyThere, ScriptedSource, frames

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback import palette
from posetrainer.feedback.layout import layout_within
from posetrainer.runtime import options
from posetrainer.runtime.loop import run
from posetrainer.runtime.options import SessionOptions, VoiceOptions, open_watchers
from posetrainer.workout.flow import exercise_alone


class Pretended(nullcontext[None]):
    """A window in which ``m`` is pressed at the second picture."""

    closed, size = False, (1280, 720)
    shown: ClassVar[list[np.ndarray]] = []

    def __init__(self, *_: object) -> None:
        super().__init__()

    def show(self, image: np.ndarray) -> str | None:
        self.shown.append(image.copy())
        # The first one is the card that is shown while everything starts.
        return "m" if len(self.shown) == 3 else None


@pytest.mark.slow
def test_a_window_shows_that_its_key_has_muted_the_voice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(options, "Window", Pretended)
    flow = exercise_alone(load_exercise("wall_squat"))
    asked = SessionOptions(voice=VoiceOptions("tones"))
    with ExitStack() as stack:
        watchers = open_watchers(
            stack, flow, asked, live=False, interactive=True, report=print, lost=print
        )
        for step in run(ScriptedSource(frames(4)), NobodyThere(), flow):
            for watch in watchers:
                watch(step)
    strip = layout_within(*Pretended.size).strip
    signs = [
        int((strip.of(image) == palette.YELLOW).all(axis=2).sum()) for image in Pretended.shown
    ]
    assert signs[1] == 0
    assert signs[-1] > 0
