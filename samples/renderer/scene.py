"""The room around the person: floor, walls, mat and furniture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samples.renderer.looks import MAT_M, Colour, Furniture, Room, View
from samples.renderer.mesh import Material, Mesh
from samples.renderer.rotation import Floats
from samples.renderer.shapes import Ground

WALL_GAP_M = 0.002  # between the shirt and the wall, so that they do not flicker
HALF_ROOM_M, CEILING_M = 6.0, 3.0
BEHIND_M = 1.6  # how far the wall opposite the camera is from the person
BACK_WALL_M = 2.0  # how far the other wall is when nobody leans on it
MAT_HALF_WIDTH_M, MAT_MARGIN_M = 0.42, 0.15
NO_COLOUR: Colour = (0.0, 0.0, 0.0)
BALL_COLOUR: Colour = (0.62, 0.30, 0.16)
BALL_STEPS = 32


@dataclass(frozen=True)
class Ball:
    """A Swiss ball on the floor; metres in the room."""

    x_m: float
    y_m: float
    radius_m: float


def quad(corners: Floats, normal: Floats, material: Material, colour: Colour = NO_COLOUR) -> Mesh:
    """Return a flat piece with corners (4, 3) in metres, in order round its edge."""
    return Mesh(
        material=material,
        verts=np.asarray(corners, dtype=float),
        normals=np.tile(normal, (4, 1)),
        aux=np.tile(colour, (4, 1)),
        faces=np.array([[0, 1, 2], [0, 2, 3]]),
    )


def box(low: Floats, high: Floats, material: Material, colour: Colour = NO_COLOUR) -> list[Mesh]:
    """Return the six faces of a box between two opposite corners, (3,) metres each."""
    bounds = np.stack([low, high])
    faces = []
    for axis in range(3):
        u, v = (k for k in range(3) if k != axis)
        for end, sign in enumerate((-1.0, 1.0)):
            corners = np.zeros((4, 3))
            corners[:, axis] = bounds[end, axis]
            corners[:, u] = bounds[[0, 1, 1, 0], u]
            corners[:, v] = bounds[[0, 0, 1, 1], v]
            normal = np.zeros(3)
            normal[axis] = sign
            faces.append(quad(corners, normal, material, colour))
    return faces


def build_room(
    room: Room,
    view: View,
    body: tuple[Floats, Floats],
    ground: Ground,
    ball: Ball | None = None,
) -> list[Mesh]:
    """Furnish a room.

    Parameters
    ----------
    room, view
        What it looks like, and from which side it will be seen.
    body
        Lowest and highest corner, (3,) metres each, of the box round the person in the room.
    ground
        Whether the person leans on a wall, is on a mat, or just stands on the floor.
    ball
        The Swiss ball, if one is used.
    """
    far, high = HALF_ROOM_M, CEILING_M
    away = -float(np.sign(view.azimuth_deg))  # the x direction from the camera to the person
    wall_y = float(body[1][1]) + WALL_GAP_M if ground == "wall" else BACK_WALL_M
    wall_x = away * BEHIND_M
    floor = np.array([[-far, -far, 0], [far, -far, 0], [far, far, 0], [-far, far, 0]])
    back = np.array(
        [[-far, wall_y, 0], [far, wall_y, 0], [far, wall_y, high], [-far, wall_y, high]]
    )
    side = np.array(
        [[wall_x, -far, 0], [wall_x, far, 0], [wall_x, far, high], [wall_x, -far, high]]
    )
    meshes = [
        quad(floor, np.array([0.0, 0.0, 1.0]), Material.FLOOR),
        quad(back, np.array([0.0, -1.0, 0.0]), Material.WALL),
        quad(side, np.array([-away, 0.0, 0.0]), Material.WALL),
    ]
    if ground == "mat":
        meshes += _mat(*body)
    if ball is not None:
        meshes.append(sphere(ball))
    for piece in room.furniture:
        meshes += _furniture(piece, away)
    return meshes


def sphere(ball: Ball) -> Mesh:
    """Return a ball that lies on the floor."""
    steps = np.arange(BALL_STEPS + 1)
    round_ = 2 * np.pi * steps / BALL_STEPS
    up = np.pi * (steps / BALL_STEPS - 0.5)
    across, height = np.cos(up)[:, None], np.sin(up)[:, None] * np.ones(len(steps))
    normals = np.stack([across * np.cos(round_), across * np.sin(round_), height], axis=-1)
    normals = normals.reshape(-1, 3)
    corner = (steps[:-1, None] * len(steps) + steps[:-1]).ravel()
    right, above = corner + 1, corner + len(steps)
    faces = np.concatenate(
        [np.stack([corner, right, above + 1], 1), np.stack([corner, above + 1, above], 1)]
    )
    return Mesh(
        material=Material.PLAIN,
        verts=normals * ball.radius_m + (ball.x_m, ball.y_m, ball.radius_m),
        normals=normals,
        aux=np.tile(BALL_COLOUR, (len(normals), 1)),
        faces=faces,
    )


def _mat(low: Floats, high: Floats) -> list[Mesh]:
    return box(
        np.array([-MAT_HALF_WIDTH_M, low[1] - MAT_MARGIN_M, 0.0]),
        np.array([MAT_HALF_WIDTH_M, high[1] + MAT_MARGIN_M, MAT_M]),
        Material.MAT,
    )


def _furniture(piece: Furniture, away: float) -> list[Mesh]:
    xs = sorted(away * depth for depth in piece.depth)
    low = np.array([xs[0], piece.y[0], piece.z[0]])
    high = np.array([xs[1], piece.y[1], piece.z[1]])
    return box(low, high, Material.PLAIN, piece.colour)
