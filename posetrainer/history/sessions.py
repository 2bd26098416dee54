"""Reading of sessions, their exercises and every attempt."""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from posetrainer.history.recording_paths import restored
from posetrainer.history.records import Attempt, Ratings, Unjudged
from posetrainer.history.span import Span, select


@dataclass(frozen=True)
class SessionRow:
    """One session.

    Parameters
    ----------
    id : int
    uid : str
        As ``id``, unlike that of any other history.
    began_at : datetime
        With its time zone.
    person : str or None
    title : str
    version : str
        Of the program that judged it.
    done : bool
        Whether it was done to its end.
    ratings : Ratings
    trained_s : float
    """

    id: int
    uid: str
    began_at: datetime
    person: str | None
    title: str
    version: str
    done: bool
    ratings: Ratings
    trained_s: float


@dataclass(frozen=True)
class ExerciseRow:
    """One exercise of a session.

    Parameters
    ----------
    id, session_id : int
    exercise, title : str
        Id and title of the spec.
    spec_digest : str
        Of the spec that judged it.
    prescribed : int
        Repetitions that were to be done.
    began_s : float
        Media time of its beginning, to which times of attempts are relative.
    trained_s : float
    ready : bool
        Whether the person was ever in place.
    recording : str or None
        Path of its landmarks.
    unjudged : tuple of Unjudged
        What kept it from being judged, the longest first.
    """

    id: int
    session_id: int
    exercise: str
    title: str
    spec_digest: str
    prescribed: int
    began_s: float
    trained_s: float
    ready: bool
    recording: str | None
    unjudged: tuple[Unjudged, ...]


@dataclass(frozen=True)
class SessionTree:
    """A session with all that was done in it.

    Parameters
    ----------
    session : SessionRow
    exercises : tuple
        Its exercises, each with its attempts.
    """

    session: SessionRow
    exercises: tuple[tuple[ExerciseRow, list[Attempt]], ...]

    def at(self, time_s: float) -> datetime:
        """Return when a media time of the session was, to the millisecond."""
        first_s = self.exercises[0][0].began_s if self.exercises else 0.0
        return self.session.began_at + timedelta(milliseconds=round(1000 * (time_s - first_s)))


def sessions(db: sqlite3.Connection, span: Span) -> list[SessionRow]:
    """Return sessions in their order."""
    rows = select(
        db,
        span,
        "SELECT session.*, total(trained_s) AS trained_s "
        "FROM session LEFT JOIN exercise ON session_id = session.id "
        "WHERE {condition} GROUP BY session.id ORDER BY began_at",
    )
    return [
        SessionRow(
            id=row["id"],
            uid=row["uid"],
            began_at=datetime.fromisoformat(row["began_at"]),
            person=row["person"],
            title=row["title"],
            version=row["version"],
            done=bool(row["done"]),
            ratings=ratings_of(row),
            trained_s=row["trained_s"],
        )
        for row in rows
    ]


def last_session(db: sqlite3.Connection, since: datetime, person: str | None) -> int | None:
    """Return the number of a person's last session that began at or after a time, if any.

    Parameters
    ----------
    db : sqlite3.Connection
    since : datetime
        With its time zone.
    person : str or None
        Name of the profile; None for a session of nobody in particular.
    """
    found = sessions(db, Span(since=since.date()))
    own = [row.id for row in found if row.began_at >= since and row.person == person]
    return own[-1] if own else None


def exercises(db: sqlite3.Connection, span: Span) -> list[ExerciseRow]:
    """Return the exercises of all sessions in their order."""
    unjudged: dict[int, list[Unjudged]] = {}
    for row in select(
        db,
        span,
        "SELECT exercise_id, code, reason, seconds FROM session "
        "JOIN exercise ON session_id = session.id JOIN unjudged ON exercise_id = exercise.id "
        "WHERE {condition} ORDER BY seconds DESC",
    ):
        exercise_id, *why = row
        unjudged.setdefault(exercise_id, []).append(Unjudged(*why))
    rows = select(
        db,
        span,
        "SELECT exercise.*, digest FROM session JOIN exercise ON session_id = session.id "
        "JOIN spec ON spec_id = spec.id WHERE {condition} ORDER BY began_at, exercise.id",
    )
    return [
        ExerciseRow(
            id=row["id"],
            session_id=row["session_id"],
            exercise=row["exercise"],
            title=row["title"],
            spec_digest=row["digest"],
            prescribed=row["prescribed"],
            began_s=row["began_s"],
            trained_s=row["trained_s"],
            ready=bool(row["ready"]),
            recording=row["recording"] and str(restored(row["recording"])),
            unjudged=tuple(unjudged.get(row["id"], ())),
        )
        for row in rows
    ]


def attempts(db: sqlite3.Connection, span: Span) -> Iterator[tuple[int, Attempt]]:
    """Yield every attempt in its order, each with the number of its exercise."""
    for row in select(
        db,
        span,
        "SELECT attempt.* FROM session JOIN exercise ON session_id = session.id "
        "JOIN attempt ON exercise_id = exercise.id "
        "WHERE {condition} ORDER BY began_at, exercise.id, place",
    ):
        values = dict(row)
        exercise_id = values.pop("exercise_id")
        del values["place"]
        for key in ("good", "too_fast"):
            values[key] = bool(values[key])
        for key in ("shortfalls", "faults"):
            values[key] = tuple(json.loads(values[key]))
        yield exercise_id, Attempt(**values)


def session_trees(db: sqlite3.Connection, span: Span) -> Iterator[SessionTree]:
    """Yield sessions in their order, each with all that was done in it."""
    by_session: dict[int, list[tuple[ExerciseRow, list[Attempt]]]] = {}
    done: dict[int, list[Attempt]] = {}
    for row in exercises(db, span):
        by_session.setdefault(row.session_id, []).append((row, done.setdefault(row.id, [])))
    for exercise_id, attempt in attempts(db, span):
        done[exercise_id].append(attempt)
    for session in sessions(db, span):
        yield SessionTree(session, tuple(by_session.get(session.id, ())))


def spec_text(db: sqlite3.Connection, digest: str) -> str | None:
    """Return the spec of a digest, as JSON."""
    row = db.execute("SELECT text FROM spec WHERE digest = ?", (digest,)).fetchone()
    return None if row is None else str(row["text"])


def has_recording(db: sqlite3.Connection, identity: str) -> bool:
    """Whether a recording is in the history, whatever its name."""
    found = db.execute("SELECT 1 FROM exercise WHERE recording_identity = ?", (identity,))
    return found.fetchone() is not None


def persons(db: sqlite3.Connection) -> tuple[str, ...]:
    """Return the names of all who have a history, in alphabetical order."""
    rows = db.execute("SELECT DISTINCT person FROM session WHERE person NOT NULL ORDER BY person")
    return tuple(row["person"] for row in rows)


def ratings_of(row: sqlite3.Row) -> Ratings:
    """Return the answers in a row of ``session``."""
    return Ratings(row["pain_before"], row["pain_after"], row["effort"])
