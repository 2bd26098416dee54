"""Feet and hands stay where they belong, whatever knees and elbows do."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from samples.renderer.body import Person
from samples.renderer.contact import HOOK_KNEE_DEG, ArmSolver, LegSolver, resting_foot_deg
from samples.renderer.exercises.wall_squat import WALL_TO_FEET_M
from samples.renderer.posture import SIDES, ArmAngles, LegAngles, Posture, Side
from samples.renderer.rotation import Floats
from samples.renderer.shapes import METRES_PER_INCH

HANGING = ArmAngles(out=8.0, forward=0.0, elbow=8.0)
LYING_HIP_M = 0.11


@pytest.fixture(scope="module", params=["person_m", "person_f"])
def person(request: pytest.FixtureRequest) -> Person:
    return Person.load(request.param)


def both(leg: LegAngles, hip_height_m: float, lean_deg: float) -> Posture:
    return Posture(leg, leg, HANGING, HANGING, hip_height_m, lean_deg)


def foot_skin(person: Person, side: Side, bones: Floats) -> Floats:
    body = np.unique(person.faces["body"])
    suffix = ".L" if side == "left" else ".R"
    share = person.weight_of(*(name for name in person.labels if name == "foot" + suffix))
    return person.skin_points(bones, body[share[body] > 0.9])


def test_standing_feet_are_planted(person: Person) -> None:
    for knee in (0.0, 4.0, 22.0, 47.0, 85.0, 100.0):
        solver = LegSolver(person.legs["left"])
        leg = solver.standing(knee, WALL_TO_FEET_M)
        bones = person.pose(both(leg, solver.standing_hip_height(leg), lean_deg=0.0))
        points = person.landmarks(bones)
        for side in SIDES:
            ankle, hip = points[f"{side}_ankle"], points[f"{side}_hip"]
            assert hip[1] - ankle[1] == pytest.approx(WALL_TO_FEET_M, abs=1e-6)
            assert ankle[2] == pytest.approx(solver.ankle_over_floor(0.0), abs=2e-4)
            assert foot_skin(person, side, bones)[:, 2].min() == pytest.approx(0.0, abs=2e-3)


def test_standing_heels_and_toes_do_not_move(person: Person) -> None:
    solver = LegSolver(person.legs["left"])
    places = []
    for knee in (4.0, 30.0, 60.0, 85.0):
        leg = solver.standing(knee, WALL_TO_FEET_M)
        bones = person.pose(both(leg, solver.standing_hip_height(leg), lean_deg=0.0))
        points = person.landmarks(bones)
        places.append([points[n] for n in ("left_heel", "left_foot_index", "right_heel")])
    assert np.ptp(np.array(places), axis=0) == pytest.approx(0.0, abs=1.5e-3)


def test_lying_heel_rests_on_the_floor(person: Person) -> None:
    for knee in (2.0, 20.0, 45.0, 70.0, 97.0):
        leg = LegSolver(person.legs["left"]).lying(knee, lift_m=0.0, hip_height_m=LYING_HIP_M)
        bones = person.pose(both(leg, LYING_HIP_M, lean_deg=90.0))
        assert leg.knee == knee
        for side in SIDES:
            assert foot_skin(person, side, bones)[:, 2].min() == pytest.approx(0.0, abs=3e-3)


def test_hook_lying_foot_is_flat_and_the_thigh_about_half_up(person: Person) -> None:
    leg = LegSolver(person.legs["left"]).lying(HOOK_KNEE_DEG, 0.0, LYING_HIP_M)
    assert resting_foot_deg(HOOK_KNEE_DEG) == pytest.approx(0.0)
    assert leg.hip - leg.knee + leg.ankle == pytest.approx(-90.0)
    assert 42 < leg.hip < 55


def test_lift_raises_the_ankle_by_exactly_that(person: Person) -> None:
    for inches, knee in product((1.0, 5.0, 13.5), (3.0, 40.0)):
        solver = LegSolver(person.legs["left"])
        heights = []
        for lift in (0.0, inches * METRES_PER_INCH):
            posture = both(solver.lying(knee, lift, LYING_HIP_M), LYING_HIP_M, lean_deg=90.0)
            heights.append(person.landmarks(person.pose(posture))["left_ankle"][2])
        assert heights[1] - heights[0] == pytest.approx(inches * METRES_PER_INCH, abs=1e-6)


def test_lifting_keeps_the_ankle_angle(person: Person) -> None:
    solver = LegSolver(person.legs["right"])
    down, up = (solver.lying(3.0, lift, LYING_HIP_M) for lift in (0.0, 0.34))
    assert up.ankle == down.ankle
    assert 18 < up.hip - down.hip < 28  # 13.5 inches of lift


def test_straighter_knee_reaches_further(person: Person) -> None:
    solver = LegSolver(person.legs["left"])
    full = person.legs["left"].thigh_m + person.legs["left"].shank_m
    assert solver.reach(0.0) == pytest.approx((full, 0.0))
    reaches = [solver.reach(knee)[0] for knee in (0.0, 30.0, 60.0, 90.0)]
    assert reaches == sorted(reaches, reverse=True)


def test_pulling_the_toes_up_turns_the_foot_and_keeps_it_on_the_floor(person: Person) -> None:
    for toes_up, knee in product((-20.0, 0.0, 28.0), (3.0, 50.0)):
        solver = LegSolver(person.legs["left"])
        relaxed = solver.lying(knee, 0.0, LYING_HIP_M)
        pulled = solver.lying(knee, 0.0, LYING_HIP_M, toes_up)
        turned = (pulled.ankle - pulled.knee + pulled.hip) - (
            relaxed.ankle - relaxed.knee + relaxed.hip
        )
        assert turned == pytest.approx(toes_up)
        bones = person.pose(both(pulled, LYING_HIP_M, lean_deg=90.0))
        for side in SIDES:
            assert foot_skin(person, side, bones)[:, 2].min() == pytest.approx(0.0, abs=4e-3)


def test_planted_foot_is_flat_where_it_is_asked_to_be(person: Person) -> None:
    for forward_m, below_m in product((-0.1, 0.0, 0.25, 0.5), (0.3, 0.45, 0.6)):
        solver = LegSolver(person.legs["left"])
        leg = solver.planted(forward_m, below_m)
        assert leg.knee > 0
        assert leg.hip - leg.knee + leg.ankle == pytest.approx(0.0)
        bones = person.pose(both(leg, below_m + solver.ankle_over_floor(0.0), lean_deg=0.0))
        points = person.landmarks(bones)
        for side in SIDES:
            hip, ankle = points[f"{side}_hip"], points[f"{side}_ankle"]
            assert hip[1] - ankle[1] == pytest.approx(forward_m, abs=1e-6)
            assert hip[2] - ankle[2] == pytest.approx(below_m, abs=1e-6)
            assert foot_skin(person, side, bones)[:, 2].min() == pytest.approx(0.0, abs=2e-3)


def test_what_is_out_of_reach_is_pointed_at_with_a_straight_leg(person: Person) -> None:
    solver = LegSolver(person.legs["left"])
    far = 2 * (person.legs["left"].thigh_m + person.legs["left"].shank_m)
    leg = solver.planted(0.5 * far, 0.5 * far)
    assert 0 < leg.knee < 6
    assert leg.hip - leg.knee / 2 == pytest.approx(45.0, abs=1.0)


def test_wrist_gets_to_where_it_is_asked_to_be(person: Person) -> None:
    for forward_m, down_m in product((-0.05, 0.15, 0.3), (0.2, 0.3, 0.4)):
        arm = ArmSolver(person.arms["left"]).reach(forward_m, down_m, out_deg=0.0)
        straight = LegAngles(0.0, 0.0, 0.0)
        posture = Posture(straight, straight, arm, arm, hip_height_m=0.9)
        points = person.landmarks(person.pose(posture))
        for side in SIDES:
            to_wrist = points[f"{side}_wrist"] - points[f"{side}_shoulder"]
            # An elbow of flesh and blood bends a little out of the plane: some centimetres.
            assert -to_wrist[1] == pytest.approx(forward_m, abs=0.05)
            assert -to_wrist[2] == pytest.approx(down_m, abs=0.05)


def test_arm_that_reaches_too_far_is_straight(person: Person) -> None:
    arm = ArmSolver(person.arms["left"]).reach(1.0, 1.0)
    assert 0 <= arm.elbow < 15
    assert arm.forward + arm.elbow / 2 == pytest.approx(45.0, abs=2.0)
