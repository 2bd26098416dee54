"""The database file of the history: opening, migration, integrity check, and its errors."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path

from posetrainer.errors import UserError
from posetrainer.history import schema
from posetrainer.system.files import move
from posetrainer.system.folders import data_folder, make_folder, new_file_mode

#: Another program that writes is done long before this, in seconds.
BUSY_TIMEOUT_S = 10.0
#: In the name of a history that was damaged.
DAMAGED = "-damaged-"
#: What SQLite keeps beside a database.
_COMPANIONS = ("-wal", "-shm")
_RIGHTS = "check the rights of its folder."
_FAULT = "this is a fault of posetrainer; please report it."
#: By words of SQLite.
_MENDS = {
    "full": "free some space there.",
    "disk I/O error": "free some space there.",
    "locked": "another program keeps it for itself; close that one.",
    "readonly": _RIGHTS,
    "unable to open": _RIGHTS,
    "FOREIGN KEY": "this session was deleted meanwhile; begin another one.",
}


class HistoryError(UserError):
    """The history cannot be read or written; the message is one sentence for the user."""


def history_path() -> Path:
    """Return where this user's history is kept; it may not be there yet."""
    return data_folder() / "history.sqlite3"


def open_to_write(path: Path, report: Callable[[str], None]) -> sqlite3.Connection:
    """Open the history after an integrity check; it is made if it is missing.

    One that is damaged is kept under another name, and a new one begun.

    Parameters
    ----------
    path : Path
    report : callable
        Takes a sentence about a history that is damaged.

    Raises
    ------
    HistoryError
        If it cannot be opened or made.
    """
    with translated_errors(path):
        checked = _identity(path)
        db = _sound(path)
        if db is None and _identity(path) == checked:
            aside = _set_aside(path)
            report(
                f"{path} is damaged: it is kept as {aside.name}, and a new history is begun; "
                "`posetrainer history import` imports the recordings that there are."
            )
        # Another program may have started a new one.
        return db or _connect(path)


def open_to_read(path: Path) -> sqlite3.Connection:
    """Open the history to read it; where there is none, an empty one in memory.

    Raises
    ------
    HistoryError
        If it cannot be read.
    """
    with translated_errors(path):
        if not path.exists():
            return _prepared(sqlite3.connect(":memory:", isolation_level=None))
        try:
            return _connect(path)
        except (sqlite3.OperationalError, OSError):
            return _connect_read_only(path)


@contextmanager
def reading(path: Path) -> Iterator[sqlite3.Connection]:
    """Give the history to read, as :func:`open_to_read`, and close it in the end."""
    with translated_errors(path), closing(open_to_read(path)) as db:
        yield db


@contextmanager
def writing(path: Path) -> Iterator[sqlite3.Connection]:
    """Give the history to change it, made if it is missing, and close it in the end.

    Raises
    ------
    HistoryError
        If it cannot be opened or changed.
    """
    with translated_errors(path), closing(_connect(path)) as db:
        yield db


@contextmanager
def writing_checked(path: Path, report: Callable[[str], None]) -> Iterator[sqlite3.Connection]:
    """Give the history to change it, as :func:`open_to_write`, and close it in the end."""
    with translated_errors(path), closing(open_to_write(path, report)) as db:
        yield db


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Make all changes in this context or none; other writers wait."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        # A full disk has rolled it back already.
        if db.in_transaction:
            db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system raise into a sentence.

    Raises
    ------
    HistoryError
    """
    try:
        yield
    except sqlite3.Error as error:
        if _is_damage(error):
            mend = "it is damaged; the next training keeps it under another name and begins anew."
        else:
            mend = next((mend for word, mend in _MENDS.items() if word in str(error)), _FAULT)
        raise HistoryError(f"The history {path} cannot be used ({error}): {mend}") from None
    except OSError as error:
        reason = error.strerror or error
        raise HistoryError(f"The history {path} cannot be used ({reason}): {_RIGHTS}") from None


def is_locked(error: sqlite3.OperationalError) -> bool:
    """Whether another program was writing at the same time."""
    return "locked" in str(error)


def _sound(path: Path) -> sqlite3.Connection | None:
    """Open the history; None if it is damaged."""
    db = None
    try:
        db = _connect(path)
        # The thorough check looks at indexes, too, and takes half as long again.
        if [row[0] for row in db.execute("PRAGMA quick_check(1)")] == ["ok"]:
            return db
    except sqlite3.DatabaseError as error:
        if not _is_damage(error):
            raise
    if db is not None:
        db.close()
    return None


def _connect(path: Path) -> sqlite3.Connection:
    make_folder(path.parent)
    # SQLite gives its files beside it the same mode.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, new_file_mode(path)))
    db = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    try:
        _use_wal(db)
        # A commit waits for no disk, since the next picture is there already. It survives the
        # end of the program, however violent; only a power cut may take the last ones.
        db.execute("PRAGMA synchronous = NORMAL")
        return _prepared(db)
    except BaseException:
        db.close()
        raise


def _use_wal(db: sqlite3.Connection) -> None:
    """Switch to write-ahead logging, if it is not on; SQLite itself would wait for nobody here."""
    until_s = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            db.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if not is_locked(error) or time.monotonic() > until_s:
                raise
        time.sleep(0.005)


def _connect_read_only(path: Path) -> sqlite3.Connection:
    """Copy a history whose folder may not be written to into memory, where it can be migrated."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _copy(path, "mode=ro", copy)
    except sqlite3.OperationalError:
        # Without its companions it can be read only as a file that nobody writes.
        _copy(path, "immutable=1", copy)
    return _prepared(copy)


def _copy(path: Path, how: str, copy: sqlite3.Connection) -> None:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)) as db:
        db.backup(copy)


def _prepared(db: sqlite3.Connection) -> sqlite3.Connection:
    db.row_factory = sqlite3.Row
    db.execute("PRAGMA foreign_keys = ON")
    # What is deleted is overwritten.
    db.execute("PRAGMA secure_delete = ON")
    if _version(db) != len(schema.MIGRATIONS):
        _migrate(db)
    return db


def _migrate(db: sqlite3.Connection) -> None:
    with transaction(db):
        # Another program may have done it.
        version = _version(db)
        if version > len(schema.MIGRATIONS):
            raise HistoryError(
                "The history was written by a newer version of posetrainer: update this one."
            )
        for statements in schema.MIGRATIONS[version:]:
            for statement in statements:
                db.execute(statement)
        db.execute(f"PRAGMA user_version = {len(schema.MIGRATIONS)}")


def _version(db: sqlite3.Connection) -> int:
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is malformed, or no database at all: such errors have no class of theirs."""
    return type(error) is sqlite3.DatabaseError


def _identity(path: Path) -> tuple[int, int] | None:
    with suppress(OSError):
        status = path.stat()
        return status.st_dev, status.st_ino
    return None


def _set_aside(path: Path) -> Path:
    now = datetime.now().strftime("%Y-%m-%d_%H-%M-%S")
    aside = move(path, path.with_stem(f"{path.stem}{DAMAGED}{now}"))
    for companion in (path.with_name(path.name + suffix) for suffix in _COMPANIONS):
        if companion.exists():
            move(companion, aside.with_name(companion.name.replace(path.name, aside.name)))
    return aside
