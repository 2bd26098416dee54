"""The whole picture: sizes, phases, what cannot be seen, and that nothing is hidden."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from boxes import overlap
from each import for_each
from stick_people import LYING, STANDING, picture, progress_of, stick, unmet

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import palette
from posetrainer.feedback.band import Kind, Message, draw_band, message_for
from posetrainer.feedback.cues import Cue, Priority
from posetrainer.feedback.figure import driver_landmarks
from posetrainer.feedback.gauge import _bends
from posetrainer.feedback.gauge_label import amount, goal
from posetrainer.feedback.layout import DIGIT_SHARE, count_size, layout_for
from posetrainer.feedback.overlay import Overlay
from posetrainer.feedback.palette import State
from posetrainer.feedback.panel import state_of, turn_of, word_for
from posetrainer.feedback.text import CAP_HEIGHT, LINE_HEIGHT, Box, width_of
from posetrainer.pose.landmarks import index_of
from posetrainer.pose.pose import Pose
from posetrainer.rules.progress import Progress

SIZES = [(480, 360), (640, 480), (1280, 720), (480, 854), (320, 240), (241, 321)]
SITUATIONS: dict[str, dict[str, Any]] = {
    "rest": {},
    "out": {"phase": "out", "value": 20.0},
    "hold": {"phase": "hold", "held_s": 2.0, "hold_s": 5.0, "value": 45.0},
    "held": {"phase": "hold", "held_s": 5.5, "hold_s": 5.0, "value": 45.0},
    "back": {"phase": "back", "value": 30.0},
    "too fast": {"phase": "out", "too_fast": True, "value": 30.0},
    "unknown": {"phase": "out", "value": math.nan, "target": math.nan, "held_s": math.nan},
    "unknown hold": {"phase": "hold", "value": math.nan, "held_s": math.nan, "hold_s": 5.0},
    "infinite": {"phase": "out", "value": math.inf, "target": -math.inf},
    "negative": {"phase": "rest", "value": -3.0},
    "not ready": {"ready": False, "obstacle": unmet("Turn sideways to the camera, please.")},
    "nowhere": {"side": None, "side_due": None},
    "done": {"counted": 10, "good": 10},
}
LONGEST = "Slide down slowly until your knees are bent to 45 degrees."


def pose_for(spec: ExerciseSpec, size: tuple[int, int]) -> Pose:
    return stick(LYING if spec.posture == "supine" else STANDING, size)


@pytest.mark.slow
@pytest.mark.parametrize("situation", SITUATIONS)
def test_every_size_and_situation(specs: dict[str, ExerciseSpec], situation: str) -> None:
    """Each exercise in each situation, and each size with each of both."""
    turn = list(SITUATIONS).index(situation)
    assert len(specs) >= len(SIZES) <= len(SITUATIONS)
    for number, spec in enumerate(specs.values()):
        draw_whole(spec, SIZES[(turn + number) % len(SIZES)], situation)


def draw_whole(spec: ExerciseSpec, size: tuple[int, int], situation: str) -> None:
    now = progress_of(spec, **SITUATIONS[situation])
    if situation in ("out", "hold"):
        now = replace(now, faults=(*spec.form, "a fault nobody knows"))
    image = picture(*size)
    before = image.copy()
    overlay = Overlay(spec)
    drawn = overlay.draw(image, pose_for(spec, size), now, None)
    assert drawn.dtype == np.uint8
    assert drawn.shape == (*overlay.layout(size).size[::-1], 3)
    assert all(length % 2 == 0 for length in drawn.shape[:2])
    assert (image == before).all()
    assert not np.shares_memory(drawn, image)


def test_landmarks_anywhere_are_no_error(specs: dict[str, ExerciseSpec]) -> None:
    """Each wild number with two exercises at least, and each exercise with two of them."""
    wild = [math.nan, -1e6, 1e6, 3000.0, -50.0]
    for number, spec in enumerate(specs.values()):
        for turn in (number, number + 3):
            draw_astray(spec, wild[turn % len(wild)])


def draw_astray(spec: ExerciseSpec, wild: float) -> None:
    size = (320, 240)
    pose = pose_for(spec, size)
    overlay = Overlay(spec)
    now = progress_of(spec, phase="out", faults=tuple(spec.form))
    for landmark in (*driver_landmarks(spec, now), 11, 24, 31):
        xy = pose.image_xy.copy()
        xy[landmark] = wild
        overlay.draw(picture(*size), replace(pose, image_xy=xy), now, None)
    everywhere = replace(pose, image_xy=np.full((33, 2), wild))
    overlay.draw(picture(*size), everywhere, now, None)
    together = replace(pose, image_xy=np.full((33, 2), 100.0))
    overlay.draw(picture(*size), together, now, None)


def test_the_picture_is_enlarged_to_a_readable_size(specs: dict[str, ExerciseSpec]) -> None:
    spec = specs["wall_squat"]
    for size in SIZES:
        shown = Overlay(spec).layout(size).picture
        assert min(shown.w, shown.h) >= 480
        assert shown.w / shown.h == pytest.approx(size[0] / size[1], rel=0.01)
    assert Overlay(spec, shorter_side=240).layout((320, 240)).picture == Box(0, 0, 320, 240)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("turns", [True, False])
def test_nothing_but_marks_lies_on_the_picture(size: tuple[int, int], turns: bool) -> None:
    layout = layout_for(*(2 * (length // 2) for length in size), turns)
    wide, high = layout.size
    inner = [layout.count, layout.good, layout.dial, layout.word]
    inner += [layout.turn] if turns else []
    for box in (layout.panel, layout.band):
        assert not overlap(box, layout.picture)
    for box in inner:
        assert overlap(box, layout.panel) == box
        assert box.w > 0
        assert box.h > 0
    for box in (*inner, layout.panel, layout.band, layout.picture):
        assert overlap(box, Box(0, 0, wide, high)) == box
    for i, box in enumerate(inner):
        assert not any(overlap(box, other) for other in inner[i + 1 :])
    assert not overlap(layout.panel, layout.band)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize(("digits", "suffix"), [(1, "/5"), (2, "/10"), (3, "/100")])
def test_digits_can_be_read_from_afar(size: tuple[int, int], digits: int, suffix: str) -> None:
    layout = layout_for(*(2 * (length // 2) for length in size))
    large, small = count_size(layout.count, layout.picture.h, digits, suffix)
    assert large * CAP_HEIGHT >= DIGIT_SHARE * layout.picture.h
    assert large * CAP_HEIGHT <= layout.count.h + 2
    room = layout.panel.w if digits == 3 else layout.count.w
    assert width_of("0" * digits, large) + width_of(suffix, small) <= room


CUES = [
    None,
    Cue(LONGEST, Priority.INSTRUCTION, 0, 3),
    Cue("Too fast! Slide the heel very slowly.", Priority.SAFETY, 0, 3),
    Cue("3. Other leg.", Priority.COUNT, 0, 1),
    Cue("3", Priority.COUNT, 0, 1, good=True),
    Cue("Straighten the knee of the lifted leg.", Priority.CORRECTION, 0, 3),
    Cue("I cannot see your left foot.", Priority.SIGHT, 0, 3),
    Cue("Well done. That was the last one.", Priority.PRAISE, 0, 3, good=True),
]


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


def test_an_endless_sentence_is_still_whole(specs: dict[str, ExerciseSpec]) -> None:
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


@pytest.mark.parametrize("noise", [-2.0, 0.0, 2.0])
def test_a_straight_joint_shows_the_way_it_can_bend(noise: float) -> None:
    lying = (-100.0, 0.0), (-100.0, noise)
    up = (0.0, -1.0)
    # The head is to the right: the shank turns down, which here is anticlockwise.
    assert _bends(*lying, "knee", up) == -1.0
    assert _bends(*lying, "hip", up) == 1.0
    standing = (0.0, 100.0), (noise, 100.0)
    assert _bends(*standing, "knee", (-1.0, 0.0)) == -1.0
    assert _bends(*standing, "knee", (1.0, 0.0)) == 1.0


def test_a_warning_cannot_be_missed(measured: ExerciseSpec) -> None:
    size = (640, 480)
    pose = pose_for(measured, size)
    calm = progress_of(measured, phase="out", value=20.0)
    fast = replace(calm, too_fast=True)
    overlay = Overlay(measured)
    drawn = overlay.draw(picture(*size), pose, fast, None)
    assert message_for(measured, fast, None).text == measured.tempo.say
    # A cue of less weight does not hide it.
    assert message_for(measured, fast, CUES[3]).text == measured.tempo.say
    vermillion = (drawn == palette.VERMILLION).all(axis=2)
    layout = overlay.layout(size)
    assert vermillion[layout.band.y :].mean() > 0.4
    assert vermillion[:8, : layout.picture.w].any()
    quiet = overlay.draw(picture(*size), pose, calm, None)
    assert not (quiet == palette.VERMILLION).all(axis=2).any()


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
def test_the_word_tells_the_movement(
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


def marked(spec: ExerciseSpec, mirrored: bool, now: Progress) -> np.ndarray:
    """Where the working limb's colour is, in the picture."""
    size = (640, 480)
    overlay = Overlay(spec, mirrored=mirrored)
    drawn = overlay.draw(np.full((480, 640, 3), 90, np.uint8), pose_for(spec, size), now, None)
    return (overlay.layout(size).picture.of(drawn) == palette.SKY_BLUE).all(axis=2)


def test_mirrored_draws_the_left_knee_where_the_mirror_shows_it(
    specs: dict[str, ExerciseSpec],
) -> None:
    spec = specs["heel_slides"]
    now = progress_of(spec, phase="out", value=math.nan)
    plain, mirrored = marked(spec, False, now), marked(spec, True, now)
    pose = pose_for(spec, (640, 480))
    knee, ankle = (pose.image_xy[index_of(part, "left")] for part in ("knee", "ankle"))
    x, y = ((knee + ankle) / 2).round().astype(int)
    assert plain[y - 3 : y + 4, x - 3 : x + 4].any()
    assert not plain[y - 3 : y + 4, 639 - x - 3 : 639 - x + 4].any()
    assert mirrored[y - 3 : y + 4, 639 - x - 3 : 639 - x + 4].any()
    assert not mirrored[y - 3 : y + 4, x - 3 : x + 4].any()


def test_mirrored_turns_the_picture_but_not_the_words(specs: dict[str, ExerciseSpec]) -> None:
    spec = specs["wall_squat"]
    image = picture(640, 480)
    image[:, :100] = 0
    now = progress_of(spec)
    plain = Overlay(spec).draw(image, None, now, CUES[1])
    mirrored = Overlay(spec, mirrored=True).draw(image, None, now, CUES[1])
    box = Overlay(spec).layout((640, 480)).picture
    assert (box.of(mirrored) == box.of(plain)[:, ::-1]).all()
    mirrored[: box.h, : box.w] = plain[: box.h, : box.w]
    assert (mirrored == plain).all()


def test_the_side_that_works_is_the_bold_one(specs: dict[str, ExerciseSpec]) -> None:
    spec = specs["heel_slides"]
    pose = pose_for(spec, (640, 480))
    xy = pose.image_xy.copy()
    # The right leg lies apart from the left.
    for part in ("hip", "knee", "ankle", "heel", "foot_index"):
        xy[index_of(part, "right")] += (0, 120)
    overlay = Overlay(spec)
    for side in ("left", "right"):
        now = progress_of(spec, phase="out", value=math.nan, side=side)
        drawn = overlay.draw(
            np.full((480, 640, 3), 90, np.uint8), replace(pose, image_xy=xy), now, None
        )
        blue = (drawn[:480, :640] == palette.SKY_BLUE).all(axis=2)
        rows = np.nonzero(blue.any(axis=1))[0]
        legs = xy[[index_of(part, side) for part in ("hip", "knee", "ankle", "heel", "foot_index")]]
        assert legs[:, 1].min() - 10 <= rows.min()
        assert rows.max() <= legs[:, 1].max() + 10


def test_nobody_in_the_picture_draws_no_skeleton(spec: ExerciseSpec) -> None:
    image = picture(640, 480)
    drawn = Overlay(spec).draw(image, None, progress_of(spec, phase="out"), None)
    assert (drawn[:480, :640] == image).all()


def test_what_stays_is_drawn_once(
    specs: dict[str, ExerciseSpec], monkeypatch: pytest.MonkeyPatch
) -> None:
    from posetrainer.feedback import overlay as module

    calls = {"panel": 0, "band": 0}
    for name, function in (("panel", module.draw_panel), ("band", module.draw_band)):

        def counted(*given: Any, _name: str = name, _function: Any = function) -> None:
            calls[_name] += 1
            _function(*given)

        monkeypatch.setattr(module, f"draw_{name}", counted)
    spec = specs["wall_squat"]
    overlay = Overlay(spec)
    for held_s in (1.0, 1.1, 1.2):
        overlay.draw(picture(320, 240), None, progress_of(spec, phase="hold", held_s=held_s), None)
    assert calls == {"panel": 1, "band": 1}
    overlay.draw(picture(320, 240), None, progress_of(spec, phase="hold"), CUES[1])
    assert calls == {"panel": 1, "band": 2}


def test_the_end_of_a_session_has_a_check_mark_only_if_it_went_well() -> None:
    spec = load_exercise("wall_squat")
    for well, kind in ((True, Kind.GOOD), (False, Kind.INSTRUCTION)):
        cue = Cue("That was all.", Priority.PRAISE, 1.0, 8.0, good=well)
        assert message_for(spec, progress_of(spec), cue).kind is kind
