"""What a session came to, read from the history and worded as at its end."""

import json
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.ending import Ending, ending_of
from posetrainer.history.records import Attempt
from posetrainer.history.sessions import SessionTree, session_trees, spec_text
from posetrainer.history.span import Span
from posetrainer.workout.results import ExerciseResult, Reason, reasons_of


def session_since(
    db: sqlite3.Connection, began: datetime, person: str | None
) -> SessionTree | None:
    """Return the last session of a person that began at or after a time; None without one.

    Parameters
    ----------
    db : sqlite3.Connection
        Of the history.
    began : datetime
        With its time zone.
    person : str or None
        Name of the profile; None for a session of nobody in particular.
    """
    trees = session_trees(db, Span(since=began.date()))
    own = [t for t in trees if t.session.began_at >= began and t.session.person == person]
    return own[-1] if own else None


def ending_of_session(db: sqlite3.Connection, tree: SessionTree) -> Ending:
    """Return the end of a session in words."""
    results = []
    for row, attempts in tree.exercises:
        text = spec_text(db, row.spec_digest)
        assert text is not None, "the history keeps the spec of each exercise"
        spec = ExerciseSpec.model_validate(json.loads(text))
        results.append(result_of(spec, row.prescribed, attempts))
    return ending_of(results, tree.session.trained_s)


def result_of(spec: ExerciseSpec, prescribed: int, attempts: Sequence[Attempt]) -> ExerciseResult:
    """Return what came of one exercise.

    Parameters
    ----------
    spec : ExerciseSpec
        That judged it.
    prescribed : int
        Repetitions that were still to be done.
    attempts : sequence of Attempt
    """
    reasons: Counter[Reason] = Counter()
    for attempt in attempts:
        reasons.update(reasons_of(attempt.missed, attempt.shortfalls, attempt.faults))
    counted = sum(attempt.number is not None for attempt in attempts)
    earlier = spec.dose.repetitions * spec.dose.sets - prescribed
    good = sum(attempt.good for attempt in attempts)
    return ExerciseResult(spec, earlier + counted, good, reasons)
