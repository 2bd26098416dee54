from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.capture.frame_clock import FrameClock


def times(stamps: list[Fraction | None]) -> list[float]:
    clock = FrameClock(0.04)
    return [clock.time_of(stamp) for stamp in stamps]


def seconds(*values: float | None) -> list[Fraction | None]:
    return [None if value is None else Fraction(str(value)) for value in values]


def test_stamps_count_from_the_first_and_stay_exact() -> None:
    third = Fraction(1, 3)
    assert times([7 + third, 7 + 2 * third, Fraction(8)]) == [0.0, 1 / 3, 2 / 3]


def test_a_missing_stamp_is_one_step_on() -> None:
    assert times(seconds(5, None, 5.1)) == pytest.approx([0, 0.04, 0.1])


def test_stamps_that_begin_late_join_on() -> None:
    assert times(seconds(None, None, 9, 9.1)) == pytest.approx([0, 0.04, 0.08, 0.18])


def test_a_clock_that_starts_anew_goes_on() -> None:
    assert times(seconds(100, 100.1, 0, 0.1)) == pytest.approx([0, 0.1, 0.14, 0.24])


def test_one_wrong_stamp_does_not_move_the_rest() -> None:
    assert times(seconds(0, 0.1, 0.05, 0.2))[3] == pytest.approx(0.2)


@given(st.lists(st.none() | st.fractions(-1000, 1000, max_denominator=90000), max_size=30))
def test_time_always_grows(stamps: list[Fraction | None]) -> None:
    assert all(a < b for a, b in pairwise(times(stamps)))
