"""The tables of the history, as migrations from one version of them to the next.

A database knows its version as ``PRAGMA user_version``. A migration that was released is never
changed; what the tables need next is appended as another one.
"""

_FIRST = (
    # Few specs judge many exercises: each is stored once.
    """
    CREATE TABLE spec (
        id INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE,
        text TEXT NOT NULL
    )
    """,
    # AUTOINCREMENT: the number of a session that was deleted is not given to another one.
    """
    CREATE TABLE session (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        uid TEXT NOT NULL UNIQUE,
        began_at TEXT NOT NULL,
        day TEXT NOT NULL,
        person TEXT,
        title TEXT NOT NULL,
        plan TEXT,
        version TEXT NOT NULL,
        done INTEGER NOT NULL DEFAULT 0,
        pain_before INTEGER CHECK (pain_before BETWEEN 0 AND 10),
        pain_after INTEGER CHECK (pain_after BETWEEN 0 AND 10),
        effort REAL CHECK (effort BETWEEN 0 AND 10)
    )
    """,
    "CREATE INDEX session_by_day ON session (day)",
    """
    CREATE TABLE exercise (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        session_id INTEGER NOT NULL REFERENCES session (id) ON DELETE CASCADE,
        block INTEGER NOT NULL,
        exercise TEXT NOT NULL,
        title TEXT NOT NULL,
        spec_id INTEGER NOT NULL REFERENCES spec (id),
        prescribed INTEGER NOT NULL,
        counted_before INTEGER NOT NULL,
        good_before INTEGER NOT NULL,
        began_s REAL NOT NULL,
        trained_s REAL NOT NULL DEFAULT 0,
        ready INTEGER NOT NULL DEFAULT 0,
        side_due TEXT,
        recording TEXT,
        recording_identity TEXT UNIQUE
    )
    """,
    "CREATE INDEX exercise_by_session ON exercise (session_id)",
    "CREATE INDEX exercise_by_recording ON exercise (recording)",
    # In an order in which those of each exercise and side are added up without being sorted.
    """
    CREATE TABLE attempt (
        exercise_id INTEGER NOT NULL REFERENCES exercise (id) ON DELETE CASCADE,
        place INTEGER NOT NULL,
        number INTEGER,
        side TEXT NOT NULL,
        good INTEGER NOT NULL,
        too_fast INTEGER NOT NULL,
        start_s REAL NOT NULL,
        end_s REAL NOT NULL,
        peak REAL,
        peak_speed REAL,
        unit TEXT,
        held_s REAL,
        shortfalls TEXT NOT NULL,
        faults TEXT NOT NULL,
        missed TEXT,
        obstacle TEXT,
        reason TEXT,
        PRIMARY KEY (exercise_id, side, place)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE unjudged (
        exercise_id INTEGER NOT NULL REFERENCES exercise (id) ON DELETE CASCADE,
        code TEXT NOT NULL,
        reason TEXT NOT NULL,
        seconds REAL NOT NULL,
        PRIMARY KEY (exercise_id, code, reason)
    ) WITHOUT ROWID
    """,
)

#: Statements that lead from each version of the tables to the next; version 0 is an empty file.
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST,)
