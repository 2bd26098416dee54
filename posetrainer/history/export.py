"""Export of the history as CSV, a row for each attempt, and as complete JSON."""

import csv
import io
import json
import sqlite3
from dataclasses import asdict
from typing import Any

from posetrainer.history.records import Attempt
from posetrainer.history.sessions import ExerciseRow, SessionTree, session_trees, spec_text
from posetrainer.history.span import Span

#: Version of both layouts.
FORMAT = 1


def as_csv(db: sqlite3.Connection, span: Span) -> str:
    """Return every attempt as a row of CSV, with a head; numbers as they are, lists with spaces."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(_COLUMNS))
    writer.writeheader()
    for tree in session_trees(db, span):
        for exercise, attempts in tree.exercises:
            for attempt in attempts:
                row = _row(tree, exercise, attempt)
                writer.writerow({key: _cell(row[key]) for key in _COLUMNS})
    return out.getvalue()


def as_json(db: sqlite3.Connection, span: Span) -> str:
    """Return sessions with their exercises, attempts and specs as one JSON object."""
    found, digests = [], set()
    for tree in session_trees(db, span):
        session = asdict(tree.session)
        session["began_at"] = tree.session.began_at.isoformat()
        session["exercises"] = [
            {**asdict(exercise), "attempts": [asdict(attempt) for attempt in attempts]}
            for exercise, attempts in tree.exercises
        ]
        digests |= {exercise.spec_digest for exercise, _ in tree.exercises}
        found.append(session)
    specs = {digest: json.loads(spec_text(db, digest) or "null") for digest in sorted(digests)}
    return json.dumps({"format": FORMAT, "sessions": found, "specs": specs}, indent=1) + "\n"


_COLUMNS = (
    *("session", "person", "title", "version", "exercise", "spec_digest"),
    *("began_at", "ended_at", "number", "side", "good", "too_fast", "peak", "peak_speed", "unit"),
    *("held_s", "shortfalls", "faults", "missed", "obstacle", "reason"),
    *("pain_before", "pain_after", "effort"),
)


def _row(tree: SessionTree, exercise: ExerciseRow, attempt: Attempt) -> dict[str, Any]:
    return {
        "session": tree.session.id,
        "person": tree.session.person,
        "title": tree.session.title,
        "version": tree.session.version,
        "exercise": exercise.exercise,
        "spec_digest": exercise.spec_digest,
        "began_at": tree.at(attempt.start_s).isoformat(),
        "ended_at": tree.at(attempt.end_s).isoformat(),
        **asdict(attempt),
        **asdict(tree.session.ratings),
    }


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    return " ".join(value) if isinstance(value, tuple) else value
