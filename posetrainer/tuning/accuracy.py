"""Scores as a Markdown page."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import Any

from posetrainer.exercises.vocabulary import UNIT_WORDS
from posetrainer.system.output_files import write_file
from posetrainer.tuning.columns import BANDS, DISTURBANCES, SCORES, Column

GLOSSARY = """- **count**: mean absolute error of the repetitions counted in a clip.
- **±1**: share of clips whose count is at most one off.
- **good**: share of clips whose number of good repetitions is right.
- **hold**: mean absolute error of the seconds held.
- **too fast**, **form**: precision / recall of the warnings, by attempt (and fault).
- **delay**: mean time from too high a speed to its warning.
- **sides**: attempts found on the wrong side. **ghosts**: attempts found where nothing happens.
- **refused**: clips refused, of those in which nothing can be judged.
- **rules alone**: the count error of the same rules on the true landmarks.
- **driver**: bias and root mean square error of the driving measure, frame by frame, before it
  is smoothed: MediaPipe's landmarks against the true landmarks in the picture.
"""


def write_report(record: dict[str, Any], path: Path) -> None:
    """Write the page of :func:`report` to a file.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    write_file(path, report(record).encode(errors="backslashreplace"))


def report(record: dict[str, Any]) -> str:
    """Return the page in Markdown.

    Parameters
    ----------
    record : dict
        As :func:`posetrainer.tuning.score_record.as_record` gives it, with the cross matrix.
    """
    return page(["# Scores over labelled recordings", *sections(record)])


def page(parts: Sequence[str]) -> str:
    """Return parts of a page, one under the other."""
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def sections(record: dict[str, Any]) -> list[str]:
    """Return the sections of the page; what was not scored has none."""
    clips = record["clips"]
    parts = []
    if clips:
        parts += ["## Scores", GLOSSARY]
        parts.append(table(SCORES, "exercise", record["exercises"], [record["all"]]))
        parts += ["## By body", table(SCORES, "body", record["bodies"], [])]
        driven = [row for row in record["exercises"] if row["driver"]]
        if driven:
            parts += ["## Driving measures", table(_DRIVER_COLUMNS, "exercise", driven, [])]
        parts += [_bands(record["bands"])] if record["bands"] else []
        parts.append(_cross(clips))
    parts += [_disturbances(record["disturbances"])] if record["disturbances"] else []
    parts += [negatives_section(record["negatives"])] if record["negatives"] else []
    return [*parts, "## Clip by clip", _mistakes(clips)] if clips else parts


def paragraph(text: str) -> str:
    """Return sentences wrapped to the line length of the page."""
    return fill(text, 100, break_long_words=False, break_on_hyphens=False)


def _bands(bands: Sequence[dict[str, Any]]) -> str:
    explained = paragraph(
        "How many degrees the camera stands off it, and how many clips were counted exactly, had "
        "as many good repetitions as there are, or were refused as they must or may be."
    )
    rows = table(BANDS, "band", bands, [])
    return f"## Off the best place for the view\n\n{explained}\n\n{rows}"


def _disturbances(scores: Sequence[dict[str, Any]]) -> str:
    explained = paragraph(
        "Each recording again, with its landmarks disturbed in one way at a time, by a fixed "
        "random seed: the shares of recordings that are counted exactly and whose number of good "
        "repetitions is right, false warnings of speed for each 100 repetitions, and attempts "
        "found where nothing happens. A repetition that a stranger hides may be found or not."
    )
    rows = table(DISTURBANCES, "disturbance", scores, [])
    return f"## With the picture disturbed\n\n{explained}\n\n{rows}"


def negatives_section(found: dict[str, Any]) -> str:
    """Return the section on clips in which nothing of the catalogue is done.

    Parameters
    ----------
    found : dict
        The ``negatives`` of a record.
    """
    explained = paragraph(
        f"In {found['clips']} clips none of the exercises is done. Each was judged by every "
        f"exercise that is not similar to what is done: {found['pairs']} pairs, "
        f"{found['hours']:.2f} hours. {len(found['phantoms'])} repetitions were counted, "
        f"{found['phantoms_per_hour']:.1f} an hour, and {found['too_fast']} warnings of speed were "
        f"given. In {found['near_pairs']} more pairs the movement is similar: "
        f"{found['near_counted']} repetitions were counted in them, which is allowed, and "
        f"{len(found['near_good'])} were called good, which is not."
    )
    by_exercise = Counter(one["exercise"] for one in found["phantoms"])
    counted = [f"- `{exercise}`: {count}" for exercise, count in sorted(by_exercise.items())]
    lines = ["## Where no exercise is done", "", explained]
    return "\n".join([*lines, "", "Counted:", "", *counted] if counted else lines)


_DRIVER_COLUMNS: Sequence[Column] = (
    ("bias", lambda r: f"{r['driver']['bias']:+.1f}"),
    ("RMSE", lambda r: f"{r['driver']['rmse']:.1f}"),
    ("in", lambda r: UNIT_WORDS[r["driver"]["unit"]]),
    ("frames", lambda r: str(r["driver"]["frames"])),
)


def table(
    columns: Sequence[Column],
    key: str,
    rows: Sequence[dict[str, Any]],
    totals: Sequence[dict[str, Any]],
) -> str:
    """Return a table in Markdown.

    Parameters
    ----------
    columns : sequence of tuple
        Heads, and what makes a cell of a row.
    key : str
        Names each row.
    rows, totals : sequence of dict
        The latter stand below the former.
    """
    lines = [f"| {key} | " + " | ".join(name for name, _ in columns) + " |"]
    lines.append("|---" * (len(columns) + 1) + "|")
    named = [(row[key], row) for row in rows] + [("**all**", row) for row in totals]
    lines += [
        f"| {name} | " + " | ".join(cell(row) for _, cell in columns) + " |" for name, row in named
    ]
    return "\n".join(lines)


def _cross(clips: Sequence[dict[str, Any]]) -> str:
    pairs = [(clip, *verdict) for clip in clips for verdict in clip["cross"].items()]
    found = [
        f"- `{clip['clip']}` judged as `{judge}`: {verdict['counted']} counted"
        for clip, judge, verdict in pairs
        if verdict["counted"]
    ]
    in_place: dict[str, set[str]] = {}
    for clip, judge, verdict in pairs:
        if verdict["refused"] is None:
            in_place.setdefault(judge, set()).add(clip["exercise"])
    watched = sum(verdict["refused"] is None for _, _, verdict in pairs)
    lines = [
        "## Other exercises' clips",
        "",
        f"Every exercise judged every other one's clips: {len(pairs)} pairs, {len(found)} in which "
        "anything was counted.",
        *(["", *found, ""] if found else []),
        f"In {len(pairs) - watched} of them the instruction named what is wrong (posture, view, "
        "or start position)",
        f"all the time. In {watched} the person was in place for a while, because both exercises "
        "begin alike:",
        "",
    ]
    lines += [f"- `{j}` in clips of {', '.join(sorted(of))}" for j, of in sorted(in_place.items())]
    return "\n".join(lines)


def _mistakes(clips: Sequence[dict[str, Any]]) -> str:
    lines = []
    for clip in clips:
        if clip["refused_right"] is not None:
            what = "refused, as it should be" if clip["refused_right"] else "not refused"
            lines.append(f"- `{clip['clip']}`: {what}")
        elif not clip["mistakes"]:
            lines.append(f"- `{clip['clip']}`: all right")
        else:
            lines.append(f"- `{clip['clip']}`: {'; '.join(clip['mistakes'])}")
    return "\n".join(lines)
