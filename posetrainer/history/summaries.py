"""Sums by day and by exercise, made by the database."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from posetrainer.history.records import Ratings, Unjudged
from posetrainer.history.sessions import ratings_of
from posetrainer.history.span import Span, select

if TYPE_CHECKING:
    from posetrainer.exercises.spec import Unit
    from posetrainer.rules.events import RepetitionSide

_NO_ANSWERS = Ratings()
#: Over what is added up.
Grain = Literal["day", "week", "month"]
_PERIODS: dict[Grain, str] = {
    "day": "day",
    "week": "date(day, '-6 days', 'weekday 1')",
    "month": "substr(day, 1, 7)",
}


@dataclass(frozen=True)
class DaySummary:
    """What was done on one day.

    Parameters
    ----------
    day : date
    sessions : tuple of int
        Their numbers.
    minutes : float
    repetitions, good, missed, too_fast : int
        Counted, good ones among them, attempts that were not counted, and attempts of both
        kinds that were too fast.
    ratings : Ratings
        The first pain before, the last pain after, the highest effort.
    """

    day: date
    sessions: tuple[int, ...]
    minutes: float
    repetitions: int
    good: int
    missed: int
    too_fast: int
    ratings: Ratings


@dataclass(frozen=True)
class ExerciseDay:
    """One exercise on one day, or in one week or month, on one side.

    Parameters
    ----------
    day : date
    exercise, title : str
    side : {"left", "right", "both"}
    unit : {"deg", "in"} or None
        Of ``peak``; None where nothing was measured.
    repetitions, good, missed, too_fast : int
        As in :class:`DaySummary`.
    peak : float or None
        Mean range of motion of the counted repetitions without a form fault: who goes deeper
        than is good for them has not become more mobile.
    highest : float or None
        The largest of them.
    held_s : float or None
        Mean hold, in seconds.
    seconds : float
        Mean time from leaving rest to coming back.
    """

    day: date
    exercise: str
    title: str
    side: "RepetitionSide"
    unit: "Unit | None"
    repetitions: int
    good: int
    missed: int
    too_fast: int
    peak: float | None
    highest: float | None
    held_s: float | None
    seconds: float | None


def days(db: sqlite3.Connection, span: Span) -> list[DaySummary]:
    """Return the days on which somebody exercised, in their order."""
    rows = select(
        db,
        span,
        """
        WITH done AS (
            SELECT session.id, day, total(repetitions) AS repetitions, total(good) AS good,
                total(missed) AS missed, total(too_fast) AS too_fast,
                (SELECT total(trained_s) FROM exercise WHERE session_id = session.id) AS trained_s
            FROM session JOIN exercise ON session_id = session.id
                LEFT JOIN tally ON exercise_id = exercise.id
            WHERE {condition} GROUP BY session.id
        )
        SELECT day, group_concat(id) AS sessions, sum(trained_s) AS trained_s,
            sum(repetitions) AS repetitions, sum(good) AS good, sum(missed) AS missed,
            sum(too_fast) AS too_fast
        FROM done GROUP BY day ORDER BY day
        """,
    )
    felt = _ratings_by_day(db, span)
    return [
        DaySummary(
            day=date.fromisoformat(row["day"]),
            sessions=tuple(sorted(map(int, row["sessions"].split(",")))),
            minutes=row["trained_s"] / 60,
            repetitions=int(row["repetitions"]),
            good=int(row["good"]),
            missed=int(row["missed"]),
            too_fast=int(row["too_fast"]),
            ratings=felt.get(row["day"], _NO_ANSWERS),
        )
        for row in rows
        if row["trained_s"] > 0 or row["repetitions"] or row["missed"]
    ]


def exercise_days(db: sqlite3.Connection, span: Span, grain: Grain = "day") -> list[ExerciseDay]:
    """Return each exercise on each side, by day, week or month, in the order of exercises and days.

    Parameters
    ----------
    db : sqlite3.Connection
    span : Span
    grain : {"day", "week", "month"}
        Over what is added up; ``day`` is the middle between its first and last day of training.
    """
    rows = select(
        db,
        span,
        """
        WITH dated AS (
            SELECT id, {period} AS period, julianday(day) AS julian FROM session
            WHERE {condition}
        ), asked AS MATERIALIZED (
            SELECT id, date((min(julian) OVER same + max(julian) OVER same) / 2) AS middle
            FROM dated WINDOW same AS (PARTITION BY period)
        )
        SELECT middle, exercise, max(exercise.title), side, unit,
            sum(repetitions), sum(good), sum(missed), sum(too_fast),
            sum(peak) / sum(peaks), max(highest),
            sum(held_s) / sum(holds), sum(seconds) / sum(repetitions)
        FROM asked JOIN exercise ON session_id = asked.id JOIN tally ON exercise_id = exercise.id
        GROUP BY exercise, side, unit, middle ORDER BY exercise, side, unit, middle
        """.replace("{period}", _PERIODS[grain]),
    )
    return [ExerciseDay(date.fromisoformat(day), *rest) for day, *rest in rows]


def unjudged(db: sqlite3.Connection, span: Span) -> list[tuple[str, Unjudged]]:
    """Return what kept each exercise from being judged, the longest first."""
    rows = select(
        db,
        span,
        "SELECT exercise, code, reason, sum(seconds) AS seconds FROM session "
        "JOIN exercise ON session_id = session.id JOIN unjudged ON exercise_id = exercise.id "
        "WHERE {condition} GROUP BY exercise, code, reason ORDER BY sum(seconds) DESC",
    )
    return [(exercise, Unjudged(*why)) for exercise, *why in rows]


def _ratings_by_day(db: sqlite3.Connection, span: Span) -> dict[str, Ratings]:
    felt: dict[str, Ratings] = {}
    for row in select(
        db,
        span,
        "SELECT day, pain_before, pain_after, effort FROM session WHERE {condition} "
        "AND coalesce(pain_before, pain_after, effort) NOT NULL ORDER BY began_at",
    ):
        earlier, now = felt.get(row["day"], _NO_ANSWERS), ratings_of(row)
        efforts = [effort for effort in (earlier.effort, now.effort) if effort is not None]
        felt[row["day"]] = Ratings(
            now.pain_before if earlier.pain_before is None else earlier.pain_before,
            earlier.pain_after if now.pain_after is None else now.pain_after,
            max(efforts, default=None),
        )
    return felt
