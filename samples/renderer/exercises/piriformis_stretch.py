"""Piriformis stretch: figure four on the back, the thigh below pulled to the chest, 20 s."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.renderer.exercises.supine import PulledThigh
from samples.renderer.looks import BRIGHT_ROOM, EVENING_ROOM, LYING_A, LYING_C, MAN, WOMAN
from samples.renderer.posture import LegAngles, Posture, Side, other
from samples.renderer.recipes import Clip, on
from samples.renderer.shapes import Exercise, Shape

# The crossing thigh points out and its shank in, so that the ankle lies on the other thigh.
OUT_DEG, TURN_DEG, CROSSING_KNEE_DEG, ABOVE_DEG = 33.0, 82.0, 92.0, 7.0

GOOD = Shape(peak=42, out_s=2.8, stay_s=20.6, back_s=2.5)
EXERCISE = Exercise(
    id="piriformis_stretch",
    driver="hip_flexion_from_rest",
    unit="deg",
    ground="mat",
    held=True,
    counting_threshold=19.0,
    speed_limit=65.0,
    still_speed=6.0,
    shapes={
        "good": GOOD,
        "too_fast": replace(GOOD, out_s=0.5, stay_s=2.0),
        "partial": Shape(peak=15, out_s=1.5, stay_s=0.8, back_s=1.5, counted=False),
        "broken_hold": replace(GOOD, stay_s=7.0),
        "bouncing": replace(GOOD, peak=40, stay_s=7.0).with_faults("bouncing", bounce=8.0),
        "head_lifts": replace(GOOD, stay_s=5.0).with_faults("trunk_rises", curl_deg=36.0),
    },
)


class PiriformisStretch(PulledThigh):
    """One ankle lies across the other knee all the time; it is on one side in a whole clip."""

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        pulled: Side = "left" if self.clip.repetitions[0].side == "left" else "right"
        leg = self.leg(pulled, time_s)
        crossing = LegAngles(
            hip=leg.hip + ABOVE_DEG,
            knee=CROSSING_KNEE_DEG,
            ankle=0.0,
            out=OUT_DEG,
            turn=TURN_DEG,
        )
        legs = {pulled: leg, other(pulled): crossing}
        grip = float(np.clip(self.at(f"{pulled} pull", time_s) / 25.0, 0.0, 1.0))
        arms = self.hands_behind(leg, grip, time_s)
        return self.lying(legs, arms, time_s, self.at("curl", time_s))


MOTION = PiriformisStretch
CLIPS = (
    Clip(
        EXERCISE, "good", WOMAN, EVENING_ROOM, LYING_C, on("left", "good", "good"), seed=81, fps=10
    ),
    Clip(
        EXERCISE,
        "errors",
        MAN,
        BRIGHT_ROOM,
        LYING_A,
        on("left", "too_fast", "partial", "broken_hold", "bouncing", "head_lifts"),
        seed=82,
        fps=12,
    ),
)
