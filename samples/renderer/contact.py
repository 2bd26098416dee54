"""Contact solvers: hip and ankle angles that keep a foot where it belongs.

A leg is two rods in the person's sagittal plane. Its hip joint is at the origin; `lean_deg` is 0
for a standing person and 90 for one lying on the back. All lengths are metres over the floor (or
the mat), all angles degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import overload

import numpy as np

from samples.renderer.body import RestLeg
from samples.renderer.posture import SUPINE_LEAN_DEG, LegAngles
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

    def lying(self, knee_deg: float, lift_m: float, hip_height_m: float) -> LegAngles:
        """Lying on the back: put the heel on the floor, then lift the ankle by `lift_m`.

        The foot is flat when the knee is fully bent, on its heel when the leg is straight, and
        keeps its ankle angle when it is lifted.
        """
        foot = resting_foot_deg(knee_deg)
        ankle_height = self.ankle_over_floor(foot)
        distance, thigh = self.reach(knee_deg)

        def hip_for(height_m: float) -> float:
            rise = (height_m - hip_height_m) / distance
            return thigh + float(np.degrees(np.arcsin(rise)))

        on_floor = hip_for(ankle_height)
        ankle = foot - SUPINE_LEAN_DEG - on_floor + knee_deg
        return LegAngles(hip=hip_for(ankle_height + lift_m), knee=knee_deg, ankle=ankle)


@overload
def resting_foot_deg(knee_deg: float) -> float: ...
@overload
def resting_foot_deg(knee_deg: Floats) -> Floats: ...
def resting_foot_deg(knee_deg: float | Floats) -> float | Floats:
    """Return how far the toes of a foot lying on the floor point up, for a bent knee."""
    straight = np.clip(1 - np.asarray(knee_deg) / HOOK_KNEE_DEG, 0.0, 1.0)
    foot = RELAXED_FOOT_DEG * straight
    return foot if isinstance(knee_deg, np.ndarray) else float(foot)
