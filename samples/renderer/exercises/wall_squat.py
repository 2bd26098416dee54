"""Wall squat: back on the wall, knees bent to 45 degrees, held."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.renderer.choreography import KNEE_TREMOR_DEG, Choreography, Timed
from samples.renderer.looks import (
    BRIGHT_ROOM,
    EVENING_ROOM,
    FRONT,
    MAN,
    STANDING_A,
    STANDING_B,
    SUNNY_ROOM,
    WOMAN,
)
from samples.renderer.motion import Track
from samples.renderer.posture import SIDES, STANDING_LEAN_DEG, ArmAngles, Posture
from samples.renderer.recipes import Clip, MovingSide, on
from samples.renderer.rotation import Floats
from samples.renderer.shapes import (
    METRES_PER_INCH,
    REST_S,
    STANDING_KNEE_DEG,
    Exercise,
    Shape,
)

# Feet "about 12 inches" in front of the wall: the ankle that far in front of the hip joint.
WALL_TO_FEET_M = 12 * METRES_PER_INCH

# 45 degrees for 5 s are prescribed: a good repetition overshoots both a little. 85 degrees bring
# the thighs level; 22 are half of what is asked.
GOOD = Shape(peak=47, out_s=2.5, stay_s=5.4, back_s=2.5)
EXERCISE = Exercise(
    id="wall_squat",
    driver="knee_flexion",
    unit="deg",
    ground="wall",
    held=True,
    counting_threshold=30.0,
    speed_limit=60.0,
    still_speed=6.0,
    shapes={
        "good": GOOD,
        "too_fast": replace(GOOD, out_s=0.6),
        "partial": Shape(peak=22, out_s=2.0, stay_s=1.0, back_s=2.0, counted=False),
        "broken_hold": replace(GOOD, stay_s=2.0),
        "too_deep": Shape(peak=85, out_s=3.5, stay_s=5.4, back_s=3.5).with_faults("too_deep"),
    },
)


class WallSquat(Choreography):
    """Back on the wall: the hips go straight down, the feet stay flat in one place."""

    ARM = ArmAngles(out=8.0, forward=-3.0, elbow=8.0)

    def _plan(self, start_s: float) -> float:
        self.knee = Track(STANDING_KNEE_DEG)
        end_s = start_s
        for repetition in self.clip.repetitions:
            shape = self._shape(repetition)
            end_s = start_s + shape.seconds
            self.knee.move(start_s, shape.out_s, shape.peak)
            self.knee.move(end_s - shape.back_s, shape.back_s, STANDING_KNEE_DEG)
            self.timed.append(Timed(repetition, start_s, end_s))
            start_s = end_s + REST_S
        return end_s

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:
        """Return the flexion of both knees in degrees (N,): they bend together."""
        if side != "both":
            raise ValueError("a wall squat moves both legs at once")
        return self.knee.at(times_s) + KNEE_TREMOR_DEG * self.tremor.at("knees", times_s)

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        knee = float(self.driver(np.array([time_s]), "both")[0])
        legs = {side: self.solvers[side].standing(knee, WALL_TO_FEET_M) for side in SIDES}
        return Posture(
            left_leg=legs["left"],
            right_leg=legs["right"],
            left_arm=self._arm("left", self.ARM, time_s),
            right_arm=self._arm("right", self.ARM, time_s),
            hip_height_m=self.solvers["left"].standing_hip_height(legs["left"]),
            lean_deg=STANDING_LEAN_DEG,
            spine_deg=self._sway("spine", time_s),
            neck_deg=self._sway("neck", time_s),
            head_turn_deg=2 * self._sway("head", time_s),
        )


MOTION = WallSquat
CLIPS = (
    Clip(
        EXERCISE, "good", MAN, BRIGHT_ROOM, STANDING_A, on("both", "good", "good", "good"), seed=1
    ),
    Clip(
        EXERCISE,
        "errors",
        WOMAN,
        EVENING_ROOM,
        STANDING_B,
        on("both", "good", "too_fast", "partial", "broken_hold", "too_deep"),
        seed=2,
    ),
    Clip(EXERCISE, "front", WOMAN, SUNNY_ROOM, FRONT, on("both", "good"), seed=31, refused="view"),
)
