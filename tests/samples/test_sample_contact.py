"""Feet stay where they belong, whatever the knee does."""

from __future__ import annotations

import numpy as np
import pytest

from samples.renderer.body import Person
from samples.renderer.contact import HOOK_KNEE_DEG, LegSolver, resting_foot_deg
from samples.renderer.posture import SIDES, ArmAngles, LegAngles, Posture, Side
from samples.renderer.rotation import Floats
from samples.renderer.shapes import METRES_PER_INCH, WALL_TO_FEET_M

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


@pytest.mark.parametrize("knee", [0.0, 4.0, 22.0, 47.0, 85.0, 100.0])
def test_standing_feet_are_planted(person: Person, knee: float) -> None:
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


@pytest.mark.parametrize("knee", [2.0, 20.0, 45.0, 70.0, 97.0])
def test_lying_heel_rests_on_the_floor(person: Person, knee: float) -> None:
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


@pytest.mark.parametrize("inches", [1.0, 5.0, 13.5])
@pytest.mark.parametrize("knee", [3.0, 40.0])
def test_lift_raises_the_ankle_by_exactly_that(person: Person, inches: float, knee: float) -> None:
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
