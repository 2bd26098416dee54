"""The room around the person: floor, walls, mat and furniture."""

from __future__ import annotations

import numpy as np

from samples.renderer.looks import MAT_M, Colour, Furniture, Room, View
from samples.renderer.mesh import Material, Mesh
from samples.renderer.rotation import Floats

HALF_ROOM_M, CEILING_M = 6.0, 3.0
BEHIND_M = 1.6  # how far the wall opposite the camera is from the person
BACK_WALL_M = 2.0  # how far the other wall is when nobody leans on it
MAT_HALF_WIDTH_M, MAT_MARGIN_M = 0.42, 0.15
NO_COLOUR: Colour = (0.0, 0.0, 0.0)


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
    room: Room, view: View, body: tuple[Floats, Floats], leaning_on_m: float | None
) -> list[Mesh]:
    """Furnish a room.

    Parameters
    ----------
    room, view
        What it looks like, and from which side it will be seen.
    body
        Lowest and highest corner, (3,) metres each, of the box round the person in the room.
    leaning_on_m
        The y of the wall a standing person leans on, or None for one who lies on a mat.
    """
    far, high = HALF_ROOM_M, CEILING_M
    away = -float(np.sign(view.azimuth_deg))  # the x direction from the camera to the person
    wall_y = BACK_WALL_M if leaning_on_m is None else leaning_on_m
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
    if leaning_on_m is None:
        meshes += _mat(*body)
    for piece in room.furniture:
        meshes += _furniture(piece, away)
    return meshes


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
