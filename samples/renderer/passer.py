"""A second person who walks through the picture behind the one who exercises."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from samples.renderer.body import Person
from samples.renderer.contact import LegSolver
from samples.renderer.posture import ArmAngles, LegAngles, Posture, Side
from samples.renderer.rotation import Floats
from samples.renderer.shapes import STANDING_KNEE_DEG

STEP_HZ, THIGH_SWING_DEG, KNEE_DEG, ARM_SWING_DEG = 0.9, 24.0, 55.0, 22.0
SPEED_M_S = 1.1


@dataclass(frozen=True)
class Passer:
    """Somebody who walks by.

    Parameters
    ----------
    from_s
        When they are level with the person who exercises, in seconds.
    depth_m
        How far behind that person they walk, as the camera sees it.
    """

    from_s: float
    depth_m: float

    def bones(self, person: Person, time_s: float, azimuth_deg: float) -> Floats:
        """Return the bones (B, 3, 4) of a person walking by at a time in seconds.

        They walk across the picture, toward -y of a room that is looked into along x.
        """
        bones = person.pose(self._walking(person, time_s))
        away = -float(np.sign(azimuth_deg)) * self.depth_m
        bones[:, 0, 3] += away
        bones[:, 1, 3] -= SPEED_M_S * (time_s - self.from_s)
        return bones

    def _walking(self, person: Person, time_s: float) -> Posture:
        phase = 2 * np.pi * STEP_HZ * time_s
        swing = {"left": float(np.sin(phase)), "right": float(-np.sin(phase))}
        bend = {"left": float(np.cos(phase)), "right": float(-np.cos(phase))}
        solver = LegSolver(person.legs["left"])
        hip = solver.standing_hip_height(solver.standing(STANDING_KNEE_DEG, 0.0))

        def leg(side: Side) -> LegAngles:
            knee = STANDING_KNEE_DEG + KNEE_DEG * max(0.0, bend[side])
            return LegAngles(THIGH_SWING_DEG * swing[side] + 0.3 * knee, knee, 0.0)

        def arm(side: Side) -> ArmAngles:
            return ArmAngles(out=8.0, forward=-ARM_SWING_DEG * swing[side], elbow=20.0)

        return Posture(
            left_leg=leg("left"),
            right_leg=leg("right"),
            left_arm=arm("left"),
            right_arm=arm("right"),
            hip_height_m=hip,
        )
