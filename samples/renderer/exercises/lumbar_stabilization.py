"""Bird dog: on hands and knees, one leg and the opposite arm lifted level, held 5 s, in turn."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.renderer.choreography import Keyed
from samples.renderer.exercises.supine import blend, one_side
from samples.renderer.looks import (
    BRIGHT_ROOM,
    CRAWLING_A,
    CRAWLING_B,
    EVENING_ROOM,
    MAN,
    MAT_M,
    WOMAN,
)
from samples.renderer.posture import (
    CRAWLING_LEAN_DEG,
    SIDES,
    ArmAngles,
    LegAngles,
    Posture,
    Side,
    other,
)
from samples.renderer.recipes import Clip, MovingSide, Repetition, in_turn
from samples.renderer.rotation import Floats
from samples.renderer.shapes import METRES_PER_INCH, Exercise, Shape

KNEECAP_M, PALM_M = 0.055, 0.045
KNEELING_ANKLE_DEG, LIFTED_ANKLE_DEG = -62.0, -25.0
SUPPORT_ELBOW_DEG, PALM_DEG = 18.0, 72.0
ARM_LEVEL = ArmAngles(out=4.0, forward=176.0, elbow=6.0)
NECK_DEG = -18.0

GOOD = Shape(peak=15.5, out_s=2.4, stay_s=5.6, back_s=2.2, extra={"arm": 1.0})
EXERCISE = Exercise(
    id="lumbar_stabilization",
    driver="ankle_lift",
    unit="in",
    ground="mat",
    held=True,
    counting_threshold=8.0,
    speed_limit=26.0,
    still_speed=2.0,
    shapes={
        "good": GOOD,
        "too_fast": replace(GOOD, out_s=0.5),
        "partial": Shape(
            peak=5.5, out_s=1.5, stay_s=0.5, back_s=1.5, counted=False, extra={"arm": 1.0}
        ),
        "broken_hold": replace(GOOD, stay_s=2.2),
        "arm_stays_down": replace(GOOD, faults=("arm_stays_down",), extra={}),
        "leg_too_high": replace(GOOD, stay_s=6.0, back_s=4.4).with_faults(
            "leg_too_high", higher_deg=30.0
        ),
    },
)


class LumbarStabilization(Keyed):
    """Channels: for each side the height of its ankle, its arm, and how far over level its leg is.

    A leg is lifted with its shank level and its thigh swinging up behind it, until it is
    straight.
    """

    REST_S = 1.2

    def resting(self) -> dict[str, float]:
        """Return all channels and their values at rest."""
        return {f"{side} {what}": 0.0 for side in SIDES for what in ("leg", "arm", "higher")}

    def perform(self, repetition: Repetition, shape: Shape, start_s: float) -> None:
        """Lift one leg, and the opposite arm where the shape says so."""
        side = one_side(repetition)
        self.out_and_back(f"{side} leg", shape, start_s, self._peak(side, shape.peak))
        if "arm" in shape.extra:
            self.out_and_back(f"{other(side)} arm", shape, start_s, 1.0)
        if "higher_deg" in shape.extra:
            track = self.tracks[f"{side} higher"]
            still_s = start_s + shape.out_s
            track.move(still_s, 2.2, shape.extra["higher_deg"])
            track.move(still_s + shape.stay_s, 2.2, 0.0)

    def _peak(self, side: Side, planned_in: float) -> float:
        """Return a lift in inches that this person's thigh allows."""
        return min(planned_in, 0.99 * self.person.legs[side].thigh_m / METRES_PER_INCH)

    def _higher_in(self, side: Side, times_s: Floats) -> Floats:
        """Return what the ankle gains by a leg lifted over the level (N,), in inches."""
        leg = self.person.legs[side]
        over = np.sin(np.radians(self.at(f"{side} higher", times_s)))
        gained: Floats = (leg.thigh_m + leg.shank_m) * over / METRES_PER_INCH
        return gained

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:
        """Return how high an ankle is lifted (N,), in inches."""
        one: Side = "left" if side == "left" else "right"
        tremor = 0.15 * self.tremor.at(f"{one} leg", times_s)
        lifted = np.clip(self.at(f"{one} leg", times_s) / 4.0, 0.0, 1.0)
        level: Floats = self.at(f"{one} leg", times_s) + lifted * tremor
        return level + self._higher_in(one, times_s)

    def _leg(self, side: Side, time_s: float, tilt_deg: float) -> LegAngles:
        """Return a leg; `tilt_deg` is how far the shoulders are over the hips."""
        times = np.array([time_s])
        higher = self.at(f"{side} higher", time_s)
        lift_m = float(self.driver(times, side)[0] - self._higher_in(side, times)[0])
        lift_m *= METRES_PER_INCH
        thigh_m = self.person.legs[side].thigh_m
        down = np.clip(1.0 - lift_m / thigh_m, -1.0, 1.0)
        below = float(np.degrees(np.arcsin(down)))  # of the thigh, under the level
        share = float(np.clip(lift_m / (0.5 * thigh_m), 0.0, 1.0))
        return LegAngles(
            hip=below - higher - tilt_deg,
            knee=below,
            ankle=KNEELING_ANKLE_DEG + share * (LIFTED_ANKLE_DEG - KNEELING_ANKLE_DEG),
        )

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        leg, arm = self.person.legs["left"], self.person.arms["left"]
        hip_m = MAT_M + KNEECAP_M + leg.thigh_m
        reach = arm.upper_m + arm.fore_m * float(np.cos(np.radians(SUPPORT_ELBOW_DEG)))
        hip, shoulder = (self.person.head_of(bone) for bone in ("upperleg01.L", "upperarm01.L"))
        trunk_m = float(shoulder[2] - hip[2])
        # The trunk tilts until the palms are on the mat.
        shoulder_forward_m = float(hip[1] - shoulder[1])
        rise = (MAT_M + PALM_M + reach + shoulder_forward_m - hip_m) / trunk_m
        tilt = float(np.degrees(np.arcsin(np.clip(rise, -0.4, 0.4))))
        support = ArmAngles(out=4.0, forward=90.0 - tilt, elbow=SUPPORT_ELBOW_DEG, wrist=PALM_DEG)
        arms = {
            side: self._arm(side, blend(support, ARM_LEVEL, self.at(f"{side} arm", time_s)), time_s)
            for side in SIDES
        }
        return Posture(
            left_leg=self._leg("left", time_s, tilt),
            right_leg=self._leg("right", time_s, tilt),
            left_arm=arms["left"],
            right_arm=arms["right"],
            hip_height_m=hip_m,
            lean_deg=CRAWLING_LEAN_DEG + tilt,
            neck_deg=NECK_DEG + self._sway("neck", time_s),
        )


MOTION = LumbarStabilization
CLIPS = (
    Clip(
        EXERCISE,
        "good",
        WOMAN,
        BRIGHT_ROOM,
        CRAWLING_A,
        in_turn("good", "good", "good"),
        seed=141,
        fps=12,
    ),
    Clip(
        EXERCISE,
        "errors",
        MAN,
        EVENING_ROOM,
        CRAWLING_B,
        in_turn(
            "too_fast", "partial", "broken_hold", "arm_stays_down", "leg_too_high", first="right"
        ),
        seed=142,
        fps=12,
    ),
)
