"""Triangle meshes: what the scene is made of, whoever is in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from samples.renderer.body import Ints
from samples.renderer.rotation import Floats


class Material(IntEnum):
    """Numbers the shaders know the surfaces by; the same as in `shaders/materials.glsl`."""

    SKIN = 0
    SHIRT = 1
    TROUSERS = 2
    HAIR = 3
    EYE = 4
    FLOOR = 5
    WALL = 6
    MAT = 7
    PLAIN = 8


@dataclass(frozen=True)
class Mesh:
    """One surface of one material.

    `verts` and `normals` are (N, 3) in metres, `faces` (F, 3); `aux` (N, 3) is whatever the
    material's shader needs at a vertex: for furniture its colour.
    """

    material: Material
    verts: Floats
    normals: Floats
    aux: Floats
    faces: Ints


def vertex_normals(verts: Floats, faces: Ints) -> Floats:
    """Return unit normals (V, 3), each the area-weighted mean of its triangles'."""
    a, b, c = verts[faces[:, 0]], verts[faces[:, 1]], verts[faces[:, 2]]
    across = np.cross(b - a, c - a)
    normals = np.stack(
        [np.bincount(faces.ravel(), np.repeat(across[:, k], 3), len(verts)) for k in range(3)],
        axis=1,
    )
    unit: Floats = normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
    return unit


def smoothstep(low: float, high: float, x: Floats) -> Floats:
    """Return 0 below `low`, 1 above `high` and a smooth step between, like GLSL's."""
    share = np.clip((x - low) / (high - low), 0.0, 1.0)
    return share * share * (3 - 2 * share)
