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
        Seconds trained of the plan since it was begun at its beginning.
    done : bool
        Whether all of it was done; it would begin at its beginning.
    """

    block: int = 0
    counted: int = 0
    good: int = 0
    side_due: Side | None = None
    trained_s: float = 0.0
    done: bool = False


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
    of_plan = today.isoformat(), person, name_of(plan)
    last = db.execute(
        "SELECT exercise.id, block, counted_before, good_before, side_due, done "
        "FROM session JOIN exercise ON session_id = session.id "
        "WHERE day = ? AND person IS ? AND plan = ? ORDER BY exercise.id DESC LIMIT 1",
        of_plan,
    ).fetchone()
    if last is None:
        return Day()
    counted, good = db.execute(
        "SELECT count(number), total(good) FROM attempt WHERE exercise_id = ?", (last["id"],)
    ).fetchone()
    block, counted = last["block"], last["counted_before"] + counted
    dose = plan.blocks[block].spec.dose
    complete = counted >= dose.repetitions * dose.sets
    if last["done"] or (complete and block + 1 == len(plan.blocks)):
        return Day(done=True)
    trained_s = _trained_s(db, of_plan)
    if complete:
        # It ended between the last repetition and the next exercise.
        return Day(block + 1, trained_s=trained_s)
    return Day(block, counted, last["good_before"] + int(good), last["side_due"], trained_s)


def _trained_s(db: sqlite3.Connection, of_plan: tuple[str, str | None, str]) -> float:
    """Return the seconds trained since the last session that began the plan at its beginning."""
    [begun] = db.execute(
        "SELECT max(exercise.id) FROM session JOIN exercise ON session_id = session.id "
        "WHERE day = ? AND person IS ? AND plan = ? AND block = 0 AND counted_before = 0 "
        "AND exercise.id = (SELECT min(id) FROM exercise WHERE session_id = session.id)",
        of_plan,
    ).fetchone()
    [trained_s] = db.execute(
        "SELECT total(trained_s) FROM session JOIN exercise ON session_id = session.id "
        "WHERE day = ? AND person IS ? AND plan = ? AND exercise.id >= ?",
        (*of_plan, begun),
    ).fetchone()
    return float(trained_s)
