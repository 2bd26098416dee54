"""From a clip's recipe to a posture at every moment, and the exact value that drives it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from math import ceil
from typing import Literal

import numpy as np

from samples.renderer.body import Person
from samples.renderer.contact import HOOK_KNEE_DEG, LegSolver, resting_foot_deg
from samples.renderer.looks import MAT_M
from samples.renderer.motion import Track, Tremor
from samples.renderer.posture import (
    SIDES,
    STANDING_LEAN_DEG,
    SUPINE_LEAN_DEG,
    ArmAngles,
    Posture,
    Side,
    other,
)
from samples.renderer.recipes import FPS, Clip, Repetition
from samples.renderer.rotation import Floats
from samples.renderer.shapes import (
    CHANGE_PAUSE_S,
    CHANGE_SLIDE_S,
    LEAD_IN_S,
    LEAD_OUT_S,
    LYING_KNEE_DEG,
    METRES_PER_INCH,
    REST_S,
    STANDING_KNEE_DEG,
    WALL_TO_FEET_M,
    Shape,
)

# How far tremor and breathing move a joint, in degrees, and a leg held in the air, in inches.
JOINT_TREMOR_DEG = 0.4
KNEE_TREMOR_DEG = 0.3
LIFT_TREMOR_IN = 0.2

# The thickness of the shirt one lies on.
SHIRT_M = 0.012


@dataclass(frozen=True)
class Timed:
    """A repetition and when it happens: leaves rest, is at rest again."""

    repetition: Repetition
    start_s: float
    end_s: float


class Choreography(ABC):
    """A person doing one clip."""

    def __init__(self, clip: Clip, person: Person) -> None:
        self.clip, self.person = clip, person
        self.tremor = Tremor(clip.seed)
        self.solvers = {side: LegSolver(person.legs[side]) for side in SIDES}
        self.timed: list[Timed] = []
        last_s = self._plan(LEAD_IN_S)
        self.frames = ceil((last_s + LEAD_OUT_S) * FPS)
        self.duration_s = self.frames / FPS

    @abstractmethod
    def _plan(self, start_s: float) -> float:
        """Lay out all repetitions from `start_s`; return when the last one is at rest."""

    @abstractmethod
    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""

    @abstractmethod
    def driver(self, times_s: Floats, side: Side | Literal["both"]) -> Floats:
        """Return the driving measure of a side at some times (N,), in the exercise's unit."""

    @abstractmethod
    def resting_ankle_m(self, side: Side) -> float:
        """Return the height over the floor of an ankle whose leg rests straight."""

    def _shape(self, repetition: Repetition) -> Shape:
        return self.clip.exercise.shapes[repetition.kind]

    def _sway(self, channel: str, time_s: float) -> float:
        return JOINT_TREMOR_DEG * self.tremor.at(channel, time_s)

    def _arm(self, side: Side, rest: ArmAngles, time_s: float) -> ArmAngles:
        return ArmAngles(
            out=rest.out + self._sway(f"{side} arm out", time_s),
            forward=rest.forward + self._sway(f"{side} arm forward", time_s),
            elbow=rest.elbow + self._sway(f"{side} elbow", time_s),
        )


class WallSquat(Choreography):
    """Back on the wall: the hips go straight down, the feet stay flat in one place."""

    ARM = ArmAngles(out=8.0, forward=-3.0, elbow=8.0)

    def _plan(self, start_s: float) -> float:
        self.knee = Track(STANDING_KNEE_DEG)
        end_s = start_s
        for repetition in self.clip.repetitions:
            shape = self._shape(repetition)
            end_s = start_s + shape.seconds
            self.knee.move(start_s, shape.out_s, shape.peak)
            self.knee.move(end_s - shape.back_s, shape.back_s, STANDING_KNEE_DEG)
            self.timed.append(Timed(repetition, start_s, end_s))
            start_s = end_s + REST_S
        return end_s

    def driver(self, times_s: Floats, side: Side | Literal["both"]) -> Floats:
        """Return the flexion of both knees in degrees (N,): they bend together."""
        if side != "both":
            raise ValueError("a wall squat moves both legs at once")
        return self.knee.at(times_s) + KNEE_TREMOR_DEG * self.tremor.at("knees", times_s)

    def resting_ankle_m(self, side: Side) -> float:
        """Return the height of the ankle of a flat foot."""
        return self.solvers[side].ankle_over_floor(0.0)

    def posture(self, time_s: float) -> Posture:
        """Return the posture at a time in seconds."""
        knee = float(self.driver(np.array([time_s]), "both")[0])
        legs = {side: self.solvers[side].standing(knee, WALL_TO_FEET_M) for side in SIDES}
        return Posture(
            left_leg=legs["left"],
            right_leg=legs["right"],
            left_arm=self._arm("left", self.ARM, time_s),
            right_arm=self._arm("right", self.ARM, time_s),
            hip_height_m=self.solvers["left"].standing_hip_height(legs["left"]),
            lean_deg=STANDING_LEAN_DEG,
            spine_deg=self._sway("spine", time_s),
            neck_deg=self._sway("neck", time_s),
            head_turn_deg=2 * self._sway("head", time_s),
        )


class Lying(Choreography):
    """On the back: each leg has a bend (its foot sliding on the floor) and a lift of its ankle."""

    ARM = ArmAngles(out=16.0, forward=-12.0, elbow=12.0)
    NECK_DEG = -9.0

    def _plan(self, start_s: float) -> float:
        hooked = self.clip.exercise.id == "straight_leg_raise"
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
        if shape.knee_deg != LYING_KNEE_DEG:  # bent before the foot is far from the floor
            self.bend[side].move(start_s, shape.out_s / 2, shape.knee_deg)
            self.bend[side].move(back_s + shape.back_s / 2, shape.back_s / 2, LYING_KNEE_DEG)

    def _slide_heel(self, side: Side, shape: Shape, start_s: float) -> None:
        back_s = start_s + shape.out_s + shape.stay_s
        self.bend[side].move(start_s, shape.out_s, shape.peak)
        self.bend[side].move(back_s, shape.back_s, LYING_KNEE_DEG)
        if shape.heel_lift_m:
            self.lift[side].move(start_s, shape.out_s, shape.heel_lift_m / METRES_PER_INCH)
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

    def driver(self, times_s: Floats, side: Side | Literal["both"]) -> Floats:
        """Return the knee flexion (N,) in degrees, or the lift of the ankle in inches."""
        if side == "both":
            raise ValueError("an exercise lying on the back moves one leg at a time")
        knee = self.knee_deg(times_s, side)
        if self.clip.exercise.driver == "knee_flexion":
            return knee
        on_floor = self.solvers[side].ankle_over_floor(resting_foot_deg(knee))
        height = on_floor + self.lift_m(times_s, side)
        return (height - self.resting_ankle_m(side)) / METRES_PER_INCH

    def resting_ankle_m(self, side: Side) -> float:
        """Return the height over the mat of an ankle whose leg rests straight."""
        return self.solvers[side].ankle_over_floor(resting_foot_deg(LYING_KNEE_DEG))

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


def choreograph(clip: Clip, person: Person | None = None) -> Choreography:
    """Bring a clip's recipe to life; `person` saves loading the clip's body again."""
    person = person or Person.load(clip.body)
    return Lying(clip, person) if clip.exercise.lying else WallSquat(clip, person)
