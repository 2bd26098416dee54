"""The skeleton obeys the conventions of goniometry, on both sides and in every position."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samples.renderer.body import Person
from samples.renderer.posture import SIDES, ArmAngles, LegAngles, Posture, Side, other
from samples.renderer.truth import joint_angles

STRAIGHT = LegAngles(hip=0.0, knee=0.0, ankle=0.0)
HANGING = ArmAngles(out=5.0, forward=0.0, elbow=5.0)
UPRIGHT = Posture(STRAIGHT, STRAIGHT, HANGING, HANGING, hip_height_m=0.9)
BODIES = ("person_m", "person_f")


@cache
def person(name: str) -> Person:
    return Person.load(name)


def landmarks(body: str, posture: Posture) -> dict[str, np.ndarray]:
    return person(body).landmarks(person(body).pose(posture))


def with_leg(side: Side, leg: LegAngles, posture: Posture = UPRIGHT) -> Posture:
    if side == "left":
        return replace(posture, left_leg=leg)
    return replace(posture, right_leg=leg)


def angle_deg(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.degrees(np.arctan2(np.linalg.norm(np.cross(a, b)), a @ b)))


@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("side", SIDES)
def test_straight_leg_is_one_straight_line(body: str, side: Side) -> None:
    points = landmarks(body, UPRIGHT)
    hip, knee, ankle = (points[f"{side}_{part}"] for part in ("hip", "knee", "ankle"))
    assert angle_deg(knee - hip, ankle - knee) == pytest.approx(0.0, abs=1e-6)
    assert knee[:2] == pytest.approx(hip[:2])


@given(
    side=st.sampled_from(SIDES),
    hip=st.floats(-20, 120),
    knee=st.floats(0, 140),
    lean=st.sampled_from([0.0, 90.0]),
)
def test_flexion_of_f_is_an_angle_of_f(side: Side, hip: float, knee: float, lean: float) -> None:
    posture = replace(with_leg(side, LegAngles(hip, knee, 10.0)), lean_deg=lean)
    points = landmarks("person_m", posture)
    joints = [points[f"{side}_{part}"] for part in ("hip", "knee", "ankle")]
    assert angle_deg(joints[1] - joints[0], joints[2] - joints[1]) == pytest.approx(knee, abs=1e-5)
    measured = joint_angles(points)
    assert measured[f"{side}_knee_flexion"] == pytest.approx(knee, abs=1e-5)
    straight = joint_angles(landmarks("person_m", replace(UPRIGHT, lean_deg=lean)))
    bent_by = measured[f"{side}_hip_flexion"] - straight[f"{side}_hip_flexion"]
    assert bent_by == pytest.approx(hip, abs=1e-5)


@pytest.mark.parametrize("side", SIDES)
def test_one_leg_moves_alone(side: Side) -> None:
    before = landmarks("person_f", UPRIGHT)
    after = landmarks("person_f", with_leg(side, LegAngles(60.0, 90.0, 5.0)))
    for part in ("hip", "knee", "ankle", "heel", "foot_index"):
        still = f"{other(side)}_{part}"
        assert after[still] == pytest.approx(before[still])
    assert after[f"{side}_knee"][1] < before[f"{side}_knee"][1] - 0.2  # forward is -y


@pytest.mark.parametrize("body", BODIES)
def test_mirrored_posture_gives_mirrored_landmarks(body: str) -> None:
    bent, arm = LegAngles(40.0, 70.0, -10.0), ArmAngles(30.0, 20.0, 60.0)
    left = landmarks(body, replace(UPRIGHT, left_leg=bent, left_arm=arm))
    right = landmarks(body, replace(UPRIGHT, right_leg=bent, right_arm=arm))
    for name, place in left.items():
        side, _, part = name.partition("_")
        twin = right[f"{'right' if side == 'left' else 'left'}_{part}"] if part else right[name]
        assert place * (-1, 1, 1) == pytest.approx(twin, abs=2e-3)  # a body is not quite even


@pytest.mark.parametrize("side", SIDES)
def test_dorsiflexion_lifts_the_toes(side: Side) -> None:
    flat = landmarks("person_m", UPRIGHT)
    up = landmarks("person_m", with_leg(side, LegAngles(0.0, 0.0, 20.0)))
    assert up[f"{side}_foot_index"][2] > flat[f"{side}_foot_index"][2] + 0.03
    assert up[f"{side}_ankle"] == pytest.approx(flat[f"{side}_ankle"])


@pytest.mark.parametrize("body", BODIES)
def test_left_is_left_and_lying_is_on_the_back(body: str) -> None:
    standing = landmarks(body, UPRIGHT)
    lying = landmarks(body, replace(UPRIGHT, lean_deg=90.0, hip_height_m=0.1))
    assert standing["left_hip"][0] > 0 > standing["right_hip"][0]
    assert standing["left_shoulder"][2] > standing["left_hip"][2] > standing["left_ankle"][2]
    assert lying["left_shoulder"][1] > lying["left_hip"][1] > lying["left_ankle"][1]
    assert lying["left_foot_index"][2] > lying["left_ankle"][2]  # toes to the ceiling
    assert joint_angles(standing)["trunk_inclination"] < 6
    assert 84 < joint_angles(lying)["trunk_inclination"] < 96


@pytest.mark.parametrize("body", BODIES)
def test_bodies_have_human_measures(body: str) -> None:
    leg = person(body).legs["left"]
    assert 1.5 < person(body).stature_m < 2.0
    assert 0.45 < (leg.thigh_m + leg.shank_m) / person(body).stature_m < 0.52


@pytest.mark.parametrize("elbow", [0.0, 45.0, 110.0])
def test_elbow_flexion(elbow: float) -> None:
    arm = ArmAngles(out=10.0, forward=15.0, elbow=elbow)
    points = landmarks("person_m", replace(UPRIGHT, left_arm=arm, right_arm=arm))
    for side in SIDES:
        joints = [points[f"{side}_{part}"] for part in ("shoulder", "elbow", "wrist")]
        measured = angle_deg(joints[1] - joints[0], joints[2] - joints[1])
        assert measured == pytest.approx(elbow, abs=1e-4)


@pytest.mark.parametrize("body", BODIES)
def test_nose_is_in_front_between_the_ears(body: str) -> None:
    points = landmarks(body, UPRIGHT)
    nose, left, right = points["nose"], points["left_ear"], points["right_ear"]
    assert left[0] > 0.04
    assert right[0] < -0.04
    assert nose[0] == pytest.approx((left[0] + right[0]) / 2, abs=0.01)
    assert nose[1] < min(left[1], right[1]) - 0.06  # the person faces -y
    assert nose[2] == pytest.approx(left[2], abs=0.05)
    assert left[2] > points["left_shoulder"][2] + 0.1


def test_turning_the_head_turns_the_face_alone() -> None:
    ahead = landmarks("person_m", UPRIGHT)
    turned = landmarks("person_m", replace(UPRIGHT, head_turn_deg=30.0))
    assert turned["nose"][0] > ahead["nose"][0] + 0.03
    assert turned["left_shoulder"] == pytest.approx(ahead["left_shoulder"])


@pytest.mark.parametrize("side", SIDES)
def test_thigh_moves_out_to_its_own_side(side: Side) -> None:
    points = landmarks("person_f", with_leg(side, LegAngles(0.0, 0.0, 0.0, out=30.0)))
    thigh = points[f"{side}_knee"] - points[f"{side}_hip"]
    outward = 1 if side == "left" else -1
    assert np.degrees(np.arctan2(outward * thigh[0], -thigh[2])) == pytest.approx(30.0)
    assert thigh[1] == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("side", SIDES)
def test_turning_a_bent_thigh_outward_takes_the_foot_inward(side: Side) -> None:
    bent = LegAngles(90.0, 90.0, 0.0)
    before = landmarks("person_m", with_leg(side, bent))
    after = landmarks("person_m", with_leg(side, replace(bent, turn=60.0)))
    outward = 1 if side == "left" else -1
    assert after[f"{side}_knee"] == pytest.approx(before[f"{side}_knee"])
    assert outward * (after[f"{side}_ankle"] - before[f"{side}_ankle"])[0] < -0.2
    assert angle_deg(
        after[f"{side}_knee"] - after[f"{side}_hip"],
        after[f"{side}_ankle"] - after[f"{side}_knee"],
    ) == pytest.approx(90.0, abs=1e-5)


@pytest.mark.parametrize("sway", [-20.0, 15.0])
def test_swaying_bends_the_trunk_to_the_left(sway: float) -> None:
    before = landmarks("person_m", UPRIGHT)
    after = landmarks("person_m", replace(UPRIGHT, sway_deg=sway))
    moved = after["nose"] - before["nose"]
    assert np.sign(moved[0]) == np.sign(sway)  # x is the person's left
    assert abs(moved[0]) > 0.05
    assert after["left_knee"] == pytest.approx(before["left_knee"])


def test_moving_forward_moves_the_whole_body_forward() -> None:
    before = landmarks("person_f", UPRIGHT)
    after = landmarks("person_f", replace(UPRIGHT, forward_m=0.2))
    for name, place in before.items():
        assert after[name] - place == pytest.approx([0.0, -0.2, 0.0], abs=1e-6)


@pytest.mark.parametrize("body", BODIES)
def test_on_hands_and_knees_the_back_is_up(body: str) -> None:
    crawling = replace(UPRIGHT, lean_deg=-90.0, hip_height_m=0.5)
    points = landmarks(body, crawling)
    assert points["left_shoulder"][1] < points["left_hip"][1] - 0.3  # the head is in front
    assert points["nose"][2] < points["left_ear"][2]  # the face looks down
    assert 84 < joint_angles(points)["trunk_inclination"] < 96
