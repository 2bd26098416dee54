"""Cadence and evenness, where they are part of the exercise."""

import pytest
from bodies import Course, judge, squats
from sessions import BEGIN_S, of

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import Rhythm
from posetrainer.rules.events import RepetitionCompleted, RhythmBroken

#: Squats in a rhythm: ten to thirty a minute.
_SQUAT = load_exercise("wall_squat")
_BANDS = _SQUAT.repetition
assert _BANDS is not None
SPEC = _SQUAT.model_copy(
    update={
        "repetition": _BANDS.model_copy(update={"hold": None}),
        "rhythm": Rhythm(
            at_least_per_min=10,
            at_most_per_min=30,
            even_within_percent=25,
            slower="Slower.",
            quicker="Quicker.",
            even="Even.",
        ),
    }
)


def flaws(*intervals_s: float) -> list[str | None]:
    """What was said of each repetition of a session with such intervals between the peaks."""
    course = Course(0).stay(BEGIN_S).to(50, 1.3)
    for interval_s in intervals_s:
        course.to(0, 1.3).stay(interval_s - 2.6).to(50, 1.3)
    course.to(0, 1.3).stay(1)
    events = judge(SPEC, squats(course))
    done = of(RepetitionCompleted, events)
    assert len(done) == len(intervals_s) + 1
    said = {event.time_s: event for event in of(RhythmBroken, events)}
    for r in done:
        assert ("rhythm" in r.shortfalls) == (r.time_s in said)
        assert r.good == (not r.shortfalls)
    return [said[r.time_s].flaw if r.time_s in said else None for r in done]


def test_an_even_rhythm_is_right() -> None:
    assert flaws(4, 4, 4, 4, 4, 4) == [None] * 7


@pytest.mark.parametrize(("interval_s", "flaw"), [(7.0, "slow"), (2.7, None), (5.8, None)])
def test_too_slow_is_reported_of_the_repetition_that_comes_late(
    interval_s: float, flaw: str | None
) -> None:
    assert flaws(4, 4, 4, interval_s) == [None] * 4 + [flaw]


def test_too_quick() -> None:
    quick = SPEC.model_copy(
        update={"rhythm": SPEC.rhythm.model_copy(update={"at_most_per_min": 15})}  # type: ignore[union-attr]
    )
    course = Course(0).stay(BEGIN_S)
    course.repeat(6, lambda c: c.to(50, 1.5).to(0, 1.5)).stay(1)
    broken = of(RhythmBroken, judge(quick, squats(course)))
    assert [(b.flaw, b.say) for b in broken] == [("quick", "Slower.")] * 5
    assert [b.per_min for b in broken] == pytest.approx([20] * 5, abs=1)


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_few_repetitions_are_no_rhythm_yet(times: int) -> None:
    course = Course(0).stay(BEGIN_S).repeat(times, lambda c: c.to(50, 1.3).to(0, 1.3)).stay(1)
    assert not of(RepetitionCompleted, judge(SPEC, squats(course)))


def test_what_was_wrong_as_the_rhythm_began_is_reported_once_it_has_begun() -> None:
    course = Course(0).stay(BEGIN_S)
    for rest_s in (1.2, 4.2, 1.2, 1.2):
        course.to(50, 1.4).to(0, 1.4).stay(rest_s)
    events = judge(SPEC, squats(course))
    done, [broken] = of(RepetitionCompleted, events), of(RhythmBroken, events)
    assert [r.shortfalls for r in done] == [(), (), ("rhythm",), ()]
    assert [r.number for r in done] == [1, 2, 3, 4]
    assert {r.time_s for r in done} == {broken.time_s}
    assert broken.flaw == "slow"


def test_a_pause_before_the_rhythm_has_begun_begins_anew() -> None:
    course = Course(0).stay(BEGIN_S)
    for rest_s in (1.4, 1.4, 14, 1.4, 1.4, 1.4, 1.4):
        course.to(50, 1.3).to(0, 1.3).stay(rest_s)
    # Three, a pause, and four that make a rhythm.
    assert len(of(RepetitionCompleted, judge(SPEC, squats(course)))) == 4


def test_uneven_is_reported_against_the_last_ones() -> None:
    assert flaws(4, 4, 4, 4, 5.4, 4) == [None] * 5 + ["uneven", None]


def test_a_rhythm_that_slowly_changes_is_even() -> None:
    assert flaws(4, 4.2, 4.4, 4.6, 4.8, 5.0, 5.2) == [None] * 8


def test_what_came_too_late_makes_those_that_follow_in_time_not_uneven() -> None:
    assert flaws(4, 4, 4, 4, 7, 7, 7, 4) == [None] * 5 + ["slow"] * 3 + [None]


def test_after_a_pause_the_rhythm_begins_anew() -> None:
    assert flaws(4, 4, 4, 4, 15, 5.5, 5.5, 5.5) == [None] * 9
    # What is not done in a rhythm any more is a step to somewhere.
    course = Course(0).stay(BEGIN_S).repeat(5, lambda c: c.to(50, 1.3).to(0, 1.3).stay(1.4))
    course.stay(14).repeat(3, lambda c: c.to(50, 1.3).to(0, 1.3).stay(1.4))
    assert len(of(RepetitionCompleted, judge(SPEC, squats(course)))) == 5
