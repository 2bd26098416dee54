"""The accuracy report: scores as a page that says what they prove and what they do not."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from posetrainer.errors import UserError

HEAD = """# How accurate posetrainer is

This page is written by

    uv run posetrainer score samples --cross --report docs/accuracy.md

which judges every clip of `samples/clips` with the same code that judges a camera, compares
what it says with the clip's truth file, and lets all other exercises judge the clip as well.
Do not edit it.

## What this proves, and what it does not

The clips are **rendered**: two bodies, a woman and a tall man, in clothes without folds, in
three rooms, seen by a camera whose place is known, so that there is a truth to compare with.
Several have sensor noise, low frame rates, somebody who walks past, or a person at the edge of
the picture. They prove that the rules do what they say on what MediaPipe really sees, frame by
frame, of people who lie, sit, kneel and stand. They do **not** prove how exact it is on you:
real skin, real clothes, real light and real bodies are not among them, and no patient was.
Thresholds have a reason each, in the specs, but were chosen while looking at these clips.

The trainer was **told the height** of each person, as `--stature-cm` does. Without it inches are
wrong by as much as the height differs from 170 cm, and so are the exercises that count on them.

In the piriformis stretch the legs cross, and the pose model takes one for the other when it sees
them from the right side: all clips of it show the left side and the left thigh.
"""

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
  is smoothed, of what is said by MediaPipe against the true landmarks in the picture.
"""


def write_report(record: dict[str, Any], path: Path) -> None:
    """Write the page of :func:`report` to a file.

    Raises
    ------
    UserError
        If the file cannot be written.
    """
    try:
        path.write_text(report(record), encoding="utf-8")
    except OSError as error:
        raise UserError(f"{path}: cannot be written ({error.strerror}).") from None


def report(record: dict[str, Any]) -> str:
    """Return the page in Markdown.

    Parameters
    ----------
    record : dict
        As :func:`posetrainer.tuning.score.as_record` gives it, with the cross matrix.
    """
    clips = record["clips"]
    parts = [HEAD, "## Scores", GLOSSARY]
    parts.append(_table(_COLUMNS, "exercise", record["exercises"], [record["all"]]))
    parts.append(
        "## By body\n\n"
        "The same numbers serve both bodies, whichever they were found on. Here each stands alone."
    )
    parts.append(_table(_COLUMNS, "body", record["bodies"], []))
    parts.append("## Driving measures")
    parts.append(
        _table(_DRIVER_COLUMNS, "exercise", [e for e in record["exercises"] if e["driver"]], [])
    )
    parts.append(_cross(clips))
    parts.append("## Clip by clip")
    parts.append(_mistakes(clips))
    return "\n\n".join(part.rstrip() for part in parts) + "\n"


def _pair(hits: dict[str, int]) -> str:
    return f"{_share(hits, 'wrong')} / {_share(hits, 'unsaid')}"


def _share(hits: dict[str, int], missing: str) -> str:
    total = hits["right"] + hits[missing]
    return f"{hits['right'] / total:.2f}" if total else "–"


def _number(value: float | None, digits: int = 2) -> str:
    return "–" if value is None else f"{value:.{digits}f}"


Column = tuple[str, Callable[[dict[str, Any]], str]]

_COLUMNS: Sequence[Column] = (
    ("clips", lambda r: str(r["clips"])),
    ("count", lambda r: _number(r["count_error"])),
    ("±1", lambda r: _number(r["off_by_one"])),
    ("good", lambda r: _number(r["good_right"])),
    ("hold, s", lambda r: _number(r["hold_error_s"])),
    ("too fast", lambda r: _pair(r["too_fast"])),
    ("delay, s", lambda r: _number(r["warning_delay_s"])),
    ("form", lambda r: _pair(r["faults"])),
    ("sides", lambda r: str(r["side_errors"])),
    ("ghosts", lambda r: str(r["phantoms"])),
    ("refused", lambda r: f"{r['refused_right']}/{r['refused']}" if r["refused"] else "–"),
    ("rules alone", lambda r: _number(r["rules_alone_error"])),
)
_UNITS = {"deg": "degrees", "in": "inches"}
_DRIVER_COLUMNS: Sequence[Column] = (
    ("bias", lambda r: f"{r['driver']['bias']:+.1f}"),
    ("RMSE", lambda r: f"{r['driver']['rmse']:.1f}"),
    ("in", lambda r: _UNITS[r["driver"]["unit"]]),
    ("frames", lambda r: str(r["driver"]["frames"])),
)


def _table(
    columns: Sequence[Column],
    key: str,
    rows: Sequence[dict[str, Any]],
    totals: Sequence[dict[str, Any]],
) -> str:
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
        f"In {len(pairs) - watched} of them the user was told all the time what is wrong "
        "(posture, view, or the way to",
        f"begin). In {watched} the person was in place for a while, because both exercises "
        "begin alike:",
        "",
    ]
    lines += [f"- `{j}` in clips of {', '.join(sorted(of))}" for j, of in sorted(in_place.items())]
    return "\n".join(lines)


def _mistakes(clips: Sequence[dict[str, Any]]) -> str:
    lines = []
    for clip in clips:
        if clip["refused_right"] is not None:
            said = "refused, as it should be" if clip["refused_right"] else "not refused"
            lines.append(f"- `{clip['clip']}`: {said}")
        elif not clip["mistakes"]:
            lines.append(f"- `{clip['clip']}`: all right")
        else:
            lines.append(f"- `{clip['clip']}`: {'; '.join(clip['mistakes'])}")
    return "\n".join(lines)
