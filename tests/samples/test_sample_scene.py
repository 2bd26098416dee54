"""Camera, room, clothes and the command: all that needs no graphics."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from samples import render, renderer
from samples.renderer.body import Person
from samples.renderer.camera import Camera
from samples.renderer.dress import Outfit
from samples.renderer.looks import BRIGHT_ROOM, LYING_A, STANDING_A, STANDING_B, View
from samples.renderer.mesh import Material, vertex_normals
from samples.renderer.posture import ArmAngles, LegAngles, Posture
from samples.renderer.recipes import CLIPS, SIZE
from samples.renderer.scene import box, build_room

SHADERS = Path(renderer.__file__).parent / "shaders"


@pytest.mark.parametrize("view", [STANDING_A, STANDING_B, LYING_A])
def test_camera_looks_at_its_target(view: View) -> None:
    camera = Camera.beside(view, 0.1, SIZE)
    centre, above = camera.project([camera.target, np.add(camera.target, (0.0, 0.0, 0.3))])
    assert centre == pytest.approx((SIZE[0] / 2, SIZE[1] / 2))
    assert above[0] == pytest.approx(SIZE[0] / 2, abs=1e-6)
    assert above[1] < centre[1] - 20  # up in the room is up in the picture


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


def test_room_has_a_mat_only_for_those_who_lie() -> None:
    body = np.array([-0.3, -1.0, 0.0]), np.array([0.3, 0.8, 0.3])
    lying = build_room(BRIGHT_ROOM, LYING_A, body, leaning_on_m=None)
    standing = build_room(BRIGHT_ROOM, STANDING_A, body, leaning_on_m=0.12)
    assert any(mesh.material is Material.MAT for mesh in lying)
    assert not any(mesh.material is Material.MAT for mesh in standing)
    walls = [mesh for mesh in standing if mesh.material is Material.WALL]
    assert any(wall.verts[:, 1] == pytest.approx(0.12) for wall in walls)
    assert all(wall.verts[:, 0].min() < 0 for wall in walls)  # none between person and camera


@pytest.mark.parametrize("body", ["person_m", "person_f"])
def test_outfit_follows_the_body(body: str) -> None:
    person = Person.load(body)
    outfit = Outfit(person, hair_length_m=0.014)
    leg, arm = LegAngles(40.0, 60.0, 0.0), ArmAngles(10.0, 0.0, 10.0)
    verts, normals = outfit.posed(person.pose(Posture(leg, leg, arm, arm, hip_height_m=0.8)))
    assert verts.shape == normals.shape == (len(outfit.ids), 3)
    assert np.isfinite(verts).all()
    assert np.linalg.norm(normals, axis=1) == pytest.approx(1.0)
    assert outfit.faces.max() < len(verts)
    worn = {Material(int(number)) for number in np.unique(outfit.materials)}
    assert worn == set(Material) - {
        Material.FLOOR,
        Material.WALL,
        Material.MAT,
        Material.PLAIN,
    }


def test_command_lists_the_clips(capsys: pytest.CaptureFixture[str]) -> None:
    assert render.main(["--list"]) == 0
    listed = capsys.readouterr().out
    assert all(clip.name in listed for clip in CLIPS)


def test_command_helps_with_a_typo(capsys: pytest.CaptureFixture[str]) -> None:
    assert render.main(["wall_squat_god"]) == 1
    assert "did you mean wall_squat_good?" in capsys.readouterr().err
