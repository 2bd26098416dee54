"""The whole picture: sizes, phases, what cannot be seen, and that nothing is hidden."""

import math
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from boxes import overlap
from stick_people import (
    CUES,
    LYING,
    SITUATIONS,
    SIZES,
    STANDING,
    picture,
    progress_of,
    stick,
)

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import palette
from posetrainer.feedback.band import message_for
from posetrainer.feedback.figure import driver_landmarks
from posetrainer.feedback.gauge import _bends
from posetrainer.feedback.layout import layout_for
from posetrainer.feedback.overlay import Overlay
from posetrainer.feedback.text import Box
from posetrainer.pose.landmarks import index_of
from posetrainer.pose.pose import Pose
from posetrainer.rules.progress import Progress


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
