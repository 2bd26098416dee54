"""Abdominal contraction: hook-lying, hands on the belly; what tightens is not seen."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.renderer.exercises.supine import ARM, NECK_DEG, Supine, blend
from samples.renderer.looks import BRIGHT_ROOM, LYING_A, LYING_B, MAN, MAT_M, SUNNY_ROOM, WOMAN
from samples.renderer.posture import SIDES, SUPINE_LEAN_DEG, ArmAngles, Posture
from samples.renderer.recipes import Clip, MovingSide, Repetition, on
from samples.renderer.rotation import Floats
from samples.renderer.shapes import Exercise, Shape

# The trainer sets the pace: five seconds tight, five relaxed.
HOLD_S, RELAX_S = 5.0, 5.0
# Hands rest this far above the hip joints and over the floor, on top of the belly.
HANDS_UP_M, HANDS_HEIGHT_M = 0.20, 0.30
ELBOW_OUT_DEG, PALM_DOWN_DEG = 4.0, -55.0
AWAY = ArmAngles(out=35.0, forward=150.0, elbow=40.0)

GOOD = Shape(peak=1, out_s=0.4, stay_s=HOLD_S - 0.8, back_s=0.4)
EXERCISE = Exercise(
    id="abdominal_contraction",
    driver="contraction",
    unit="deg",
    ground="mat",
    held=True,
    counting_threshold=0.5,
    speed_limit=1000.0,
    still_speed=6.0,
    shapes={
        "good": GOOD,
        "pelvis_lifts": GOOD.with_faults("pelvis_moves", hips_m=0.11),
        "hands_away": GOOD.with_faults("hands_move", hands=1.0),
    },
)


class AbdominalContraction(Supine):
    """Channels: the contraction, the height of the hips, and the hands' way off the belly."""

    VARIES = 0.0
    REST_S = RELAX_S
    FIRST_S = 4.0

    def resting(self) -> dict[str, float]:
        """Return all channels and their values at rest."""
        return {"contraction": 0.0, "hips": 0.0, "hands": 0.0}

    def prepare(self, repetition: Repetition, start_s: float) -> float:  # noqa: ARG002
        """Wait for the trainer's word."""
        return max(start_s, self.FIRST_S)

    def perform(self, repetition: Repetition, shape: Shape, start_s: float) -> None:  # noqa: ARG002
        """Tighten; lift the hips or take the hands away where the shape says so."""
        self.out_and_back("contraction", shape, start_s, shape.peak)
        for channel, what in (("hips", "hips_m"), ("hands", "hands")):
            if what in shape.extra:
                track = self.tracks[channel]
                track.move(start_s + 0.6, 0.9, shape.extra[what])
                track.move(start_s + HOLD_S - 1.2, 1.0, 0.0)

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:  # noqa: ARG002
        """Return the contraction (N,), 0 to 1."""
        return self.at("contraction", times_s)

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        hips_m, away = self.at("hips", time_s), self.at("hands", time_s)
        # Shoulders stay on the mat, so the trunk tips as the hips rise.
        tip_deg = float(np.degrees(np.arcsin(hips_m / self.shoulder_up_m)))
        legs = {
            side: replace(leg, hip=leg.hip - tip_deg)
            for side in SIDES
            for leg in [
                self.solvers[side].lying(97.0, 0.0, self.hip_height_m + hips_m - MAT_M),
            ]
        }
        belly = self.shoulder_up_m - HANDS_UP_M
        forward_m = HANDS_HEIGHT_M - self.hip_height_m - self.shoulder_forward_m
        arms = {}
        for side in SIDES:
            reach = self.arms[side].reach(forward_m, belly)
            goal = replace(reach, out=ELBOW_OUT_DEG, wrist=PALM_DOWN_DEG)
            # On the way off the belly the hands go past the sides.
            resting = blend(goal, ARM, min(1.0, 2 * away))
            arms[side] = self._arm(side, blend(resting, AWAY, 2 * away - 1), time_s)
        return replace(
            self.lying(legs, arms, time_s),
            hip_height_m=self.hip_height_m + hips_m,
            lean_deg=SUPINE_LEAN_DEG + tip_deg,
            # The head stays on the mat as well.
            neck_deg=NECK_DEG + tip_deg,
        )


MOTION = AbdominalContraction
CLIPS = (
    Clip(EXERCISE, "good", WOMAN, SUNNY_ROOM, LYING_A, on("both", "good", "good"), seed=71, fps=10),
    Clip(
        EXERCISE,
        "errors",
        MAN,
        BRIGHT_ROOM,
        LYING_B,
        on("both", "good", "pelvis_lifts", "hands_away"),
        seed=72,
        fps=10,
    ),
)
