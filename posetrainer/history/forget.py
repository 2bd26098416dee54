"""Permanent deletion of a part of the history: rows, their traces on disk, and recordings."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from glob import escape
from pathlib import Path

from posetrainer.history.database import DAMAGED, HistoryError, transaction
from posetrainer.history.recording_paths import restored, stored
from posetrainer.history.span import Span, select


@dataclass(frozen=True)
class Deletion:
    """What there is to be deleted.

    Parameters
    ----------
    sessions : tuple of int
        Their numbers.
    first, last : date or None
        Of the sessions.
    repetitions : int
        Counted ones.
    files : tuple of Path
        Recordings, what was marked in them, and histories that were damaged.
    elsewhere : tuple of Path
        Recordings that lie outside of the program's own folder: they are left to the user.
    """

    sessions: tuple[int, ...]
    first: date | None
    last: date | None
    repetitions: int
    files: tuple[Path, ...]
    elsewhere: tuple[Path, ...]


def find(db: sqlite3.Connection, span: Span, folder: Path, also: Iterable[Path] = ()) -> Deletion:
    """Find what there is of a part of the history.

    Parameters
    ----------
    db : Connection
    span : Span
    folder : Path
        Of the program's own recordings.
    also : iterable of Path
        Files to be deleted that the history does not know.
    """
    rows = list(select(db, span, "SELECT id, day FROM session WHERE {condition} ORDER BY day"))
    [repetitions] = select(
        db,
        span,
        "SELECT count(number) FROM session JOIN exercise ON session_id = session.id "
        "JOIN attempt ON exercise_id = exercise.id WHERE {condition}",
    ).fetchone()
    known = select(
        db,
        span,
        "SELECT recording FROM session JOIN exercise ON session_id = session.id "
        "WHERE {condition} AND recording NOT NULL",
    )
    recordings = [path for row in known if (path := restored(row["recording"])).is_file()]
    own = folder.resolve()
    named = {path for path in recordings if path.is_relative_to(own)}
    # Beside a recording lies what was marked in it.
    files = {file for path in named for file in (path, *path.parent.glob(f"{escape(path.stem)}.*"))}
    files |= {path.resolve() for path in also}
    days = [date.fromisoformat(row["day"]) for row in rows]
    return Deletion(
        sessions=tuple(row["id"] for row in rows),
        first=min(days, default=None),
        last=max(days, default=None),
        repetitions=repetitions,
        files=tuple(sorted(files)),
        elsewhere=tuple(sorted(path for path in recordings if not path.is_relative_to(own))),
    )


def recorded(folder: Path, before: date | None) -> list[Path]:
    """Return what is in the folder of recordings, of all days or, by its name, before one."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    if before is None:
        return found
    return [path for path in found if (made := _day_of(path)) is not None and made < before]


def damaged_histories(history: Path) -> list[Path]:
    """Return what was kept of histories that were damaged."""
    return sorted(history.parent.glob(f"{history.stem}{DAMAGED}*"))


def forget(db: sqlite3.Connection, found: Deletion) -> int:
    """Delete files and rows for good; return how many bytes of files that were.

    Raises
    ------
    HistoryError
        If files cannot be deleted: they, and the sessions of those that are recordings, stay;
        all else is deleted.
    sqlite3.Error
        If rows cannot be.
    """
    size, kept = 0, dict[Path, str]()
    for path in found.files:
        try:
            length = path.stat().st_size
            path.unlink()
        except FileNotFoundError:
            continue
        except OSError as error:
            kept[path] = f"{path} cannot be deleted ({error.strerror})."
            continue
        size += length
    of_recording = "SELECT session_id FROM exercise WHERE recording = ?"
    left = {row[0] for path in kept for row in db.execute(of_recording, (stored(path),))}
    with transaction(db):
        gone = [(session,) for session in found.sessions if session not in left]
        db.executemany("DELETE FROM session WHERE id = ?", gone)
        db.execute("DELETE FROM spec WHERE id NOT IN (SELECT spec_id FROM exercise)")
    # The rows are overwritten; so is what was left of them between pages, and beside the file.
    db.execute("VACUUM")
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    if kept:
        raise HistoryError(" ".join(kept.values()))
    return size


def _day_of(recording: Path) -> date | None:
    """Return the day with which the name of a recording begins."""
    try:
        return date.fromisoformat(recording.name[:10])
    except ValueError:
        return None
