"""Columns of scores, for tables of a terminal and of a page in Markdown."""

from collections.abc import Callable, Sequence
from typing import Any

#: A row of a table: an object of :func:`posetrainer.tuning.score_record.as_record`.
Row = dict[str, Any]
#: A head, and what makes a cell of a row.
Column = tuple[str, Callable[[Row], str]]


def number(value: float | None, digits: int = 2) -> str:
    """Return a number as a cell; a dash for None."""
    return "–" if value is None else f"{value:.{digits}f}"


def _precision_and_recall(hits: dict[str, int]) -> str:
    totals = [hits["right"] + hits[missing] for missing in ("wrong", "unsaid")]
    return " / ".join(number(hits["right"] / total if total else None) for total in totals)


def of_key(head: str, key: str) -> Column:
    """Return the column of a value that is shown as it is."""
    return head, lambda row: str(row[key])


#: Of an exercise, of a body, or of all clips.
SCORES: Sequence[Column] = (
    of_key("clips", "clips"),
    ("count", lambda row: number(row["count_error"])),
    ("±1", lambda row: number(row["off_by_one"])),
    ("good", lambda row: number(row["good_right"])),
    ("hold, s", lambda row: number(row["hold_error_s"])),
    ("too fast", lambda row: _precision_and_recall(row["too_fast"])),
    ("delay, s", lambda row: number(row["warning_delay_s"])),
    ("form", lambda row: _precision_and_recall(row["faults"])),
    of_key("sides", "side_errors"),
    of_key("ghosts", "phantoms"),
    ("refused", lambda row: f"{row['refused_right']}/{row['refused']}" if row["refused"] else "–"),
    ("rules alone", lambda row: number(row["rules_alone_error"])),
)
#: Of a band of angles.
BANDS: Sequence[Column] = (
    of_key("clips", "clips"),
    of_key("count exact", "count_exact"),
    of_key("good exact", "good_exact"),
    of_key("refused", "refused_right"),
)
#: Of a disturbance.
DISTURBANCES: Sequence[Column] = (
    of_key("runs", "runs"),
    ("count exact", lambda row: number(row["count_exact"])),
    ("good right", lambda row: number(row["good_right"])),
    ("false warnings", lambda row: number(row["false_warnings_per_100"], 1)),
    of_key("ghosts", "phantoms"),
)


def scores(*heads: str) -> Sequence[Column]:
    """Return some columns of :data:`SCORES`."""
    cells = dict(SCORES)
    return [(head, cells[head]) for head in heads]
