"""Contact solvers: hip and ankle angles that keep a foot where it belongs.

A leg is two rods in the person's sagittal plane. Its hip joint is at the origin; `lean_deg` is 0
for a standing person and 90 for one lying on the back. All lengths are metres over the floor (or
the mat), all angles degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import overload

import numpy as np

from samples.renderer.body import RestArm, RestLeg
from samples.renderer.posture import SUPINE_LEAN_DEG, ArmAngles, LegAngles
from samples.renderer.rotation import Floats

# A relaxed foot on its heel points its toes up and a little away; in hook-lying it is flat.
RELAXED_FOOT_DEG = 73.0
HOOK_KNEE_DEG = 97.0


@dataclass(frozen=True)
class LegSolver:
    """Solves one leg for where its foot has to be."""

    leg: RestLeg

    @overload
    def ankle_over_floor(self, foot_deg: float) -> float: ...
    @overload
    def ankle_over_floor(self, foot_deg: Floats) -> Floats: ...
    def ankle_over_floor(self, foot_deg: float | Floats) -> float | Floats:
        """Return the ankle's height when the lowest point of the foot touches the floor.

        `foot_deg` is how far the toes point up: 0 is flat on the floor, 90 toes to the ceiling.
        """
        pitch = np.radians(np.asarray(foot_deg))
        forward, up = self.leg.profile_m.T
        heights = np.multiply.outer(np.cos(pitch), up) + np.multiply.outer(np.sin(pitch), forward)
        lowest = -heights.min(axis=-1)
        return lowest if isinstance(foot_deg, np.ndarray) else float(lowest)

    def reach(self, knee_deg: float) -> tuple[float, float]:
        """Return the distance from hip to ankle, and the thigh's angle in front of that line."""
        knee = np.radians(knee_deg)
        along = self.leg.thigh_m + self.leg.shank_m * np.cos(knee)
        across = self.leg.shank_m * np.sin(knee)
        return float(np.hypot(along, across)), float(np.degrees(np.arctan2(across, along)))

    def standing(self, knee_deg: float, ankle_forward_m: float) -> LegAngles:
        """Keep the foot flat on the floor, its ankle `ankle_forward_m` in front of the hip."""
        distance, thigh = self.reach(knee_deg)
        hip = thigh + float(np.degrees(np.arcsin(ankle_forward_m / distance)))
        return LegAngles(hip=hip, knee=knee_deg, ankle=knee_deg - hip)

    def standing_hip_height(self, angles: LegAngles) -> float:
        """Return the height of the hip joint over the floor for a foot flat on it."""
        thigh = self.leg.thigh_m * np.cos(np.radians(angles.hip))
        shank = self.leg.shank_m * np.cos(np.radians(angles.knee - angles.hip))
        return float(thigh + shank) + self.ankle_over_floor(0.0)

    def planted(self, ankle_forward_m: float, hip_over_ankle_m: float) -> LegAngles:
        """Upright: put the ankle of a flat foot in front of the hip joint and below it."""
        distance = min(
            float(np.hypot(ankle_forward_m, hip_over_ankle_m)),
            0.999 * (self.leg.thigh_m + self.leg.shank_m),
        )
        cosine = (distance**2 - self.leg.thigh_m**2 - self.leg.shank_m**2) / (
            2 * self.leg.thigh_m * self.leg.shank_m
        )
        knee = float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))
        to_ankle = float(np.degrees(np.arctan2(ankle_forward_m, hip_over_ankle_m)))
        hip = self.reach(knee)[1] + to_ankle
        return LegAngles(hip=hip, knee=knee, ankle=knee - hip)

    def lying(
        self, knee_deg: float, lift_m: float, hip_height_m: float, toes_up_deg: float = 0.0
    ) -> LegAngles:
        """Lying on the back: put the heel on the floor, then lift the ankle by `lift_m`.

        The foot is flat when the knee is fully bent, on its heel when the leg is straight, its
        toes pulled up by `toes_up_deg` more, and keeps its ankle angle when it is lifted.
        """
        foot = resting_foot_deg(knee_deg) + toes_up_deg
        ankle_height = self.ankle_over_floor(foot)
        distance, thigh = self.reach(knee_deg)

        def hip_for(height_m: float) -> float:
            rise = (height_m - hip_height_m) / distance
            return thigh + float(np.degrees(np.arcsin(rise)))

        on_floor = hip_for(ankle_height)
        ankle = foot - SUPINE_LEAN_DEG - on_floor + knee_deg
        return LegAngles(hip=hip_for(ankle_height + lift_m), knee=knee_deg, ankle=ankle)


@dataclass(frozen=True)
class ArmSolver:
    """Solves one arm for where its wrist has to be."""

    arm: RestArm

    def reach(self, forward_m: float, down_m: float, out_deg: float = 6.0) -> ArmAngles:
        """Take the wrist to a place in front of the shoulder and below it, as the trunk is.

        What is too far is pointed at with a straight arm.
        """
        upper, fore = self.arm.upper_m, self.arm.fore_m
        distance = float(np.clip(np.hypot(forward_m, down_m), 0.2, 0.995 * (upper + fore)))
        cosine = (distance**2 - upper**2 - fore**2) / (2 * upper * fore)
        elbow = float(np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0))))
        before = np.degrees(np.arcsin(np.clip(fore * np.sin(np.radians(elbow)) / distance, -1, 1)))
        to_wrist = float(np.degrees(np.arctan2(forward_m, down_m)))
        return ArmAngles(out=out_deg, forward=to_wrist - float(before), elbow=elbow)


@overload
def resting_foot_deg(knee_deg: float) -> float: ...
@overload
def resting_foot_deg(knee_deg: Floats) -> Floats: ...
def resting_foot_deg(knee_deg: float | Floats) -> float | Floats:
    """Return how far the toes of a foot lying on the floor point up, for a bent knee."""
    straight = np.clip(1 - np.asarray(knee_deg) / HOOK_KNEE_DEG, 0.0, 1.0)
    foot = RELAXED_FOOT_DEG * straight
    return foot if isinstance(knee_deg, np.ndarray) else float(foot)
