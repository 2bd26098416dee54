"""The screen of a programme: getting ready, resting, pausing, and the end."""

from dataclasses import replace
from itertools import cycle, product
from typing import Any

import numpy as np
import pytest
from boxes import overlap
from stick_people import STANDING, picture, progress_of, stick, unmet

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import palette
from posetrainer.feedback.cues import Cue, Priority
from posetrainer.feedback.ending import ending_of
from posetrainer.feedback.layout import DIGIT_SHARE, layout_for
from posetrainer.feedback.overlay import Overlay
from posetrainer.feedback.strip import standing_of
from posetrainer.feedback.text import Box
from posetrainer.workout.results import ExerciseResult
from posetrainer.workout.situation import Situation

SIZES = [
    *((480, 360), (320, 240), (241, 321)),
    *(pytest.param(size, marks=pytest.mark.slow) for size in ((640, 480), (1280, 720), (480, 854))),
]
STAGES = ("setup", "exercise", "paused", "rest", "done")
SQUAT, RAISE, SLIDES = (
    load_exercise(name) for name in ("wall_squat", "straight_leg_raise", "heel_slides")
)


def situation(stage: Any, spec: ExerciseSpec = SQUAT, **more: Any) -> Situation:
    usual = Situation(
        stage, spec, block=3, blocks=9, next_spec=RAISE, elapsed_s=750.0, planned_s=1800.0
    )
    if stage == "rest":
        usual = replace(usual, rest_left_s=17.2, rest_s=30.0)
    return replace(usual, **more)


def draw(
    now: Situation | None,
    size: tuple[int, int] = (640, 480),
    cue: Cue | None = None,
    overlay: Overlay | None = None,
    **changes: Any,
) -> np.ndarray:
    spec = now.spec if now else SQUAT
    overlay = overlay or Overlay(spec)
    pose = stick(STANDING, size)
    return overlay.draw(picture(*size), pose, progress_of(spec, **changes), cue, now)


def boxes(size: tuple[int, int] = (640, 480), spec: ExerciseSpec = SQUAT) -> Any:
    return Overlay(spec).layout(size, strip=True)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_stage_and_exercise_has_the_same_size(size: tuple[int, int]) -> None:
    overlay = Overlay(SQUAT)
    for stage in STAGES:
        for spec in (SQUAT, RAISE):
            drawn = draw(situation(stage, spec), size, overlay=overlay)
            assert drawn.shape == (*overlay.layout(size, strip=True).size[::-1], 3)
            assert all(length % 2 == 0 for length in drawn.shape[:2])


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("turns", [True, False])
def test_what_a_programme_adds_has_room_of_its_own(size: tuple[int, int], turns: bool) -> None:
    layout = layout_for(*(2 * (length // 2) for length in size), turns, strip=True)
    plain = layout_for(*(2 * (length // 2) for length in size), turns)
    assert layout.count == plain.count
    assert layout.strip.y == plain.size[1]
    assert plain.strip.h == 0
    for box in (layout.heading, layout.instruction, layout.place):
        assert box.w > 0
        assert box.h > 0
        assert layout.panel.x <= box.x
        assert box.x + box.w <= layout.panel.x + layout.panel.w
        assert layout.panel.y <= box.y
        assert box.y + box.h <= layout.panel.y + layout.panel.h
    assert not overlap(layout.heading, layout.instruction)
    assert not overlap(layout.instruction, layout.place)
    assert not overlap(layout.heading, layout.place)


def test_getting_ready_shows_how_it_goes_and_leaves_the_picture_free() -> None:
    layout = boxes()
    ready = draw(situation("exercise"))
    setup = draw(situation("setup"), ready=False, obstacle=unmet("Turn sideways."))
    for box in (layout.instruction, layout.place):
        assert (box.of(setup) != box.of(ready)).any()
    assert (layout.instruction.of(setup) == palette.SKY_BLUE).all(axis=2).any()
    alone = Overlay(SQUAT).draw(
        picture(640, 480), None, progress_of(SQUAT, ready=False), None, situation("setup")
    )
    assert (layout.picture.of(alone) == picture(640, 480)).all()


def test_a_single_exercise_is_got_ready_for_until_something_counts() -> None:
    layout = Overlay(SQUAT).layout((640, 480))
    panel = layout.panel

    def shown(**changes: Any) -> np.ndarray:
        return panel.of(draw(None, **changes))

    waits = {"ready": False, "obstacle": unmet("Come closer.")}
    setup = panel.of(draw(situation("setup"), **waits))
    assert (shown(counted=0, **waits) == setup).all()
    assert (shown(counted=3, **waits) != setup).any()
    assert (shown(counted=0) != setup).any()


def test_an_exercise_without_key_poses_is_described_in_words() -> None:
    bare = SQUAT.model_copy(update={"key_poses": None})
    drawn = draw(situation("setup", bare))
    box = boxes().instruction
    assert (box.of(drawn) == palette.WHITE).all(axis=2).any()
    assert not (box.of(drawn) == palette.SKY_BLUE).all(axis=2).any()


def tallest_of_white(part: np.ndarray) -> int:
    """Height in pixels of what is white in a part of a picture."""
    rows = np.nonzero((part == palette.WHITE).all(axis=2).any(axis=1))[0]
    return int(np.ptp(rows)) + 1


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("left_s", [118.5, 17.2, 4.0])
def test_seconds_of_a_rest_can_be_read_from_afar(size: tuple[int, int], left_s: float) -> None:
    drawn = draw(situation("rest", rest_left_s=left_s, rest_s=120.0), size)
    view = boxes(size).picture
    x, y = view.w // 2, round(0.57 * view.h)
    reach = round(0.2 * min(view.w, view.h))
    inside = drawn[y - reach : y + reach, x - reach : x + reach]
    assert tallest_of_white(inside) >= DIGIT_SHARE * view.h


def test_the_ring_of_a_rest_empties_and_seconds_are_rounded_up() -> None:
    view = boxes().picture

    def white(left_s: float) -> float:
        drawn = view.of(draw(situation("rest", rest_left_s=left_s)))
        return float((drawn == palette.WHITE).all(axis=2).mean())

    assert white(29.0) > white(21.0) + 0.01
    assert white(21.0) > white(11.0) + 0.01
    # Two moments of one second differ in nothing but the ring: no digit has changed.
    a, b = (view.of(draw(situation("rest", rest_left_s=left_s))) for left_s in (17.9, 17.1))
    middle = Box(view.w // 2 - 60, round(0.57 * view.h) - 60, 120, 120)
    assert (middle.of(a) == middle.of(b)).all()
    c = view.of(draw(situation("rest", rest_left_s=18.1)))
    assert (middle.of(a) != middle.of(c)).any()


@pytest.mark.parametrize("left_s", [0.0, -0.5, 31.0])
def test_a_rest_at_its_ends_is_no_error(left_s: float) -> None:
    draw(situation("rest", rest_left_s=left_s))
    draw(situation("rest", rest_left_s=left_s, rest_s=0.0))


def test_a_rest_shows_what_comes_and_no_warning_of_what_was() -> None:
    panel = boxes().panel
    drawn = draw(situation("rest", SLIDES), too_fast=True)
    assert not (drawn == palette.VERMILLION).all(axis=2).any()
    assert (panel.of(drawn) == palette.SKY_BLUE).all(axis=2).any()
    other = draw(situation("rest", RAISE))
    assert (panel.of(drawn) != panel.of(other)).any()


def test_a_pause_keeps_the_count_and_says_how_to_go_on() -> None:
    layout = boxes()
    at_work, paused = draw(situation("exercise")), draw(situation("paused"))
    assert (layout.count.of(paused) == layout.count.of(at_work)).all()
    assert (layout.good.of(paused) == layout.good.of(at_work)).all()
    by_user = draw(situation("paused", by_user=True))
    assert (layout.picture.of(paused) != layout.picture.of(by_user)).any()
    # Words stand out, wherever they are: the camera's picture is darkened.
    assert np.median(layout.picture.of(paused)) < 0.4 * np.median(picture(640, 480))


def test_a_cue_is_shown_in_every_stage() -> None:
    band = boxes().band
    cue = Cue("Come back into the picture.", Priority.SIGHT, 0, 3)
    for stage in STAGES:
        said = band.of(draw(situation(stage), cue=cue))
        assert (said == palette.WHITE).all(axis=2).mean() > 0.5, stage
        assert (said != band.of(draw(situation(stage)))).any()


def test_the_end_card_has_minutes_and_seconds_where_those_are_few() -> None:
    results = (ExerciseResult(SQUAT, 10, 8),)
    counts = (("repetitions", "10"), ("good", "8"))
    one = situation("done", block=1, blocks=1, elapsed_s=65.0, results=results)
    assert ending_of(one.results, one.elapsed_s).numbers == (*counts, ("minutes", "1:05"))
    short = replace(one, elapsed_s=20.0, results=(*results, ExerciseResult(RAISE, 10, 8)))
    assert ending_of(short.results, short.elapsed_s).numbers == (
        ("exercises", "2"),
        ("repetitions", "20"),
        ("good", "16"),
        ("seconds", "20"),
    )
    long = replace(one, elapsed_s=1799.0)
    assert ending_of(long.results, long.elapsed_s).numbers == (*counts, ("minutes", "29"))


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_summary_covers_camera_and_panel(size: tuple[int, int]) -> None:
    layout = boxes(size)
    drawn = layout.picture.of(
        draw(situation("done", results=(ExerciseResult(SQUAT, 10, 8),)), size)
    )
    known = {palette.GROUND, palette.WHITE, palette.MUTED, palette.BLUISH_GREEN, palette.BLACK}
    plain = sum((drawn == colour).all(axis=2) for colour in known)
    assert plain.mean() > 0.9
    assert (drawn == palette.WHITE).all(axis=2).any()


def test_where_the_programme_stands() -> None:
    reported = standing_of(situation("exercise", sets=2, set_number=1))
    assert reported.exercise == "Exercise 3 of 9 · Set 1 of 2 · Wall squat"
    assert reported.minutes == "12 of 30 min"
    assert reported.coming == "Next: Straight leg raise"
    last = standing_of(Situation("exercise", SQUAT, elapsed_s=59.9))
    assert (last.exercise, last.minutes, last.coming) == (SQUAT.title, "0:59 min", "")
    short = standing_of(situation("exercise", elapsed_s=65.0, planned_s=178.4))
    assert short.minutes == "1:05 of 2:58 min"
    over = standing_of(situation("exercise", elapsed_s=4000.0))
    assert over.minutes == "66 of 30 min"
    assert over.permille == 1000


def test_the_strip_is_white_as_far_as_the_time_is_over() -> None:
    strip = boxes().strip
    line = draw(situation("exercise", elapsed_s=900.0))[strip.y + 1]
    white = (line == palette.WHITE).all(axis=1)
    assert white.mean() == pytest.approx(0.5, abs=0.01)
    assert white[: len(white) // 3].all()


def test_what_stays_is_drawn_once_in_every_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    from posetrainer.feedback import overlay as module

    names = ("draw_briefing", "draw_paused_panel", "draw_ending", "draw_strip", "draw_band")
    calls = dict.fromkeys(names, 0)
    for name, function in [(name, getattr(module, name)) for name in names]:

        def counted(*given: Any, _name: str = name, _function: Any = function) -> Any:
            calls[_name] += 1
            return _function(*given)

        monkeypatch.setattr(module, name, counted)
    overlay = Overlay(SQUAT)
    for stage in ("setup", "rest", "paused", "done"):
        for step in range(3):
            draw(situation(stage, elapsed_s=750.0 + step / 10), overlay=overlay)
    # Set-up and rest: the heading differs. Rest and pause ask for the same, and the strip says the
    # same all along.
    assert calls == {
        "draw_briefing": 2, "draw_paused_panel": 1, "draw_ending": 1,
        "draw_strip": 1, "draw_band": 3,
    }  # fmt: skip


SIGNS: list[dict[str, Any]] = [
    {"ready": False},
    {"phase": "rest"},
    {"phase": "out", "value": 20.0},
    {"phase": "back", "value": 20.0},
    {"phase": "out", "too_fast": True},
    {"phase": "hold", "held_s": 2.0, "hold_s": 5.0},
    {"phase": "hold", "held_s": 5.5, "hold_s": 5.0},
]


@pytest.mark.slow
@pytest.mark.parametrize("window", [None, (640, 360), (360, 640)], ids=str)
def test_a_picture_does_not_depend_on_the_one_before(window: tuple[int, int] | None) -> None:
    """Each sign of each stage, after another one, as if nothing had been drawn before."""
    overlay = Overlay(SQUAT, canvas=window)
    specs = cycle((SQUAT, RAISE, SLIDES, RAISE))
    for number, (sign, stage) in enumerate(product(SIGNS, STAGES)):
        spec, time_s = next(specs), 40.3 * number
        now = situation(stage, spec, elapsed_s=time_s)
        alone = draw(now, overlay=Overlay(spec, canvas=window), time_s=time_s, **sign)
        drawn = draw(now, overlay=overlay, time_s=time_s, **sign)
        assert (drawn == alone).all(), (spec.id, stage, sign)


def test_the_exercise_of_the_situation_is_the_one_that_is_shown() -> None:
    overlay = Overlay(SQUAT)
    layout = boxes(spec=RAISE)
    moved = draw(situation("exercise", RAISE), overlay=overlay, side_due="right")
    own = draw(situation("exercise", RAISE), overlay=Overlay(RAISE), side_due="right")
    assert (moved == own).all()
    # Whose turn it is: only this exercise takes turns.
    assert (layout.turn.of(moved) == palette.WHITE).all(axis=2).mean() > 0.2
