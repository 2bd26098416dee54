"""Movements that belong to no exercise count for none of them."""

import math

import pytest
from bodies import Figure, Film, film, judge, standing, supine
from each import for_each

from posetrainer.exercises.catalogue import exercise_ids
from posetrainer.rules.events import RepetitionCompleted, RepetitionMissed

#: Paced by the trainer, which counts time; and hips that bend again, as in a bridge.
OTHERWISE = {"abdominal_contraction", "knee_to_chest"}


def walking() -> Film:
    """Two steps a second across the picture and back."""

    def at(time_s: float) -> Figure:
        step = math.sin(2 * math.pi * time_s)
        x_m = 1.2 * math.sin(math.pi * time_s / 6)
        return standing(15 + 25 * max(step, 0), 15 + 25 * max(-step, 0), x_m=x_m)

    return film(12, at)


def bridging() -> Film:
    """On the back with both feet flat, the hips are raised and lowered."""

    def at(time_s: float) -> Figure:
        up = (1 - math.cos(math.pi * time_s / 2)) / 2
        leg = 50 - 22 * up, 100 - 10 * up
        return supine(*leg, *leg, trunk_deg=-28 * up)

    return film(12, at)


def assert_nothing_counts(exercise: str, moments: Film) -> None:
    events = judge(exercise, moments)
    assert not [e for e in events if isinstance(e, RepetitionCompleted | RepetitionMissed)]


@pytest.mark.slow
@for_each("exercise", exercise_ids())
def test_walking_counts_nothing(exercise: str) -> None:
    assert_nothing_counts(exercise, walking())


@pytest.mark.slow
@for_each("exercise", sorted({*exercise_ids()} - OTHERWISE))
def test_a_glute_bridge_counts_nothing(exercise: str) -> None:
    assert_nothing_counts(exercise, bridging())
