"""Articulated figures in a side view, and the camera that makes poses of them.

A figure is drawn in metres, x along the floor and y up, for somebody whose left side is
turned to the camera: standing they face the picture's left, lying their head is on the right.
Segment lengths are Winter's shares of stature (Biomechanics and Motor Control of Human
Movement, figure 4.1). Angles are degrees of flexion; a straight joint is 0.
"""

import math
from dataclasses import dataclass

import numpy as np

from posetrainer.kinematics.body import LEG_OVER_STATURE
from posetrainer.pose.landmarks import COUNT, INDEX, NAMES, SIDES, index_of
from posetrainer.pose.pose import Pose

Point = tuple[float, float]

STATURE_M = 1.70
THIGH, SHANK, TRUNK, NECK = LEG_OVER_STATURE * 0.499, LEG_OVER_STATURE * 0.501, 0.288, 0.12
UPPER_ARM, FOREARM, FOOT, HEEL_DOWN, HEEL_BACK = 0.186, 0.146, 0.11, 0.039, 0.03
#: Height of hip, shoulder and ankle of somebody lying, over stature.
LYING = 0.06
LEG_PARTS = ("hip", "knee", "ankle", "heel", "foot_index")
INCH_M = 0.0254
#: By how much a landmark of a living body is wrong, in pixels.
TREMBLE_PX = 0.15
_PARTS = ("shoulder", "elbow", "wrist", *LEG_PARTS, "ear")
#: The row of each landmark among the parts of the left side and those of the right; a hand is one
#: point, and so are the ear and most of the face.
_ROWS = np.full(COUNT, _PARTS.index("ear"))
for _side in SIDES:
    for _part in (*_PARTS, "pinky", "index", "thumb"):
        _row = _PARTS.index(_part if _part in _PARTS else "wrist")
        _ROWS[index_of(_part, _side)] = _row + len(_PARTS) * (_side == "right")
_RIGHT = np.array([name.startswith("right") for name in NAMES])
#: Trembling at one time and another: the same time always trembles alike.
_TREMBLING = np.random.default_rng(0).uniform(-1, 1, (1009, COUNT, 2))


def _along(start: Point, angle_deg: float, length: float) -> Point:
    """The end of a segment; 0 degrees points to the picture's left, 90 up."""
    angle = math.radians(angle_deg)
    return start[0] - length * math.cos(angle), start[1] + length * math.sin(angle)


def _leg(hip: Point, thigh_deg: float, knee_deg: float, foot_deg: float) -> dict[str, Point]:
    knee = _along(hip, thigh_deg, THIGH)
    ankle = _along(knee, thigh_deg - knee_deg, SHANK)
    heel = _along(_along(ankle, foot_deg - 90, HEEL_DOWN), foot_deg, -HEEL_BACK)
    return {
        "hip": hip,
        "knee": knee,
        "ankle": ankle,
        "heel": heel,
        "foot_index": _along(heel, foot_deg, FOOT),
    }


def _arm(shoulder: Point, angle_deg: float) -> dict[str, Point]:
    elbow = _along(shoulder, angle_deg, UPPER_ARM)
    return {"shoulder": shoulder, "elbow": elbow, "wrist": _along(elbow, angle_deg, FOREARM)}


@dataclass(frozen=True)
class Figure:
    """A person's parts in metres, left and right, and the face."""

    left: dict[str, Point]
    right: dict[str, Point]
    ear: Point
    nose: Point
    #: Where the far side lies in the picture against the near one, in metres.
    depth: Point


def standing(
    knee_deg: float,
    far_knee_deg: float | None = None,
    feet_in: float = 12.0,
    lean_deg: float = 0.0,
    x_m: float = 0.0,
    stature_m: float = STATURE_M,
) -> Figure:
    """Somebody standing with the back to a wall; bending the knees lowers the hips along it.

    ``lean_deg`` tips the trunk forward. With ``far_knee_deg`` each leg has a bend of its own:
    the straighter one carries the body, the other foot hangs in the air.
    """
    feet = feet_in * INCH_M / stature_m + HEEL_BACK

    def reach(bend_deg: float) -> float:
        bend = math.radians(bend_deg)
        return math.sqrt(THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * math.cos(bend))

    bends = (knee_deg, knee_deg if far_knee_deg is None else far_knee_deg)
    carrying = max(reach(bend) for bend in bends)
    hip = (0.0, HEEL_DOWN + math.sqrt(carrying**2 - feet**2))
    shoulder = _along(hip, 90 - lean_deg, TRUNK)
    to_foot_deg = -math.degrees(math.acos(feet / carrying))
    near, far = (
        _leg(hip, to_foot_deg + slide_hip_deg(bend), bend, 0.0) | _arm(shoulder, -90)
        for bend in bends
    )
    ear = _along(shoulder, 90 - lean_deg, NECK)
    return _sized(near, far, ear, _along(ear, 0, 0.06), (0.03, 0.02), stature_m, x_m)


def slide_hip_deg(knee_deg: float) -> float:
    """Hip flexion that keeps a bent leg's ankle on the mat."""
    knee = math.radians(knee_deg)
    return math.degrees(math.atan2(SHANK * math.sin(knee), THIGH + SHANK * math.cos(knee)))


def supine(
    left_hip_deg: float,
    left_knee_deg: float,
    right_hip_deg: float,
    right_knee_deg: float,
    trunk_deg: float = 0.0,
    stature_m: float = STATURE_M,
) -> Figure:
    """Somebody lying on the back, each leg by its own; ``trunk_deg`` sits them up."""
    hip = (0.0, LYING)
    shoulder = _along(hip, 180 - trunk_deg, TRUNK)
    arm = _arm(shoulder, -trunk_deg)
    legs = [
        _leg(hip, hip_deg, knee_deg, hip_deg - knee_deg + 90) | arm
        for hip_deg, knee_deg in (
            (left_hip_deg, left_knee_deg),
            (right_hip_deg, right_knee_deg),
        )
    ]
    ear = _along(shoulder, 180 - trunk_deg, NECK)
    nose = _along(ear, 90 - trunk_deg, 0.06)
    return _sized(legs[0], legs[1], ear, nose, (0.01, 0.06), stature_m, 0.0)


def _sized(
    left: dict[str, Point],
    right: dict[str, Point],
    ear: Point,
    nose: Point,
    depth: Point,
    stature_m: float,
    x_m: float,
) -> Figure:
    def at(point: Point) -> Point:
        return point[0] * stature_m + x_m, point[1] * stature_m

    near, far = ({part: at(point) for part, point in side.items()} for side in (left, right))
    return Figure(near, far, ear=at(ear), nose=at(nose), depth=depth)


@dataclass(frozen=True)
class Camera:
    """How a figure becomes a pose.

    Parameters
    ----------
    size : tuple of int
        Width and height of the picture in pixels.
    width_m : float
        How much of the world fits into the picture's width.
    near_seen, far_seen : float
        Visibility of the landmarks of the left side, which is the near one, and of the
        right; see ``mirrored`` for the view from the other side.
    tremble_px : float
        Landmarks are wrong by up to so much, anew in each picture: those of a picture that has
        stopped are the only ones that never move. 0 shoots exactly.
    """

    size: tuple[int, int] = (640, 480)
    width_m: float = 3.0
    near_seen: float = 0.99
    far_seen: float = 0.7
    tremble_px: float = TREMBLE_PX

    def shoot(self, figure: Figure, time_s: float) -> Pose:
        """Return the pose of a figure."""
        scale = self.size[0] / self.width_m
        sides = ({**side, "ear": figure.ear} for side in (figure.left, figure.right))
        metres = np.array([side[part] for side in sides for part in _PARTS])
        metres[len(_PARTS) :] += figure.depth
        metres = metres[_ROWS]
        metres[INDEX["nose"]] = figure.nose
        xy = metres * (scale, -scale) + (self.size[0] / 2, self.size[1] * 0.9)
        if self.tremble_px:
            xy += self.tremble_px * _TREMBLING[round(abs(time_s) * 1e6) % len(_TREMBLING)]
        visibility = np.where(_RIGHT, self.far_seen, self.near_seen)
        return Pose(time_s, xy, np.zeros((COUNT, 3)), visibility, self.size)
