"""Writing rows of the history."""

import importlib.metadata
import json
import sqlite3
import uuid
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from posetrainer.history.exercise_log import ExerciseLog
from posetrainer.history.recording_paths import stored
from posetrainer.history.records import Attempt, Ratings, SessionInfo
from posetrainer.recordings.columns import Header, identity_of
from posetrainer.system.files import digest_of


def insert_session(db: sqlite3.Connection, info: SessionInfo, began_at: datetime) -> int:
    """Insert a session, which ``began_at`` with its time zone; return its number."""
    row = {
        "title": info.title,
        "plan": info.plan,
        "person": info.person,
        **asdict(info.ratings),
        "uid": str(uuid.uuid4()),
        "began_at": began_at.isoformat(timespec="milliseconds"),
        "day": began_at.date().isoformat(),
        "version": importlib.metadata.version("posetrainer"),
    }
    return _insert(db, "session", row)


def insert_exercise(db: sqlite3.Connection, session_id: int, log: ExerciseLog) -> int:
    """Insert an exercise that begins, with the spec that judges it; return its number."""
    text = json.dumps(log.spec.model_dump(mode="json", exclude_none=True), sort_keys=True)
    digest = digest_of(text.encode())
    db.execute("INSERT OR IGNORE INTO spec (digest, text) VALUES (?, ?)", (digest, text))
    [spec_id] = db.execute("SELECT id FROM spec WHERE digest = ?", (digest,)).fetchone()
    row = {
        "session_id": session_id,
        "spec_id": spec_id,
        "block": log.block,
        "exercise": log.spec.id,
        "title": log.spec.title,
        "prescribed": log.prescribed,
        "counted_before": log.counted_before,
        "good_before": log.good_before,
        "began_s": log.began_s,
    }
    return _insert(db, "exercise", row)


def insert_attempt(db: sqlite3.Connection, exercise_id: int, place: int, attempt: Attempt) -> None:
    """Insert an attempt, whose place among those of the exercise is counted from 0."""
    row = asdict(attempt)
    lists = {key: json.dumps(row[key]) for key in ("shortfalls", "faults")}
    _insert(db, "attempt", {**row, **lists, "exercise_id": exercise_id, "place": place})


def update_exercise(db: sqlite3.Connection, exercise_id: int, log: ExerciseLog) -> None:
    """Write down what has grown since it was inserted."""
    db.execute(
        "UPDATE exercise SET trained_s = ?, ready = ?, side_due = ? WHERE id = ?",
        (log.trained_s, log.ready, log.side_due, exercise_id),
    )
    db.executemany(
        "INSERT INTO unjudged (exercise_id, code, reason, seconds) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (exercise_id, code, reason) DO UPDATE SET seconds = excluded.seconds",
        [
            (exercise_id, code, _storable(reason), seconds)
            for (code, reason), seconds in log.unjudged_s.items()
        ],
    )


def set_recording(db: sqlite3.Connection, exercise_id: int, path: Path, header: Header) -> None:
    """Note where the landmarks of an exercise are kept."""
    # A recording that was written over is no longer that of an earlier session.
    name = _storable(stored(path))
    db.execute("UPDATE exercise SET recording = NULL WHERE recording = ?", (name,))
    db.execute(
        "UPDATE exercise SET recording = ?, recording_identity = ? WHERE id = ?",
        (name, identity_of(header), exercise_id),
    )


def set_done(db: sqlite3.Connection, session_id: int | None) -> None:
    """Note that a session was done to its end."""
    db.execute("UPDATE session SET done = 1 WHERE id = ?", (session_id,))


def set_ratings(db: sqlite3.Connection, session_id: int, ratings: Ratings) -> None:
    """Store the answers about a session; a question that was not answered keeps its answer."""
    answered = {key: value for key, value in asdict(ratings).items() if value is not None}
    for key, value in answered.items():
        db.execute(f"UPDATE session SET {key} = ? WHERE id = ?", (value, session_id))


def _insert(db: sqlite3.Connection, table: str, row: Mapping[str, object]) -> int:
    """Insert a row, whose keys are the columns; return its number."""
    columns, places = ", ".join(row), ", ".join("?" * len(row))
    values = [_storable(value) for value in row.values()]
    return db.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", values).lastrowid or 0


def _storable(value: object) -> object:
    """Return a value without what no database stores: surrogates, as odd names of files have."""
    return value.encode(errors="backslashreplace").decode() if isinstance(value, str) else value
