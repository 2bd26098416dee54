"""The words and numbers on the screen: readable from afar, whole, and those of the moment."""

import math
from typing import Any

import numpy as np
import pytest
from boxes import overlap
from each import for_each
from stick_people import CUES, SITUATIONS, SIZES, progress_of

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.band import Kind, Message, draw_band, message_for
from posetrainer.feedback.cues import Cue, Priority
from posetrainer.feedback.gauge_label import amount, goal
from posetrainer.feedback.layout import DIGIT_SHARE, count_size, layout_for
from posetrainer.feedback.overlay import Overlay
from posetrainer.feedback.palette import State
from posetrainer.feedback.panel import state_of, turn_of, word_for
from posetrainer.feedback.text import CAP_HEIGHT, LINE_HEIGHT, width_of


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(("digits", "suffix"), [(1, "/5"), (2, "/10"), (3, "/100")])
def test_digits_can_be_read_from_afar(size: tuple[int, int], digits: int, suffix: str) -> None:
    layout = layout_for(*(2 * (length // 2) for length in size))
    large, small = count_size(layout.count, layout.picture.h, digits, suffix)
    assert large * CAP_HEIGHT >= DIGIT_SHARE * layout.picture.h
    assert large * CAP_HEIGHT <= layout.count.h + 2
    room = layout.panel.w if digits == 3 else layout.count.w
    assert width_of("0" * digits, large) + width_of(suffix, small) <= room


@for_each("size", SIZES)
def test_a_cue_is_never_cut_off(specs: dict[str, ExerciseSpec], size: tuple[int, int]) -> None:
    spec = specs["straight_leg_raise"]
    layout = Overlay(spec).layout(size)
    for cue in CUES:
        image = np.zeros((layout.size[1], layout.size[0], 3), np.uint8)
        text, room = draw_band(image, layout, message_for(spec, progress_of(spec), cue))
        assert overlap(room, layout.band) == room, cue
        assert max(width_of(line, text.size) for line in text.lines) <= room.w, cue
        assert len(text.lines) * text.size * LINE_HEIGHT <= room.h, cue
        assert len(text.lines) <= 2, cue
        assert text.size >= 0.04 * min(layout.picture.w, layout.picture.h), cue


def test_all_words_of_the_exercises_stay_readable(spec: ExerciseSpec) -> None:
    layout = Overlay(spec).layout((640, 480))
    image = np.zeros((layout.size[1], layout.size[0], 3), np.uint8)
    said = [c.say for c in (*spec.start.values(), *spec.throughout.values(), *spec.form.values())]
    if spec.tempo:
        said.append(spec.tempo.say)
    if spec.rhythm:
        said += [spec.rhythm.slower, spec.rhythm.quicker, spec.rhythm.even]
    cues = [words for _, words in spec.cues if words]
    for words in (*said, *cues):
        message = message_for(spec, progress_of(spec), Cue(words, Priority.CORRECTION, 0, 3))
        text, _ = draw_band(image, layout, message)
        assert text.size >= 0.06 * 480, words


def test_a_very_long_sentence_is_not_cut(specs: dict[str, ExerciseSpec]) -> None:
    spec = specs["wall_squat"]
    layout = Overlay(spec).layout((480, 854))
    image = np.zeros((layout.size[1], layout.size[0], 3), np.uint8)
    words = " ".join(["and so on"] * 40)
    text, room = draw_band(
        image, layout, Message(words, message_for(spec, progress_of(spec), CUES[1]).kind)
    )
    assert " ".join(text.lines) == words
    assert max(width_of(line, text.size) for line in text.lines) <= room.w


def test_values_that_are_not_known_are_a_dash() -> None:
    assert amount(math.nan, "deg") == "–"
    assert goal(math.nan, "in") == "–"
    assert amount(47.9, "deg") == "47°"
    assert amount(-0.4, "in") == "0 in"
    assert amount(-2.0, "deg") == "0°"
    assert amount(-30.0, "deg") == "-30°"
    assert goal(10.5, "in") == "10.5 in"


def test_states(measured: ExerciseSpec) -> None:
    def state(**changes: Any) -> State:
        return state_of(progress_of(measured, **changes))

    assert state() is State.REST
    assert state(ready=False, too_fast=True) is State.SETUP
    assert state(phase="out") is State.MOVING
    assert state(phase="back") is State.MOVING
    assert state(phase="hold", held_s=1.0, hold_s=5.0) is State.HOLD
    assert state(phase="hold", held_s=math.nan, hold_s=5.0) is State.HOLD
    assert state(phase="hold", held_s=5.0, hold_s=5.0) is State.GOOD
    assert state(phase="hold", too_fast=True) is State.WARNING
    assert state(counted=measured.dose.repetitions) is State.GOOD


def test_every_situation_has_a_word(spec: ExerciseSpec) -> None:
    for changes in SITUATIONS.values():
        assert word_for(spec, progress_of(spec, **changes))


def test_a_paced_repetition_asks_to_hold_and_to_relax(specs: dict[str, ExerciseSpec]) -> None:
    paced = specs["abdominal_contraction"]

    def shown(**changes: Any) -> tuple[State, str]:
        now = progress_of(paced, **changes)
        return state_of(now), word_for(paced, now)

    assert shown() == (State.REST, "Ready")
    assert shown(phase="hold", held_s=2.0) == (State.HOLD, "Hold")
    assert shown(phase="back", held_s=5.0) == (State.REST, "Relax")
    assert shown(counted=paced.dose.repetitions) == (State.GOOD, "Done")


@for_each(
    ("exercise", "out", "back"),
    [
        ("hamstring_stretch", "Straighten", "Bend"),
        ("aerobic_march", "Lift", "Lower"),
        ("heel_slides", "Bend", "Straighten"),
        ("hip_flexor_stretch", "Go", "Back"),
        ("ankle_pumps", "Pull", "Point"),
    ],
)
def test_the_word_names_the_movement(
    specs: dict[str, ExerciseSpec], exercise: str, out: str, back: str
) -> None:
    spec = specs.get(exercise) or load_exercise(exercise)
    assert [word_for(spec, progress_of(spec, phase=p)) for p in ("out", "back")] == [out, back]


def test_whose_turn(specs: dict[str, ExerciseSpec]) -> None:
    raise_, slides, squat = (
        specs[name] for name in ("straight_leg_raise", "heel_slides", "wall_squat")
    )
    assert turn_of(raise_, progress_of(raise_, side="left", side_due="right")) == "right"
    assert turn_of(slides, progress_of(slides)) is None
    assert turn_of(slides, progress_of(slides, phase="out", side="right")) == "right"
    assert turn_of(squat, progress_of(squat, phase="out")) is None


def test_the_end_of_a_session_has_a_check_mark_only_if_it_went_well() -> None:
    spec = load_exercise("wall_squat")
    for well, kind in ((True, Kind.GOOD), (False, Kind.INSTRUCTION)):
        cue = Cue("That was all.", Priority.PRAISE, 1.0, 8.0, good=well)
        assert message_for(spec, progress_of(spec), cue).kind is kind
