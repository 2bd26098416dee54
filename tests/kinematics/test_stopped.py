"""A picture that has stopped, and bodies that keep still."""

import math
from dataclasses import replace

import numpy as np
import pytest
from bodies import (
    EXACT,
    STRAIGHT_ON,
    Course,
    Film,
    each_xy,
    film,
    mirrored,
    scaled,
    shifted,
    squats,
    supine,
)
from each import for_each
from sample_poses import EXERCISES, recorded

from posetrainer.kinematics.geometry import points_of
from posetrainer.kinematics.stopped import STOPS_S, StoppedPicture

STILL = supine(0, 0, 20, 0)


def stood_s(moments: Film) -> list[float]:
    """For how long the picture has stood still, at each moment."""
    watch = StoppedPicture()
    return [
        watch(points_of(pose.image_xy), pose.frame_size[1], time_s)
        for time_s, pose in moments
        if pose is not None
    ]


def frozen(length_s: float, fps: float, begin_s: float = 0.0) -> Film:
    return shifted(film(length_s, lambda t: STILL, fps, EXACT), begin_s)


@for_each("exercise", EXERCISES)
def test_a_real_picture_never_has_stopped(exercise: str) -> None:
    assert set(stood_s(recorded(exercise))) == {0.0}


@pytest.mark.parametrize("fps", [10, 30, 60])
def test_a_body_that_keeps_still_is_a_living_one(fps: float) -> None:
    assert set(stood_s(film(5, lambda t: STILL, fps))) == {0.0}


@pytest.mark.parametrize("fps", [10, 15, 30])
def test_a_stopped_picture_is_reported_after_its_time_and_from_its_beginning(fps: float) -> None:
    alive = film(3, lambda t: STILL, fps)
    stopped = [(3 + t, replace(pose, time_s=3 + t)) for t, pose in frozen(4, fps) if t and pose]
    seen = stood_s(alive + stopped)[len(alive) :]
    first = next(i for i, stood in enumerate(seen) if stood)
    assert stopped[first][0] - 3 == pytest.approx(STOPS_S, abs=3.5 / fps)
    # It has stood still since the last living picture, or the one after.
    assert stopped[first][0] - seen[first] == pytest.approx(3, abs=2.5 / fps)
    steps = np.diff(seen[first:])
    assert steps == pytest.approx(1 / fps)


def test_a_picture_that_goes_on_is_believed_after_three() -> None:
    stopped = frozen(4, 15)
    alive = shifted(film(2, lambda t: STILL, 15), 4.1)
    seen = stood_s(stopped + alive)
    assert seen[len(stopped) - 1] > STOPS_S
    goes_on = [stood == 0 for stood in seen[len(stopped) :]]
    assert goes_on == [False, False] + [True] * (len(alive) - 2)


def test_an_estimator_that_changes_its_mind_in_one_picture_does_not_make_it_a_living_one() -> None:
    stopped = frozen(6, 15)
    again = each_xy(stopped, lambda xy: xy + 3)
    mixed = [b if i % 20 == 7 else a for i, (a, b) in enumerate(zip(stopped, again, strict=True))]
    assert stood_s(mixed)[-1] > STOPS_S


def test_it_does_not_depend_on_size_mirror_or_time() -> None:
    # A sixteenth of a second is exact in binary: no rounding moves it to the next picture.
    moments = squats(Course(0).stay(1).to(30, 1), 16)
    end_s = moments[-1][0]
    last = moments[-1][1]
    assert last is not None
    stands = [(end_s + i / 16, replace(last, time_s=end_s + i / 16)) for i in range(1, 60)]
    seen = stood_s(moments + stands)
    assert seen[-1] == pytest.approx(59 / 16, abs=0.15)
    for factor in (0.25, 4.0):
        assert stood_s(scaled(moments + stands, factor)) == pytest.approx(seen)
    assert stood_s(mirrored(moments + stands)) == pytest.approx(seen)
    assert stood_s(shifted(moments + stands, 1024.0)) == pytest.approx(seen)


def test_half_of_the_landmarks_that_move_are_a_living_picture() -> None:
    rng = np.random.default_rng(1)
    moving = np.arange(33) < 17

    def tremble(pose_xy: np.ndarray) -> np.ndarray:
        return pose_xy + rng.uniform(1, 2, pose_xy.shape) * moving[:, None]

    assert set(stood_s(each_xy(frozen(4, 15), tremble))) == {0.0}
    moving = np.arange(33) < 15
    assert stood_s(each_xy(frozen(4, 15), tremble))[-1] > STOPS_S


def test_landmarks_that_are_not_known_have_not_moved_nor_kept_still() -> None:
    moments = each_xy(film(4, lambda t: STILL, 15, STRAIGHT_ON), lambda xy: xy * math.nan)
    assert set(stood_s(moments)) == {0.0}
