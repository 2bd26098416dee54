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

#: What the attempts of an exercise come to, side by side; all of them, or one exercise's.
_TALLY = """
    INSERT OR REPLACE INTO tally
    SELECT exercise_id, side, max(unit), count(number), sum(good), count(*) - count(number),
        sum(too_fast), sum(clean), count(clean), max(clean), sum(held_s), count(held_s),
        sum(CASE WHEN number THEN end_s - start_s END)
    FROM (SELECT *, CASE WHEN number AND faults = '[]' THEN peak END AS clean FROM attempt)
    WHERE {which} GROUP BY exercise_id, side
    """
#: What was wrong with them. A fault of form has a name of its own.
_FLAWS = """
    INSERT OR REPLACE INTO flaw
    SELECT exercise_id, kind, name, reason, count(*)
    FROM (
        SELECT exercise_id, 'fault' AS kind, value AS name, '' AS reason
            FROM attempt, json_each(faults) WHERE {which}
        UNION ALL
        SELECT exercise_id, 'shortfall', value, '' FROM attempt, json_each(shortfalls)
            WHERE {which} AND value <> 'form'
        UNION ALL
        SELECT exercise_id, 'missed', missed, coalesce(reason, '') FROM attempt
            WHERE {which} AND missed NOT NULL
    )
    GROUP BY exercise_id, kind, name, reason
    """
_OF_THE_NEW_ONE = "exercise_id = NEW.exercise_id"
# Thousands of sessions are answered at once: their attempts have been added up when they were made.
_SUMS = (
    """
    CREATE TABLE tally (
        exercise_id INTEGER NOT NULL REFERENCES exercise (id) ON DELETE CASCADE,
        side TEXT NOT NULL,
        unit TEXT,
        repetitions INTEGER NOT NULL,
        good INTEGER NOT NULL,
        missed INTEGER NOT NULL,
        too_fast INTEGER NOT NULL,
        peak REAL,
        peaks INTEGER NOT NULL,
        highest REAL,
        held_s REAL,
        holds INTEGER NOT NULL,
        seconds REAL,
        PRIMARY KEY (exercise_id, side)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE flaw (
        exercise_id INTEGER NOT NULL REFERENCES exercise (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        reason TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        PRIMARY KEY (exercise_id, kind, name, reason)
    ) WITHOUT ROWID
    """,
    _TALLY.format(which="1"),
    _FLAWS.format(which="NOT good"),
    "CREATE TRIGGER attempt_tallied AFTER INSERT ON attempt BEGIN "
    + _TALLY.format(which=f"{_OF_THE_NEW_ONE} AND side = NEW.side")
    + "; END",
    "CREATE TRIGGER attempt_flawed AFTER INSERT ON attempt WHEN NOT NEW.good BEGIN "
    + _FLAWS.format(which=f"NOT good AND {_OF_THE_NEW_ONE}")
    + "; END",
)

#: Statements that lead from each version of the tables to the next; version 0 is an empty file.
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _SUMS)
