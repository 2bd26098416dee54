"""Straight leg raise: 12 inches, held, the other knee bent, legs in turn."""

from __future__ import annotations

from dataclasses import replace

from samples.renderer.exercises.lying_legs import LyingLegs
from samples.renderer.looks import BRIGHT_ROOM, EVENING_ROOM, LYING_A, LYING_B, MAN, WOMAN
from samples.renderer.recipes import Clip, in_turn, on
from samples.renderer.shapes import Exercise, Shape

# 12 inches for 5 s are prescribed. With the knee bent the foot turns as well and takes the ankle
# about an inch further, so its lift is planned shorter.
GOOD = Shape(peak=13.5, out_s=2.2, stay_s=5.4, back_s=2.2)
EXERCISE = Exercise(
    id="straight_leg_raise",
    driver="ankle_lift",
    unit="in",
    ground="mat",
    held=True,
    counting_threshold=8.0,
    speed_limit=20.0,
    still_speed=2.0,
    shapes={
        "good": GOOD,
        "too_fast": replace(GOOD, out_s=0.5),
        "partial": Shape(peak=5.0, out_s=1.5, stay_s=1.0, back_s=1.5, counted=False),
        "broken_hold": replace(GOOD, stay_s=2.0),
        "knee_bent": replace(GOOD, peak=12.5).with_faults("knee_bent", knee_deg=40.0),
    },
)


class StraightLegRaise(LyingLegs):
    """One leg straight, the other in hook-lying."""

    HOOKED = True


MOTION = StraightLegRaise
CLIPS = (
    Clip(
        EXERCISE,
        "good",
        WOMAN,
        BRIGHT_ROOM,
        LYING_A,
        in_turn("good", "good", "good", "good"),
        seed=3,
    ),
    Clip(
        EXERCISE,
        "errors",
        MAN,
        EVENING_ROOM,
        LYING_B,
        on("right", "good", "too_fast", "partial", "broken_hold", "knee_bent"),
        seed=4,
    ),
    Clip(EXERCISE, "far", MAN, BRIGHT_ROOM, LYING_A, in_turn("good", "good"), seed=5),
)
