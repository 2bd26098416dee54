"""Today's progress in a plan, by the history."""

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
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

    If it cannot be read, training starts from the beginning.

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
    of_plan = today.isoformat(), person, name_of(plan)
    rows = _since_the_beginning(_rows(db, "day = ? AND person IS ? AND plan = ?", of_plan))
    if not rows:
        return DaySoFar()
    *before, (block, now) = _results(db, rows)
    last = rows[-1]
    complete = not now.unfinished
    if last["done"] or (complete and block + 1 == len(plan.blocks)):
        return DaySoFar(done=True)
    trained_s = _trained_s(rows)
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


def done_until(db: sqlite3.Connection, session: int) -> tuple[tuple[ExerciseResult, ...], float]:
    """Return what came of the exercises of a session, and the seconds trained.

    For a programme that was continued, what was done of it earlier that day is included.
    """
    rows = _rows(
        db,
        "session.id = :id OR session.id < :id AND (day, plan, coalesce(person, '')) = "
        "(SELECT day, plan, coalesce(person, '') FROM session WHERE id = :id)",
        {"id": session},
    )
    rows = _since_the_beginning(rows)
    return tuple(result for _, result in _results(db, rows)), _trained_s(rows)


def _rows(
    db: sqlite3.Connection, condition: str, values: Sequence[object] | Mapping[str, object]
) -> list[sqlite3.Row]:
    """Return the exercises of some sessions in their order."""
    return db.execute(
        "SELECT exercise.id, session_id, block, text AS spec, counted_before, good_before, "
        "side_due, trained_s, done FROM session JOIN exercise ON session_id = session.id "
        f"JOIN spec ON spec_id = spec.id WHERE {condition} ORDER BY exercise.id",
        values,
    ).fetchall()


def _since_the_beginning(rows: list[sqlite3.Row]) -> list[sqlite3.Row]:
    """Return the exercises since the last session that began the plan at its beginning."""
    first = 0
    sessions: set[int] = set()
    for place, row in enumerate(rows):
        opens = row["session_id"] not in sessions
        sessions.add(row["session_id"])
        if opens and row["block"] == row["counted_before"] == 0:
            first = place
    return rows[first:]


def _trained_s(rows: list[sqlite3.Row]) -> float:
    return float(sum(row["trained_s"] for row in rows))


def _results(db: sqlite3.Connection, rows: list[sqlite3.Row]) -> list[tuple[int, ExerciseResult]]:
    """Return what came of each exercise in its order, with its position in the plan."""
    results: list[tuple[int, ExerciseResult]] = []
    for row in rows:
        result = _result(db, row)
        if results and results[-1][0] == row["block"]:
            # It was continued, or restarted: then what was done of it before is left out.
            _, earlier = results.pop()
            if row["counted_before"]:
                result = _added(earlier, result)
        results.append((row["block"], result))
    return results


def _added(earlier: ExerciseResult, later: ExerciseResult) -> ExerciseResult:
    """Return a result with the reasons of an earlier one of the same exercise."""
    reasons = Counter(later.reasons)
    for reason, times in earlier.reasons.items():
        # A spec that was changed meanwhile may lack the fault.
        if reason.fault is None or reason.fault in later.spec.form:
            reasons[reason] += times
    return replace(later, reasons=dict(reasons))


def _result(db: sqlite3.Connection, row: sqlite3.Row) -> ExerciseResult:
    """Return what came of an exercise, with the repetitions that were done of it before."""
    counted, good, reasons = row["counted_before"], row["good_before"], Counter[Reason]()
    for attempt in db.execute(
        "SELECT number, good, shortfalls, faults, missed FROM attempt WHERE exercise_id = ?",
        (row["id"],),
    ):
        counted += attempt["number"] is not None
        good += attempt["good"]
        shortfalls, faults = (json.loads(attempt[key]) for key in ("shortfalls", "faults"))
        reasons.update(reasons_of(attempt["missed"], shortfalls, faults))
    spec = ExerciseSpec.model_validate_json(row["spec"])
    return ExerciseResult(spec, counted, good, dict(reasons))
