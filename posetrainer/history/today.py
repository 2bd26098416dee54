"""How far a plan has come today, by the history."""

import hashlib
import json
import sqlite3
from collections import Counter
from datetime import date
from pathlib import Path

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.history.database import HistoryError, reading
from posetrainer.workout.day import DaySoFar
from posetrainer.workout.plan import Plan
from posetrainer.workout.results import ExerciseResult, Reason, reasons_of


def name_of(plan: Plan) -> str:
    """Return a name for a plan that changes with its exercises and doses."""
    doses = [
        (block.spec.id, block.spec.dose.model_dump_json(), block.rest_s) for block in plan.blocks
    ]
    return hashlib.sha256(json.dumps([plan.title, doses]).encode()).hexdigest()[:16]


def day_so_far(path: Path, plan: Plan, person: str | None, today: date) -> DaySoFar:
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
        return DaySoFar()


def load_day(db: sqlite3.Connection, plan: Plan, person: str | None, today: date) -> DaySoFar:
    """Return how far this plan has come today; at its beginning, if it was not begun or is done."""
    rows = _since_the_beginning(db, plan, person, today)
    if not rows:
        return DaySoFar()
    *before, (block, now) = _results(db, plan, rows)
    last = rows[-1]
    complete = not now.unfinished
    if last["done"] or (complete and block + 1 == len(plan.blocks)):
        return DaySoFar(done=True)
    trained_s = float(sum(row["trained_s"] for row in rows))
    results = tuple(result for _, result in before)
    if complete:
        # It ended between the last repetition and the next exercise.
        return DaySoFar(block + 1, trained_s=trained_s, before=(*results, now))
    return DaySoFar(
        block,
        now.counted,
        now.good,
        last["side_due"],
        trained_s,
        reasons=now.reasons,
        before=results,
    )


def _since_the_beginning(
    db: sqlite3.Connection, plan: Plan, person: str | None, today: date
) -> list[sqlite3.Row]:
    """Return the exercises since the last session that began the plan at its beginning."""
    rows = db.execute(
        "SELECT exercise.id, session_id, block, counted_before, good_before, side_due, trained_s, "
        "done FROM session JOIN exercise ON session_id = session.id "
        "WHERE day = ? AND person IS ? AND plan = ? ORDER BY exercise.id",
        (today.isoformat(), person, name_of(plan)),
    ).fetchall()
    first = 0
    sessions: set[int] = set()
    for place, row in enumerate(rows):
        opens = row["session_id"] not in sessions
        sessions.add(row["session_id"])
        if opens and row["block"] == row["counted_before"] == 0:
            first = place
    return rows[first:]


def _results(
    db: sqlite3.Connection, plan: Plan, rows: list[sqlite3.Row]
) -> list[tuple[int, ExerciseResult]]:
    """Return what came of each exercise in its order, with its position in the plan."""
    results: list[tuple[int, ExerciseResult]] = []
    for row in rows:
        block, spec = row["block"], plan.blocks[row["block"]].spec
        counted, good, reasons = _attempts(db, row["id"], spec)
        if results and results[-1][0] == block:
            # It was gone on with, or begun anew: then what was done of it before is forgotten.
            _, earlier = results.pop()
            if row["counted_before"]:
                reasons.update(earlier.reasons)
        result = ExerciseResult(
            spec, row["counted_before"] + counted, row["good_before"] + good, dict(reasons)
        )
        results.append((block, result))
    return results


def _attempts(
    db: sqlite3.Connection, exercise_id: int, spec: ExerciseSpec
) -> tuple[int, int, Counter[Reason]]:
    """Return the counted and good repetitions of an exercise, and why others were not good."""
    counted, good, reasons = 0, 0, Counter[Reason]()
    for row in db.execute(
        "SELECT number, good, shortfalls, faults, missed FROM attempt WHERE exercise_id = ?",
        (exercise_id,),
    ):
        counted += row["number"] is not None
        good += row["good"]
        # A spec that was changed meanwhile may know some fault no more.
        faults = [fault for fault in json.loads(row["faults"]) if fault in spec.form]
        reasons.update(reasons_of(row["missed"], json.loads(row["shortfalls"]), faults))
    return counted, good, reasons
