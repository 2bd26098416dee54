"""Scores as tables and sentences of a terminal."""

from collections.abc import Callable
from typing import Any

from rich.box import SIMPLE
from rich.table import Column, Table

from posetrainer.exercises.spec import Unit

_UNITS: dict[Unit, str] = {"deg": "°", "in": " in"}


def _share(hits: dict[str, int], missing: str) -> str:
    total = hits["right"] + hits[missing]
    return f"{hits['right'] / total:.2f}" if total else "–"


def score_tables(record: dict[str, Any]) -> list[Table]:
    """Return the scores of exercises, as `tuning.score.as_record` gives them, as tables.

    There are two, since one with all columns is wider than many a terminal.
    """
    counts = _scores(
        record,
        {
            "clips": lambda row: str(row["clips"]),
            "MAE": lambda row: f"{row['count_error']:.2f}",
            "OBO": lambda row: f"{row['off_by_one']:.2f}",
            "good": lambda row: _number(row["good_right"]),
            "sides": lambda row: str(row["side_errors"]),
            "ghosts": lambda row: str(row["phantoms"]),
        },
        "MAE: mean absolute count error. OBO: share of clips at most one off. good: share of "
        "clips whose good count is right. sides: wrong sides. ghosts: attempts where nothing "
        "happened.",
    )
    quality = _scores(
        record,
        {
            "hold": lambda row: _number(row["hold_error_s"]),
            "fast": lambda row: _precision_and_recall(row["too_fast"]),
            "form": lambda row: _precision_and_recall(row["faults"]),
            "driver": lambda row: _driver(row["driver"]),
        },
        "hold: mean absolute error, s. fast, form: precision/recall of warnings. driver: bias ± "
        "RMSE of the driving measure.",
    )
    return [counts, quality]


def _scores(
    record: dict[str, Any], cells: dict[str, Callable[[dict[str, Any]], str]], caption: str
) -> Table:
    """Return some columns of the scores as a table; its caption explains their heads."""
    table = _table(Column("exercise", no_wrap=True), *cells, caption=caption)
    for row in record["exercises"]:
        table.add_row(row["exercise"], *(cell(row) for cell in cells.values()))
    if len(record["exercises"]) > 1:
        table.add_section()
        table.add_row("all", *(cell(record["all"]) for cell in cells.values()), style="bold")
    return table


def _table(*columns: Column | str, caption: str) -> Table:
    return Table(*columns, box=SIMPLE, padding=0, caption=caption, caption_justify="left")


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _precision_and_recall(hits: dict[str, int]) -> str:
    return "/".join(_share(hits, missing) for missing in ("wrong", "unsaid"))


def _driver(error: dict[str, Any] | None) -> str:
    if error is None:
        return "–"
    return f"{error['bias']:+.1f} ±{error['rmse']:.1f}{_UNITS[error['unit']]}"


def band_table(record: dict[str, Any]) -> Table:
    """Return the scores by how far the camera is off the best place for the view, as a table."""
    table = _table(
        *("off the view", "clips", "count exact", "good exact", "refused", "sides", "ghosts"),
        caption="exact: clips whose count, whose good count, is right. refused: clips refused as "
        "they must be, or may be, since the camera is far off.",
    )
    keys = ("clips", "count_exact", "good_exact", "refused_right", "side_errors", "phantoms")
    for band in record["bands"]:
        table.add_row(band["band"], *(str(band[key]) for key in keys))
    return table


def disturbance_table(record: dict[str, Any]) -> Table:
    """Return what became of recordings with one disturbance each, as a table."""
    table = _table(
        *("disturbance", "runs", "count", "good", "fast", "ghosts"),
        caption="count, good: share of runs whose count, whose good count, is right. fast: false "
        "warnings of speed, of 100 repetitions. ghosts: attempts where nothing happened.",
    )
    for row in record["disturbances"]:
        false = row["false_warnings_per_100"]
        table.add_row(
            row["disturbance"],
            str(row["runs"]),
            f"{row['count_exact']:.2f}",
            _number(row["good_right"]),
            "–" if false is None else f"{false:.1f}",
            str(row["phantoms"]),
        )
    return table


def negative_lines(record: dict[str, Any]) -> list[str]:
    """Return what was made of clips in which none of the exercises is done."""
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
    table = _table(
        *("clip", "judged as", "counted"),
        caption=f"{pairs} clips judged as another exercise; {len(found)} had anything counted.",
    )
    for row in found:
        table.add_row(*row)
    return table
