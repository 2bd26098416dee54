"""Heel raises: standing, both heels slowly up and down."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from samples.renderer.exercises.upright import Upright
from samples.renderer.looks import BRIGHT_ROOM, EVENING_ROOM, MAN, STANDING_ASIDE, STANDING_B, WOMAN
from samples.renderer.passer import Passer
from samples.renderer.posture import SIDES, ArmAngles, LegAngles, Posture, Side
from samples.renderer.recipes import Clip, MovingSide, Repetition, on
from samples.renderer.rotation import Floats
from samples.renderer.shapes import METRES_PER_INCH, STANDING_KNEE_DEG, Exercise, Shape

ARM = ArmAngles(out=9.0, forward=2.0, elbow=10.0)

GOOD = Shape(peak=3.1, out_s=2.0, stay_s=1.0, back_s=2.0)
EXERCISE = Exercise(
    id="heel_raises",
    driver="heel_over_toes",
    unit="in",
    ground="floor",
    held=False,
    counting_threshold=1.6,
    speed_limit=6.0,
    still_speed=0.5,
    shapes={
        "good": GOOD,
        "too_fast": replace(GOOD, stay_s=0.8, back_s=0.3),
        "partial": Shape(peak=1.3, out_s=1.2, stay_s=0.5, back_s=1.2, counted=False),
        "knees_bend": replace(GOOD, stay_s=1.5).with_faults(
            "knees_bend", "hips_stay_down", knee_deg=42.0
        ),
        "trunk_leans": replace(GOOD, stay_s=1.5).with_faults("trunk_leans", lean_deg=26.0),
        "uneven": replace(GOOD, stay_s=1.5).with_faults("knees_bend", "hips_stay_down", far=0.15),
    },
)


class HeelRaises(Upright):
    """Channels: the heels' height over the toes, the far heel's share of it, knees and trunk."""

    def resting(self) -> dict[str, float]:
        """Return all channels and their values at rest."""
        return {"heels": 0.0, "far": 1.0, "knee": STANDING_KNEE_DEG, "lean": 0.0}

    def perform(self, repetition: Repetition, shape: Shape, start_s: float) -> None:  # noqa: ARG002
        """Lift the heels; do what else the shape says."""
        self.out_and_back("heels", shape, start_s, shape.peak)
        for channel, what in (("knee", "knee_deg"), ("lean", "lean_deg")):
            if what in shape.extra:
                self.during(channel, shape, start_s, shape.extra[what])
        if "far" in shape.extra:
            # Before the heels are off the floor, so that the far one never leaves it.
            self.tracks["far"].move(start_s - 0.1, 0.05, shape.extra["far"])
            self.tracks["far"].move(start_s + shape.seconds, 0.05, 1.0)

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:  # noqa: ARG002
        """Return the height of the near heel over its toes (N,), in inches from rest."""
        return self.at("heels", times_s)

    @property
    def near(self) -> Side:
        """The side turned to the camera."""
        return "left" if self.clip.view.azimuth_deg > 0 else "right"

    def _pitch_deg(self, side: Side, height_in: float) -> float:
        """Return how far a sole points down for its heel to be that high over the toes."""
        leg = self.person.legs[side]
        foot = self.person.verts[leg.heel_id] - self.person.verts[leg.toe_id]
        length_m = float(np.hypot(foot[1], foot[2]))
        return float(np.degrees(np.arcsin(height_in * METRES_PER_INCH / length_m)))

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        height_in, knee = self.at("heels", time_s), self.at("knee", time_s)
        lean = self.at("lean", time_s) + self._sway("lean", time_s)
        pitch = {
            side: self._pitch_deg(
                side, height_in * (1.0 if side == self.near else self.at("far", time_s))
            )
            for side in SIDES
        }
        ankles = {side: self.solvers[side].ankle_over_floor(-pitch[side]) for side in SIDES}
        # The lower heel tells how high the hips are: the other leg bends its knee.
        hip_height = min(ankles.values()) + self.solvers["left"].reach(knee)[0]
        legs: dict[Side, LegAngles] = {}
        for side in SIDES:
            leg = self.solvers[side].planted(0.0, hip_height - ankles[side])
            legs[side] = replace(leg, ankle=leg.ankle - pitch[side])
        # Arms hang down whichever way the trunk leans.
        hanging = replace(ARM, forward=ARM.forward + lean)
        arms = dict.fromkeys(SIDES, hanging)
        posture = self.upright(legs, arms, hip_height, time_s, lean_deg=lean)
        return replace(posture, forward_m=self._toes_stay(posture))

    def _toes_stay(self, posture: Posture) -> float:
        """Return how far the body is in front for the near toes to stay where they are."""
        points = self.person.landmarks(self.person.pose(posture))
        return float(points[f"{self.near}_foot_index"][1]) - self._toe_y

    @property
    def _toe_y(self) -> float:
        leg = self.person.legs[self.near]
        return float(self.person.verts[leg.toe_id][1] - self.person.head_of("upperleg01.L")[1])


MOTION = HeelRaises
CLIPS = (
    Clip(
        EXERCISE,
        "good",
        WOMAN,
        BRIGHT_ROOM,
        STANDING_ASIDE,
        on("both", "good", "good", "good", "good"),
        seed=101,
        passer=Passer(from_s=8.0, depth_m=1.1),
    ),
    Clip(
        EXERCISE,
        "errors",
        MAN,
        EVENING_ROOM,
        STANDING_B,
        on("both", "good", "too_fast", "partial", "knees_bend", "trunk_leans", "uneven"),
        seed=102,
        noise=2.2,
    ),
)
