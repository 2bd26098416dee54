"""Lying on the back and moving one leg after the other: sliding its foot, or raising it."""

from __future__ import annotations

import numpy as np

from samples.renderer.choreography import (
    KNEE_TREMOR_DEG,
    LIFT_TREMOR_IN,
    SHIRT_M,
    Choreography,
    Timed,
)
from samples.renderer.contact import HOOK_KNEE_DEG, resting_foot_deg
from samples.renderer.looks import MAT_M
from samples.renderer.motion import Track
from samples.renderer.posture import SIDES, SUPINE_LEAN_DEG, ArmAngles, Posture, Side, other
from samples.renderer.recipes import MovingSide, Repetition
from samples.renderer.rotation import Floats
from samples.renderer.shapes import LYING_KNEE_DEG, METRES_PER_INCH, REST_S, Shape

# Changing sides: wait, pull one foot in, push the other out.
CHANGE_PAUSE_S = 0.8
CHANGE_SLIDE_S = 2.0


class LyingLegs(Choreography):
    """On the back: each leg has a bend (its foot sliding on the floor) and a lift of its ankle."""

    ARM = ArmAngles(out=16.0, forward=-12.0, elbow=12.0)
    NECK_DEG = -9.0
    #: Whether the leg that does not move is bent, its foot flat.
    HOOKED = False

    def _plan(self, start_s: float) -> float:
        hooked = self.HOOKED
        first = self._side(self.clip.repetitions[0])
        bent = other(first) if hooked else None
        self.bend = {
            side: Track(HOOK_KNEE_DEG if side == bent else LYING_KNEE_DEG) for side in SIDES
        }
        self.lift = {side: Track(0.0) for side in SIDES}
        self.hip_height_m = self.person.back_depth_m() + SHIRT_M + MAT_M
        end_s, straight = start_s, first
        for repetition in self.clip.repetitions:
            side = self._side(repetition)
            if hooked and side != straight:
                start_s = self._change_sides(straight, end_s + CHANGE_PAUSE_S) + REST_S
                straight = side
            shape = self._shape(repetition)
            end_s = start_s + shape.seconds
            if hooked:
                self._raise_leg(side, shape, start_s)
            else:
                self._slide_heel(side, shape, start_s)
            self.timed.append(Timed(repetition, start_s, end_s))
            start_s = end_s + REST_S
        return end_s

    @staticmethod
    def _side(repetition: Repetition) -> Side:
        if repetition.side == "both":
            raise ValueError("an exercise lying on the back moves one leg at a time")
        return repetition.side

    def _raise_leg(self, side: Side, shape: Shape, start_s: float) -> None:
        back_s = start_s + shape.out_s + shape.stay_s
        self.lift[side].move(start_s, shape.out_s, shape.peak)
        self.lift[side].move(back_s, shape.back_s, 0.0)
        knee_deg = shape.extra.get("knee_deg")
        if knee_deg is not None:  # bent before the foot is far from the floor
            self.bend[side].move(start_s, shape.out_s / 2, knee_deg)
            self.bend[side].move(back_s + shape.back_s / 2, shape.back_s / 2, LYING_KNEE_DEG)

    def _slide_heel(self, side: Side, shape: Shape, start_s: float) -> None:
        back_s = start_s + shape.out_s + shape.stay_s
        self.bend[side].move(start_s, shape.out_s, shape.peak)
        self.bend[side].move(back_s, shape.back_s, LYING_KNEE_DEG)
        heel_lift_in = shape.extra.get("heel_lift_in")
        if heel_lift_in is not None:
            self.lift[side].move(start_s, shape.out_s, heel_lift_in)
            self.lift[side].move(back_s, shape.back_s, 0.0)

    def _change_sides(self, straight: Side, start_s: float) -> float:
        self.bend[straight].move(start_s, CHANGE_SLIDE_S, HOOK_KNEE_DEG)
        self.bend[other(straight)].move(start_s + CHANGE_SLIDE_S, CHANGE_SLIDE_S, LYING_KNEE_DEG)
        return start_s + 2 * CHANGE_SLIDE_S

    def knee_deg(self, times_s: Floats, side: Side) -> Floats:
        """Return the flexion of a knee at some times (N,)."""
        return self.bend[side].at(times_s) + KNEE_TREMOR_DEG * self.tremor.at(
            f"{side} knee", times_s
        )

    def lift_m(self, times_s: Floats, side: Side) -> Floats:
        """Return how far a foot is lifted off the floor at some times (N,); a resting one is 0."""
        planned = self.lift[side].at(times_s)
        airborne = np.clip(planned / 12.0, 0.0, 1.0)
        tremor = LIFT_TREMOR_IN * airborne * self.tremor.at(f"{side} lift", times_s)
        return METRES_PER_INCH * (planned + tremor)

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:
        """Return the knee flexion (N,) in degrees, or the lift of the ankle in inches."""
        if side == "both":
            raise ValueError("an exercise lying on the back moves one leg at a time")
        knee = self.knee_deg(times_s, side)
        if self.clip.exercise.driver == "knee_flexion":
            return knee
        on_floor = self.solvers[side].ankle_over_floor(resting_foot_deg(knee))
        height = on_floor + self.lift_m(times_s, side)
        straight = self.solvers[side].ankle_over_floor(resting_foot_deg(LYING_KNEE_DEG))
        return (height - straight) / METRES_PER_INCH

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        times = np.array([time_s])
        legs = {
            side: self.solvers[side].lying(
                knee_deg=float(self.knee_deg(times, side)[0]),
                lift_m=float(self.lift_m(times, side)[0]),
                hip_height_m=self.hip_height_m - MAT_M,
            )
            for side in SIDES
        }
        return Posture(
            left_leg=legs["left"],
            right_leg=legs["right"],
            left_arm=self._arm("left", self.ARM, time_s),
            right_arm=self._arm("right", self.ARM, time_s),
            hip_height_m=self.hip_height_m,
            lean_deg=SUPINE_LEAN_DEG,
            neck_deg=self.NECK_DEG + self._sway("neck", time_s),
            head_turn_deg=2 * self._sway("head", time_s),
        )
