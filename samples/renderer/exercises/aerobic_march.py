"""Marching on the spot, seen from the front."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.renderer.exercises.supine import one_side
from samples.renderer.exercises.upright import Upright
from samples.renderer.looks import BRIGHT_ROOM, FRONT, MAN, SUNNY_ROOM, WOMAN
from samples.renderer.posture import SIDES, ArmAngles, LegAngles, Posture, Side, other
from samples.renderer.recipes import Clip, MovingSide, Repetition, in_turn
from samples.renderer.rotation import Floats
from samples.renderer.shapes import METRES_PER_INCH, STANDING_KNEE_DEG, Exercise, Shape

ARM = ArmAngles(out=10.0, forward=4.0, elbow=22.0)
ARM_SWING_DEG = 28.0
# The knee bends by so much for each degree of the hip.
KNEE_OF_HIP = 1.5

GOOD = Shape(peak=7.0, out_s=0.33, stay_s=0.0, back_s=0.33)
EXERCISE = Exercise(
    id="aerobic_march",
    driver="knee_lift",
    unit="in",
    ground="floor",
    held=False,
    counting_threshold=3.0,
    speed_limit=90.0,
    still_speed=1.0,
    shapes={
        "good": GOOD,
        "low_knee": replace(GOOD, peak=2.4, counted=False),
        "sways": GOOD.with_faults("trunk_sways", sway_deg=19.0),
        "rushed": Shape(peak=6.0, out_s=0.17, stay_s=0.0, back_s=0.17),
    },
)


class AerobicMarch(Upright):
    """Channels: for each side the height of its knee; and how far the trunk sways to the left."""

    REST_S = 0.0

    def resting(self) -> dict[str, float]:
        """Return all channels and their values at rest."""
        return {"left knee": 0.0, "right knee": 0.0, "sway": 0.0}

    def perform(self, repetition: Repetition, shape: Shape, start_s: float) -> None:
        """Take one step; sway toward the standing leg where the shape says so."""
        side = one_side(repetition)
        self.out_and_back(f"{side} knee", shape, start_s, shape.peak)
        # One sways through all steps of the kind, not step by step.
        sway = shape.extra.get("sway_deg", 0.0)
        if sway != self.tracks["sway"].last:
            self.tracks["sway"].move(start_s, shape.out_s, sway)

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:
        """Return how high a knee is lifted (N,), in inches."""
        return self.at(f"{side} knee", times_s)

    def _leg(self, side: Side, time_s: float) -> LegAngles:
        stand = self.solvers[side].standing(STANDING_KNEE_DEG, 0.0)
        lift_m = self.at(f"{side} knee", time_s) * METRES_PER_INCH
        thigh_m = self.person.legs[side].thigh_m
        height = np.cos(np.radians(stand.hip)) - lift_m / thigh_m
        hip = float(np.degrees(np.arccos(np.clip(height, -1.0, 1.0))))
        bend = hip - stand.hip
        return LegAngles(
            hip=hip, knee=stand.knee + KNEE_OF_HIP * bend, ankle=stand.ankle - 0.2 * bend
        )

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        legs = {side: self._leg(side, time_s) for side in SIDES}
        arms = {}
        for side in SIDES:
            opposite = self.at(f"{other(side)} knee", time_s) - self.at(f"{side} knee", time_s)
            swing = ARM_SWING_DEG * opposite / self._shape_peak
            arms[side] = replace(ARM, forward=ARM.forward + swing)
        stand = self.solvers["left"].standing(STANDING_KNEE_DEG, 0.0)
        hip_height = self.solvers["left"].standing_hip_height(stand)
        sway = self.at("sway", time_s) + self._sway("trunk", time_s)
        return self.upright(legs, arms, hip_height, time_s, sway_deg=sway)

    @property
    def _shape_peak(self) -> float:
        return self.clip.exercise.shapes["good"].peak


MOTION = AerobicMarch
CLIPS = (
    Clip(
        EXERCISE, "good", MAN, SUNNY_ROOM, FRONT, in_turn(*16 * ["good"]), seed=111, size=(360, 480)
    ),
    Clip(
        EXERCISE,
        "errors",
        WOMAN,
        BRIGHT_ROOM,
        FRONT,
        in_turn(*6 * ["good"], *4 * ["low_knee"], *4 * ["good"], *6 * ["sways"], *8 * ["rushed"]),
        seed=112,
        fps=30,
        noise=2.2,
    ),
)
