"""The summary of a session, read from the history."""

import sqlite3
from datetime import datetime

from posetrainer.feedback.ending import Ending, ending_of
from posetrainer.history.sessions import SessionTree, session_trees
from posetrainer.history.span import Span
from posetrainer.history.today import done_until


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
    """Return the end of a session in words; of a programme, what was done of it that day."""
    return ending_of(*done_until(db, tree.session.id))
