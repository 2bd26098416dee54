"""Durations, as they are told and as a clock shows them."""

from each import for_each
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.feedback.durations import LONG_S, in_words, on_a_clock


@for_each(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (45, "45 s"),
        (59.6, "1 min"),
        (60, "1 min"),
        (200, "3 min 20 s"),
        (599.4, "9 min 59 s"),
        (599.6, "10 min"),
        (1799, "30 min"),
    ],
)
def test_short_durations_are_given_in_seconds_and_long_ones_in_minutes(
    seconds: float, words: str
) -> None:
    assert in_words(seconds) == words


@given(st.floats(0, LONG_S - 1))
def test_no_second_of_a_short_one_is_lost(seconds: float) -> None:
    minutes, _, rest = on_a_clock(seconds).partition(":")
    assert len(rest) == 2
    assert 60 * int(minutes) + int(rest) == int(seconds)
    reported = in_words(seconds).split()
    numbers = dict(zip(reported[1::2], map(int, reported[::2]), strict=True))
    assert 60 * numbers.get("min", 0) + numbers.get("s", 0) == round(seconds)
