"""What each kind of repetition looks like: how far, how fast, how long.

A good repetition stays well inside the exercise's speed limit and a too-fast one well beyond it,
so that no reasonable trainer can be in doubt about either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ExerciseId = Literal["wall_squat", "straight_leg_raise", "heel_slides"]
Kind = Literal["good", "too_fast", "partial", "broken_hold", "too_deep", "knee_bent", "heel_lifted"]
DriverName = Literal["knee_flexion", "ankle_lift"]

FAULTS: tuple[Kind, ...] = ("too_deep", "knee_bent", "heel_lifted")

METRES_PER_INCH = 0.0254

# A good repetition peaks below, a too-fast one above, these shares of the speed limit.
GOOD_SPEED_SHARE = 0.75
TOO_FAST_SPEED_SHARE = 1.5

# A hold is the time near the peak: within this share of it, and slower than `still_speed`.
HOLD_SHARE = 0.9

# The person is at rest when a clip starts, and long enough after the last repetition for a
# trainer to close it.
LEAD_IN_S = 2.0
REST_S = 1.5
LEAD_OUT_S = 1.7

# Straight leg raise, changing sides: wait, pull one foot in, push the other out.
CHANGE_PAUSE_S = 0.8
CHANGE_SLIDE_S = 2.0

# A straight knee is never exactly 0: people stand and lie with a few degrees.
STANDING_KNEE_DEG = 4.0
LYING_KNEE_DEG = 3.0

# Feet "about 12 inches" in front of the wall: the ankle that far in front of the hip joint.
WALL_TO_FEET_M = 12 * METRES_PER_INCH


@dataclass(frozen=True)
class Shape:
    """One repetition: out to `peak` (in the driver's unit), stay, and back, in seconds."""

    peak: float
    out_s: float
    stay_s: float
    back_s: float
    knee_deg: float = LYING_KNEE_DEG  # of a lifted leg
    heel_lift_m: float = 0.0  # of a sliding heel, at the peak

    @property
    def seconds(self) -> float:
        """The time from rest to rest."""
        return self.out_s + self.stay_s + self.back_s


@dataclass(frozen=True)
class Exercise:
    """What drives an exercise, what is too fast in it, and its kinds of repetition.

    `speed_limit` and `still_speed` are in the driver's unit a second.
    """

    id: ExerciseId
    driver: DriverName
    unit: Literal["deg", "in"]
    lying: bool
    held: bool
    counting_threshold: float  # a repetition whose peak stays below this is not counted
    speed_limit: float
    still_speed: float
    shapes: dict[Kind, Shape]


# 45 degrees for 5 s are prescribed: a good repetition overshoots both a little. 85 degrees bring
# the thighs level; 22 are half of what is asked.
WALL_SQUAT = Exercise(
    id="wall_squat",
    driver="knee_flexion",
    unit="deg",
    lying=False,
    held=True,
    counting_threshold=30.0,
    speed_limit=60.0,
    still_speed=6.0,
    shapes={
        "good": Shape(peak=47, out_s=2.5, stay_s=5.4, back_s=2.5),
        "too_fast": Shape(peak=47, out_s=0.6, stay_s=5.4, back_s=2.5),
        "partial": Shape(peak=22, out_s=2.0, stay_s=1.0, back_s=2.0),
        "broken_hold": Shape(peak=47, out_s=2.5, stay_s=2.0, back_s=2.5),
        "too_deep": Shape(peak=85, out_s=3.5, stay_s=5.4, back_s=3.5),
    },
)

# 12 inches for 5 s are prescribed. With the knee bent the foot turns as well and takes the ankle
# about an inch further, so its lift is planned shorter.
STRAIGHT_LEG_RAISE = Exercise(
    id="straight_leg_raise",
    driver="ankle_lift",
    unit="in",
    lying=True,
    held=True,
    counting_threshold=8.0,
    speed_limit=20.0,
    still_speed=2.0,
    shapes={
        "good": Shape(peak=13.5, out_s=2.2, stay_s=5.4, back_s=2.2),
        "too_fast": Shape(peak=13.5, out_s=0.5, stay_s=5.4, back_s=2.2),
        "partial": Shape(peak=5.0, out_s=1.5, stay_s=1.0, back_s=1.5),
        "broken_hold": Shape(peak=13.5, out_s=2.2, stay_s=2.0, back_s=2.2),
        "knee_bent": Shape(peak=12.5, out_s=2.2, stay_s=5.4, back_s=2.2, knee_deg=40.0),
    },
)

# Bending "very slowly" is the point of this one, and it is not held.
HEEL_SLIDES = Exercise(
    id="heel_slides",
    driver="knee_flexion",
    unit="deg",
    lying=True,
    held=False,
    counting_threshold=60.0,
    speed_limit=60.0,
    still_speed=6.0,
    shapes={
        "good": Shape(peak=95, out_s=3.5, stay_s=1.0, back_s=3.5),
        "too_fast": Shape(peak=95, out_s=0.7, stay_s=1.0, back_s=3.5),
        "partial": Shape(peak=35, out_s=3.0, stay_s=0.5, back_s=3.0),
        "heel_lifted": Shape(peak=95, out_s=3.5, stay_s=1.0, back_s=3.5, heel_lift_m=0.12),
    },
)

EXERCISES: dict[ExerciseId, Exercise] = {
    exercise.id: exercise for exercise in (WALL_SQUAT, STRAIGHT_LEG_RAISE, HEEL_SLIDES)
}
