"""What was done by day and by exercise, added up by the database."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from posetrainer.history.records import Ratings, Unjudged
from posetrainer.history.sessions import ratings_of
from posetrainer.history.span import Span, select

if TYPE_CHECKING:
    from posetrainer.exercises.spec import Unit
    from posetrainer.rules.events import RepetitionSide


@dataclass(frozen=True)
class DaySummary:
    """What was done on one day.

    Parameters
    ----------
    day : date
    sessions : tuple of int
        Their numbers.
    minutes : float
    exercises : int
        Different ones.
    repetitions, good, missed, too_fast : int
        Counted, good ones among them, attempts that were not counted, and attempts of both
        kinds that were too fast.
    ratings : Ratings
        The first pain before, the last pain after, the highest effort.
    """

    day: date
    sessions: tuple[int, ...]
    minutes: float
    exercises: int
    repetitions: int
    good: int
    missed: int
    too_fast: int
    ratings: Ratings


@dataclass(frozen=True)
class ExerciseDay:
    """One exercise on one day, on one side.

    Parameters
    ----------
    day : date
    exercise, title : str
    side : {"left", "right", "both"}
    unit : {"deg", "in"} or None
        Of ``peak`` and ``peak_speed``; None where nothing was measured.
    repetitions, good, missed, too_fast : int
        As in :class:`DaySummary`.
    peak : float or None
        Mean range of motion of the counted repetitions without a form fault: who goes deeper
        than is good for them has not become more mobile.
    highest : float or None
        The largest of them.
    peak_speed : float or None
        Mean, in units a second.
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
    peak_speed: float | None
    held_s: float | None
    seconds: float | None


def days(db: sqlite3.Connection, span: Span) -> list[DaySummary]:
    """Return the days on which somebody exercised, in their order."""
    rows = select(
        db,
        span,
        """
        WITH done AS (
            SELECT exercise.id, exercise, session_id, trained_s, count(place) AS attempts,
                count(number) AS repetitions, total(good) AS good, total(too_fast) AS too_fast
            FROM session JOIN exercise ON session_id = session.id
                LEFT JOIN attempt ON exercise_id = exercise.id
            WHERE {condition} GROUP BY exercise.id
        )
        SELECT day, group_concat(DISTINCT session.id) AS sessions, sum(trained_s) AS trained_s,
            count(DISTINCT exercise) AS exercises, sum(attempts) AS attempts,
            sum(repetitions) AS repetitions, sum(good) AS good, sum(too_fast) AS too_fast
        FROM done JOIN session ON session_id = session.id
        GROUP BY day ORDER BY day
        """,
    )
    felt = _ratings_by_day(db, span)
    return [
        DaySummary(
            day=date.fromisoformat(row["day"]),
            sessions=tuple(sorted(map(int, row["sessions"].split(",")))),
            minutes=row["trained_s"] / 60,
            exercises=row["exercises"],
            repetitions=row["repetitions"],
            good=int(row["good"]),
            missed=row["attempts"] - row["repetitions"],
            too_fast=int(row["too_fast"]),
            ratings=felt.get(row["day"], Ratings()),
        )
        for row in rows
        if row["trained_s"] > 0 or row["attempts"]
    ]


def exercise_days(db: sqlite3.Connection, span: Span) -> list[ExerciseDay]:
    """Return each exercise on each day and side, in the order of exercises and days."""
    # First by exercise and side, which is the order of the table: nothing is sorted but the sums.
    rows = select(
        db,
        span,
        """
        WITH done AS (
            SELECT exercise_id, side, max(unit) AS unit,
                count(number) AS repetitions, sum(good) AS good,
                count(*) - count(number) AS missed, sum(too_fast) AS too_fast,
                sum(CASE WHEN number AND faults = '[]' THEN peak END) AS peak,
                count(CASE WHEN number AND faults = '[]' THEN peak END) AS peaks,
                max(CASE WHEN number AND faults = '[]' THEN peak END) AS highest,
                sum(peak_speed) AS speed, count(peak_speed) AS speeds,
                sum(held_s) AS held_s, count(held_s) AS holds,
                sum(CASE WHEN number THEN end_s - start_s END) AS seconds
            FROM attempt WHERE exercise_id IN (
                SELECT exercise.id FROM session JOIN exercise ON session_id = session.id
                WHERE {condition}
            )
            GROUP BY exercise_id, side
        )
        SELECT day, exercise, max(exercise.title), side, unit,
            sum(repetitions), sum(good), sum(missed), sum(too_fast),
            sum(peak) / sum(peaks), max(highest), sum(speed) / sum(speeds),
            sum(held_s) / sum(holds), sum(seconds) / sum(repetitions)
        FROM done JOIN exercise ON exercise_id = exercise.id
            JOIN session ON session_id = session.id
        GROUP BY exercise, side, unit, day ORDER BY exercise, side, unit, day
        """,
    )
    return [ExerciseDay(date.fromisoformat(day), *rest) for day, *rest in rows]


def faults(db: sqlite3.Connection, span: Span) -> dict[tuple[str, str], int]:
    """Return how many attempts had each form fault, by exercise and fault id, most first."""
    rows = select(
        db,
        span,
        "SELECT exercise, value, count(*) AS found FROM session "
        "JOIN exercise ON session_id = session.id JOIN attempt ON exercise_id = exercise.id, "
        "json_each(faults) WHERE {condition} GROUP BY exercise, value ORDER BY found DESC",
    )
    return {(row["exercise"], row["value"]): row["found"] for row in rows}


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
        earlier, now = felt.get(row["day"], Ratings()), ratings_of(row)
        efforts = [effort for effort in (earlier.effort, now.effort) if effort is not None]
        felt[row["day"]] = Ratings(
            now.pain_before if earlier.pain_before is None else earlier.pain_before,
            earlier.pain_after if now.pain_after is None else now.pain_after,
            max(efforts, default=None),
        )
    return felt
