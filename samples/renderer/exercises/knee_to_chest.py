"""Knee to chest: one thigh pulled to the chest with both hands, 20 s."""

from __future__ import annotations

from dataclasses import replace

from samples.renderer.exercises.supine import PulledThigh
from samples.renderer.looks import BRIGHT_ROOM, EVENING_ROOM, FOOT_END, LYING_A, LYING_B, MAN, WOMAN
from samples.renderer.posture import SIDES, Posture, Side
from samples.renderer.recipes import Clip, on
from samples.renderer.shapes import Exercise, Shape

GOOD = Shape(peak=68, out_s=3.0, stay_s=20.6, back_s=2.5)
EXERCISE = Exercise(
    id="knee_to_chest",
    driver="hip_flexion_from_rest",
    unit="deg",
    ground="mat",
    held=True,
    counting_threshold=32.0,
    speed_limit=80.0,
    still_speed=6.0,
    shapes={
        "good": GOOD,
        "too_fast": replace(GOOD, out_s=0.7, stay_s=2.0),
        "partial": Shape(peak=22, out_s=1.8, stay_s=0.8, back_s=1.8, counted=False),
        "broken_hold": replace(GOOD, stay_s=7.0),
        "bouncing": replace(GOOD, peak=62, stay_s=7.0).with_faults("bouncing", bounce=8.0),
        "other_foot_lifts": replace(GOOD, stay_s=5.0).with_faults(
            "other_foot_lifts", other_foot_m=0.16
        ),
    },
)


class KneeToChest(PulledThigh):
    """Hook-lying, one knee pulled to the chest."""

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        legs = {side: self.leg(side, time_s) for side in SIDES}
        pulled: Side = max(SIDES, key=lambda side: self.at(f"{side} pull", time_s))
        grip = self.at(f"{pulled} pull", time_s) / 40.0
        arms = self.hands_behind(legs[pulled], grip, time_s)
        return self.lying(legs, arms, time_s)


MOTION = KneeToChest
CLIPS = (
    Clip(
        EXERCISE,
        "good",
        MAN,
        BRIGHT_ROOM,
        LYING_A,
        (*on("left", "good"), *on("right", "good")),
        seed=41,
        fps=10,
    ),
    Clip(
        EXERCISE,
        "errors",
        WOMAN,
        EVENING_ROOM,
        LYING_B,
        (
            *on("right", "too_fast", "partial", "broken_hold"),
            *on("left", "bouncing", "other_foot_lifts"),
        ),
        seed=42,
        fps=12,
    ),
    Clip(
        EXERCISE,
        "foot_end",
        WOMAN,
        BRIGHT_ROOM,
        FOOT_END,
        on("left", "other_foot_lifts"),
        seed=43,
        fps=12,
        refused="view",
    ),
)
