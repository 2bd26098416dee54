"""Recordings are disturbed in one way at a time, and judged again."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from each import for_each
from hypothesis import given
from hypothesis import strategies as st
from labelled import labelled, labelled_files
from numpy.random import default_rng
from numpy.typing import NDArray

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.kinematics.measures import measure_both_sides
from posetrainer.pose.landmarks import COUNT, INDEX
from posetrainer.recordings.columns import NUMBERS, Header
from posetrainer.recordings.reader import Recording
from posetrainer.tuning.case_files import CaseFiles
from posetrainer.tuning.disturbances import DISTURBANCES, disturbed
from posetrainer.tuning.disturbed import (
    DisturbedRun,
    disturbed_record,
    score_disturbed,
    to_disturb,
)
from posetrainer.tuning.takes import Take
from posetrainer.tuning.truth import TrueRepetition, Truth

EXERCISES = ("wall_squat", "heel_slides", "aerobic_march", "abdominal_contraction")


@pytest.fixture(scope="module")
def take_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Take]:
    known: dict[str, Take] = {}

    def take(exercise: str) -> Take:
        if exercise not in known:
            (case,) = labelled(exercise, tmp_path_factory.mktemp(exercise))
            assert case.truth is not None
            known[exercise] = Take(case.recording, case.truth, load_exercise(exercise))
        return known[exercise]

    return take


def landmarks(take: Take) -> NDArray[np.float32]:
    return take.recording.landmarks.reshape(-1, COUNT, NUMBERS)


def xy(take: Take) -> NDArray[np.float32]:
    return landmarks(take)[:, :, :2]


def done(name: str, take: Take) -> Take:
    after = disturbed(name, take)
    assert after is not None
    return after


@for_each(("name", "exercise"), product(DISTURBANCES, EXERCISES))
def test_a_disturbance_is_pure_and_always_the_same(
    name: str, exercise: str, take_of: Callable[[str], Take]
) -> None:
    take = take_of(exercise)
    before = take.recording.landmarks.copy()
    one, other = disturbed(name, take), disturbed(name, take)
    np.testing.assert_array_equal(take.recording.landmarks, before)
    if one is None or other is None:
        assert one is other
        return
    np.testing.assert_array_equal(one.recording.landmarks, other.recording.landmarks)
    np.testing.assert_array_equal(one.recording.times_s, other.recording.times_s)
    assert one.truth == other.truth
    recording = one.recording
    assert (np.diff(recording.times_s) > 0).all()
    count = len(recording.times_s)
    assert len(recording.landmarks) == len(recording.sizes) == len(recording.seen) == count
    assert len(one.truth.counted) == len(take.truth.counted)
    assert name == "none" or not np.array_equal(recording.landmarks, before)


def test_another_clip_is_disturbed_otherwise(take_of: Callable[[str], Take]) -> None:
    take = take_of("wall_squat")
    other = replace(take, truth=take.truth.model_copy(update={"clip": "other.mp4"}))
    assert not np.array_equal(xy(done("trembling, 1 px", take)), xy(done("trembling, 1 px", other)))


def test_landmarks_wander_as_far_and_as_long_as_documented(take_of: Callable[[str], Take]) -> None:
    take = take_of("wall_squat")
    away = xy(done("wandering, 2 % of the trunk", take)) - xy(take)
    shoulders, hips = xy(take)[:, 11:13].mean(axis=1), xy(take)[:, 23:25].mean(axis=1)
    trunk = np.median(np.linalg.norm(shoulders - hips, axis=1))
    assert away.std() == pytest.approx(0.02 * trunk, rel=0.1)
    step_s = np.median(np.diff(take.recording.times_s))
    half_s = round(0.5 / step_s)
    alike = np.corrcoef(away[:-half_s].ravel(), away[half_s:].ravel())[0, 1]
    assert alike == pytest.approx(np.exp(-half_s * step_s / 0.5), abs=0.1)


def test_a_nudge_moves_all_by_as_much_from_a_rest_on(take_of: Callable[[str], Take]) -> None:
    take = take_of("wall_squat")
    away = xy(done("camera nudged by 3 %", take)) - xy(take)
    height = take.recording.sizes[0, 1]
    moved = np.abs(away[:, 0, 1]) > 1
    assert np.allclose(np.abs(away[moved, :, 1]), 0.03 * height, atol=0.01)
    assert np.allclose(away[~moved], 0, atol=0.01)
    at_s = take.recording.times_s[moved][0]
    assert not any(r.start_s < at_s < r.end_s for r in take.truth.repetitions)
    assert take.truth.repetitions[0].end_s < at_s < take.truth.repetitions[-1].start_s


def test_one_who_backs_away_gets_smaller(take_of: Callable[[str], Take]) -> None:
    take = take_of("wall_squat")
    middle = take.recording.sizes[0] / 2
    after = xy(done("backing away, 10 % a minute", take)) - middle
    shrunk = np.linalg.norm(after, axis=-1) / np.linalg.norm(xy(take) - middle, axis=-1)
    minutes = (take.recording.times_s - take.recording.times_s[0]) / 60
    np.testing.assert_allclose(shrunk, np.repeat(0.9 ** minutes[:, None], COUNT, 1), rtol=1e-3)


def test_a_tilt_keeps_the_body_and_turns_it(take_of: Callable[[str], Take]) -> None:
    take = take_of("wall_squat")
    knee = measure_both_sides(load_exercise("wall_squat").measures["knee_bend"].quantity, xy(take))
    tilted = xy(done("picture tilted, +8°", take))
    turned = measure_both_sides(load_exercise("wall_squat").measures["knee_bend"].quantity, tilted)
    np.testing.assert_allclose(knee, turned, atol=0.05)
    trunks = [at[:, INDEX["left_shoulder"]] - at[:, INDEX["left_hip"]] for at in (xy(take), tilted)]
    before, after = (np.degrees(np.arctan2(trunk[:, 1], trunk[:, 0])) for trunk in trunks)
    np.testing.assert_allclose((after - before) % 360, 8, atol=0.05)


@pytest.mark.parametrize(("exercise", "below"), [("wall_squat", False), ("heel_slides", True)])
def test_a_turned_head(exercise: str, below: bool, take_of: Callable[[str], Take]) -> None:
    take = take_of(exercise)
    after = xy(done("head turned, half of the time", take))
    turned = (after[:, INDEX["nose"]] != xy(take)[:, INDEX["nose"]]).any(axis=1)
    assert 0.35 < turned.mean() < 0.65
    others = [i for i in range(COUNT) if i != INDEX["nose"]]
    np.testing.assert_array_equal(after[:, others], xy(take)[:, others])
    ears = after[turned][:, [INDEX["left_ear"], INDEX["right_ear"]]]
    nose = after[turned, INDEX["nose"]]
    wanted = ears[:, :, 1].max(axis=1) + 1 if below else ears[:, :, 1].mean(axis=1)
    np.testing.assert_allclose(nose[:, 1], wanted, rtol=1e-5)


def test_a_third_of_the_frames_is_gone(take_of: Callable[[str], Take]) -> None:
    take = take_of("wall_squat")
    left = done("30 % of the frames dropped", take).recording.times_s
    assert len(left) == pytest.approx(0.7 * len(take.recording.times_s), abs=1)
    assert set(left) < set(take.recording.times_s)


def test_legs_are_swapped_for_a_moment_below_the_hips(take_of: Callable[[str], Take]) -> None:
    take = take_of("wall_squat")
    after = done("legs swapped for 0.7 s", take)
    swapped = (landmarks(after) != landmarks(take)).any(axis=(1, 2))
    times_s = take.recording.times_s[swapped]
    assert times_s[-1] - times_s[0] == pytest.approx(0.7, abs=0.15)
    left, right = INDEX["left_ankle"], INDEX["right_ankle"]
    np.testing.assert_array_equal(landmarks(after)[swapped, left], landmarks(take)[swapped, right])
    np.testing.assert_array_equal(xy(after)[:, :25], xy(take)[:, :25])


def test_a_stranger_is_another_body_somewhere_else(take_of: Callable[[str], Take]) -> None:
    take = take_of("wall_squat")
    after = done("a stranger for 2 s", take)
    other = (landmarks(after) != landmarks(take)).any(axis=(1, 2))
    times_s = take.recording.times_s[other]
    assert times_s[0] >= 3
    assert after.lost_s is not None
    assert times_s[-1] - times_s[0] == pytest.approx(2, abs=0.15)
    assert after.lost_s[0] <= times_s[0] < times_s[-1] < after.lost_s[1]
    hips = xy(after)[other][:, INDEX["left_hip"], 0]
    assert abs(hips[-1] - hips[0]) > 0.7 * take.recording.sizes[0, 0]
    assert all(r.end_s > after.lost_s[0] and r.start_s < after.lost_s[1] for r in after.lost)


def test_a_frozen_picture_lasts_five_seconds_in_a_rest(take_of: Callable[[str], Take]) -> None:
    take = take_of("wall_squat")
    after = done("picture frozen for 5 s", take)
    still = (np.diff(after.recording.landmarks, axis=0) == 0).all(axis=1)
    frozen_s = after.recording.times_s[1:][still]
    assert frozen_s[-1] - frozen_s[0] == pytest.approx(5, abs=0.2)
    assert after.recording.times_s[-1] == pytest.approx(take.recording.times_s[-1] + 5, abs=0.1)
    for before, now in zip(take.truth.repetitions, after.truth.repetitions, strict=True):
        assert now.end_s - now.start_s == pytest.approx(before.end_s - before.start_s)
        assert now.end_s <= frozen_s[0] or now.start_s >= frozen_s[-1] - 0.1


@pytest.mark.parametrize("exercise", ["wall_squat", "heel_slides"])
def test_movements_turn_round_before_they_are_back(
    exercise: str, take_of: Callable[[str], Take]
) -> None:
    take = take_of(exercise)
    after = done("back only to 10 to 30 %", take)
    driver = load_exercise(exercise).driver
    assert driver is not None
    way = measure_both_sides(driver.quantity, xy(after)).mean(axis=1)
    times_s = after.recording.times_s
    assert times_s[-1] < take.recording.times_s[-1]
    touched = [r for r in after.truth.repetitions if r.good is None]
    assert len(touched) >= 2
    first, second = touched[:2]
    low, high = way[times_s < first.start_s].mean(), way.max()
    between = (times_s > first.start_s + 1) & (times_s < second.end_s - 1)
    turn = (way[between].min() - low) / (high - low)
    assert 0.02 < turn < 0.4
    assert first.end_s == pytest.approx(second.start_s, abs=0.3)


def test_sides_that_take_turns_and_what_is_paced_turn_round_nowhere(
    take_of: Callable[[str], Take],
) -> None:
    for exercise in ("aerobic_march", "abdominal_contraction"):
        assert disturbed("back only to 10 to 30 %", take_of(exercise)) is None


GOOD: dict[str, object] = {
    **{"kind": "good", "side": "both", "hold": None, "too_fast_s": None},
    **{"counted": True, "good": True, "missed": None, "faults": ()},
}


@given(
    count=st.integers(1, 40),
    gaps_s=st.lists(st.floats(0, 3), max_size=3),
    seed=st.integers(0, 99),
    seen=st.booleans(),
)
def test_nothing_is_too_short_to_be_disturbed(
    count: int, gaps_s: list[float], seed: int, seen: bool
) -> None:
    times_s = np.arange(count) / 5
    rows = default_rng(seed).uniform(0, 300, (count, COUNT * NUMBERS)).astype(np.float32)
    recording = Recording(
        Header(None, 1.7, live=False, made_at="", versions={}),
        times_s,
        np.full((count, 2), 300, np.uint16),
        rows,
        np.full(count, seen),
        {},
        True,
    )
    repetitions, start_s = [], 0.5
    for gap_s in gaps_s:
        end_s = start_s + 1
        span = {"start_s": start_s, "end_s": end_s}
        repetitions.append(TrueRepetition.model_validate({**GOOD, **span}))
        start_s = end_s + gap_s
    truth = Truth(
        clip="c.arrows",
        exercise="wall_squat",
        frames=count,
        duration_s=count / 5,
        repetitions=tuple(repetitions),
    )
    for name in DISTURBANCES:
        after = disturbed(name, Take(recording, truth, load_exercise("wall_squat")))
        assert after is None or len(after.truth.repetitions) == len(repetitions)


def test_runs_are_summed_up() -> None:
    run = DisturbedRun("none", "a.mp4", True, True, 40, 1, 0)
    runs = [run, replace(run, count_right=False, good_right=None, false_warnings=3, phantoms=2)]
    (score,) = disturbed_record(runs)
    assert (score["runs"], score["count_exact"], score["good_right"]) == (2, 0.5, 1.0)
    assert (score["false_warnings_per_100"], score["phantoms"]) == (5.0, 2)
    assert score["wrong"] == ["a.mp4"]


def without_repetitions(case: CaseFiles, **changes: object) -> CaseFiles:
    assert case.truth is not None
    return replace(case, truth=case.truth.model_copy(update={"repetitions": (), **changes}))


def test_only_what_can_be_judged_is_disturbed(tmp_path: Path) -> None:
    (case,) = labelled_files("wall_squat", tmp_path)
    nothing = without_repetitions(case, exercise=None)
    refused = without_repetitions(case, refused="view")
    assert to_disturb([case, nothing, refused, replace(case, truth=None)]) == [case]


@pytest.mark.slow
def test_a_recording_is_judged_with_each_disturbance(tmp_path: Path) -> None:
    (runs,) = score_disturbed(labelled_files("wall_squat", tmp_path))
    by_name = {run.disturbance: run for run in runs}
    assert list(by_name) == list(DISTURBANCES)
    as_it_is = by_name["none"]
    assert (as_it_is.count_right, as_it_is.false_warnings, as_it_is.phantoms) == (True, 0, 0)
