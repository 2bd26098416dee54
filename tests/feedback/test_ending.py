"""The end of a session in words that fit what was done."""

from collections.abc import Sequence

import pytest
from stick_people import happened

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.ending import Ending, ending_of
from posetrainer.rules import events as ev
from posetrainer.workout.results import ExerciseResult

SQUAT = load_exercise("wall_squat")
RAISE = load_exercise("straight_leg_raise")


def done(*shortfalls: ev.Shortfall, faults: tuple[str, ...] = ()) -> ev.Event:
    return happened(
        ev.RepetitionCompleted, 1.0, good=not shortfalls, shortfalls=shortfalls, faults=faults
    )


def after(events: Sequence[ev.Event]) -> Ending:
    return ending_of([ExerciseResult(SQUAT).after(events)], 0)


@pytest.mark.parametrize(
    ("good", "headline"),
    [(10, "Well done"), (7, "Good work"), (0, "A good start")],
)
def test_the_headline_fits(good: int, headline: str) -> None:
    ending = after([done()] * good + [done("tempo")] * (10 - good))
    assert ending.headline == headline
    assert ending.well == (good > 4)


def test_what_was_not_good_is_named_the_most_frequent_first() -> None:
    events = [done()] * 4 + [done("tempo")] * 3 + [done("form", faults=("too_deep",))] * 2
    ending = after([*events, done("hold")])
    assert ending.counts == (("repetitions", "10"), ("good", "4"))
    assert ending.not_good == "To do better: too fast 3, too deep 2, hold too short 1."
    assert ending.tip == "Take more time for each movement."


def test_all_good_needs_no_tip() -> None:
    ending = after([done()] * 10)
    assert (ending.not_good, ending.tip) == ("", "")
    assert ending.next


def test_what_was_left_is_where_to_go_on() -> None:
    ending = ending_of(
        [ExerciseResult(SQUAT, 10, 10), ExerciseResult(RAISE).after([done()] * 4)], 720
    )
    assert ending.headline == "Enough for today"
    assert ending.next == "Next time, go on with: Straight leg raise, 4 of 10 done."
    assert ending.numbers[-1] == ("minutes", "12")


def test_attempts_that_did_not_count_are_reported() -> None:
    missed = happened(ev.RepetitionMissed, 1.0, reason="partial")
    ending = after([missed, missed])
    assert ending.headline == "Nothing counted today"
    assert ending.not_good == "To do better: not far enough 2."
    assert ending.tip == SQUAT.cues.go_on


def test_all_of_it_is_spoken() -> None:
    ending = after([done()] * 9 + [done("tempo")])
    assert ending.spoken == (
        "10 repetitions, 9 good.",
        ending.not_good,
        ending.tip,
        ending.next,
    )


def test_the_advice_names_its_exercise_and_what_may_do_harm_goes_first() -> None:
    raised = ExerciseResult(RAISE).after([done("hold")] * 9)
    squats = ExerciseResult(SQUAT).after([done("form", faults=("too_deep",))])
    ending = ending_of([raised, squats], 0)
    assert ending.not_good == "To do better: too deep 1, hold too short 9."
    assert ending.tip == f"Wall squat: {SQUAT.form['too_deep'].say}"


def test_an_exercise_that_was_done_again_to_its_end_is_not_left() -> None:
    ending = ending_of([ExerciseResult(SQUAT, 3, 3), ExerciseResult(SQUAT, 10, 10)], 0)
    assert ending.headline == "Well done"
    assert ending.counts[0] == ("repetitions", "13")
