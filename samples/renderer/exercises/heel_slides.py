"""Heel slides: one knee bends and straightens very slowly, its heel on the mat."""

from __future__ import annotations

from dataclasses import replace

from samples.renderer.exercises.lying_legs import LyingLegs
from samples.renderer.looks import (
    BRIGHT_ROOM,
    EVENING_ROOM,
    FOOT_END,
    LYING_A,
    LYING_B,
    MAN,
    SUNNY_ROOM,
    WOMAN,
)
from samples.renderer.recipes import Clip, on
from samples.renderer.shapes import METRES_PER_INCH, Exercise, Shape

HEEL_LIFT_IN = 0.12 / METRES_PER_INCH

# Bending "very slowly" is the point of this one, and it is not held.
GOOD = Shape(peak=95, out_s=3.5, stay_s=1.0, back_s=3.5)
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
        "good": GOOD,
        "too_fast": replace(GOOD, out_s=0.7),
        "partial": Shape(peak=35, out_s=3.0, stay_s=0.5, back_s=3.0, counted=False),
        "heel_lifted": GOOD.with_faults("heel_lifted", heel_lift_in=HEEL_LIFT_IN),
    },
)


class HeelSlides(LyingLegs):
    """Both legs straight, one of them sliding."""


MOTION = HeelSlides
CLIPS = (
    Clip(
        EXERCISE,
        "good",
        WOMAN,
        EVENING_ROOM,
        LYING_B,
        (*on("right", "good", "good"), *on("left", "good", "good")),
        seed=6,
    ),
    Clip(
        EXERCISE,
        "errors",
        MAN,
        BRIGHT_ROOM,
        LYING_A,
        (
            *on("left", "good", "too_fast", "partial"),
            *on("right", "good"),
            *on("left", "heel_lifted"),
        ),
        seed=7,
    ),
    Clip(
        EXERCISE, "foot_end", MAN, SUNNY_ROOM, FOOT_END, on("left", "good"), seed=32, refused="view"
    ),
)
