"""Scores as JSON objects, and the readings behind them as a table."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from posetrainer.system.output_files import write_file
from posetrainer.tuning.bands import sum_up_bands
from posetrainer.tuning.compare import Comparison
from posetrainer.tuning.disturbed import DisturbedRun, disturbed_record
from posetrainer.tuning.driver_error import error_of
from posetrainer.tuning.negatives import NegativeScore, negatives_record
from posetrainer.tuning.score import ALL, ClipScore, Score, sum_up, sum_up_all, sum_up_bodies


def as_record(
    scores: Sequence[ClipScore],
    negatives: Sequence[NegativeScore] = (),
    disturbed: Sequence[DisturbedRun] = (),
) -> dict[str, Any]:
    """Return scores as a JSON object: by exercise, by body, by band of view, all, and by clip.

    Clips in which nothing of the catalogue is done are under ``negatives``, disturbed ones under
    ``disturbances``. Lists are in alphabetical order, those of bands by the angle; what was not
    scored is None or empty.
    """
    ordered = sorted(scores, key=lambda s: s.comparison.clip)
    return {
        "exercises": [_named("exercise", score) for score in sum_up(ordered)],
        "bodies": [_named("body", score) for score in sum_up_bodies(ordered)],
        ALL: _named("of", sum_up_all(ordered)) if ordered else None,
        "bands": sum_up_bands(
            [(s.off_deg, s.comparison) for s in ordered if s.off_deg is not None]
        ),
        "clips": [_clip_record(score) for score in ordered],
        "negatives": negatives_record(negatives) if negatives else None,
        "disturbances": disturbed_record(disturbed),
    }


def _named(key: str, score: Score) -> dict[str, Any]:
    record = asdict(score)
    return {key: record.pop("name"), **record}


def _clip_record(score: ClipScore) -> dict[str, Any]:
    error = error_of([score.readings]) if score.readings else None
    alone = score.rules_alone
    return {
        **_comparison_record(score.comparison),
        "off_deg": score.off_deg,
        "driver": asdict(error) if error else None,
        "rules_alone": _comparison_record(alone) if alone else None,
        "cross": {exercise: asdict(verdict) for exercise, verdict in score.cross.items()},
    }


def _comparison_record(comparison: Comparison) -> dict[str, Any]:
    return {**asdict(comparison), "mistakes": comparison.mistake_lines}


def write_readings(scores: Iterable[ClipScore], path: Path) -> None:
    """Write the driving measures, estimated and true, as a CSV for a statistical audit.

    One line for each frame in which somebody exercises; columns measure, subject, trial,
    frame, unit, pred and ref, in which auditors of paired values take them.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    text = io.StringIO()
    table = csv.writer(text)
    table.writerow(["measure", "subject", "trial", "frame", "unit", "pred", "ref"])
    for score in sorted(scores, key=lambda s: s.comparison.clip):
        if score.readings is None:
            continue
        clip, readings, unit = score.comparison, score.readings, score.readings.unit
        for frame, estimated, true in zip(
            readings.frames, readings.estimated, readings.true, strict=True
        ):
            where = [clip.exercise, clip.body, clip.clip, frame, unit]
            table.writerow([*where, f"{estimated:.3f}", f"{true:.3f}"])
    write_file(path, text.getvalue().encode(errors="backslashreplace"))
