"""Sitting on a ball: one knee and the opposite arm lifted, sides in turn, seen from the front."""

from __future__ import annotations

from dataclasses import replace

from samples.renderer.exercises.supine import blend, one_side
from samples.renderer.exercises.upright import Upright
from samples.renderer.looks import BRIGHT_ROOM, EVENING_ROOM, FRONT_SEATED, MAN, WOMAN
from samples.renderer.posture import SIDES, ArmAngles, LegAngles, Posture, Side, other
from samples.renderer.recipes import Clip, MovingSide, Repetition, in_turn
from samples.renderer.rotation import Floats
from samples.renderer.scene import Ball
from samples.renderer.shapes import METRES_PER_INCH, Exercise, Shape

ARM = ArmAngles(out=14.0, forward=8.0, elbow=12.0)
ARM_UP = ArmAngles(out=16.0, forward=165.0, elbow=10.0)
# Hips a little over the knees; the ball gives way under them.
SEAT_OVER_KNEE_M, SUNK_M, SEAT_M = 0.03, 0.04, 0.09
FEET_APART_DEG = 9.0

GOOD = Shape(peak=5.6, out_s=1.5, stay_s=0.7, back_s=1.5, extra={"arm": 1.0})
EXERCISE = Exercise(
    id="ball_seated_march",
    driver="knee_lift",
    unit="in",
    ground="floor",
    held=False,
    counting_threshold=3.0,
    speed_limit=14.0,
    still_speed=1.0,
    shapes={
        "good": GOOD,
        "too_fast": replace(GOOD, out_s=0.3),
        "partial": Shape(
            peak=1.9, out_s=1.0, stay_s=0.4, back_s=1.0, counted=False, extra={"arm": 1.0}
        ),
        "arm_stays_down": replace(GOOD, faults=("arm_stays_down",), extra={}),
        "sways": replace(GOOD, stay_s=1.0).with_faults("trunk_sways", sway_deg=19.0),
    },
)


class BallSeatedMarch(Upright):
    """Channels: for each side the height of its knee and its arm; and the trunk's sway."""

    REST_S = 0.8

    def resting(self) -> dict[str, float]:
        """Return all channels and their values at rest."""
        sides = {f"{side} {what}": 0.0 for side in SIDES for what in ("knee", "arm")}
        return {**sides, "sway": 0.0}

    @property
    def _hip_m(self) -> float:
        """How high the hip joints are when sitting."""
        solver = self.solvers["left"]
        return solver.leg.shank_m + solver.ankle_over_floor(0.0) + SEAT_OVER_KNEE_M

    @property
    def ball(self) -> Ball:
        """The ball that is sat on."""
        return Ball(x_m=0.0, y_m=0.06, radius_m=(self._hip_m - SEAT_M + SUNK_M) / 2)

    def perform(self, repetition: Repetition, shape: Shape, start_s: float) -> None:
        """Lift one knee, and the opposite arm where the shape says so."""
        side = one_side(repetition)
        self.out_and_back(f"{side} knee", shape, start_s, shape.peak)
        if "arm" in shape.extra:
            arm = self.tracks[f"{other(side)} arm"]
            arm_s = max(shape.out_s, 0.9)
            arm.move(start_s, arm_s, 1.0)
            arm.move(start_s + shape.seconds - shape.back_s, shape.back_s, 0.0)
        if "sway_deg" in shape.extra:
            away = 1.0 if side == "left" else -1.0
            self.during("sway", shape, start_s, away * shape.extra["sway_deg"])

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:
        """Return how high a knee is lifted (N,), in inches."""
        return self.at(f"{side} knee", times_s)

    def _leg(self, side: Side, time_s: float) -> LegAngles:
        solver = self.solvers[side]
        sole_m = solver.ankle_over_floor(0.0)
        lift_m = self.at(f"{side} knee", time_s) * METRES_PER_INCH
        leg = solver.planted(solver.leg.thigh_m - 0.02, self._hip_m - sole_m - lift_m)
        return replace(leg, out=FEET_APART_DEG)

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        legs = {side: self._leg(side, time_s) for side in SIDES}
        arms = {side: blend(ARM, ARM_UP, self.at(f"{side} arm", time_s)) for side in SIDES}
        sway = self.at("sway", time_s) + self._sway("trunk", time_s)
        return self.upright(legs, arms, self._hip_m, time_s, sway_deg=sway)


MOTION = BallSeatedMarch
CLIPS = (
    Clip(
        EXERCISE,
        "good",
        WOMAN,
        EVENING_ROOM,
        FRONT_SEATED,
        in_turn("good", "good", "good", "good"),
        seed=121,
    ),
    Clip(
        EXERCISE,
        "errors",
        MAN,
        BRIGHT_ROOM,
        FRONT_SEATED,
        in_turn("good", "too_fast", "partial", "arm_stays_down", "sways"),
        seed=122,
    ),
)
