"""The instruction picture and the camera's place: drawn from the spec, inside of their room."""

import json
import math
from itertools import product

import numpy as np
import pytest
from each import for_each

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.exercises.key_poses import key_poses_folder
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.camera_place import draw_camera_place, words_for
from posetrainer.feedback.palette import GROUND, SKY_BLUE, WHITE
from posetrainer.feedback.pictogram import draw_pictogram
from posetrainer.feedback.scene import Scene, scene_of
from posetrainer.feedback.text import Box
from tools.key_poses import CLIPS, as_json, poses_of

ROOM = Box(20, 30, 240, 170)


EXERCISES = [load_exercise(exercise_id) for exercise_id in exercise_ids()]
each_exercise = for_each("exercise", EXERCISES)


def drawn(spec: ExerciseSpec, mirrored: bool = False, room: Box = ROOM) -> np.ndarray:
    image = np.full((room.y + room.h + 30, room.x + room.w + 20, 3), GROUND, np.uint8)
    assert draw_pictogram(image, room, spec, mirrored)
    return image


def scene(name: str, mirrored: bool = False) -> Scene:
    spec = load_exercise(name)
    assert spec.key_poses is not None
    return scene_of(spec, spec.key_poses, mirrored)


def only(image: np.ndarray, colour: tuple[int, int, int]) -> np.ndarray:
    return (image == colour).all(axis=2)


@each_exercise
def test_every_shipped_exercise_has_poses_in_trunk_lengths(exercise: ExerciseSpec) -> None:
    assert exercise.key_poses is not None
    start = exercise.key_poses.start
    hips, neck = (
        np.mean([getattr(start, f"{side}_{part}") for side in ("left", "right")], axis=0)
        for part in ("hip", "shoulder")
    )
    assert hips == pytest.approx([0, 0], abs=0.011)
    assert math.dist(hips, neck) == pytest.approx(1.0, abs=0.02)


@each_exercise
def test_the_poses_are_those_of_the_good_clip(exercise: ExerciseSpec) -> None:
    truth = json.loads((CLIPS / f"{exercise.id}_good.truth.json").read_text(encoding="utf-8"))
    for pose, points in zip(("start", "target"), poses_of(truth), strict=True):
        kept = getattr(exercise.key_poses, pose)
        for part, at in points.items():
            assert getattr(kept, part) == pytest.approx(at.tolist(), abs=0.0051)


@each_exercise
def test_the_files_of_the_poses_are_those_that_the_tool_writes(exercise: ExerciseSpec) -> None:
    truth = json.loads((CLIPS / f"{exercise.id}_good.truth.json").read_text(encoding="utf-8"))
    kept = key_poses_folder() / f"{exercise.id}.json"
    assert kept.read_text(encoding="utf-8") == as_json(*poses_of(truth))


ROOMS = [ROOM, Box(20, 30, 90, 260), Box(20, 30, 400, 60)]


@for_each(("exercise", "room"), list(product(EXERCISES, ROOMS)))
def test_the_picture_stays_in_its_room_and_fills_it(exercise: ExerciseSpec, room: Box) -> None:
    image = drawn(exercise, room=room)
    marked = ~only(image, GROUND)
    inside = np.zeros_like(marked)
    room.of(inside)[:] = True
    assert not marked[~inside].any()
    rows, columns = np.nonzero(marked)
    assert max(np.ptp(rows) / room.h, np.ptp(columns) / room.w) > 0.75


@each_exercise
def test_what_moves_is_in_the_colour_of_moving(exercise: ExerciseSpec) -> None:
    blue = only(drawn(exercise), SKY_BLUE).mean()
    assert (blue > 0.01) == (exercise.paced is None)
    assert only(drawn(exercise), WHITE).mean() > 0.01


@pytest.mark.parametrize(
    ("name", "moves", "stays"),
    [
        ("heel_slides", ("right_hip", "right_knee"), ("left_hip", "left_knee")),
        ("hamstring_stretch", ("right_knee", "right_ankle"), ("right_hip", "right_knee")),
        ("lumbar_stabilization", ("right_elbow", "right_wrist"), ("left_elbow", "left_wrist")),
        ("wall_squat", ("left_hip", "left_knee"), ("left_shoulder", "left_elbow")),
    ],
)
def test_the_segments_that_move(name: str, moves: tuple[str, str], stays: tuple[str, str]) -> None:
    moving = scene(name).moving
    assert moves in moving
    assert stays not in moving


@pytest.mark.parametrize(
    ("name", "right", "up"),
    [
        ("wall_squat", 0, -1),
        ("heel_raises", 0, 1),
        ("heel_slides", -1, 0),
        ("straight_leg_raise", 0, 1),
        ("knee_to_chest", 1, 1),
    ],
)
@pytest.mark.parametrize("mirrored", [False, True])
def test_the_arrow_shows_the_way(name: str, right: int, up: int, mirrored: bool) -> None:
    (ax, ay), *_, (bx, by) = scene(name, mirrored).arrow
    x, y = bx - ax, by - ay
    if mirrored:
        x = -x
    steep = 0.35 * math.hypot(x, y)
    assert (0 if abs(x) < steep else math.copysign(1, x)) == right
    assert (0 if abs(y) < steep else math.copysign(1, y)) == up


def test_nothing_points_where_nothing_moves() -> None:
    assert scene("abdominal_contraction").arrow == ()
    assert not scene("abdominal_contraction").moving


@each_exercise
def test_the_near_side_is_the_one_of_the_clip(exercise: ExerciseSpec) -> None:
    truth = json.loads((CLIPS / f"{exercise.id}_good.truth.json").read_text(encoding="utf-8"))
    near = "left" if truth["camera"]["azimuth_deg"] > 0 else "right"
    assert exercise.key_poses is not None
    for mirrored in (False, True):
        reported = scene_of(exercise, exercise.key_poses, mirrored).near
        assert reported == (near if exercise.view == "side" else None)


def test_without_key_poses_there_is_no_picture() -> None:
    spec = load_exercise("wall_squat").model_copy(update={"key_poses": None})
    image = np.full((200, 300, 3), GROUND, np.uint8)
    assert not draw_pictogram(image, ROOM, spec)
    assert only(image, GROUND).all()


@each_exercise
def test_the_place_of_the_camera_shows_the_view(exercise: ExerciseSpec) -> None:
    image = np.full((260, 300, 3), GROUND, np.uint8)
    draw_camera_place(image, ROOM, exercise)
    marked = ~only(image, GROUND)
    inside = np.zeros_like(marked)
    ROOM.of(inside)[:] = True
    assert marked.any()
    assert not marked[~inside].any()
    assert exercise.view in words_for(exercise)


def test_another_view_or_posture_is_another_drawing() -> None:
    drawings = []
    for name in ("wall_squat", "aerobic_march", "heel_slides"):
        image = np.full((260, 300, 3), GROUND, np.uint8)
        draw_camera_place(image, ROOM, load_exercise(name))
        drawings.append(image)
    for a, b in ((0, 1), (0, 2), (1, 2)):
        assert (drawings[a] != drawings[b]).any()
