"""Scores as tables and sentences of a terminal."""

from typing import Any

from rich.box import SIMPLE
from rich.table import Table

from posetrainer.exercises.spec import Unit

_UNITS: dict[Unit, str] = {"deg": "°", "in": " in"}


def _share(hits: dict[str, int], missing: str) -> str:
    total = hits["right"] + hits[missing]
    return f"{hits['right'] / total:.2f}" if total else "–"


def score_table(record: dict[str, Any]) -> Table:
    """Return the scores of exercises, as `tuning.score.as_record` gives them, as a table."""
    heads = ("clips", "MAE", "OBO", "good", "hold", "sides", "ghosts", "fast", "form", "driver")
    table = Table(*("exercise", *heads), box=SIMPLE, padding=(0, 1, 0, 0), pad_edge=False)
    table.caption = (
        "MAE: mean absolute count error. OBO: share of clips at most one off. good: share of "
        "clips whose good count is right. hold: mean absolute error, s. sides: wrong sides. "
        "ghosts: attempts where nothing happened. fast, form: precision/recall of warnings. "
        "driver: bias ± RMSE of the driving measure."
    )
    table.caption_justify = "left"
    for row in record["exercises"]:
        table.add_row(row["exercise"], *_score_cells(row))
    if len(record["exercises"]) > 1:
        table.add_section()
        table.add_row("all", *_score_cells(record["all"]), style="bold")
    return table


def _score_cells(row: dict[str, Any]) -> list[str]:
    hold, driver = row["hold_error_s"], row["driver"]
    return [
        str(row["clips"]),
        f"{row['count_error']:.2f}",
        f"{row['off_by_one']:.2f}",
        "–" if row["good_right"] is None else f"{row['good_right']:.2f}",
        "–" if hold is None else f"{hold:.2f}",
        str(row["side_errors"]),
        str(row["phantoms"]),
        *(
            "/".join(_share(row[what], missing) for missing in ("wrong", "unsaid"))
            for what in ("too_fast", "faults")
        ),
        f"{driver['bias']:+.1f} ±{driver['rmse']:.1f}{_UNITS[driver['unit']]}" if driver else "–",
    ]


def band_table(record: dict[str, Any]) -> Table:
    """Return the scores by how far the camera is off the best place for the view, as a table."""
    heads = ("clips", "count exact", "good exact", "refused", "sides", "ghosts")
    table = Table(*("off the view", *heads), box=SIMPLE, padding=(0, 1, 0, 0), pad_edge=False)
    table.caption = (
        "exact: clips whose count, whose good count, is right. refused: clips refused as they "
        "must be, or may be, since the camera is far off."
    )
    table.caption_justify = "left"
    keys = ("clips", "count_exact", "good_exact", "refused_right", "side_errors", "phantoms")
    for band in record["bands"]:
        table.add_row(band["band"], *(str(band[key]) for key in keys))
    return table


def disturbance_table(record: dict[str, Any]) -> Table:
    """Return what became of recordings with one disturbance each, as a table."""
    heads = ("runs", "count", "good", "fast", "ghosts")
    table = Table(*("disturbance", *heads), box=SIMPLE, padding=(0, 1, 0, 0), pad_edge=False)
    table.caption = (
        "count, good: share of runs whose count, whose good count, is right. fast: false warnings "
        "of speed, of 100 repetitions. ghosts: attempts where nothing happened."
    )
    table.caption_justify = "left"
    for row in record["disturbances"]:
        good, false = row["good_right"], row["false_warnings_per_100"]
        table.add_row(
            row["disturbance"],
            str(row["runs"]),
            f"{row['count_exact']:.2f}",
            "–" if good is None else f"{good:.2f}",
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
    table = Table("clip", "judged as", "counted", box=SIMPLE, pad_edge=False)
    table.caption = f"{pairs} clips judged as another exercise; {len(found)} had anything counted."
    table.caption_justify = "left"
    for row in found:
        table.add_row(*row)
    return table
