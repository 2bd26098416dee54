"""The figure that shows the movement, and the circle to breathe with: by time alone."""

import math
from itertools import pairwise

import numpy as np
import pytest
from each import for_each
from stick_people import progress_of

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.feedback.breathing import Breathing, width_shown
from posetrainer.feedback.demonstration import (
    HOLD_SHOWN_S,
    REST_S,
    Demonstration,
    instant_of,
    timing_of,
)
from posetrainer.feedback.movement import pose_between, swapped
from posetrainer.feedback.scene import LEG, Pose, sided_chains
from posetrainer.rules.tempo import TempoLimits
from posetrainer.rules.thresholds import Thresholds

MOVING = [name for name in exercise_ids() if load_exercise(name).paced is None]
SHARES = [i / 40 for i in range(41)]


def demonstration(name: str, mirrored: bool = False) -> Demonstration:
    spec = load_exercise(name)
    assert spec.key_poses is not None
    return Demonstration(spec, spec.key_poses, mirrored)


def farthest(a: Pose, b: Pose) -> float:
    return max(math.dist(a[part], b[part]) for part in a)


@for_each("name", exercise_ids())
def test_a_repetition_goes_from_the_start_to_the_target_and_back(name: str) -> None:
    shown = demonstration(name)
    timing = timing_of(load_exercise(name))
    scene = shown.scenes[0]
    out, hold, back, _ = timing
    assert farthest(shown.at(0.0).pose, scene.start) < 0.02
    assert farthest(shown.at(out).pose, scene.target) < 0.02
    assert farthest(shown.at(out + hold / 2).pose, scene.target) < 0.02
    assert farthest(shown.at(out + hold + back - 1e-6).pose, scene.start) < 0.02
    assert shown.at(out + hold / 2).held == (hold > 0)
    assert not shown.at(out / 2).held or out == 0
    # All the same again, after all sides.
    again_s = sum(timing) * len(shown.scenes)
    for time_s in np.linspace(0.01, again_s, 17):
        assert farthest(shown.at(time_s).pose, shown.at(again_s + time_s).pose) < 1e-6


@for_each("name", exercise_ids())
def test_it_moves_smoothly_and_no_limb_is_torn(name: str) -> None:
    shown = demonstration(name)
    timing = timing_of(load_exercise(name))
    every_s = 0.04
    times = np.arange(0, 2 * sum(timing), every_s)
    poses = [shown.at(time_s).pose for time_s in times]
    quickest = max(farthest(a, b) for a, b in pairwise(poses)) / every_s
    # A hand that goes over the head is the quickest, in trunk lengths a second.
    assert quickest < 6
    scene = shown.scenes[0]
    ends = [pose for s in shown.scenes for pose in (s.start, s.target)]
    for a, b in {limb for chain in sided_chains() for limb in pairwise(chain)}:
        at_ends, lengths = ([math.dist(p[a], p[b]) for p in those] for those in (ends, poses))
        assert max(lengths) < max(at_ends) + 0.1, (a, b)
        # From the front, an arm may point at the camera on its way.
        assert min(lengths) > min(at_ends) - 0.1 or not scene.facing, (a, b)
    # Nobody sinks into the floor.
    assert min(y for pose in poses for _, y in pose.values()) > scene.floor + LEG / 2 - 0.05


def test_a_straight_leg_is_lifted_in_an_arc() -> None:
    scene = demonstration("straight_leg_raise").scenes[0]
    straight = math.dist(scene.start["left_hip"], scene.start["left_ankle"])
    for share in SHARES:
        pose = pose_between(scene.start, scene.target, share)
        length = math.dist(pose["left_hip"], pose["left_ankle"])
        assert length == pytest.approx(straight, rel=0.02)


def test_feet_stay_on_the_floor_in_a_squat() -> None:
    scene = demonstration("wall_squat").scenes[0]
    for share in SHARES:
        pose = pose_between(scene.start, scene.target, share)
        for side in ("left", "right"):
            assert math.dist(pose[f"{side}_ankle"], scene.start[f"{side}_ankle"]) < 0.05


def test_an_arm_goes_over_the_head_past_the_front() -> None:
    scene = demonstration("ball_supine").scenes[0]
    moved = [
        side
        for side in ("left", "right")
        if math.dist(scene.start[f"{side}_wrist"], scene.target[f"{side}_wrist"]) > 1
    ]
    assert moved
    for side in moved:
        middle = pose_between(scene.start, scene.target, 0.5)
        assert middle[f"{side}_wrist"][1] > middle[f"{side}_shoulder"][1] + 0.5


def test_an_arm_that_is_raised_toward_the_camera_does_not_cross_the_face() -> None:
    first = demonstration("ball_seated_march").scenes[0]
    for share in SHARES:
        pose = pose_between(first.start, first.target, share, frontal=True)
        for side in ("left", "right"):
            assert math.dist(pose[f"{side}_wrist"], pose["head"]) > 0.3


@for_each("name", MOVING)
def test_the_tempo_is_well_within_the_limits(name: str) -> None:
    spec = load_exercise(name)
    out, hold, back, _ = timing_of(spec)
    if spec.rhythm is not None:
        per_min = 60 / sum(timing_of(spec))
        assert spec.rhythm.at_least_per_min < per_min < spec.rhythm.at_most_per_min
        return
    assert spec.tempo
    assert spec.driver
    assert spec.repetition
    limits = TempoLimits.of(spec.tempo, spec.driver.unit)
    bands = Thresholds.of(spec.repetition, spec.driver.unit)
    for seconds, phase in ((out, "out"), (back, "back")):
        top = math.pi / 2 * (bands.prescribed - bands.rest) / seconds
        assert top < 0.6 * limits.highest[phase]
        assert seconds > 1.5 * limits.shortest_s[phase]
        assert 1 < seconds < 8
    assert hold == min(spec.hold_s, HOLD_SHOWN_S)


def test_sides_that_take_turns_do_so() -> None:
    shown = demonstration("straight_leg_raise")
    timing = timing_of(load_exercise("straight_leg_raise"))
    once_s = sum(timing)
    first, second = shown.at(timing.out), shown.at(once_s + timing.out)
    lifts = [{part[0] for part, _ in at.scene.moving} for at in (first, second)]
    assert lifts == [{"l"}, {"r"}]
    assert first.pose["left_ankle"] == pytest.approx(second.pose["right_ankle"])
    # The legs change in the rest between.
    middle = shown.at(once_s - REST_S / 2).pose
    assert farthest(middle, first.scene.start) > 0.1
    assert farthest(middle, second.scene.start) > 0.1
    assert len(demonstration("heel_slides").scenes) == 1


def test_seen_from_the_front_the_other_side_is_the_mirrored_one() -> None:
    first, second = demonstration("ball_seated_march").scenes
    assert first.target["left_knee"][0] * second.target["right_knee"][0] < 0
    assert swapped(swapped(first.start, frontal=True), frontal=True)["head"] == pytest.approx(
        first.start["head"]
    )


def test_a_paced_circle_narrows_for_the_hold_and_widens_after() -> None:
    spec = load_exercise("abdominal_contraction")
    timing = timing_of(spec)
    assert spec.paced
    assert (timing.hold, timing.back) == (spec.paced.hold_s, spec.paced.relax_s)
    held = [width_shown(timing, t)[0] for t in np.linspace(0, timing.hold - 1e-6, 20)]
    let_go = [
        width_shown(timing, timing.hold + t)[0] for t in np.linspace(0, timing.back - 1e-6, 20)
    ]
    assert held == sorted(held, reverse=True)
    assert let_go == sorted(let_go)
    assert (held[0], let_go[-1]) == pytest.approx((1, 1))
    assert (held[-1], let_go[0]) == pytest.approx((0, 0))
    assert instant_of(timing, timing.hold + 0.1).phase == "back"


def test_the_circle_follows_what_is_really_held() -> None:
    spec = load_exercise("abdominal_contraction")
    assert spec.paced
    breathing = Breathing(spec.paced)

    def width(time_s: float, phase: str, held_s: float = 0.0) -> float:
        return breathing.width(progress_of(spec, time_s=time_s, phase=phase, held_s=held_s))

    assert width(0.0, "rest") == 1
    assert [width(10 + s, "hold", s) for s in (0.0, 2.5, 5.0)] == pytest.approx([1, 0.5, 0])
    assert width(15.0, "back", 5.0) == pytest.approx(0)
    assert width(17.5, "rest") == pytest.approx(0.5)
    assert width(20.0, "rest") == pytest.approx(1)
    # A hold that is broken off lets go from where it was.
    assert width(32.5, "hold", 2.5) == pytest.approx(0.5)
    assert 0.5 <= width(32.6, "rest") < 0.6
