"""The part of the history that is requested, and SQL for it."""

import sqlite3
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Span:
    """The part of the history that is requested.

    Parameters
    ----------
    since : date or None
        First day; None for the beginning.
    before : date or None
        First day that is left out; None for no end.
    person : str or None
        Name of a profile; None for everybody.
    session_id : int or None
        One session only.
    """

    since: date | None = None
    before: date | None = None
    person: str | None = None
    session_id: int | None = None

    @property
    def condition(self) -> tuple[str, dict[str, Any]]:
        """The condition on rows of ``session``, in SQL, and its parameters."""
        asked = {
            "day >= :since": self.since and self.since.isoformat(),
            "day < :before": self.before and self.before.isoformat(),
            "person = :person": self.person,
            "session.id = :session_id": self.session_id,
        }
        conditions = {text: value for text, value in asked.items() if value is not None}
        names = {text: text.rpartition(":")[2] for text in conditions}
        return (
            " AND ".join(conditions) or "1",
            {names[text]: value for text, value in conditions.items()},
        )


def select(db: sqlite3.Connection, span: Span, query: str) -> sqlite3.Cursor:
    """Run a query whose ``{condition}`` becomes that of the span."""
    condition, parameters = span.condition
    return db.execute(query.format(condition=condition), parameters)
