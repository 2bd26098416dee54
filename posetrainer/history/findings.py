"""Prescriptions, recurring flaws, and the specs that judged, by exercise."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Literal

from posetrainer.history.span import Span, select

#: ``fault``: of form, by its id in the spec. ``shortfall``: why a repetition was not a good one.
#: ``missed``: why an attempt was not counted.
FlawKind = Literal["fault", "shortfall", "missed"]


@dataclass(frozen=True)
class Prescription:
    """How much of one exercise was to be done, and how it was begun.

    Parameters
    ----------
    exercise, title : str
    repetitions : int
        That were to be done, over all days; what is left of an exercise that was interrupted and
        continued the same day is not to be done twice.
    minutes : float
    days : int
        On which it was begun.
    never_ready, begun : int
        How often the person never was in place, of how often it was begun.
    """

    exercise: str
    title: str
    repetitions: int
    minutes: float
    days: int
    never_ready: int
    begun: int


@dataclass(frozen=True)
class Flaw:
    """What was wrong with attempts at one exercise.

    Parameters
    ----------
    exercise : str
    kind : {"fault", "shortfall", "missed"}
    name : str
    reason : str or None
        The sentence on what made an attempt another movement.
    attempts, days : int
        How many attempts, and on how many days.
    last : date
    """

    exercise: str
    kind: FlawKind
    name: str
    reason: str | None
    attempts: int
    days: int
    last: date


@dataclass(frozen=True)
class Judge:
    """A spec and a version of the program that judged an exercise.

    Parameters
    ----------
    exercise, title : str
    spec_digest : str
    version : str
    first, last : date
    sessions : int
    """

    exercise: str
    title: str
    spec_digest: str
    version: str
    first: date
    last: date
    sessions: int


def prescriptions(db: sqlite3.Connection, span: Span) -> list[Prescription]:
    """Return what was prescribed of each exercise, in the order in which they were begun."""
    # Where the beginning was deleted, what was left to be done is all that is known.
    rows = select(
        db,
        span,
        """
        WITH begun AS (
            SELECT exercise, max(exercise.title) AS title, min(exercise.id) AS first,
                coalesce(
                    sum(CASE WHEN counted_before = 0 THEN prescribed END), max(prescribed)
                ) AS prescribed,
                sum(trained_s) AS trained_s, sum(NOT ready) AS never_ready, count(*) AS begun
            FROM session JOIN exercise ON session_id = session.id
            WHERE {condition} GROUP BY day, person, exercise
        )
        SELECT exercise, max(title), sum(prescribed), sum(trained_s) / 60, count(*),
            sum(never_ready), sum(begun)
        FROM begun GROUP BY exercise ORDER BY min(first)
        """,
    )
    return [Prescription(*row) for row in rows]


def flaws(db: sqlite3.Connection, span: Span) -> list[Flaw]:
    """Return what was wrong with attempts, the most frequent first."""
    rows = select(
        db,
        span,
        """
        SELECT exercise, kind, name, nullif(reason, ''), sum(attempts), count(DISTINCT day),
            max(day)
        FROM session JOIN exercise ON session_id = session.id
            JOIN flaw ON exercise_id = exercise.id
        WHERE {condition} GROUP BY exercise, kind, name, reason
        ORDER BY sum(attempts) DESC, kind, name
        """,
    )
    return [
        Flaw(exercise, kind, name, reason, attempts, days, date.fromisoformat(last))
        for exercise, kind, name, reason, attempts, days, last in rows
    ]


def judges(db: sqlite3.Connection, span: Span) -> list[Judge]:
    """Return which specs and versions judged each exercise, the earliest first."""
    rows = select(
        db,
        span,
        """
        SELECT exercise, max(exercise.title), digest, version, min(day), max(day),
            count(DISTINCT session.id)
        FROM session JOIN exercise ON session_id = session.id JOIN spec ON spec_id = spec.id
        WHERE {condition} GROUP BY exercise, digest, version
        ORDER BY exercise, min(exercise.id)
        """,
    )
    return [
        Judge(
            exercise, title, digest, version, date.fromisoformat(first), date.fromisoformat(last), n
        )
        for exercise, title, digest, version, first, last, n in rows
    ]


def people(db: sqlite3.Connection, span: Span) -> list[str | None]:
    """Return who exercised, in alphabetical order; None first, if somebody was not named."""
    query = "SELECT DISTINCT person FROM session WHERE {condition} ORDER BY person"
    return [row["person"] for row in select(db, span, query)]


def first_day(db: sqlite3.Connection, span: Span) -> date | None:
    """Return the first day on which there is a session; None if there is none."""
    [day] = select(db, span, "SELECT min(day) FROM session WHERE {condition}").fetchone()
    return None if day is None else date.fromisoformat(day)
