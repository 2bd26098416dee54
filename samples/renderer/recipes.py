"""The sample clips: who does what, seen from where. Pure data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from samples.renderer.looks import (
    BRIGHT_ROOM,
    DRESSED_F,
    DRESSED_M,
    EVENING_ROOM,
    LYING_A,
    LYING_B,
    STANDING_A,
    STANDING_B,
    Clothes,
    Room,
    View,
)
from samples.renderer.posture import Side
from samples.renderer.shapes import (
    HEEL_SLIDES,
    STRAIGHT_LEG_RAISE,
    WALL_SQUAT,
    Exercise,
    Kind,
)

FPS = 15
SIZE = (480, 360)


@dataclass(frozen=True)
class Repetition:
    """One planted repetition."""

    kind: Kind
    side: Side | Literal["both"]


@dataclass(frozen=True)
class Clip:
    """One sample clip."""

    name: str
    exercise: Exercise
    body: Literal["person_m", "person_f"]
    clothes: Clothes
    room: Room
    view: View
    repetitions: tuple[Repetition, ...]
    seed: int


def _on(side: Side | Literal["both"], *kinds: Kind) -> tuple[Repetition, ...]:
    return tuple(Repetition(kind, side) for kind in kinds)


CLIPS: tuple[Clip, ...] = (
    Clip(
        name="wall_squat_good",
        exercise=WALL_SQUAT,
        body="person_m",
        clothes=DRESSED_M,
        room=BRIGHT_ROOM,
        view=STANDING_A,
        repetitions=_on("both", "good", "good", "good"),
        seed=1,
    ),
    Clip(
        name="wall_squat_errors",
        exercise=WALL_SQUAT,
        body="person_f",
        clothes=DRESSED_F,
        room=EVENING_ROOM,
        view=STANDING_B,
        repetitions=_on("both", "good", "too_fast", "partial", "broken_hold", "too_deep"),
        seed=2,
    ),
    Clip(
        name="straight_leg_raise_good",
        exercise=STRAIGHT_LEG_RAISE,
        body="person_f",
        clothes=DRESSED_F,
        room=BRIGHT_ROOM,
        view=LYING_A,
        repetitions=2 * (*_on("left", "good"), *_on("right", "good")),
        seed=3,
    ),
    Clip(
        name="straight_leg_raise_errors",
        exercise=STRAIGHT_LEG_RAISE,
        body="person_m",
        clothes=DRESSED_M,
        room=EVENING_ROOM,
        view=LYING_B,
        repetitions=_on("right", "good", "too_fast", "partial", "broken_hold", "knee_bent"),
        seed=4,
    ),
    Clip(
        name="straight_leg_raise_far",
        exercise=STRAIGHT_LEG_RAISE,
        body="person_m",
        clothes=DRESSED_M,
        room=BRIGHT_ROOM,
        view=LYING_A,
        repetitions=_on("right", "good", "good"),
        seed=5,
    ),
    Clip(
        name="heel_slides_good",
        exercise=HEEL_SLIDES,
        body="person_f",
        clothes=DRESSED_F,
        room=EVENING_ROOM,
        view=LYING_B,
        repetitions=(*_on("right", "good", "good"), *_on("left", "good", "good")),
        seed=6,
    ),
    Clip(
        name="heel_slides_errors",
        exercise=HEEL_SLIDES,
        body="person_m",
        clothes=DRESSED_M,
        room=BRIGHT_ROOM,
        view=LYING_A,
        repetitions=(
            *_on("left", "good", "too_fast", "partial"),
            *_on("right", "good"),
            *_on("left", "heel_lifted"),
        ),
        seed=7,
    ),
)
