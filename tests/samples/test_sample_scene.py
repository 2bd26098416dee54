"""Camera, room, clothes, passer-by and the command: all that needs no graphics."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from each import for_each
from sample_clips import BY_NAME, NAMES, camera_of, motion, outfit, person, points_at, skin

from samples import render, renderer
from samples.renderer.camera import Camera
from samples.renderer.exercises import CLIPS
from samples.renderer.looks import (
    BRIGHT_ROOM,
    EVENING_ROOM,
    FRONT,
    LYING_A,
    MAT_M,
    PASSER,
    STANDING_A,
    STANDING_ASIDE,
    STANDING_B,
    SUNNY_ROOM,
    Room,
    View,
)
from samples.renderer.mesh import Material, vertex_normals
from samples.renderer.passer import Passer
from samples.renderer.posture import ArmAngles, LegAngles, Posture
from samples.renderer.rotation import Floats
from samples.renderer.scene import Ball, box, build_room, sphere
from samples.renderer.shapes import Ground

SIZES = [(480, 360), (360, 480)]
SIZE = SIZES[0]
SHADERS = Path(renderer.__file__).parent / "shaders"
PASSED = [clip.name for clip in CLIPS if clip.passer]
BALL_EXERCISES = {"ball_supine", "ball_seated_march"}
WITH_BALL = [name for name in NAMES if BY_NAME[name].exercise.id in BALL_EXERCISES]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("view", [STANDING_A, STANDING_B, STANDING_ASIDE, LYING_A, FRONT])
def test_camera_looks_at_its_target(view: View, size: tuple[int, int]) -> None:
    camera = Camera.beside(view, 0.1, size)
    centre, above = camera.project([camera.target, np.add(camera.target, (0.0, 0.0, 0.3))])
    assert centre == pytest.approx((size[0] / 2, size[1] / 2))
    assert above[0] == pytest.approx(size[0] / 2, abs=1e-6)
    assert above[1] < centre[1] - 20  # up in the room is up in the picture


@pytest.mark.parametrize("azimuth_deg", [90.0, -82.0, 4.0])
@pytest.mark.parametrize("aside_m", [-0.4, 0.6])
def test_aiming_aside_moves_the_body_the_other_way(azimuth_deg: float, aside_m: float) -> None:
    straight = replace(STANDING_A, azimuth_deg=azimuth_deg)
    body = [np.array([0.0, 0.1, 0.9])]
    middle = Camera.beside(straight, 0.1, SIZE).project(body)[0]
    aside = Camera.beside(replace(straight, aside_m=aside_m), 0.1, SIZE).project(body)[0]
    assert middle[0] == pytest.approx(SIZE[0] / 2, abs=1e-6)
    assert np.sign(aside[0] - middle[0]) == -np.sign(aside_m)
    assert aside[1] == pytest.approx(middle[1], abs=1e-6)


def test_field_of_view_is_the_pictures_height() -> None:
    view = View(azimuth_deg=0, distance_m=2.0, height_m=1.0, aim_height_m=1.0, fov_deg=45)
    camera = Camera.beside(view, 0.0, SIZE)
    edge = 2.0 * np.tan(np.radians(22.5))
    assert camera.project([np.array([0.0, 0.0, 1.0 + edge])])[0][1] == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize(("view", "sign"), [(STANDING_A, -1), (STANDING_B, 1)])
def test_camera_a_sees_the_left_side_and_b_the_right(view: View, sign: int) -> None:
    camera = Camera.beside(view, 0.0, SIZE)
    assert np.sign(camera.eye[0]) == -sign  # x is the person's left
    ahead, middle = camera.project([np.array([0.0, -0.5, 1.0]), np.array([0.0, 0.0, 1.0])])
    assert np.sign(ahead[0] - middle[0]) == sign  # facing left seen from the left side


def test_materials_have_the_same_numbers_in_python_and_in_the_shaders() -> None:
    source = (SHADERS / "materials.glsl").read_text()
    numbers = {name: int(n) for name, n in re.findall(r"const int (\w+) = (\d+);", source)}
    assert numbers == {material.name: int(material) for material in Material}


def test_shaders_include_only_files_that_exist() -> None:
    for path in SHADERS.iterdir():
        for name in re.findall(r'#include "(.+)"', path.read_text()):
            assert (SHADERS / name).is_file(), f"{path.name} includes {name}"


def test_normals_of_a_box_point_outward() -> None:
    low, high = np.array([-1.0, -2.0, 0.0]), np.array([1.0, 2.0, 3.0])
    for face in box(low, high, Material.PLAIN, (0.5, 0.5, 0.5)):
        assert ((face.verts.mean(axis=0) - (low + high) / 2) @ face.normals[0]) > 0


def test_normals_of_a_flat_mesh() -> None:
    verts = np.array([[0.0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]])
    faces = np.array([[0, 1, 2], [0, 2, 3]])
    assert vertex_normals(verts, faces) == pytest.approx(np.tile([0.0, 0, 1], (4, 1)))


BODY_BOX = np.array([-0.3, -1.0, 0.0]), np.array([0.3, 0.12, 0.3])


@pytest.mark.parametrize("room", [BRIGHT_ROOM, EVENING_ROOM, SUNNY_ROOM])
@pytest.mark.parametrize("ground", ["wall", "floor", "mat"])
def test_room_has_a_mat_only_for_those_who_need_one(room: Room, ground: Ground) -> None:
    meshes = build_room(room, LYING_A, BODY_BOX, ground)
    mats = [mesh.verts for mesh in meshes if mesh.material is Material.MAT]
    assert bool(mats) == (ground == "mat")
    if mats:
        corners = np.concatenate(mats)
        assert (corners.min(axis=0)[:2] < BODY_BOX[0][:2]).all()
        assert (corners.max(axis=0)[:2] > BODY_BOX[1][:2]).all()
        assert corners[:, 2].max() == pytest.approx(MAT_M)


@pytest.mark.parametrize(("view", "camera_side"), [(STANDING_A, 1), (STANDING_B, -1), (FRONT, 1)])
def test_walls_are_behind_the_person_never_before_the_camera(view: View, camera_side: int) -> None:
    backs_m: dict[Ground, float] = {"wall": 0.12, "floor": 2.0}
    for ground, back_m in backs_m.items():
        meshes = build_room(BRIGHT_ROOM, view, BODY_BOX, ground)
        walls = [mesh.verts for mesh in meshes if mesh.material is Material.WALL]
        side_walls = [verts for verts in walls if np.ptp(verts[:, 0]) == 0]
        assert [np.sign(verts[0, 0]) for verts in side_walls] == [-camera_side]
        backs = [verts[0, 1] for verts in walls if np.ptp(verts[:, 1]) == 0]
        assert backs == [pytest.approx(back_m, abs=0.01)]


@pytest.mark.parametrize("room", [BRIGHT_ROOM, EVENING_ROOM, SUNNY_ROOM])
@pytest.mark.parametrize("view", [STANDING_A, STANDING_B])
def test_furniture_stands_behind_the_person(room: Room, view: View) -> None:
    meshes = build_room(room, view, BODY_BOX, "floor")
    pieces = [mesh.verts for mesh in meshes if mesh.material is Material.PLAIN]
    assert len(pieces) == 6 * len(room.furniture)
    camera_side = np.sign(view.azimuth_deg)
    assert all((verts[:, 0] * camera_side < -1.0).all() for verts in pieces)
    assert all((verts[:, 2] >= 0).all() for verts in pieces)


def test_a_ball_lies_on_the_floor_and_is_round() -> None:
    ball = Ball(x_m=0.1, y_m=-0.4, radius_m=0.3)
    mesh = sphere(ball)
    centre = np.array([ball.x_m, ball.y_m, ball.radius_m])
    assert np.linalg.norm(mesh.verts - centre, axis=1) == pytest.approx(ball.radius_m)
    assert mesh.verts[:, 2].min() == pytest.approx(0.0, abs=1e-9)
    assert np.linalg.norm(mesh.normals, axis=1) == pytest.approx(1.0)
    assert ((mesh.verts - centre) * mesh.normals).sum(axis=1) == pytest.approx(ball.radius_m)
    corners = mesh.verts[mesh.faces]
    across = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    outward = (across * (corners.mean(axis=1) - centre)).sum(axis=1)
    assert (outward > -1e-12).all()  # or the face is seen from inside only


def test_only_the_ball_exercises_have_a_ball() -> None:
    with_ball = [name for name in NAMES if motion(name).ball is not None]
    assert with_ball == WITH_BALL
    with_it = build_room(BRIGHT_ROOM, FRONT, BODY_BOX, "floor", Ball(0.0, 0.0, 0.3))
    without = build_room(BRIGHT_ROOM, FRONT, BODY_BOX, "floor")
    assert len(with_it) == len(without) + 1


@for_each("name", WITH_BALL)
def test_the_ball_bears_what_lies_on_it(name: str) -> None:
    moving = motion(name)
    ball, points = moving.ball, points_at(name, 0.0)
    assert ball is not None
    centre = np.array([ball.x_m, ball.y_m, ball.radius_m])
    assert 0.35 < 2 * ball.radius_m < 0.75  # as Swiss balls are sold
    if BY_NAME[name].exercise.id == "ball_seated_march":
        borne = (points["left_hip"] + points["right_hip"]) / 2
    else:
        side = BY_NAME[name].repetitions[0].side
        knee, ankle = points[f"{side}_knee"], points[f"{side}_ankle"]
        borne = knee + 0.6 * (ankle - knee)
    over = borne - centre
    # The bone is a hand's breadth of flesh over the ball at the most.
    assert 0.0 < np.linalg.norm(over) - ball.radius_m < 0.12
    assert over[2] > 0.9 * np.linalg.norm(over)


@pytest.mark.parametrize("azimuth_deg", [90.0, -82.0])
def test_passer_walks_by_behind_whoever_exercises(azimuth_deg: float) -> None:
    passer, walker = Passer(from_s=8.0, depth_m=1.1), person("person_m")
    hips = [
        walker.joint(passer.bones(walker, time_s, azimuth_deg), "root")
        for time_s in (6.0, 7.0, 8.0, 9.0)
    ]
    away = [float(hip[0]) * -np.sign(azimuth_deg) for hip in hips]
    assert away == pytest.approx([passer.depth_m] * 4, abs=0.05)
    assert hips[2][1] == pytest.approx(0.0, abs=0.2)
    steps = np.diff([hip[1] for hip in hips])
    assert steps == pytest.approx(np.full(3, steps[0]))
    assert 0.5 < abs(steps[0]) < 2.0  # metres a second, as people walk


@for_each("name", PASSED)
def test_passer_comes_into_the_picture_and_leaves_it_again(name: str) -> None:
    clip, camera, moving = BY_NAME[name], camera_of(name), motion(name)
    passer = clip.passer
    assert passer is not None
    walker = person("person_f" if clip.body == "person_m" else "person_m")
    dressed = outfit(walker.name, PASSER.hair_length_m)

    def seen(time_s: float) -> Floats:
        bones = passer.bones(walker, time_s, clip.view.azimuth_deg)
        return camera.project(dressed.posed(bones)[0])

    width = clip.size[0]
    for absent_s in (0.0, moving.duration_s):
        across = seen(absent_s)[:, 0]
        assert across.min() > width or across.max() < 0
    there = seen(passer.from_s)
    assert 0 < there[:, 0].min() < there[:, 0].max() < width
    # Further away, and so smaller than the one who exercises.
    exercising = camera.project(skin(name, passer.from_s))
    assert np.ptp(there[:, 1]) < 0.9 * np.ptp(exercising[:, 1])


@for_each("phase", np.linspace(0.0, 1.0, 7))
def test_passers_feet_touch_the_floor_step_by_step(phase: float) -> None:
    passer, walker = Passer(from_s=0.0, depth_m=1.0), person("person_f")
    soles = walker.skin_points(
        passer.bones(walker, float(phase) / 0.9, 90.0), np.unique(walker.faces["body"])
    )
    assert -0.03 < soles[:, 2].min() < 0.03


@pytest.mark.parametrize("body", ["person_m", "person_f"])
def test_outfit_follows_the_body(body: str) -> None:
    dressed = outfit(body, 0.014)
    leg, arm = LegAngles(40.0, 60.0, 0.0), ArmAngles(10.0, 0.0, 10.0)
    bones = person(body).pose(Posture(leg, leg, arm, arm, hip_height_m=0.8))
    verts, normals = dressed.posed(bones)
    assert verts.shape == normals.shape == (len(dressed.ids), 3)
    assert np.isfinite(verts).all()
    assert np.linalg.norm(normals, axis=1) == pytest.approx(1.0)
    assert dressed.faces.max() < len(verts)
    worn = {Material(int(number)) for number in np.unique(dressed.materials)}
    assert worn == set(Material) - {
        Material.FLOOR,
        Material.WALL,
        Material.MAT,
        Material.PLAIN,
    }


def test_command_lists_the_clips(capsys: pytest.CaptureFixture[str]) -> None:
    assert render.main(["--list"]) == 0
    listed = dict(line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines())
    assert list(listed) == [clip.name for clip in CLIPS]
    for clip in CLIPS:
        assert listed[clip.name].split(", ") == [r.kind for r in clip.repetitions]


def test_command_helps_with_a_typo(capsys: pytest.CaptureFixture[str]) -> None:
    assert render.main(["wall_squat_god"]) == 1
    assert "did you mean wall_squat_good?" in capsys.readouterr().err


def test_command_names_the_list_when_nothing_is_near(capsys: pytest.CaptureFixture[str]) -> None:
    assert render.main(["xylophone"]) == 1
    assert "--list" in capsys.readouterr().err


def test_command_writes_nothing_if_one_of_the_names_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render, "CLIP_FOLDER", tmp_path)
    assert render.main(["--truth-only", "wall_squat_front", "wall_squat_god"]) == 1
    assert not list(tmp_path.iterdir())
