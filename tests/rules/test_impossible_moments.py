"""Times and landmarks that cannot be spoil one moment at the most, never the session."""

import itertools
import math
import warnings
from dataclasses import replace

import numpy as np
import pytest
from bodies import Film
from sessions import SLIDE, SQUAT, Exercise, counted

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.pose.landmarks import COUNT
from posetrainer.pose.pose import FARTHEST, Pose
from posetrainer.rules.events import Event
from posetrainer.rules.trainer import Trainer

both = pytest.mark.parametrize(
    "exercise", [SLIDE, pytest.param(SQUAT, marks=pytest.mark.slow)], ids=lambda e: e.id
)


def film_of(exercise: Exercise) -> Film:
    return exercise.session(1, fps=12)


def judged(exercise: Exercise, film: Film) -> list[Event]:
    trainer = Trainer(load_exercise(exercise.id))
    return [event for time_s, pose in film for event in trainer.step(pose, time_s)]


@both
def test_a_time_that_is_none_is_refused_and_the_session_goes_on(exercise: Exercise) -> None:
    trainer = Trainer(load_exercise(exercise.id))
    events = []
    wrong = itertools.cycle((math.nan, math.inf, -math.inf))
    for i, (time_s, pose) in enumerate(film_of(exercise)):
        if i % 10 == 5:
            with pytest.raises(ValueError, match="finite number of seconds"):
                trainer.step(pose, next(wrong))
        events += trainer.step(pose, time_s)
    assert events == judged(exercise, film_of(exercise))


@both
def test_a_moment_that_comes_too_late_is_ignored(exercise: Exercise) -> None:
    film = film_of(exercise)
    late = [film[0], *(moment for i in range(1, len(film)) for moment in (film[i], film[i // 2]))]
    assert judged(exercise, late) == judged(exercise, film)


@both
def test_a_pose_is_of_the_time_that_is_given(exercise: Exercise) -> None:
    film = film_of(exercise)
    other = [(time_s, pose and replace(pose, time_s=99 - time_s)) for time_s, pose in film]
    assert judged(exercise, other) == judged(exercise, film)


def spoilt(pose: Pose, rng: np.random.Generator) -> Pose:
    """A pose with some landmarks that are not known, believed in, or anywhere near."""
    xy, visibility = pose.image_xy.copy(), pose.visibility.copy()
    some = rng.random(COUNT) < 0.4
    match rng.integers(5):
        case 0:
            xy[some] = math.nan
        case 1:
            xy[some] = rng.choice([FARTHEST, -FARTHEST, 0.0, 1e-300])
        case 2:
            visibility[some] = rng.choice([0.0, 1.0, 1e-300])
        case 3:
            xy[:] = xy[0]
        case _:
            return replace(pose, frame_size=(1, 1))
    return replace(pose, image_xy=xy, visibility=visibility)


@both
@pytest.mark.parametrize("seed", range(3))
def test_impossible_landmarks_for_a_while_do_no_harm_afterwards(
    exercise: Exercise, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    film = film_of(exercise)
    before = [(time_s, pose and spoilt(pose, rng)) for time_s, pose in film[:20]]
    end_s = film[19][0] + 0.1
    after = [(time_s + end_s, pose) for time_s, pose in film]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert counted(judged(exercise, before + after)) == 1
