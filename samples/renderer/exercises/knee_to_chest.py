"""Knee to chest: one thigh pulled to the chest with both hands, 20 s."""

from __future__ import annotations

from samples.renderer.exercises.supine import PulledThigh
from samples.renderer.looks import (
    BRIGHT_ROOM,
    DRESSED_F,
    DRESSED_M,
    EVENING_ROOM,
    FOOT_END,
    LYING_A,
    LYING_B,
)
from samples.renderer.posture import SIDES, Posture, Side
from samples.renderer.recipes import Clip, on
from samples.renderer.shapes import Exercise, Shape

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
        "good": Shape(peak=68, out_s=3.0, stay_s=20.6, back_s=2.5),
        "too_fast": Shape(peak=68, out_s=0.7, stay_s=2.0, back_s=2.5),
        "partial": Shape(peak=22, out_s=1.8, stay_s=0.8, back_s=1.8, counted=False),
        "broken_hold": Shape(peak=68, out_s=3.0, stay_s=7.0, back_s=2.5),
        "bouncing": Shape(
            peak=62, out_s=3.0, stay_s=7.0, back_s=2.5, faults=("bouncing",), extra={"bounce": 8.0}
        ),
        "other_foot_lifts": Shape(
            peak=68,
            out_s=3.0,
            stay_s=5.0,
            back_s=2.5,
            faults=("other_foot_lifts",),
            extra={"other_foot_m": 0.16},
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
        name="knee_to_chest_good",
        exercise=EXERCISE,
        body="person_m",
        clothes=DRESSED_M,
        room=BRIGHT_ROOM,
        view=LYING_A,
        repetitions=(*on("left", "good"), *on("right", "good")),
        seed=41,
        fps=10,
    ),
    Clip(
        name="knee_to_chest_errors",
        exercise=EXERCISE,
        body="person_f",
        clothes=DRESSED_F,
        room=EVENING_ROOM,
        view=LYING_B,
        repetitions=(
            *on("right", "too_fast", "partial", "broken_hold"),
            *on("left", "bouncing", "other_foot_lifts"),
        ),
        seed=42,
        fps=12,
    ),
    Clip(
        name="knee_to_chest_foot_end",
        exercise=EXERCISE,
        body="person_f",
        clothes=DRESSED_F,
        room=BRIGHT_ROOM,
        view=FOOT_END,
        repetitions=on("left", "other_foot_lifts"),
        seed=43,
        fps=12,
        refused="view",
    ),
)
