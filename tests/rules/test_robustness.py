"""Whatever the estimator does to a good session, the count does not run ahead of the truth."""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from bodies import Film, jittered, judge, legs_swapped, scaled, shifted
from hypothesis import given, settings
from hypothesis import strategies as st
from sessions import EXERCISES, SLIDE, Exercise, counted, of, shortfalls

from posetrainer.rules.events import Event, RepetitionCompleted, TooFast

TIMES = 2
pytestmark = pytest.mark.slow
every_exercise = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda e: e.id)
few = settings(max_examples=3)
seeds = st.integers(0, 2**32 - 1)
shares = st.floats(0, 1)


@cache
def clean_ends_s(exercise: Exercise) -> list[float]:
    """When the repetitions of the unspoilt session are over."""
    events = judge(exercise.id, exercise.session(TIMES, fps=12))
    return [done.end_s for done in of(RepetitionCompleted, events)]


def never_ahead(events: list[Event], ends_s: list[float]) -> bool:
    """Whether no repetition is counted before it truly is over."""
    done = of(RepetitionCompleted, events)
    return all(r.end_s > end_s - 0.7 for r, end_s in zip(done, ends_s, strict=True))


def check(exercise: Exercise, spoilt: Film) -> list[Event]:
    events = judge(exercise.id, spoilt)
    assert TIMES - 1 <= counted(events) <= TIMES
    if counted(events) == TIMES:
        assert never_ahead(events, clean_ends_s(exercise))
    return events


@every_exercise
@few
@given(seed=seeds, share=shares)
def test_jitter(exercise: Exercise, seed: int, share: float) -> None:
    events = check(exercise, jittered(exercise.session(TIMES, fps=12), share / 2, seed))
    assert not any(shortfalls(done) for done in of(RepetitionCompleted, events))


@every_exercise
@few
@given(seed=seeds, share=shares)
def test_dropped_frames(exercise: Exercise, seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    film = exercise.session(TIMES, fps=12)
    check(exercise, [moment for moment in film if rng.random() > 0.1 * share])


@every_exercise
@few
@given(seed=seeds, share=shares)
def test_legs_named_the_wrong_way_round(exercise: Exercise, seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    film = jittered(exercise.session(TIMES, fps=12), 0.5, seed)
    spoilt = [(t, legs_swapped(p) if p and rng.random() < 0.03 * share else p) for t, p in film]
    events = check(exercise, spoilt)
    assert not of(TooFast, events)


@every_exercise
@few
@given(seed=seeds, share=shares)
def test_missing_landmarks(exercise: Exercise, seed: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    film: Film = []
    for time_s, pose in exercise.session(TIMES, fps=12):
        assert pose is not None
        gone = rng.random(33) < 0.02 * share
        xy = np.where(gone[:, None], math.nan, pose.image_xy)
        film.append((time_s, replace(pose, image_xy=xy)))
    check(exercise, film)


@every_exercise
@few
@given(seed=seeds)
def test_nonsense_never_crashes_and_never_counts(exercise: Exercise, seed: int) -> None:
    rng = np.random.default_rng(seed)
    film: Film = []
    for time_s, pose in exercise.session(1, fps=12):
        assert pose is not None
        xy = rng.uniform(-100, 800, (33, 2))
        xy[rng.random(33) < 0.1] = rng.choice([math.nan, 1e6, -1e6])
        known = rng.random() < 0.9
        spoilt = replace(pose, image_xy=xy, visibility=rng.random(33))
        film.append((time_s, spoilt if known else None))
    assert counted(judge(exercise.id, film)) == 0


@every_exercise
@few
@given(factor=st.floats(0.25, 4))
def test_the_resolution_does_not_matter(exercise: Exercise, factor: float) -> None:
    events = check(exercise, scaled(exercise.session(TIMES, fps=12), factor))
    assert [shortfalls(done) for done in of(RepetitionCompleted, events)] == [()] * TIMES


@every_exercise
@few
@given(seconds=st.integers(-1000, 100_000))
def test_a_later_start_gives_the_same_events_later(exercise: Exercise, seconds: int) -> None:
    # A sixteenth of a second is exact in binary: no rounding moves an event to the next frame.
    film = exercise.session(1, fps=16)

    def since(events: list[Event], start_s: float) -> list[tuple[str, float]]:
        return [(type(event).__name__, event.time_s - start_s) for event in events]

    later = judge(exercise.id, shifted(film, seconds))
    assert since(later, seconds) == since(judge(exercise.id, film), 0)


def spread(film: Film, seed: int) -> Film:
    """The frames of a film without every other one, at random: 15 to 30 frames a second."""
    rng = np.random.default_rng(seed)
    return [moment for i, moment in enumerate(film) if i % 2 or rng.random() < 0.5]


@every_exercise
@pytest.mark.parametrize("change", [spread])
def test_uneven_frame_times(exercise: Exercise, change: Callable[[Film, int], Film]) -> None:
    film = change(exercise.session(TIMES), 7)
    [first, second] = of(RepetitionCompleted, judge(exercise.id, film))
    assert shortfalls(first) == shortfalls(second) == ()


def test_a_frame_that_comes_twice_is_harmless() -> None:
    film = SLIDE.session(TIMES, fps=12)
    twice = sorted(film + film[::7], key=lambda moment: moment[0])
    assert counted(judge("heel_slides", twice)) == TIMES
