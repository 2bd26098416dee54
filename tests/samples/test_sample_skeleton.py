"""The posed skeleton of every clip shows what its recipe says: judged on landmarks alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import pytest
from each import for_each
from sample_clips import (
    BY_NAME,
    NAMES,
    Points,
    clips_of,
    during,
    motion,
    moving_sides,
    near_side,
    points_at,
    repetitions,
    skin,
    spec_of,
)

from samples.renderer.exercises.wall_squat import WALL_TO_FEET_M
from samples.renderer.posture import SIDES, Side, other
from samples.renderer.rotation import Floats
from samples.renderer.shapes import METRES_PER_INCH
from samples.renderer.truth import joint_angles, sagittal_deg

pytestmark = pytest.mark.slow

MOMENTS = 41
# Tremor and breathing move a hand by some millimetres.
AT_REST_M = 0.02
FOOT = ("ankle", "heel", "foot_index")


def thigh_deg(points: Points, side: Side) -> float:
    """Where a thigh points in the room, in its sagittal plane: 0 down, 90 forward."""
    return sagittal_deg(points[f"{side}_knee"] - points[f"{side}_hip"])


def height_in(points: Points, part: str) -> float:
    return float(points[part][2]) / METRES_PER_INCH


def heel_over_toes_in(points: Points, side: Side) -> float:
    return height_in(points, f"{side}_heel") - height_in(points, f"{side}_foot_index")


@dataclass(frozen=True)
class Reading:
    """How a driver is read off the skeleton, and how near the two must be.

    Compared is what lies above `above`: a foot leaves the mat gradually.
    """

    read: Callable[[Points, Side], float]
    within: float
    from_rest: bool = True  # whether it counts from where the repetition began
    above: float = -np.inf


READINGS = {
    "knee_flexion": Reading(
        lambda points, side: joint_angles(points)[f"{side}_knee_flexion"], 0.02, from_rest=False
    ),
    "knee_straightening": Reading(
        lambda points, side: -joint_angles(points)[f"{side}_knee_flexion"], 0.4
    ),
    # The skin of heel and toes, between which it is seen, gives way a little.
    "dorsiflexion_from_rest": Reading(
        lambda points, side: joint_angles(points)[f"{side}_ankle_dorsiflexion"], 2.0
    ),
    "hip_flexion_from_rest": Reading(thigh_deg, 0.6, above=14.9),
    "thigh_lean_from_rest": Reading(lambda points, side: -thigh_deg(points, side), 0.4),
    "ankle_lift": Reading(lambda points, side: height_in(points, f"{side}_ankle"), 0.35),
    "knee_lift": Reading(lambda points, side: height_in(points, f"{side}_knee"), 0.08),
    "heel_over_toes": Reading(heel_over_toes_in, 0.1),
}

KINDS = [
    (name, kind)
    for name in NAMES
    if BY_NAME[name].exercise.driver in READINGS
    for kind in dict.fromkeys(r.kind for r in BY_NAME[name].repetitions)
]


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_driver_is_what_the_skeleton_shows(name: str, kind: str) -> None:
    moving, reading = motion(name), READINGS[BY_NAME[name].exercise.driver]
    compared = 0
    for timed in moving.timed:
        if timed.repetition.kind != kind:
            continue
        uneven = BY_NAME[name].exercise.shapes[kind].extra.get("far") is not None
        times = during(timed, 9)
        planned = moving.driver(times, timed.repetition.side)
        for side in (near_side(name),) if uneven else moving_sides(timed):
            shown = np.array([reading.read(points_at(name, time_s), side) for time_s in times])
            gaps = (shown - planned + 180) % 360 - 180
            if reading.from_rest:
                gaps = (gaps - gaps[0] + 180) % 360 - 180
            far_enough = planned > reading.above
            assert np.abs(gaps[far_enough]).max() < reading.within, (timed, shown, planned)
            compared += 1
    assert compared


def test_every_driver_but_the_unseen_contraction_is_read_off_the_skeleton() -> None:
    drivers = {BY_NAME[name].exercise.driver for name in NAMES}
    assert drivers == {*READINGS, "contraction"}


# What bears the body, and so stays where it is while a repetition goes on: parts of the side
# that moves, and parts of the other one.
STAYS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "ankle_pumps": (("hip", "shoulder"), ("hip", "shoulder")),
    "heel_slides": (("hip", "shoulder"), ("hip", "shoulder", *FOOT)),
    "abdominal_contraction": (("shoulder", *FOOT), ("shoulder", *FOOT)),
    "wall_squat": (FOOT, FOOT),
    "heel_raises": (("foot_index",), ()),
    "straight_leg_raise": (("hip", "shoulder"), ("hip", "shoulder", *FOOT)),
    "hamstring_stretch": (("hip", "shoulder"), ("hip", "shoulder", *FOOT)),
    "knee_to_chest": (("hip", "shoulder"), ("hip", "shoulder", *FOOT)),
    "ball_supine": (("hip", "shoulder", "knee"), ("hip", "shoulder", *FOOT)),
    "ball_seated_march": (("hip",), ("hip", "knee", *FOOT)),
    "hip_flexor_stretch": (("knee", *FOOT), FOOT),
    "piriformis_stretch": (("hip",), ("hip",)),
    "lumbar_stabilization": (("hip", "shoulder", "wrist"), ("hip", "shoulder", "knee", *FOOT)),
    "aerobic_march": (("hip",), ("hip", "knee", *FOOT)),
}
PLANTED_M = 0.02
LIFTS_THE_OTHER_LEG = {"other_foot_lifts", "other_leg_lifts"}


@for_each("name", NAMES)
def test_what_bears_the_body_stays_where_it_is(name: str) -> None:
    own, others = STAYS[BY_NAME[name].exercise.id]
    for timed, truth in zip(motion(name).timed, repetitions(name), strict=True):
        side = near_side(name) if timed.repetition.side == "both" else timed.repetition.side
        planted = [f"{side}_{part}" for part in own]
        planted += [
            f"{other(side)}_{part}"
            for part in others
            if part not in FOOT or not LIFTS_THE_OTHER_LEG & set(truth["faults"])
        ]
        shown = [points_at(name, time_s) for time_s in during(timed, 9)]
        for part in planted:
            places = np.array([points[part] for points in shown])
            assert np.ptp(places, axis=0).max() < PLANTED_M, (part, truth)


@for_each("name", [clip.name for clip in clips_of("wall_squat")])
def test_squat_slides_down_the_wall_on_planted_feet(name: str) -> None:
    moving = motion(name)
    times = np.arange(0, moving.frames, 5) / BY_NAME[name].fps
    shown = [points_at(name, time_s) for time_s in times]
    for part in FOOT:
        for side in SIDES:
            places = np.array([points[f"{side}_{part}"] for points in shown])
            assert np.ptp(places, axis=0) == pytest.approx(0.0, abs=1e-3)
    hips = np.array([points["left_hip"] for points in shown])
    assert np.ptp(hips[:, 2]) > 0.05
    assert np.ptp(hips[:, 1]) < 1e-9  # along the wall, straight down
    assert hips[0, 1] - shown[0]["left_ankle"][1] == pytest.approx(WALL_TO_FEET_M, abs=1e-6)


@for_each("name", NAMES)
def test_nobody_sinks_into_the_floor_or_floats_over_it(name: str) -> None:
    moving = motion(name)
    moments = [0.0, *(time_s for timed in moving.timed[-6:] for time_s in during(timed, 3))]
    lowest = [float(skin(name, time_s)[:, 2].min()) for time_s in moments]
    assert min(lowest) > -0.02  # trousers reach a little below the soles
    assert max(lowest) < 0.03


@dataclass(frozen=True)
class Watched:
    """One repetition as it is seen: landmarks (T, 3) in metres, joint angles (T,) in degrees."""

    points: dict[str, Floats]
    angles: dict[str, Floats]
    driver: Floats
    trunk_at_rest_deg: float
    sides: tuple[Side, ...]
    near: Side

    @property
    def side(self) -> Side:
        return self.sides[0] if len(self.sides) == 1 else self.near

    @property
    def peak(self) -> int:
        """The moment at which most is done."""
        return int(np.argmax(self.driver))

    def rise_m(self, part: str) -> float:
        """How far a part gets over where it was when the repetition began."""
        height = self.points[part][:, 2]
        return float(height.max() - height[0])

    def moved_m(self, part: str) -> float:
        """How far a part gets from where it was when the repetition began."""
        places = self.points[part]
        return float(np.linalg.norm(places - places[0], axis=1).max())

    def knee_deg(self) -> float:
        """How far a knee that takes part is bent at the most."""
        return max(float(self.angles[f"{side}_knee_flexion"].max()) for side in self.sides)

    def leaning_deg(self) -> float:
        """How far the trunk leans at the peak, whichever way, from how the clip began."""
        return float(abs(self.angles["trunk_inclination"][self.peak] - self.trunk_at_rest_deg))

    def swings(self) -> int:
        """How often what is held swings from one side of its middle to the other."""
        held = self.driver[self.driver > 0.7 * self.driver.max()]
        away = held - np.median(held)
        return int(np.count_nonzero(np.diff(np.sign(away[np.abs(away) > 2.5]))))


@cache
def watched(name: str, number: int) -> Watched:
    moving, timed = motion(name), motion(name).timed[number]
    times = during(timed, MOMENTS)
    shown = [points_at(name, time_s) for time_s in times]
    angles = [joint_angles(points) for points in shown]
    return Watched(
        points={part: np.array([points[part] for points in shown]) for part in shown[0]},
        angles={joint: np.array([each[joint] for each in angles]) for joint in angles[0]},
        driver=moving.driver(times, timed.repetition.side),
        trunk_at_rest_deg=joint_angles(points_at(name, 0.0))["trunk_inclination"],
        sides=moving_sides(timed),
        near=near_side(name),
    )


def knee_is_bent(seen: Watched) -> bool:
    return seen.knee_deg() > 25


def heel_is_up(seen: Watched) -> bool:
    return seen.rise_m(f"{seen.side}_heel") > 0.08


def other_heel_is_up(seen: Watched) -> bool:
    return seen.rise_m(f"{other(seen.side)}_heel") > 0.08


def trunk_leans(seen: Watched) -> bool:
    return seen.leaning_deg() > 12


def leg_is_over_level(seen: Watched) -> bool:
    over = seen.points[f"{seen.side}_ankle"] - seen.points[f"{seen.side}_hip"]
    return bool(over[:, 2].max() > 0.15)


def hips_lag_behind_the_heel(seen: Watched) -> bool:
    return seen.rise_m(f"{seen.near}_hip") < 0.4 * seen.rise_m(f"{seen.near}_heel")


def thigh_is_not_upright(seen: Watched) -> bool:
    return bool(seen.angles[f"{seen.side}_hip_flexion"][seen.peak] < 72)


# How each fault that is played is told from its absence.
SIGNS: dict[str, Callable[[Watched], bool]] = {
    "knee_bends": knee_is_bent,
    "knee_bent": knee_is_bent,
    "knees_bend": knee_is_bent,
    "too_deep": lambda seen: seen.knee_deg() > 65,
    "heel_lifts": heel_is_up,
    "heel_lifted": heel_is_up,
    "other_foot_lifts": other_heel_is_up,
    "other_leg_lifts": other_heel_is_up,
    "trunk_leans": trunk_leans,
    "trunk_sways": trunk_leans,
    "trunk_rises": lambda seen: seen.rise_m(f"{seen.side}_shoulder") > 0.1,
    "pelvis_moves": lambda seen: seen.rise_m(f"{seen.side}_hip") > 0.05,
    "hands_move": lambda seen: max(seen.moved_m(f"{side}_wrist") for side in SIDES) > 0.3,
    "arm_stays_down": lambda seen: seen.moved_m(f"{other(seen.side)}_wrist") < 0.2,
    "bouncing": lambda seen: seen.swings() >= 4,
    "thigh_drops": thigh_is_not_upright,
    "leg_too_high": leg_is_over_level,
    "hips_stay_down": hips_lag_behind_the_heel,
}


@for_each("name", NAMES)
def test_faults_are_seen_where_they_are_labelled_and_nowhere_else(name: str) -> None:
    told_apart = set(spec_of(name).form) & set(SIGNS)
    for number, truth in enumerate(repetitions(name)):
        seen = watched(name, number)
        assert {fault for fault in told_apart if SIGNS[fault](seen)} == set(truth["faults"]), truth


@for_each("name", [n for n in NAMES if "arm_stays_down" in spec_of(n).form])
def test_the_arm_of_the_legs_own_side_does_not_move(name: str) -> None:
    for number, truth in enumerate(repetitions(name)):
        seen = watched(name, number)
        if not truth["faults"]:
            assert seen.moved_m(f"{seen.side}_wrist") < AT_REST_M, truth


def test_every_fault_that_is_played_has_a_sign() -> None:
    played = {f for name in NAMES for truth in repetitions(name) for f in truth["faults"]}
    assert played == set(SIGNS)
