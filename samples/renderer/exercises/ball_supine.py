"""Lying with one calf on a ball: its knee straightens, the opposite hand goes over the head."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.renderer.exercises.supine import ARM, ARM_OVERHEAD_DEG, Supine, blend, one_side
from samples.renderer.looks import BRIGHT_ROOM, LYING_A, LYING_B, MAN, SUNNY_ROOM, WOMAN
from samples.renderer.posture import SIDES, ArmAngles, Posture, Side, other
from samples.renderer.recipes import Clip, MovingSide, Repetition, on
from samples.renderer.rotation import Floats
from samples.renderer.scene import Ball
from samples.renderer.shapes import LYING_KNEE_DEG, Exercise, Shape

# The thigh is nearly upright, the shank level on the ball.
THIGH_DEG, KNEE_DEG = 70.0, 74.0
CALF_M = 0.055
OVERHEAD = ArmAngles(out=10.0, forward=ARM_OVERHEAD_DEG, elbow=8.0)

GOOD = Shape(peak=52, out_s=2.5, stay_s=1.0, back_s=2.5, extra={"arm": 1.0})
EXERCISE = Exercise(
    id="ball_supine",
    driver="knee_straightening",
    unit="deg",
    ground="mat",
    held=False,
    counting_threshold=22.0,
    speed_limit=70.0,
    still_speed=6.0,
    shapes={
        "good": GOOD,
        "too_fast": replace(GOOD, out_s=0.6),
        "partial": Shape(
            peak=17, out_s=1.6, stay_s=0.5, back_s=1.6, counted=False, extra={"arm": 1.0}
        ),
        "arm_stays_down": replace(GOOD, faults=("arm_stays_down",), extra={}),
        "other_leg_lifts": replace(GOOD, stay_s=1.6).with_faults(
            "other_leg_lifts", other_leg_m=0.22
        ),
    },
)


class BallSupine(Supine):
    """Channels: for each side its knee, its arm and the height of its foot.

    The calf of one leg lies on the ball through a whole clip.
    """

    @property
    def on_ball(self) -> Side:
        """The side whose calf lies on the ball."""
        return one_side(self.clip.repetitions[0])

    @property
    def ball(self) -> Ball:
        """The ball below the middle of the calf."""
        leg, side = self.person.legs[self.on_ball], self.on_ball
        thigh, shank = np.radians(THIGH_DEG), np.radians(THIGH_DEG - KNEE_DEG)
        feet_m = leg.thigh_m * np.cos(thigh) + 0.6 * leg.shank_m * np.cos(shank)
        height_m = leg.thigh_m * np.sin(thigh) + 0.6 * leg.shank_m * np.sin(shank)
        top_m = self.hip_height_m + height_m - CALF_M
        aside_m = abs(float(self.person.head_of("upperleg01.L")[0]))
        x_m = aside_m if side == "left" else -aside_m
        return Ball(x_m=x_m, y_m=-float(feet_m), radius_m=float(top_m) / 2)

    def resting(self) -> dict[str, float]:
        """Return all channels and their values at rest."""
        return {f"{side} {what}": 0.0 for side in SIDES for what in ("knee", "arm", "lift")}

    def perform(self, repetition: Repetition, shape: Shape, start_s: float) -> None:
        """Straighten the knee on the ball, and take the opposite arm over the head."""
        side = one_side(repetition)
        self.out_and_back(f"{side} knee", shape, start_s, shape.peak)
        # An arm that goes all the way over the head takes its time.
        arm_s = max(shape.out_s, 1.8)
        arm = self.tracks[f"{other(side)} arm"]
        if "arm" in shape.extra:
            arm.move(start_s, arm_s, 1.0)
            arm.move(start_s + shape.seconds - min(shape.back_s, arm_s), shape.back_s, 0.0)
        if "other_leg_m" in shape.extra:
            self.during(f"{other(side)} lift", shape, start_s, shape.extra["other_leg_m"])

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:
        """Return how far the knee is straightened (N,), in degrees."""
        return self.at(f"{side} knee", times_s) + 0.3 * self.tremor.at(f"{side} knee", times_s)

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        side = self.on_ball
        straight = float(self.driver(np.array([time_s]), side)[0])
        legs = {
            side: self.held(side, THIGH_DEG, KNEE_DEG - straight),
            other(side): self.on_mat(
                other(side), LYING_KNEE_DEG, self.at(f"{other(side)} lift", time_s)
            ),
        }
        arms = {
            s: self._arm(s, blend(ARM, OVERHEAD, self.at(f"{s} arm", time_s)), time_s)
            for s in SIDES
        }
        return self.lying(legs, arms, time_s)


MOTION = BallSupine
CLIPS = (
    Clip(EXERCISE, "good", MAN, SUNNY_ROOM, LYING_A, on("right", "good", "good", "good"), seed=91),
    Clip(
        EXERCISE,
        "errors",
        WOMAN,
        BRIGHT_ROOM,
        LYING_B,
        on("left", "good", "too_fast", "partial", "arm_stays_down", "other_leg_lifts"),
        seed=92,
    ),
)
