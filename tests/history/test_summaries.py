"""Days, weeks and exercises, added up; and trends."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from histories import MISSED, NOON, completed, keep
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.history.database import reading
from posetrainer.history.findings import flaws
from posetrainer.history.records import Ratings, Unjudged
from posetrainer.history.span import Span
from posetrainer.history.summaries import (
    DaySummary,
    ExerciseDay,
    days,
    exercise_days,
    unjudged,
)
from posetrainer.history.trends import Trend, monday_of, trend, weeks
from posetrainer.rules.events import LostSight, SightRegained
from posetrainer.rules.obstacles import PartsUnseen

DAY = NOON.date()
TOO_FAST_MISSED = replace(
    MISSED, peak=20.0, needed=30.0, unit="deg", too_fast=True, faults=("knee_bent",)
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two days of somebody, one of anna."""
    path = tmp_path_factory.mktemp("two") / "history.sqlite3"
    slow = completed(1, peak=40.0), completed(3, peak=44.0, shortfalls=("tempo",))
    lost = LostSight(31.0, PartsUnseen(("feet",))), SightRegained(35.0, 4.0)
    keep(path, NOON, [*slow, TOO_FAST_MISSED, *lost], minutes=12, ratings=Ratings(4, 3, 5))
    evening = NOON + timedelta(hours=6)
    faulty = completed(1, faults=("knee_bent",), peak=60.0)
    keep(path, evening, [faulty], minutes=6, ratings=Ratings(6, None, 3))
    keep(path, NOON, [completed(1)], exercise="heel_slides", minutes=6, person="anna")
    keep(path, NOON + timedelta(days=9), [completed(2)], minutes=30)
    # Nobody exercised.
    keep(path, NOON + timedelta(days=3), [], minutes=0)
    return path


def test_a_day_is_the_sum_of_its_sessions(path: Path) -> None:
    with reading(path) as db:
        first, second = days(db, Span())
        [of_anna] = days(db, Span(person="anna"))
        assert days(db, Span(since=DAY + timedelta(days=1))) == [second]
        assert days(db, Span(before=DAY + timedelta(days=1))) == [first]
        assert days(db, Span(session_id=4)) == [second]
    assert first == DaySummary(
        day=DAY,
        sessions=(1, 2, 3),
        minutes=pytest.approx(24),
        repetitions=4,
        good=2,
        missed=1,
        too_fast=2,
        ratings=Ratings(4, 3, 5),
    )
    assert (of_anna.sessions, of_anna.minutes, of_anna.repetitions) == ((3,), 6, 1)


def test_an_exercise_of_a_day_has_its_range_of_motion_by_side(path: Path) -> None:
    with reading(path) as db:
        found = exercise_days(db, Span(before=DAY + timedelta(days=1)))
    left = next(day for day in found if day.exercise == "straight_leg_raise")
    assert left == ExerciseDay(
        day=DAY,
        exercise="straight_leg_raise",
        title="Straight leg raise",
        side="left",
        unit="deg",
        repetitions=3,
        good=1,
        missed=1,
        too_fast=2,
        # Of those without a form fault.
        peak=pytest.approx(42),
        highest=44.0,
        held_s=pytest.approx(5.2),
        seconds=7.0,
    )


def test_faults_and_what_was_not_judged_are_added_up(path: Path) -> None:
    with reading(path) as db:
        knee_bent = flaws(db, Span())[0]
        reasons = unjudged(db, Span(session_id=1))
    assert (knee_bent.exercise, knee_bent.name) == ("straight_leg_raise", "knee_bent")
    assert (knee_bent.attempts, knee_bent.days, knee_bent.last) == (2, 1, DAY)
    feet = Unjudged("not_seen", "I cannot see your feet.", 4.0)
    assert ("straight_leg_raise", feet) in reasons


def test_a_session_belongs_to_the_day_on_which_it_began_where_it_began(tmp_path: Path) -> None:
    path = tmp_path / "history.sqlite3"
    east = timezone(timedelta(hours=12))
    keep(path, datetime(2026, 3, 2, 23, 59, tzinfo=east))
    with reading(path) as db:
        assert [day.day for day in days(db, Span())] == [date(2026, 3, 2)]


def test_weeks_begin_on_monday_and_idle_ones_are_there(path: Path) -> None:
    with reading(path) as db:
        found = weeks(days(db, Span()))
    assert [(week.monday, week.days, week.repetitions) for week in found] == [
        (date(2026, 3, 2), 1, 4),
        (date(2026, 3, 9), 1, 1),
    ]
    assert weeks([]) == []


DATES = st.dates(date(2000, 1, 1), date(2001, 1, 1))


@given(st.lists(DATES, min_size=1, max_size=20, unique=True))
def test_every_day_is_in_one_week(dates: list[date]) -> None:
    summaries = [DaySummary(d, (1,), 10.0, 2, 1, 0, 0, Ratings()) for d in sorted(dates)]
    found = weeks(summaries)
    assert sum(week.days for week in found) == len(dates)
    assert sum(week.minutes for week in found) == pytest.approx(10 * len(dates))
    mondays = [week.monday for week in found]
    assert mondays[0] == monday_of(min(dates))
    assert mondays[-1] == monday_of(max(dates))
    assert all(monday.weekday() == 0 for monday in mondays)


def points(*values: float) -> list[tuple[date, float]]:
    return [(DAY + timedelta(days=2 * n), value) for n, value in enumerate(values)]


def test_a_trend_is_sure_only_where_it_is_no_chance() -> None:
    assert trend(points(1, 2, 3)) is None
    rises = trend(points(40, 41, 44, 44, 46))
    assert rises is not None
    assert rises.sure
    assert rises.per_week == pytest.approx(1.5 * 3.5)
    assert (rises.first, rises.last) == (pytest.approx(40), pytest.approx(46))
    jumps = trend(points(40, 52, 38, 55, 41))
    assert jumps is not None
    assert not jumps.sure
    assert trend(points(4, 4, 4, 4)) == Trend(4, 4, 0, sure=False)


def test_chance_is_seldom_taken_for_a_trend() -> None:
    import random

    chance = random.Random(4)
    sure = 0
    for _ in range(400):
        found = trend(points(*(chance.gauss(45, 3) for _ in range(chance.randint(4, 12)))))
        assert found is not None
        sure += found.sure
    # One in twenty, as promised.
    assert 8 <= sure <= 32
