"""Lying on the back in hook-lying: legs that stand on the mat or are held, hands that reach."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from samples.renderer.body import Person
from samples.renderer.choreography import SHIRT_M, Keyed
from samples.renderer.contact import HOOK_KNEE_DEG, ArmSolver
from samples.renderer.looks import MAT_M
from samples.renderer.posture import (
    SIDES,
    SUPINE_LEAN_DEG,
    ArmAngles,
    LegAngles,
    Posture,
    Side,
)
from samples.renderer.recipes import Clip, MovingSide, Repetition
from samples.renderer.rotation import Floats
from samples.renderer.shapes import Shape

ARM = ArmAngles(out=16.0, forward=-12.0, elbow=12.0)
ARM_OVERHEAD_DEG = 178.0
NECK_DEG = -9.0
# Hands hold a thigh behind it, this share of the way to the knee.
GRIP_SHARE, GRIP_BEHIND_M = 0.72, 0.06
# A foot in the air hangs a little.
HANGING_ANKLE_DEG = -12.0


def one_side(repetition: Repetition) -> Side:
    """Return the side of a repetition that is done on one side alone."""
    if repetition.side == "both":
        raise ValueError("this exercise moves one side at a time")
    return repetition.side


class Supine(Keyed):
    """On the back: what all exercises in this place share."""

    REST_S = 1.2

    def __init__(self, clip: Clip, person: Person) -> None:
        self.hip_height_m = person.back_depth_m() + SHIRT_M + MAT_M
        self.arms = {side: ArmSolver(person.arms[side]) for side in SIDES}
        hip, shoulder = person.head_of("upperleg01.L"), person.head_of("upperarm01.L")
        self.shoulder_up_m = float(shoulder[2] - hip[2])
        self.shoulder_forward_m = float(hip[1] - shoulder[1])
        super().__init__(clip, person)

    def on_mat(
        self, side: Side, knee_deg: float = HOOK_KNEE_DEG, lift_m: float = 0.0, toes_up: float = 0.0
    ) -> LegAngles:
        """Return a leg whose foot is on the mat, or lifted off it."""
        return self.solvers[side].lying(knee_deg, lift_m, self.hip_height_m - MAT_M, toes_up)

    def held(self, side: Side, hip_deg: float, knee_deg: float, share: float = 1.0) -> LegAngles:
        """Return a leg in the air; with a `share` under 1 it is still on its way off the mat."""
        mat = self.on_mat(side)
        share = float(np.clip(share, 0.0, 1.0))
        return LegAngles(
            hip=hip_deg, knee=knee_deg, ankle=mat.ankle + (HANGING_ANKLE_DEG - mat.ankle) * share
        )

    def hands_behind(self, leg: LegAngles, share: float, time_s: float) -> dict[Side, ArmAngles]:
        """Return arms that hold a thigh from behind; with a `share` of 0 they lie on the mat."""
        hip, along = np.radians(leg.hip), GRIP_SHARE * self.person.legs["left"].thigh_m
        forward = along * np.sin(hip) - GRIP_BEHIND_M * np.cos(hip) - self.shoulder_forward_m
        down = self.shoulder_up_m + along * np.cos(hip) + GRIP_BEHIND_M * np.sin(hip)
        return self.reaching(float(forward), float(down), share, time_s)

    def reaching(
        self, forward_m: float, down_m: float, share: float, time_s: float
    ) -> dict[Side, ArmAngles]:
        """Return arms on their way from the mat to a place given from the shoulders."""
        arms: dict[Side, ArmAngles] = {}
        for side in SIDES:
            goal = self.arms[side].reach(forward_m, down_m)
            arms[side] = self._arm(side, blend(ARM, goal, share), time_s)
        return arms

    def arms_resting(self, time_s: float) -> dict[Side, ArmAngles]:
        """Return arms that lie beside the body."""
        return {side: self._arm(side, ARM, time_s) for side in SIDES}

    def lying(
        self,
        legs: Mapping[Side, LegAngles],
        arms: Mapping[Side, ArmAngles],
        time_s: float,
        curl_deg: float = 0.0,
    ) -> Posture:
        """Return the whole body; `curl_deg` lifts head and shoulders off the mat."""
        return Posture(
            left_leg=legs["left"],
            right_leg=legs["right"],
            left_arm=arms["left"],
            right_arm=arms["right"],
            hip_height_m=self.hip_height_m,
            lean_deg=SUPINE_LEAN_DEG,
            spine_deg=curl_deg,
            neck_deg=NECK_DEG + self._sway("neck", time_s),
            head_turn_deg=2 * self._sway("head", time_s),
        )


class PulledThigh(Supine):
    """In hook-lying, one thigh is pulled to the chest with both hands and held.

    Channels: for each side the hip's flexion beyond hook-lying and the height of its foot, and
    how far head and shoulders curl up.
    """

    #: The knee bends a little more as the thigh comes nearer.
    KNEE_FOLLOWS = 0.2

    def resting(self) -> dict[str, float]:
        """Return all channels and their values at rest."""
        sides = {f"{side} {what}": 0.0 for side in SIDES for what in ("pull", "foot")}
        return {**sides, "curl": 0.0}

    def perform(self, repetition: Repetition, shape: Shape, start_s: float) -> None:
        """Pull one thigh; lift the other foot or the head where the shape says so."""
        side = one_side(repetition)
        self.out_and_back(f"{side} pull", shape, start_s, shape.peak)
        foot_m = shape.extra.get("other_foot_m")
        if foot_m is not None:
            opposite = "right" if side == "left" else "left"
            self.during(f"{opposite} foot", shape, start_s, foot_m)
        if "curl_deg" in shape.extra:
            self.during("curl", shape, start_s, shape.extra["curl_deg"])

    def driver(self, times_s: Floats, side: MovingSide) -> Floats:
        """Return how far the hip is bent beyond hook-lying (N,), in degrees."""
        return self.at(f"{side} pull", times_s) + 0.3 * self.tremor.at(f"{side} pull", times_s)

    def leg(self, side: Side, time_s: float) -> LegAngles:
        """Return one leg at a time in seconds."""
        pull = float(self.driver(np.array([time_s]), side)[0])
        mat = self.on_mat(side, lift_m=self.at(f"{side} foot", time_s))
        in_air = float(np.clip(self.at(f"{side} pull", time_s) / 15.0, 0.0, 1.0))
        hip = mat.hip + pull * in_air
        return self.held(side, hip, mat.knee + self.KNEE_FOLLOWS * pull * in_air, in_air)


def blend(rest: ArmAngles, goal: ArmAngles, share: float) -> ArmAngles:
    """Return an arm between two places: `share` of the way from the first to the second."""
    share = float(np.clip(share, 0.0, 1.0))
    return ArmAngles(
        out=rest.out + (goal.out - rest.out) * share,
        forward=rest.forward + (goal.forward - rest.forward) * share,
        elbow=rest.elbow + (goal.elbow - rest.elbow) * share,
        wrist=rest.wrist + (goal.wrist - rest.wrist) * share,
    )
