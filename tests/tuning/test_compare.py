"""Comparing what was said with what is true."""

from dataclasses import replace

import pytest

from posetrainer.rules.events import Event, RepetitionCompleted, RepetitionMissed, TooFast
from posetrainer.tuning.compare import Comparison, Hits, compare
from posetrainer.tuning.score import sum_up
from posetrainer.tuning.truth import TrueHold, TrueRepetition, Truth

GOOD = TrueRepetition(
    kind="good",
    side="left",
    start_s=2.0,
    end_s=12.0,
    hold=TrueHold(start_s=4.0, end_s=9.5),
    too_fast_s=None,
    counted=True,
    good=True,
    missed=None,
    faults=(),
)
FAST = GOOD.model_copy(
    update={"start_s": 14.0, "end_s": 24.0, "too_fast_s": 14.2, "good": False, "kind": "too_fast"}
)
PARTIAL = GOOD.model_copy(
    update=dict.fromkeys(("counted", "good"), False)
    | {"start_s": 26.0, "end_s": 30.0, "hold": None, "missed": "partial"}
)
SAID = RepetitionCompleted(
    time_s=11.5,
    number=1,
    side="left",
    good=True,
    shortfalls=(),
    faults=(),
    start_s=2.5,
    end_s=11.5,
    peak=12.0,
    peak_speed=9.0,
    unit="in",
    held_s=5.4,
)
SAID_FAST = replace(
    SAID, time_s=23.5, start_s=14.1, end_s=23.5, good=False, shortfalls=("tempo",), number=2
)
WARNED = TooFast(14.4, "left", 14.1, "out", 40.0, 24.0, "in", "Slower.")
MISSED = RepetitionMissed(29.5, "left", "partial", 5.0, 8.0, "in", 26.5, 29.5, False, ())


def compared(*events: Event) -> Comparison:
    truth = Truth(
        clip="clip.mp4",
        exercise="straight_leg_raise",
        frames=1,
        duration_s=32.0,
        repetitions=(GOOD, FAST, PARTIAL),
        measures={},
    )
    return compare(truth, events)


def test_all_right() -> None:
    found = compared(SAID, WARNED, SAID_FAST, MISSED)
    assert (found.count_error, found.good_error, found.missed_error) == (0, 0, 0)
    assert (found.side_errors, found.phantoms) == (0, 0)
    assert found.hold_errors_s == pytest.approx((-0.1, -0.1))
    assert found.too_fast == Hits(right=1)
    assert found.too_fast.precision == found.too_fast.recall == 1.0
    assert found.faults == Hits()
    assert found.faults.precision is None


def test_a_repetition_that_is_not_said_lacks() -> None:
    found = compared(WARNED, SAID_FAST, MISSED)
    assert (found.count_error, found.good_error) == (-1, -1)


def test_what_is_said_where_nothing_happens_is_a_phantom() -> None:
    ghost = replace(SAID, start_s=40.0, end_s=44.0, faults=("knee_bent",))
    found = compared(SAID, WARNED, SAID_FAST, MISSED, ghost)
    assert (found.count_error, found.phantoms) == (1, 1)
    assert found.faults == Hits(wrong=1)


def test_a_repetition_split_in_two_is_one_phantom() -> None:
    halves = replace(SAID, end_s=6.0), replace(SAID, start_s=7.0)
    assert compared(*halves, WARNED, SAID_FAST, MISSED).phantoms == 1


def test_sides_holds_and_warnings_that_are_wrong() -> None:
    wrong = replace(SAID, side="right", held_s=3.0)
    early = replace(WARNED, time_s=5.0, start_s=2.5)
    found = compared(wrong, early, SAID_FAST, MISSED)
    assert found.side_errors == 1
    assert found.hold_errors_s[0] == pytest.approx(-2.5)
    assert found.too_fast == Hits(right=0, wrong=1, unsaid=1)


def test_exercises_are_summed_up_one_by_one() -> None:
    right, lacking = compared(SAID, WARNED, SAID_FAST, MISSED), compared()
    other = replace(right, exercise="wall_squat")
    leg_raise, squat = sum_up([right, lacking, other])
    assert (leg_raise.exercise, leg_raise.clips, squat.clips) == ("straight_leg_raise", 2, 1)
    assert leg_raise.count_error == 1.0
    assert leg_raise.off_by_one == leg_raise.good_right == 0.5
    assert leg_raise.too_fast == Hits(right=1, unsaid=1)
    assert squat.hold_error_s == pytest.approx(0.1)
