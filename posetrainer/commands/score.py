"""``posetrainer score``: how right the trainer is over labelled recordings."""

import json
from pathlib import Path
from typing import Annotated

import typer

from posetrainer.commands.cases import PlacesArgument, cases_at, require_places
from posetrainer.commands.common import JsonOption, console_for


def score_command(
    places: PlacesArgument,
    cross: Annotated[
        bool, typer.Option("--cross", help="Let every exercise judge every clip.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option(help="Write the scores as a Markdown page, too.")
    ] = None,
    readings: Annotated[
        Path | None, typer.Option(help="Write the driving measures, said and true, as a CSV, too.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Compare what is said with what is true, over clips."""
    from rich.progress import track

    from posetrainer.tuning.accuracy import write_report
    from posetrainer.tuning.negatives import negatives_in, score_negatives
    from posetrainer.tuning.score import as_record, score_cases, write_readings
    from posetrainer.tuning.score_tables import (
        band_table,
        cross_table,
        mistake_lines,
        negative_lines,
        score_table,
    )

    require_places(report, readings)
    console = console_for(as_json)
    cases = cases_at(places, None, console, labelled=True, all_of_them=True)
    empty = negatives_in(cases)
    count = len(cases) - len(empty)
    judged = score_cases(cases, cross=cross or report is not None)
    scores = list(track(judged, "Judging", count, console=console)) if count else []
    judged_empty = score_negatives(empty)
    negatives = (
        list(track(judged_empty, "Judging by all", len(empty), console=console)) if empty else []
    )
    record = as_record(scores, negatives)
    if report is not None:
        write_report(record, report)
    if readings is not None:
        write_readings(scores, readings)
    if as_json:
        print(json.dumps(record))
        return
    if scores:
        console.print(score_table(record))
    if record["bands"]:
        console.print(band_table(record))
    for line in [*mistake_lines(record), *negative_lines(record)]:
        console.print(line, highlight=False, soft_wrap=True)
    if cross and scores:
        console.print(cross_table(record))
