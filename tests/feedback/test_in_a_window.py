"""The screen in a window: as large as that is, dark to its edges, the person large in it."""

from typing import Any

import numpy as np
import pytest
from boxes import overlap
from each import for_each
from stick_people import KEYS, RAISE, picture, progress_of, situation

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.feedback import palette
from posetrainer.feedback.band import Kind, Message, draw_band, message_for, next_step
from posetrainer.feedback.controls import Controls
from posetrainer.feedback.cues import Cue, Priority
from posetrainer.feedback.layout import Layout, layout_within
from posetrainer.feedback.overlay import Overlay
from posetrainer.feedback.palette import State
from posetrainer.feedback.panel import state_of, word_for
from posetrainer.feedback.strip import draw_strip, standing_of
from posetrainer.feedback.text import SMALLEST_PX, Box, fit
from posetrainer.workout.situation import Stage

WINDOWS = [
    (1920, 1080), (1280, 720), (640, 360), (1920, 1043), (2560, 1080), (1080, 1920), (1001, 999),
    (768, 1024), (320, 240),
]  # fmt: skip


@pytest.mark.parametrize("window", WINDOWS, ids=str)
@pytest.mark.parametrize("turns", [True, False])
def test_everything_has_room_of_its_own(window: tuple[int, int], turns: bool) -> None:
    layout = layout_within(*window, turns)
    parts = [layout.picture, layout.panel, layout.band, layout.strip]
    panel = [layout.count, layout.good, layout.dial, layout.word, layout.turn][: 5 if turns else 4]
    briefing = [layout.heading, layout.instruction, layout.place]
    assert layout.size == window
    for boxes, room in ((parts, Box(0, 0, *window)), (panel, layout.panel)):
        for i, box in enumerate(boxes):
            assert box.w > 0
            assert box.h > 0
            assert overlap(box, room) == box
            assert not any(overlap(box, other) for other in boxes[i + 1 :])
    assert all(overlap(box, layout.panel) == box for box in briefing)
    assert sum(box.w * box.h for box in parts) == window[0] * window[1]
    assert layout.picture.w * layout.picture.h > 0.38 * window[0] * window[1]


def test_a_window_is_filled_dark_to_its_edges() -> None:
    image = np.full((480, 640, 3), 255, np.uint8)
    for window in ((1280, 720), (360, 640), (501, 499)):
        overlay = Overlay(RAISE, canvas=window)
        drawn = overlay.draw(
            image, None, progress_of(RAISE), None, situation("exercise"), Controls(KEYS)
        )
        assert drawn.shape == (*window[::-1], 3)
        room = overlay.layout((640, 480)).picture.of(drawn)
        light = (room == 255).all(axis=2)
        # The picture is whole and in its proportions; what it leaves free is dark.
        rows, columns = (np.nonzero(light.any(axis=axis))[0] for axis in (1, 0))
        assert (np.ptp(columns) + 1) / (np.ptp(rows) + 1) == pytest.approx(4 / 3, rel=0.02)
        assert max(np.ptp(columns) + 1 - room.shape[1], np.ptp(rows) + 1 - room.shape[0]) >= -1
        assert (room[~light] == palette.GROUND).all()


def test_another_window_is_filled_as_well() -> None:
    overlay = Overlay(RAISE, canvas=WINDOWS[0])
    for window in WINDOWS[1:4]:
        overlay.canvas = window
        drawn = overlay.draw(
            picture(640, 480), None, progress_of(RAISE), None, situation("exercise"), Controls(KEYS)
        )
        assert drawn.shape == (*window[::-1], 3)
    overlay.canvas = (200, 100)
    drawn = overlay.draw(picture(640, 480), None, progress_of(RAISE), None, situation("exercise"))
    assert drawn.shape == (240, 320, 3)


def test_words_are_as_large_as_the_window_lets_them() -> None:
    """Drawn for the window's pixels: twice as large, edges take half the share of pixels."""
    small, large = (
        Overlay(RAISE, canvas=size).draw(
            picture(640, 480), None, progress_of(RAISE), None, situation("exercise"), Controls(KEYS)
        )
        for size in ((960, 540), (1920, 1080))
    )
    boxes = [layout_within(*size).word for size in ((960, 540), (1920, 1080))]

    def edges(part: np.ndarray) -> float:
        """Share of pixels that are neither ink nor ground: enlarged words have as many."""
        grey = part.mean(axis=2)
        return float(((grey > 40) & (grey < 240)).mean())

    assert edges(boxes[1].of(large)) < 0.7 * edges(boxes[0].of(small))


def longer(words: str) -> str:
    """The words as they might be in German: a third longer."""
    return f"{words} {words[: len(words) // 3]}"


@pytest.mark.slow
@pytest.mark.parametrize("window", [(1920, 1080), (1280, 720), (768, 1024)], ids=str)
def test_every_sentence_is_inside_of_the_band_and_readable(window: tuple[int, int]) -> None:
    for name in exercise_ids():
        spec = load_exercise(name)
        layout = layout_within(*window, spec.dose.sides != "both")
        image = np.zeros((window[1], window[0], 3), np.uint8)
        words = {
            next_step(spec, progress_of(spec, ready=ready, phase=phase, hold_s=5.0, held_s=held_s))
            for ready, phase, held_s in (
                (False, "rest", 0), (True, "rest", 0), (True, "out", 0), (True, "hold", 1),
                (True, "hold", 5), (True, "back", 5),
            )
        }  # fmt: skip
        for sentence in [*words, *map(longer, words)]:
            for kind in (Kind.QUIET, Kind.INSTRUCTION, Kind.WARNING):
                text, room = draw_band(image, layout, Message(sentence, kind))
                assert overlap(room, layout.band) == room
                assert " ".join(text.lines) == " ".join(sentence.split())
                assert text.size >= max(SMALLEST_PX, 0.03 * min(layout.picture[2:])), sentence


@for_each("name", exercise_ids())
def test_the_band_says_what_to_do_next_not_what_the_exercise_is_called(name: str) -> None:
    spec = load_exercise(name)
    due = "right" if spec.dose.sides == "alternate" else None

    def shown(**changes: Any) -> str:
        message = message_for(spec, progress_of(spec, side_due=due, **changes), None)
        assert message.kind is Kind.QUIET
        assert message.text != spec.title
        return message.text

    assert shown(ready=False) == spec.setup[0]
    assert shown().endswith(spec.cues.start)
    # In a rhythm the sentence would change more often than it can be read.
    assert ("the right " in shown()) == (due is not None and spec.rhythm is None)
    assert shown(phase="out") == shown()
    if spec.rhythm is None:
        assert shown(phase="hold", held_s=1.0, hold_s=5.0) == (spec.cues.hold or spec.cues.back)
        assert shown(phase="hold", held_s=5.0, hold_s=5.0) == spec.cues.back
        assert shown(phase="back") == spec.cues.back
    else:
        assert shown(phase="back") == spec.cues.start


def strip_of(controls: Controls | None, layout: Layout) -> np.ndarray:
    image = np.zeros((layout.size[1], layout.size[0], 3), np.uint8)
    draw_strip(image, layout, standing_of(situation("exercise")), controls)
    return layout.strip.of(image)


@pytest.mark.parametrize("window", [(1920, 1080), (1280, 720), (1080, 1920)], ids=str)
def test_mute_and_pause_are_signs_and_keys_are_hinted(window: tuple[int, int]) -> None:
    layout = layout_within(*window)

    def signs(controls: Controls) -> float:
        return float((strip_of(controls, layout) == palette.YELLOW).all(axis=2).sum())

    muted, paused = Controls(KEYS, muted=True), Controls(KEYS, paused=True)
    assert signs(Controls(KEYS)) == 0
    # Seen from the mat: a hundredth of the picture's height at least.
    least = (0.03 * min(layout.picture[2:])) ** 2
    assert signs(muted) > least
    assert signs(paused) > least
    assert signs(Controls(KEYS, muted=True, paused=True)) > max(signs(muted), signs(paused))
    assert (strip_of(muted, layout) != strip_of(paused, layout)).any()
    hint = Controls(KEYS).hint
    for words in ("Space: pause", "N: next", "B: back", "M: mute", "F: full screen", "Q: end"):
        assert words in hint
    assert "M:" not in Controls(KEYS - {"m"}).hint
    inside = layout.strip.shrunk(round(3 * layout.unit)).w
    assert fit(longer(hint), inside, layout.strip.h, round(3.2 * layout.unit), 1).size >= 10


def test_a_pause_by_key_shows_its_sign_over_the_picture() -> None:
    overlay = Overlay(RAISE, canvas=(1280, 720))
    image, now = picture(640, 480), progress_of(RAISE)
    by_user = situation("paused", by_user=True)
    drawn = overlay.draw(image, None, now, None, by_user, Controls(KEYS, paused=True)).copy()
    assert (drawn == palette.YELLOW).all(axis=2).any()
    # The band says how to get into place again, a cue goes before it.
    cue = Cue("Come back into the picture.", Priority.SIGHT, 0, 3)
    other = overlay.draw(image, None, now, cue, by_user, Controls(KEYS, paused=True))
    band = overlay.layout((640, 480)).band
    assert (band.of(drawn) != band.of(other)).any()


@pytest.mark.parametrize("stage", ["setup", "exercise", "paused", "rest"])
def test_a_panel_that_changes_leaves_the_band_as_it_is(stage: Stage) -> None:
    for window in ((1280, 720), (540, 960), (640, 500)):
        overlay = Overlay(RAISE, canvas=window)
        cue = Cue("Come back into the picture.", Priority.SIGHT, 0, 3)
        bands = []
        for counted in (3, 4):
            now = progress_of(RAISE, counted=counted)
            drawn = overlay.draw(picture(640, 480), None, now, cue, situation(stage), None)
            bands.append(overlay.layout((640, 480)).band.of(drawn).copy())
        assert (bands[0] == bands[1]).all()


def test_while_the_wrong_leg_is_up_nothing_on_the_screen_praises_it() -> None:
    spec = load_exercise("straight_leg_raise")
    holds = {"phase": "hold", "held_s": 4.0, "hold_s": 5.0, "side": "right", "side_due": "left"}
    right, wrong = (progress_of(spec, wrong_side=is_so, **holds) for is_so in (False, True))
    assert (state_of(right), word_for(spec, right)) == (State.HOLD, "Hold")
    assert (state_of(wrong), word_for(spec, wrong)) == (State.MOVING, "Lower")
    assert next_step(spec, wrong) == "Now the left leg."
