"""Real landmarks of all exercises, and what becomes of their counts when the landmarks get worse.

Real people are noisier than rendered ones: counts may fall behind by one, never run ahead.
"""

import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from bodies import Film, each_pose, jittered, judge, legs_swapped, mirrored, shifted
from hypothesis import given, settings
from hypothesis import strategies as st
from sample_poses import EXERCISES, recorded, true_count
from sessions import counted, of

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.feedback.event_records import as_record
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import (
    LostSight,
    Ready,
    RepetitionCompleted,
    RepetitionMissed,
    SideChanged,
    TooFast,
)

JITTER_PX, DROPPED, MISSING, SWAPPED = 1.0, 0.1, 0.02, 0.03
Spoil = Callable[[Film, float, int], Film]
every_exercise = pytest.mark.parametrize("exercise", EXERCISES)
seeds = st.integers(0, 2**32 - 1)
shares = st.floats(0, 1)


def noisy(film: Film, share: float, seed: int) -> Film:
    """Every landmark a little wrong."""
    return jittered(film, JITTER_PX * share, seed)


def dropped(film: Film, share: float, seed: int) -> Film:
    """Some frames never come."""
    rng = np.random.default_rng(seed)
    return [moment for moment in film if rng.random() >= DROPPED * share]


def missing(film: Film, share: float, seed: int) -> Film:
    """Some landmarks of some frames are not known."""
    rng = np.random.default_rng(seed)

    def lose(pose: Pose) -> Pose:
        gone = rng.random(len(pose.image_xy)) < MISSING * share
        return replace(pose, image_xy=np.where(gone[:, None], math.nan, pose.image_xy))

    return each_pose(film, lose)


def swapped(film: Film, share: float, seed: int) -> Film:
    """In some frames each leg has the other one's name."""
    rng = np.random.default_rng(seed)
    return each_pose(film, lambda p: legs_swapped(p) if rng.random() < SWAPPED * share else p)


def all_at_once(film: Film, share: float, seed: int) -> Film:
    """Everything, each half as bad."""
    for i, spoil in enumerate((noisy, dropped, missing, swapped)):
        film = spoil(film, share / 2, seed + i)
    return film


spoils = st.sampled_from([noisy, dropped, missing, swapped, all_at_once])


def test_every_exercise_is_recorded() -> None:
    assert list(exercise_ids()) == EXERCISES


@every_exercise
def test_good_repetitions_are_counted_and_good(exercise: str) -> None:
    events = judge(exercise, recorded(exercise))
    done = of(RepetitionCompleted, events)
    assert [r.good for r in done] == [True] * true_count(exercise)
    assert not of(RepetitionMissed, events)
    assert not of(TooFast, events)
    assert not of(LostSight, events)


@pytest.mark.slow
@every_exercise
def test_whose_turn_it_is_is_reported_where_sides_alternate(exercise: str) -> None:
    events = judge(exercise, recorded(exercise))
    done = of(RepetitionCompleted, events)
    turns = of(SideChanged, events)
    if load_exercise(exercise).dose.sides != "alternate":
        assert len(turns) < len(done)
        return
    assert [turn.time_s for turn in turns] == [r.time_s for r in done]
    assert all(turn.side != r.side for turn, r in zip(turns, done, strict=True))


@pytest.mark.slow
@every_exercise
def test_a_mirror_swaps_the_sides_and_nothing_else(exercise: str) -> None:
    other = {"left": "right", "right": "left", "both": "both"}
    seen = of(RepetitionCompleted, judge(exercise, recorded(exercise)))
    mirror = of(RepetitionCompleted, judge(exercise, mirrored(recorded(exercise))))
    as_seen = [as_record(replace(r, side=other[r.side])) for r in mirror]
    assert as_seen == [as_record(r) for r in seen]


@pytest.mark.slow
@every_exercise
@settings(max_examples=25)
@given(spoil=spoils, share=shares, seed=seeds)
def test_counts_fall_behind_by_one_at_most_and_never_run_ahead(
    exercise: str, spoil: Spoil, share: float, seed: int
) -> None:
    events = judge(exercise, spoil(recorded(exercise), share, seed))
    true = true_count(exercise)
    assert true - 1 <= counted(events) <= true


@pytest.mark.slow
@every_exercise
@settings(max_examples=3)
@given(seed=seeds)
def test_nonsense_between_two_sessions_counts_nothing(exercise: str, seed: int) -> None:
    """Landmarks all over the picture, as of a curtain taken for a person."""
    rng = np.random.default_rng(seed)
    film = recorded(exercise)
    size = film[0][1].frame_size if film[0][1] else (640, 360)

    def scatter(pose: Pose) -> Pose:
        xy = rng.uniform(-0.2, 1.2, pose.image_xy.shape) * size
        return replace(pose, image_xy=xy, visibility=rng.random(len(xy)))

    assert counted(judge(exercise, each_pose(film, scatter))) == 0


@pytest.mark.slow
@every_exercise
def test_somebody_who_gets_up_and_comes_back_goes_on_counting(exercise: str) -> None:
    film = recorded(exercise)
    end_s = film[-1][0]
    away: Film = [(end_s + i / 10, None) for i in range(1, 100)]
    events = judge(exercise, film + away + shifted(film, end_s + 10))
    assert len(of(Ready, events)) == 2
    assert counted(events) == 2 * true_count(exercise)
