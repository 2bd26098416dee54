"""Heel slides: one knee bends and straightens very slowly, its heel on the mat."""

from __future__ import annotations

from samples.renderer.exercises.lying_legs import LyingLegs
from samples.renderer.looks import (
    BRIGHT_ROOM,
    DRESSED_F,
    DRESSED_M,
    EVENING_ROOM,
    FOOT_END,
    LYING_A,
    LYING_B,
    SUNNY_ROOM,
)
from samples.renderer.recipes import Clip, on
from samples.renderer.shapes import METRES_PER_INCH, Exercise, Shape

HEEL_LIFT_IN = 0.12 / METRES_PER_INCH

# Bending "very slowly" is the point of this one, and it is not held.
EXERCISE = Exercise(
    id="heel_slides",
    driver="knee_flexion",
    unit="deg",
    ground="mat",
    held=False,
    counting_threshold=60.0,
    speed_limit=60.0,
    still_speed=6.0,
    shapes={
        "good": Shape(peak=95, out_s=3.5, stay_s=1.0, back_s=3.5),
        "too_fast": Shape(peak=95, out_s=0.7, stay_s=1.0, back_s=3.5),
        "partial": Shape(peak=35, out_s=3.0, stay_s=0.5, back_s=3.0, counted=False),
        "heel_lifted": Shape(
            peak=95,
            out_s=3.5,
            stay_s=1.0,
            back_s=3.5,
            faults=("heel_lifted",),
            extra={"heel_lift_in": HEEL_LIFT_IN},
        ),
    },
)


class HeelSlides(LyingLegs):
    """Both legs straight, one of them sliding."""


MOTION = HeelSlides
CLIPS = (
    Clip(
        name="heel_slides_good",
        exercise=EXERCISE,
        body="person_f",
        clothes=DRESSED_F,
        room=EVENING_ROOM,
        view=LYING_B,
        repetitions=(*on("right", "good", "good"), *on("left", "good", "good")),
        seed=6,
    ),
    Clip(
        name="heel_slides_errors",
        exercise=EXERCISE,
        body="person_m",
        clothes=DRESSED_M,
        room=BRIGHT_ROOM,
        view=LYING_A,
        repetitions=(
            *on("left", "good", "too_fast", "partial"),
            *on("right", "good"),
            *on("left", "heel_lifted"),
        ),
        seed=7,
    ),
    Clip(
        name="heel_slides_foot_end",
        exercise=EXERCISE,
        body="person_m",
        clothes=DRESSED_M,
        room=SUNNY_ROOM,
        view=FOOT_END,
        repetitions=on("left", "good"),
        seed=32,
        refused="view",
    ),
)
