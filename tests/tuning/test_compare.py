"""Comparing events with what is true."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.rules.events import (
    Event,
    Ready,
    RepetitionCompleted,
    RepetitionMissed,
    RepetitionSide,
    TooFast,
)
from posetrainer.tuning.compare import Comparison, Hits, compare
from posetrainer.tuning.score import ClipScore, sum_up, sum_up_all
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
MISSED = RepetitionMissed(29.5, "left", "partial", 5.0, 8.0, "in", 26.5, 29.5, False, (), None)


TRUTH = Truth(
    clip="clip.mp4",
    exercise="straight_leg_raise",
    frames=1,
    duration_s=32.0,
    repetitions=(GOOD, FAST, PARTIAL),
    measures={},
)


def compared(*events: Event) -> Comparison:
    return compare(TRUTH, events)


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


def test_what_is_reported_where_nothing_happens_is_a_phantom() -> None:
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
    scores = [ClipScore(clip, None, None, {}) for clip in (right, lacking, other)]
    leg_raise, squat = sum_up(scores)
    assert (leg_raise.name, leg_raise.clips, squat.clips) == ("straight_leg_raise", 2, 1)
    assert leg_raise.count_error == 1.0
    assert leg_raise.off_by_one == leg_raise.good_right == 0.5
    assert leg_raise.too_fast == Hits(right=1, unsaid=1)
    assert squat.hold_error_s == pytest.approx(0.1)
    assert sum_up_all(scores).clips == 3


def test_each_mistake_is_described_in_words() -> None:
    wrong = replace(SAID, side="right", good=False, shortfalls=("hold",), faults=("knee_bent",))
    lines = compared(wrong, WARNED, SAID_FAST).mistake_lines
    assert lines == (
        "2.0 s, good: not good (hold, knee_bent)",
        "2.0 s, good: found on the right",
        "2.0 s, good: knee_bent reported",
        "26.0 s, good: not found",
    )
    assert compared(SAID, WARNED, SAID_FAST, MISSED).mistake_lines == ()


def test_a_warning_is_timed_from_when_the_limit_was_passed() -> None:
    assert compared(WARNED).warning_delays_s == pytest.approx((0.2,))


def test_a_warning_belongs_to_the_movement_that_has_begun_not_to_the_one_before() -> None:
    next_one = {"start_s": GOOD.end_s, "too_fast_s": GOOD.end_s + 0.1}
    truth = TRUTH.model_copy(
        update={"repetitions": (GOOD, FAST.model_copy(update=next_one), PARTIAL)}
    )
    warned = replace(WARNED, time_s=GOOD.end_s + 0.3, start_s=GOOD.end_s)
    assert compare(truth, [SAID, warned, SAID_FAST, MISSED]).too_fast == Hits(right=1)


def test_quick_repetitions_noticed_late_are_matched_with_their_own() -> None:
    steps = [
        GOOD.model_copy(
            update={"side": side, "start_s": start_s, "end_s": start_s + 0.34, "hold": None}
        )
        for start_s, side in ((1.0, "left"), (1.34, "right"), (1.68, "left"))
    ]
    truth = Truth(clip="c.mp4", exercise="e", frames=1, duration_s=3.0, repetitions=tuple(steps))
    late = [
        replace(SAID, side=step.side, start_s=step.start_s + 0.15, end_s=step.end_s + 0.1)
        for step in steps
    ]
    found = compare(truth, late)
    assert (found.side_errors, found.phantoms, found.mistake_lines) == (0, 0, ())


def test_a_paced_hold_is_not_measured_and_has_no_error() -> None:
    assert compared(replace(SAID, peak=None, peak_speed=None, unit=None)).hold_errors_s == ()


SEEN = FAST.model_copy(
    update={"kind": "seen", "side": None, "good": None, "hold": None, "too_fast_s": None}
)


@given(
    side=st.sampled_from(["left", "right", "both"]),
    good=st.booleans(),
    held_s=st.none() | st.floats(0, 20),
    faults=st.sets(st.sampled_from(["knee_bent", "too_high"])),
    warned_s=st.none() | st.floats(14.1, 23.9),
)
def test_what_is_not_known_is_never_an_error(
    side: RepetitionSide,
    good: bool,
    held_s: float | None,
    faults: set[str],
    warned_s: float | None,
) -> None:
    truth = Truth(clip="c.mp4", exercise="e", frames=1, duration_s=30.0, repetitions=(GOOD, SEEN))
    second = replace(SAID_FAST, side=side, good=good, held_s=held_s, faults=tuple(faults))
    warnings = [replace(WARNED, time_s=warned_s)] if warned_s else []
    found = compare(truth, [SAID, *warnings, second])
    assert found == compare(truth, [SAID, SAID_FAST])
    assert (found.count_error, found.good_error, found.mistake_lines) == (0, None, ())


def test_what_is_known_beside_it_is_still_scored() -> None:
    truth = Truth(clip="c.mp4", exercise="e", frames=1, duration_s=30.0, repetitions=(GOOD, SEEN))
    lost = compare(truth, [replace(SAID, side="right")])
    assert (lost.count_error, lost.side_errors) == (-1, 1)
    assert "14.0 s, seen: not found" in lost.mistake_lines
    reported = SEEN.model_copy(update={"side": "left", "good": True, "too_fast_s": 14.2})
    known = compare(truth.model_copy(update={"repetitions": (reported,)}), [SAID_FAST])
    assert (known.good_error, known.too_fast) == (-1, Hits(unsaid=1))


def test_a_share_is_of_what_is_known() -> None:
    right = compared(SAID, WARNED, SAID_FAST, MISSED)
    unknown = replace(right, good_error=None)
    assert sum_up_all([ClipScore(c, None, None, {}) for c in (right, unknown)]).good_right == 1.0
    assert sum_up_all([ClipScore(unknown, None, None, {})]).good_right is None


REFUSED = Truth(
    clip="end.mp4",
    exercise="heel_slides",
    refused="view",
    frames=1,
    duration_s=9.0,
    repetitions=(GOOD,),
)


def test_a_view_that_cannot_be_judged_is_to_be_refused() -> None:
    refused = compare(REFUSED, [])
    assert (refused.refused_right, refused.count_error, refused.mistake_lines) == (True, 0, ())
    judged = compare(REFUSED, [Ready(1.0, None), SAID])
    assert (judged.refused_right, judged.count_error, judged.phantoms) == (False, 1, 1)
    assert "judged, though it should have been refused" in judged.mistake_lines
    assert compared(SAID).refused_right is None
