"""What is said in three sessions, as it was reviewed: a good day, a bad one, one broken off."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from days import Day, bad_day, unfinished_day, whole_day

REVIEWED = Path(__file__).parent / "reviewed"
DAYS = [whole_day, bad_day, unfinished_day]
#: Nobody in trouble is left in silence for longer, in seconds.
LONGEST_SILENCE_S = 30

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("made", DAYS, ids=lambda made: made.__name__)
def test_all_that_is_said_is_what_was_reviewed(made: Callable[[], Day]) -> None:
    day = made()
    reviewed = (REVIEWED / f"{made.__name__}.txt").read_text(encoding="utf-8").splitlines()
    assert day.transcript == reviewed
    times_s = [utterance.time_s for utterance in day.said if utterance.text]
    assert max(b - a for a, b in pairwise(times_s)) <= LONGEST_SILENCE_S
