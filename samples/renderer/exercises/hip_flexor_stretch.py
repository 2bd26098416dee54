"""Hip flexor stretch: half-kneeling, the pelvis moved forward and held 20 s."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.renderer.exercises.supine import one_side
from samples.renderer.exercises.upright import Upright
from samples.renderer.looks import (
    BRIGHT_ROOM,
    KNEELING_A,
    KNEELING_B,
    MAN,
    MAT_M,
    SUNNY_ROOM,
    WOMAN,
)
from samples.renderer.posture import SIDES, ArmAngles, LegAngles, Posture, Side, other
from samples.renderer.recipes import Clip, MovingSide, Repetition, on
from samples.renderer.rotation import Floats
from samples.renderer.shapes import Exercise, Shape

# Hands rest on the hips.
ARM = ArmAngles(out=30.0, forward=-18.0, elbow=88.0)
KNEELING_DEG = 3.0  # how far the back thigh leans at rest
KNEECAP_M = 0.055  # the knee joint's height over the mat
# The toes of the back foot point backward, its instep on the mat.
BACK_ANKLE_DEG = -62.0
FRONT_FOOT_SHARE = 1.3  # of a thigh, in front of the hips at rest

GOOD = Shape(peak=31, out_s=3.2, stay_s=20.6, back_s=2.6)
EXERCISE = Exercise(
    id="hip_flexor_stretch",
    driver="thigh_lean_from_rest",
    unit="deg",
    ground="mat",
    held=True,
    counting_threshold=16.0,
    speed_limit=36.0,
    still_speed=4.0,
    shapes={
        "good": GOOD,
        "too_fast": replace(GOOD, out_s=0.6, stay_s=2.0),
        "partial": Shape(peak=13, out_s=1.8, stay_s=0.6, back_s=1.8, counted=False),
        "broken_hold": replace(GOOD, stay_s=7.0),
        "bouncing": replace(GOOD, peak=29, stay_s=7.0).with_faults("bouncing", bounce=5.0),
        "trunk_leans": replace(GOOD, stay_s=5.0).with_faults("trunk_leans", lean_deg=32.0),
    },
)


class HipFlexorStretch(Upright):
    """Channels: how far the back thigh leans beyond rest, and the trunk.

    One knee is on the mat through a whole clip; the pelvis moves over it, the front foot stays.
    """

    REST_S = 1.2

    @property
    def kneeling(self) -> Side:
        """The side of the knee that is on the mat."""
        return one_side(self.clip.repetitions[0])

    def resting(self) -> dict[str, float]:
        """Return all channels and their values at rest."""
        return {"thigh": 0.0, "lean": 0.0}

    def perform(self, repetition: Repetition, shape: Shape, start_s: float) -> None:  # noqa: ARG002
        """Move the pelvis forward; lean the trunk where the shape says so."""
        self.out_and_back("thigh", shape, start_s, shape.peak)
        if "lean_deg" in shape.extra:
            self.during("lean", shape, start_s, shape.extra["lean_deg"])

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:  # noqa: ARG002
        """Return how far the back thigh leans beyond rest (N,), in degrees."""
        return self.at("thigh", times_s) + 0.2 * self.tremor.at("thigh", times_s)

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        lean = KNEELING_DEG + float(self.driver(np.array([time_s]), self.kneeling)[0])
        thigh_m = self.person.legs[self.kneeling].thigh_m
        hip_m = MAT_M + KNEECAP_M + thigh_m * float(np.cos(np.radians(lean)))
        at_rest = np.sin(np.radians(KNEELING_DEG))
        forward_m = thigh_m * float(np.sin(np.radians(lean)) - at_rest)
        back = LegAngles(hip=-lean, knee=90.0 - lean, ankle=BACK_ANKLE_DEG)
        front_side = other(self.kneeling)
        solver = self.solvers[front_side]
        front = solver.planted(
            FRONT_FOOT_SHARE * thigh_m - forward_m, hip_m - MAT_M - solver.ankle_over_floor(0.0)
        )
        return self.upright(
            {self.kneeling: back, front_side: front},
            dict.fromkeys(SIDES, ARM),
            hip_m,
            time_s,
            lean_deg=self.at("lean", time_s) + self._sway("lean", time_s),
            forward_m=forward_m,
        )


MOTION = HipFlexorStretch
CLIPS = (
    Clip(
        EXERCISE, "good", MAN, BRIGHT_ROOM, KNEELING_A, on("left", "good", "good"), seed=131, fps=10
    ),
    Clip(
        EXERCISE,
        "errors",
        WOMAN,
        SUNNY_ROOM,
        KNEELING_B,
        on("left", "too_fast", "partial", "broken_hold", "bouncing", "trunk_leans"),
        seed=132,
        fps=12,
    ),
)
