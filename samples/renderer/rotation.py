"""Rotation matrices about the axes of the room: x the person's left, y back, z up."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def rot_x(angle_deg: float) -> Floats:
    """Rotate about x; a negative angle swings a hanging limb forward."""
    c, s = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    return np.array([[1.0, 0.0, 0.0], [0.0, c, -s], [0.0, s, c]])


def rot_y(angle_deg: float) -> Floats:
    """Rotate about y; a negative angle swings a hanging limb to the left."""
    c, s = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    return np.array([[c, 0.0, s], [0.0, 1.0, 0.0], [-s, 0.0, c]])


def rot_z(angle_deg: float) -> Floats:
    """Rotate about z; a positive angle turns the face to the person's left."""
    c, s = np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))
    return np.array([[c, -s, 0.0], [s, c, 0.0], [0.0, 0.0, 1.0]])


def rot_about(axis: ArrayLike, angle_deg: float) -> Floats:
    """Rotate about any axis, given as a (3,) vector of any length."""
    u = np.asarray(axis, dtype=float)
    u = u / np.linalg.norm(u)
    cross = np.array([[0.0, -u[2], u[1]], [u[2], 0.0, -u[0]], [-u[1], u[0], 0.0]])
    angle = np.radians(angle_deg)
    turned: Floats = np.eye(3) + np.sin(angle) * cross + (1 - np.cos(angle)) * cross @ cross
    return turned


def rot_between(start: ArrayLike, end: ArrayLike) -> Floats:
    """Return the smallest rotation that takes the direction `start` to the direction `end`."""
    a, b = np.asarray(start, dtype=float), np.asarray(end, dtype=float)
    axis = np.cross(a, b)
    sine = float(np.linalg.norm(axis))
    if sine < 1e-12:
        return np.eye(3)
    return rot_about(axis, float(np.degrees(np.arctan2(sine, a @ b))))
