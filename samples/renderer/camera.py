"""A pinhole camera: matrices for OpenGL and the projection of true landmarks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from samples.renderer.looks import View
from samples.renderer.rotation import Floats

NEAR_M, FAR_M = 0.05, 30.0


def look_at(eye: ArrayLike, target: ArrayLike) -> Floats:
    """Return the view matrix (4, 4) of an eye in the room; up in the picture is up in the room."""
    eye = np.asarray(eye, dtype=float)
    ahead = np.asarray(target, dtype=float) - eye
    ahead /= np.linalg.norm(ahead)
    right = np.cross(ahead, (0.0, 0.0, 1.0))
    right /= np.linalg.norm(right)
    view = np.eye(4)
    view[:3, :3] = right, np.cross(right, ahead), -ahead
    view[:3, 3] = -view[:3, :3] @ eye
    return view


def perspective(fov_deg: float, aspect: float) -> Floats:
    """Return the projection (4, 4) for a vertical field of view."""
    scale = 1 / np.tan(np.radians(fov_deg) / 2)
    matrix = np.zeros((4, 4))
    matrix[0, 0], matrix[1, 1] = scale / aspect, scale
    matrix[2, 2] = (FAR_M + NEAR_M) / (NEAR_M - FAR_M)
    matrix[2, 3] = 2 * FAR_M * NEAR_M / (NEAR_M - FAR_M)
    matrix[3, 2] = -1
    return matrix


def orthographic(radius_m: float, near_m: float, far_m: float) -> Floats:
    """Return the parallel projection (4, 4) that the shadow map is drawn with."""
    matrix = np.eye(4)
    matrix[0, 0] = matrix[1, 1] = 1 / radius_m
    matrix[2, 2] = -2 / (far_m - near_m)
    matrix[2, 3] = -(far_m + near_m) / (far_m - near_m)
    return matrix


@dataclass(frozen=True)
class Camera:
    """Where the picture is taken from; `eye` and `target` are (3,) metres in the room."""

    eye: Floats
    target: Floats
    fov_deg: float
    size: tuple[int, int]

    @classmethod
    def beside(cls, view: View, centre_y_m: float, size: tuple[int, int]) -> Camera:
        """Place the camera of a view so that it looks at the middle of the body, or aside of it."""
        azimuth = np.radians(view.azimuth_deg)
        middle = np.array([0.0, centre_y_m]) + view.aside_m * np.array(
            [np.cos(azimuth), np.sin(azimuth)]
        )
        away = view.distance_m * np.array([np.sin(azimuth), -np.cos(azimuth)])
        target = np.array([*middle, view.aim_height_m])
        eye = np.array([*(middle + away), view.height_m])
        return cls(eye, target, view.fov_deg, size)

    @property
    def matrix(self) -> Floats:
        """The view and projection in one (4, 4)."""
        aspect = self.size[0] / self.size[1]
        combined: Floats = perspective(self.fov_deg, aspect) @ look_at(self.eye, self.target)
        return combined

    def project(self, points: Sequence[Floats] | Floats) -> Floats:
        """Return where points (N, 3) of the room appear, (N, 2) pixels, x right and y down."""
        homogeneous = np.column_stack([np.asarray(points), np.ones(len(points))]) @ self.matrix.T
        screen = homogeneous[:, :2] / homogeneous[:, 3:]
        pixels: Floats = (screen * (1, -1) + 1) / 2 * self.size
        return pixels
