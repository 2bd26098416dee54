"""Draws a dressed person in a room, off screen, with OpenGL (Mesa's software driver is enough)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import moderngl
import numpy as np
from numpy.typing import NDArray

from samples.renderer.camera import Camera, look_at, orthographic
from samples.renderer.dress import Outfit
from samples.renderer.looks import Clothes, Room
from samples.renderer.mesh import Mesh
from samples.renderer.rotation import Floats

SHADERS = Path(__file__).with_name("shaders")
OFF_SCREEN: dict[str, Any] = {"backend": "egl"}  # needs no display
SHADOW_MAP_SIZE = (1024, 1024)
SAMPLES = 4  # a pixel, against jagged edges
SUN_DISTANCE_M, SUN_RADIUS_M = 4.0, 1.5
VERTEX = "3f 3f 3f 3f 1f"
ATTRIBUTES = ("in_position", "in_normal", "in_rest", "in_aux", "in_material")


class NoOpenGLError(RuntimeError):
    """No OpenGL context could be made on this machine."""


def shader(name: str) -> str:
    """Return the source of a shader, its `#include` lines replaced by the files they name."""

    def included(match: re.Match[str]) -> str:
        return (SHADERS / match[1]).read_text(encoding="utf-8")

    source = (SHADERS / name).read_text(encoding="utf-8")
    return re.sub(r'^#include "(.+)"$', included, source, flags=re.MULTILINE)


def sun_direction(room: Room, azimuth_deg: float) -> Floats:
    """Return the unit vector (3,) from the scene to the light of a room."""
    angle = np.radians(azimuth_deg + room.light_deg)
    sun = np.array([np.sin(angle), -np.cos(angle), room.light_height])
    unit: Floats = sun / np.linalg.norm(sun)
    return unit


Placed = tuple[Floats, Floats]


@dataclass
class Actor:
    """One dressed person, ready to be drawn: buffers, and what the shaders need to know."""

    outfit: Outfit
    colours: Mapping[str, Any]
    vertices: NDArray[np.float32]
    buffer: Any
    array: Any
    depth_array: Any

    def place(self, placed: Placed) -> None:
        """Take over the posed vertices and unit normals, (N, 3) each."""
        self.vertices[:, :3], self.vertices[:, 3:6] = placed
        self.buffer.write(self.vertices)


class Renderer:
    """One scene and one fixed camera.

    The room never changes, so it is drawn twice, once lit and once in shade, when the renderer
    is made; a frame then draws the people and mixes the two rooms by their shadows.
    """

    def __init__(
        self,
        people: Sequence[tuple[Outfit, Clothes]],
        room: Room,
        meshes: Sequence[Mesh],
        camera: Camera,
        sun: Floats,
    ) -> None:
        self.camera, self.sun = camera, sun
        try:
            self.context = moderngl.create_context(standalone=True, **OFF_SCREEN)
        except Exception as error:  # moderngl raises whatever the driver's loader raised
            raise NoOpenGLError(f"cannot start OpenGL through EGL: {error}") from error
        self._load_programs(room)
        self.actors = [self._load_actor(*person) for person in people]
        self._load_room(meshes)
        self._make_targets()
        self._draw_room_once()

    def _load_programs(self, room: Room) -> None:
        self.person_program = self._program("person.frag")
        self.room_program = self._program("room.frag")
        self.shadow_program = self._program("shadow.frag")
        self.depth_program = self._program("depth.frag")
        values: dict[str, Any] = {
            "sun": tuple(self.sun),
            "camera": tuple(self.camera.eye),
            "shadow_map": 0,
            "lit_room": 1,
            "shaded_room": 2,
        }
        for part in ("floor", "wall", "mat"):
            values[f"{part}_color"] = getattr(room, part)
        for program in (self.person_program, self.room_program, self.shadow_program):
            _set(program, {**values, "view_projection": _bytes(self.camera.matrix)})
        _set(self.depth_program, values)

    def _program(self, fragment: str) -> Any:
        return self.context.program(
            vertex_shader=shader("stage.vert"), fragment_shader=shader(fragment)
        )

    def _vertex_array(self, program: Any, vertices: Any, faces: Any) -> Any:
        content = [(vertices, VERTEX, *ATTRIBUTES)]
        return self.context.vertex_array(program, content, faces, skip_errors=True)

    def _load_actor(self, outfit: Outfit, clothes: Clothes) -> Actor:
        vertices = np.zeros((len(outfit.ids), 13), dtype="f4")
        vertices[:, 6:9] = outfit.skin_places
        vertices[:, 9:12] = outfit.aux
        vertices[:, 12] = outfit.materials
        buffer = self.context.buffer(reserve=vertices.nbytes)
        faces = self.context.buffer(outfit.faces.astype("i4").tobytes())
        cut = outfit.cut
        colours: dict[str, Any] = {
            "sleeve": cut.sleeve,
            "hem": cut.hem,
            "waist": cut.waist,
            "cuff": cut.cuff,
            "neck": tuple(cut.neck),
            "eye": tuple(cut.eye),
            "mouth": tuple(cut.mouth),
            "hairline": cut.hairline,
        }
        for part in ("skin", "shirt", "trousers", "hair", "socks"):
            colours[f"{part}_color"] = getattr(clothes, part)
        return Actor(
            outfit,
            colours,
            vertices,
            buffer,
            self._vertex_array(self.person_program, buffer, faces),
            self._vertex_array(self.depth_program, buffer, faces),
        )

    def _load_room(self, meshes: Sequence[Mesh]) -> None:
        starts = np.cumsum([0] + [len(mesh.verts) for mesh in meshes])
        rows = [
            np.column_stack(
                [
                    mesh.verts,
                    mesh.normals,
                    mesh.verts,
                    mesh.aux,
                    np.full(len(mesh.verts), int(mesh.material)),
                ]
            )
            for mesh in meshes
        ]
        faces = [mesh.faces + start for mesh, start in zip(meshes, starts[:-1], strict=True)]
        vertices = self.context.buffer(np.concatenate(rows).astype("f4").tobytes())
        indices = self.context.buffer(np.concatenate(faces).astype("i4").tobytes())
        self.room = self._vertex_array(self.room_program, vertices, indices)
        self.room_shadow = self._vertex_array(self.shadow_program, vertices, indices)

    def _make_targets(self) -> None:
        context, size = self.context, self.camera.size
        self.frame_target = context.framebuffer(
            [context.renderbuffer(size, 3, samples=SAMPLES)],
            context.depth_renderbuffer(size, samples=SAMPLES),
        )
        self.picture = context.framebuffer([context.renderbuffer(size, 3)])
        self.shadow_map = context.depth_texture(SHADOW_MAP_SIZE)
        self.shadow_map.compare_func = "<="
        self.shadow_target = context.framebuffer(depth_attachment=self.shadow_map)
        self.rooms = [context.texture(size, 3) for _ in range(2)]
        context.enable(moderngl.DEPTH_TEST)
        context.cull_face = "back"

    def _draw_room_once(self) -> None:
        for shade, texture in zip((1.0, 0.0), self.rooms, strict=True):
            self.frame_target.use()
            self.frame_target.clear(0.8, 0.8, 0.8)
            self.room_program["shade"].value = shade
            self.room.render()
            self.context.copy_framebuffer(self.context.framebuffer([texture]), self.frame_target)

    def draw(self, placed: Sequence[Placed]) -> NDArray[np.uint8]:
        """Return a picture (H, W, 3), RGB, of everybody's posed vertices and normals.

        The shadow map follows the first person.
        """
        for actor, place in zip(self.actors, placed, strict=True):
            actor.place(place)
        self._draw_shadow_map(placed[0][0].mean(axis=0))
        self.frame_target.use()
        self.frame_target.clear(0.8, 0.8, 0.8)
        self.shadow_map.use(0)
        self.rooms[0].use(1)
        self.rooms[1].use(2)
        for actor in self.actors:
            _set(self.person_program, actor.colours)
            solid = 3 * actor.outfit.solid_faces
            self.context.enable(moderngl.CULL_FACE)
            actor.array.render(vertices=solid)
            self.context.disable(moderngl.CULL_FACE)
            actor.array.render(first=solid, vertices=3 * len(actor.outfit.faces) - solid)
        self.room_shadow.render()
        self.context.copy_framebuffer(self.picture, self.frame_target)
        width, height = self.camera.size
        pixels = np.frombuffer(self.picture.read(components=3), dtype=np.uint8)
        return np.flipud(pixels.reshape(height, width, 3))

    def _draw_shadow_map(self, centre: Floats) -> None:
        view = look_at(centre + SUN_DISTANCE_M * self.sun, centre)
        matrix = _bytes(orthographic(SUN_RADIUS_M, 0.5, 2 * SUN_DISTANCE_M) @ view)
        for program in (self.person_program, self.shadow_program):
            program["sun_projection"].write(matrix)
        self.depth_program["view_projection"].write(matrix)
        self.shadow_target.use()
        self.shadow_target.clear()
        for actor in self.actors:
            _set(self.depth_program, actor.colours)
            actor.depth_array.render()

    def close(self) -> None:
        """Give back the context and all it holds."""
        self.context.release()


def _set(program: Any, values: Mapping[str, Any]) -> None:
    """Set those uniforms that a program has: compilers drop the ones it does not use."""
    for name, value in values.items():
        if name not in program:
            continue
        if isinstance(value, bytes):
            program[name].write(value)
        else:
            program[name].value = value


def _bytes(matrix: Floats) -> bytes:
    """Return a (4, 4) matrix the way OpenGL reads it: columns first, 32 bits."""
    return matrix.T.astype("f4").tobytes()
