"""Write docs/accuracy.md, and the errors in reports: ``uv run python -m tools.accuracy``.

The samples are scored, by all exercises and with their pictures disturbed; so are recordings that
are not part of the repository, where their folders are named: rendered ones that leave what the
trainer is made for (``--envelope``), real people (``--real``), and people who do none of the
exercises (``--negatives``). It takes some minutes.
"""

import argparse
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.reports.measure_error import ERRORS, described
from posetrainer.tuning.accuracy import negatives_section, page, paragraph, sections, table
from posetrainer.tuning.bands import EDGES_DEG
from posetrainer.tuning.case_files import CaseFiles
from posetrainer.tuning.cases import recorded_cases
from posetrainer.tuning.columns import Column
from posetrainer.tuning.disturbed import score_disturbed
from posetrainer.tuning.negatives import score_negatives
from posetrainer.tuning.score import score_cases
from posetrainer.tuning.score_record import as_record
from tools.envelope_plot import Dot, plot_envelope
from tools.readme import CLIPS, IMAGES, REPOSITORY

PAGE = REPOSITORY / "docs" / "accuracy.md"
FIGURE = IMAGES / "envelope.svg"

HEAD = """# How accurate posetrainer is

This page is written by

    uv run python -m tools.accuracy --envelope FOLDER --real FOLDER --negatives FOLDER

which judges recordings with the same code that judges a camera and compares the results with their
truth files. Do not edit it. The folders hold landmarks of people and of rendered bodies that are
not part of the repository; without an option, its section is left out. `posetrainer score` makes
each part by itself, as noted there.

## What this proves, and what it does not

The clips of `samples` are **rendered**: two bodies, a woman and a tall man, in clothes without
folds, in three rooms, seen by a camera whose place is known, so that there is a truth to compare
with. Several have sensor noise, low frame rates, somebody who walks past, or a person at the edge
of the picture. They prove that the rules work on what MediaPipe really sees, frame by frame, of
people who lie, sit, kneel and stand. They do **not** prove how exact it is on you: real skin, real
clothes, real light and real bodies are not among them, and no patient was. Each threshold has its
reason in the spec, but was chosen with these clips in view.

The trainer was **given the height** of each person, as with `--stature-cm`. Without it, inches are
wrong by as much as the height differs from 170 cm, and so are the exercises that count on them.

In the piriformis stretch the legs cross, and the pose model swaps them when it sees them from the
right side: all clips of it show the left side and the left thigh.
"""

SAMPLES = """## The samples

The sections down to *Clip by clip* are about `samples`, as scored by

    uv run posetrainer score samples --cross --disturbed

The same thresholds are used for both bodies.
"""


def main() -> None:
    """Score everything; write the page and its figure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    for name in ("envelope", "real", "negatives"):
        parser.add_argument(f"--{name}", type=Path, metavar="FOLDER")
    asked = parser.parse_args()
    parts = [HEAD]
    if asked.envelope:
        record = scored(recorded_cases([asked.envelope], labelled=True))
        plot_envelope(dots_of(record["clips"]), EDGES_DEG[1:-1], FIGURE)
        parts += envelope_parts(record, FIGURE.relative_to(PAGE.parent).as_posix())
    if asked.real:
        cases = recorded_cases([asked.real], labelled=True)
        parts += real_parts(cases, scored(cases)["clips"])
    if asked.negatives:
        scores = list(score_negatives(recorded_cases([asked.negatives], labelled=True)))
        command = "`posetrainer score` over the folder of these clips lists each of them."
        parts += [negatives_section(as_record([], scores)["negatives"]), command]
    samples = recorded_cases([CLIPS], labelled=True)
    record = scored(samples, cross=True, disturbed=True)
    ERRORS.write_text(json.dumps(errors_of(record), indent=1) + "\n", encoding="utf-8")
    parts += [SAMPLES, *sections(record)]
    PAGE.write_text(page(parts), encoding="utf-8")


def scored(
    cases: Sequence[CaseFiles], *, cross: bool = False, disturbed: bool = False
) -> dict[str, Any]:
    """Return the scores of some recordings as a JSON object."""
    runs = score_disturbed(cases) if disturbed else ()
    scores = list(score_cases(cases, cross=cross))
    return as_record(scores, disturbed=[run for of_one in runs for run in of_one])


def errors_of(record: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the errors of the driving measures, by exercise, for reports."""
    return {
        row["exercise"]: {
            "measure": described(load_exercise(row["exercise"])),
            "unit": row["driver"]["unit"],
            "bias": round(row["driver"]["bias"], 1),
            "rmse": round(row["driver"]["rmse"], 1),
            "frames": row["driver"]["frames"],
        }
        for row in record["exercises"]
        if row["driver"]
    }


def dots_of(clips: Iterable[dict[str, Any]]) -> list[Dot]:
    """Return what became of clips, those of which it is known how far the camera is off."""
    return [
        Dot(clip["exercise"], clip["off_deg"], _outcome(clip))
        for clip in clips
        if clip["off_deg"] is not None
    ]


def _outcome(clip: dict[str, Any]) -> str:
    if clip["refused_right"]:
        return "refused, as it may be"
    return "counted wrongly" if clip["count_error"] else "counted exactly"


def envelope_parts(record: dict[str, Any], figure: str) -> list[str]:
    """Return the section on how far off its best view an exercise is still counted.

    Parameters
    ----------
    record : dict
        Of rendered recordings.
    figure : str
        The picture's path as the page names it.
    """
    clips = [clip for clip in record["clips"] if clip["off_deg"] is not None]
    names = sorted({clip["exercise"] for clip in clips})
    rows = [{"exercise": name, "of": [c for c in clips if c["exercise"] == name]} for name in names]
    bands = [(band["band"], band["low_deg"], band["high_deg"]) for band in record["bands"]]
    columns = [_band_column(*band) for band in bands]
    said = paragraph(
        f"How far may the camera stand off the best place for the view? {len(clips)} recordings of "
        f"{len({clip['body'] for clip in clips})} rendered bodies, whose clothes, rooms, light, "
        "lens, height of the camera and tempo were drawn at random. Each cell says how many clips "
        "were counted exactly, of how many, by the angle; more than 30 degrees off, a clip may be "
        "refused as well, if the view is named within three seconds. Made by "
        "`posetrainer score` over the folder of these recordings."
    )
    return [
        f"## The working envelope\n\n{said}",
        table(columns, "exercise", rows, [{"of": clips}]),
        f"![Clips by exercise and angle: counted exactly, wrongly, or refused]({figure})",
    ]


def _band_column(name: str, low_deg: float, high_deg: float | None) -> Column:
    return name, lambda row: _cell(row["of"], low_deg, high_deg)


def _cell(clips: Sequence[dict[str, Any]], low_deg: float, high_deg: float | None) -> str:
    inside = [
        _outcome(clip)
        for clip in clips
        if low_deg <= clip["off_deg"] and (high_deg is None or clip["off_deg"] < high_deg)
    ]
    if not inside:
        return "–"
    refused = inside.count("refused, as it may be")
    told = f"{inside.count('counted exactly')} of {len(inside)}"
    return f"{told}, {refused} refused" if refused else told


_REAL_COLUMNS: Sequence[Column] = (
    ("exercise", lambda row: f"`{row['exercise']}`"),
    ("by eye", lambda row: str(row["true"])),
    ("counted", lambda row: str(row["counted"])),
)


def real_parts(cases: Sequence[CaseFiles], clips: Sequence[dict[str, Any]]) -> list[str]:
    """Return the section on real people: what was seen by eye, and what was counted."""
    true = {case.truth.clip: len(case.truth.counted) for case in cases if case.truth}
    rows = [
        {
            "clip": Path(clip["clip"]).stem,
            "exercise": clip["exercise"],
            "true": true[clip["clip"]],
            "counted": true[clip["clip"]] + clip["count_error"],
        }
        for clip in clips
    ]
    right = sum(row["true"] == row["counted"] for row in rows)
    said = paragraph(
        f"{len(rows)} films of real people who do one of the exercises, or nearly: made by others, "
        "for other ends, most with the first repetition at once and the camera 20 to 30 degrees "
        f"off the side. Repetitions were counted by eye; {right} of the films were counted "
        "exactly. Nothing else is known of them, so nothing else is scored. They are so few that "
        "they show what goes wrong, not how often. Made by `posetrainer score` over the folder of "
        "their landmarks."
    )
    return [f"## Real people\n\n{said}", table(_REAL_COLUMNS, "clip", rows, [])]


if __name__ == "__main__":
    main()
