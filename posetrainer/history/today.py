"""How far a plan has come today, so that an interrupted programme goes on where it was."""

import hashlib
import json
import sqlite3
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from posetrainer.history.database import HistoryError, reading
from posetrainer.pose.landmarks import Side
from posetrainer.workout.plan import Plan


@dataclass(frozen=True)
class Day:
    """How far a day's training has come.

    Parameters
    ----------
    block : int
        Position of the exercise to go on with, from 0.
    counted, good : int
        Repetitions done of it already, and good ones among them.
    side_due : {"left", "right"} or None
        Whose turn it is after those.
    trained_s : float
        Seconds trained today, over all sessions.
    """

    block: int = 0
    counted: int = 0
    good: int = 0
    side_due: Side | None = None
    trained_s: float = 0.0


def name_of(plan: Plan) -> str:
    """Return a name for a plan that changes with its exercises and doses."""
    doses = [
        (block.spec.id, block.spec.dose.model_dump_json(), block.rest_s) for block in plan.blocks
    ]
    return hashlib.sha256(json.dumps([plan.title, doses]).encode()).hexdigest()[:16]


def day_so_far(path: Path, plan: Plan, person: str | None, today: date) -> Day:
    """Return how far a plan has come today, by the history.

    One that cannot be read is no reason not to train: the day begins anew.

    Parameters
    ----------
    path : Path
        Of the history.
    plan : Plan
    person : str or None
        Name of the profile.
    today : date
    """
    try:
        with reading(path) as db:
            return load_day(db, plan, person, today)
    except HistoryError:
        return Day()


def load_day(db: sqlite3.Connection, plan: Plan, person: str | None, today: date) -> Day:
    """Return how far this plan has come today; at its beginning, if it was not begun or is done."""
    [trained_s] = db.execute(
        "SELECT total(trained_s) FROM session JOIN exercise ON session_id = session.id "
        "WHERE day = ? AND person IS ?",
        (today.isoformat(), person),
    ).fetchone()
    fresh = Day(trained_s=trained_s)
    last = db.execute(
        "SELECT exercise.id, block, counted_before, good_before, side_due, done "
        "FROM session JOIN exercise ON session_id = session.id "
        "WHERE day = ? AND person IS ? AND plan = ? ORDER BY exercise.id DESC LIMIT 1",
        (today.isoformat(), person, name_of(plan)),
    ).fetchone()
    if last is None or last["done"]:
        return fresh
    counted, good = db.execute(
        "SELECT count(number), total(good) FROM attempt WHERE exercise_id = ?", (last["id"],)
    ).fetchone()
    block, counted = last["block"], last["counted_before"] + counted
    dose = plan.blocks[block].spec.dose
    if counted < dose.repetitions * dose.sets:
        done = counted, last["good_before"] + int(good)
        return Day(block, *done, last["side_due"], trained_s)
    # It ended between the last repetition and the next exercise.
    return Day(block + 1, trained_s=trained_s) if block + 1 < len(plan.blocks) else fresh
