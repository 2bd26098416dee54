"""Scores as tables and sentences of a terminal."""

from collections.abc import Sequence
from typing import Any

from rich.box import SIMPLE
from rich.table import Column as RichColumn
from rich.table import Table

from posetrainer.exercises.spec import Unit
from posetrainer.tuning.columns import BANDS, DISTURBANCES, Column, Row, scores

_UNITS: dict[Unit, str] = {"deg": "°", "in": " in"}


def score_tables(record: dict[str, Any]) -> list[Table]:
    """Return the scores of exercises, as `tuning.score_record.as_record` gives them, as tables.

    There are two, since one with all columns is wider than many a terminal.
    """
    rows = record["exercises"]
    total = record["all"] if len(rows) > 1 else None
    counts = _table(
        "exercise",
        scores("clips", "count", "±1", "good", "sides", "ghosts"),
        rows,
        "count: mean absolute count error. ±1: share of clips at most one off. good: share of "
        "clips whose good count is right. sides: wrong sides. ghosts: attempts where nothing "
        "happened.",
        total=total,
    )
    quality = _table(
        "exercise",
        [*scores("hold, s", "too fast", "form"), ("driver", _driver)],
        rows,
        "hold: mean absolute error. too fast, form: precision / recall of warnings. driver: bias "
        "± RMSE of the driving measure.",
        total=total,
    )
    return [counts, quality]


def _table(
    key: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    caption: str,
    *,
    head: str | None = None,
    total: Row | None = None,
) -> Table:
    """Return rows as a table; the first column names them, the caption explains the heads."""
    heads = [name for name, _ in columns]
    table = _empty(RichColumn(head or key, no_wrap=True), *heads, caption=caption)
    for row in rows:
        table.add_row(row[key], *(cell(row) for _, cell in columns))
    if total is not None:
        table.add_section()
        table.add_row("all", *(cell(total) for _, cell in columns), style="bold")
    return table


def _empty(*heads: RichColumn | str, caption: str) -> Table:
    return Table(*heads, box=SIMPLE, padding=0, caption=caption, caption_justify="left")


def _driver(row: Row) -> str:
    error = row["driver"]
    if error is None:
        return "–"
    return f"{error['bias']:+.1f} ±{error['rmse']:.1f}{_UNITS[error['unit']]}"


def band_table(record: dict[str, Any]) -> Table:
    """Return the scores by how far the camera is off the best place for the view, as a table."""
    return _table(
        "band",
        [*BANDS, *scores("sides", "ghosts")],
        record["bands"],
        "exact: clips whose count, whose good count, is right. refused: clips refused as they "
        "must be, or may be, since the camera is far off.",
        head="off the view",
    )


def disturbance_table(record: dict[str, Any]) -> Table:
    """Return the scores of recordings with one disturbance each, as a table."""
    # Shorter heads than on a page: the table fits 60 columns.
    heads = ("runs", "count", "good", "fast", "ghosts")
    return _table(
        "disturbance",
        [(head, cell) for head, (_, cell) in zip(heads, DISTURBANCES, strict=True)],
        record["disturbances"],
        "count, good: share of runs whose count, whose good count, is right. fast: false warnings "
        "of speed, of 100 repetitions. ghosts: attempts where nothing happened.",
    )


def negative_lines(record: dict[str, Any]) -> list[str]:
    """Return the summary of clips in which none of the exercises is done."""
    found = record["negatives"]
    if found is None:
        return []
    phantoms, near_good = found["phantoms"], found["near_good"]
    return [
        f"Nothing of the catalogue is done in {found['clips']} clips, each judged by every "
        f"exercise: {found['pairs']} pairs, {found['hours']:.2f} hours.",
        f"Counted all the same: {len(phantoms)}, {found['phantoms_per_hour']:.1f} an hour; "
        f"warnings of speed: {found['too_fast']}.",
        f"In {found['near_pairs']} more pairs the movement is a near one: "
        f"{found['near_counted']} counted, {len(near_good)} of them called good.",
        *(f"counted: {_counted(one)}" for one in phantoms),
        *(f"near, called good: {_counted(one)}" for one in near_good),
    ]


def _counted(one: dict[str, Any]) -> str:
    good = "good" if one["good"] else "not good"
    return (
        f"{one['clip']} as {one['exercise']}, {one['start_s']:.1f} to {one['end_s']:.1f} s, {good}"
    )


def mistake_lines(record: dict[str, Any]) -> list[str]:
    """Return what was wrong, clip by clip, and which clips were refused."""
    lines = []
    for clip in record["clips"]:
        if clip["refused_right"]:
            lines.append(f"{clip['clip']}: refused, as it should be")
        lines += [f"{clip['clip']}: {mistake}" for mistake in clip["mistakes"]]
    return lines


def cross_table(record: dict[str, Any]) -> Table:
    """Return what other exercises counted in each clip; clips in which none did are left out."""
    found = [
        (clip["clip"], judge, str(verdict["counted"]))
        for clip in record["clips"]
        for judge, verdict in clip["cross"].items()
        if verdict["counted"]
    ]
    pairs = sum(len(clip["cross"]) for clip in record["clips"])
    table = _empty(
        *("clip", "judged as", "counted"),
        caption=f"{pairs} clips judged as another exercise; {len(found)} had anything counted.",
    )
    for row in found:
        table.add_row(*row)
    return table
