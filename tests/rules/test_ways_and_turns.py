"""How quickly a way may be gone, and whose step it was where two overlap."""

import math
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.kinematics.signals import Reading
from posetrainer.rules.attempt import Attempt
from posetrainer.rules.events import RepetitionMissed
from posetrainer.rules.form import FormWatch
from posetrainer.rules.segmentation import Segmenter
from posetrainer.rules.tempo import TempoLimits, TempoWatch
from posetrainer.rules.thresholds import Demands, Thresholds

STRETCH = load_exercise("hamstring_stretch")
MARCH = load_exercise("aerobic_march")


def bands_of(spec: Any) -> Thresholds:
    return Thresholds.of(spec.repetition, spec.driver.unit)


@given(best=st.floats(0, 170))
def test_a_best_raises_the_target_and_leaves_how_far_the_way_out_is_timed(best: float) -> None:
    bands = bands_of(STRETCH)
    raised = bands.raised(best)
    assert raised.target == max(bands.target, best)
    assert raised.timed == bands.timed == bands.target


@given(way=st.floats(20, 100), share=st.floats(0.3, 1.0), took_s=st.floats(0.16, 3.0))
def test_a_part_of_a_phase_is_too_fast_if_the_phase_would_be_too_short(
    way: float, share: float, took_s: float
) -> None:
    shortest_s = 0.7
    limits = TempoLimits("deg", dict.fromkeys(("out", "back"), math.inf), {"out": 0.7}, "Slower.")
    warned = TempoWatch(limits, "left", 0.0).phase_done(
        took_s, "out", share * way, took_s, way, sure=True
    )
    if took_s / share == pytest.approx(shortest_s, rel=1e-6):
        return
    assert bool(warned) == (took_s / share < shortest_s)


@dataclass(eq=False)
class Leg:
    """One side of a march: its attempt, and what ends it."""

    side: str
    attempt: Attempt | None
    comes_back: bool = False
    ready: bool = True

    @property
    def detector(self) -> Any:
        def finish(_time_s: float) -> Attempt | None:
            done, self.attempt = (self.attempt, None) if self.comes_back else (None, self.attempt)
            return done

        return SimpleNamespace(
            side=self.side, attempt=self.attempt, finish=finish, take_events=list, drop=self.drop
        )

    def drop(self) -> None:
        self.attempt = None

    def step(self, _time_s: float) -> None:
        return None


def step_of(side: Any, start_s: float, peak: float) -> Attempt:
    """A step that was highest a tenth of a second after it began."""
    assert MARCH.repetition is not None
    assert MARCH.tempo is not None
    demands = Demands(MARCH.repetition, TempoLimits.of(MARCH.tempo, "in"), {}, MARCH.rhythm)
    attempt = Attempt(demands, bands_of(MARCH), FormWatch({}, side), side, start_s)
    attempt.step(start_s + 0.1, Reading(peak, 0.0, 0.0, 0.0, 0.0), lambda _: math.nan)
    return attempt


@pytest.mark.parametrize(
    ("values", "counts"),
    [
        # A tremor beyond what counts is none; a swing that turns round there, or a stay, counts.
        ([1.3] * 20 + [1.6] * 2 + [1.3] * 20, False),
        ([1.3, 1.4, 1.5, 1.6, 1.5, 1.4, 1.3], True),
        ([1.3] * 60 + [1.6] * 11, True),
    ],
)
def test_an_attempt_counts_where_it_stays_far_enough(values: list[float], counts: bool) -> None:
    attempt = step_of("left", 0.0, 1.0)
    for number, value in enumerate(values):
        reading = Reading(value, 0.0, 0.0, 0.0, 0.0)
        attempt.step(0.2 + number / 30, reading, lambda _: math.nan)
    result = attempt.result(0.2 + len(values) / 30, 1)
    assert attempt.counts == counts
    assert result is None or isinstance(result, RepetitionMissed) != counts
    if isinstance(result, RepetitionMissed):
        assert result.peak < result.needed


@pytest.mark.parametrize("next_peak", [1.3, 2.4, 5.0])
def test_a_step_that_came_back_is_over_as_the_other_leg_sets_out_however_high(
    next_peak: float,
) -> None:
    left = Leg("left", step_of("left", 1.0, 2.5), comes_back=True)
    right = Leg("right", step_of("right", 1.3, next_peak))
    own = left.attempt
    segment = Segmenter(MARCH, [left, right]).step(1.5, "left")  # type: ignore[list-item]
    assert segment.finished is own
    assert right.attempt is not None
