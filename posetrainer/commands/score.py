"""``posetrainer score``: accuracy of the trainer on labelled recordings."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from posetrainer.commands.cases import PlacesArgument, labelled_files, require_places
from posetrainer.commands.common import JsonOption, ThreadsOption, console_for
from posetrainer.commands.jobs import SchedulerOption, shown_jobs

if TYPE_CHECKING:
    from rich.console import Console


def score_command(
    places: PlacesArgument,
    cross: Annotated[
        bool, typer.Option("--cross", help="Judge every clip by every exercise.")
    ] = False,
    disturbed: Annotated[
        bool,
        typer.Option("--disturbed", help="Also judge each recording with disturbed pictures."),
    ] = False,
    report: Annotated[
        Path | None, typer.Option(help="Also write the scores as a Markdown page.")
    ] = None,
    readings: Annotated[
        Path | None,
        typer.Option(help="Also write the driving measures, estimated and true, as CSV."),
    ] = None,
    threads: ThreadsOption = None,
    scheduler: SchedulerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare results with the truth over labelled recordings."""
    from posetrainer.system.jobs import for_workers, job_runner
    from posetrainer.tuning.accuracy import write_report
    from posetrainer.tuning.disturbed import score_disturbed
    from posetrainer.tuning.negatives import score_negatives
    from posetrainer.tuning.score import score_cases
    from posetrainer.tuning.score_record import as_record, write_readings

    require_places({"--report": report, "--readings": readings}, places)
    console = console_for(as_json)
    places = for_workers(places, scheduler)
    with job_runner(scheduler) as runner:
        cases = labelled_files(places, None, console, runner, all_of_them=True, threads=threads)
        judging = shown_jobs(runner, "Judging", console)
        scores = list(score_cases(cases, cross=cross or report is not None, runner=judging))
        by_all = shown_jobs(runner, "Judging by all", console)
        negatives = list(score_negatives(cases, by_all))
        disturbing = shown_jobs(runner, "Disturbing", console)
        runs = list(score_disturbed(cases, disturbing)) if disturbed else []
    record = as_record(scores, negatives, [run for of_one in runs for run in of_one])
    if as_json:
        print(json.dumps(record))
    else:
        _show(record, console, cross=cross and bool(scores))
    # Written last, so that a failure does not lose the printed results.
    if report is not None:
        write_report(record, report)
    if readings is not None:
        write_readings(scores, readings)


def _show(record: dict[str, Any], console: "Console", *, cross: bool) -> None:
    from posetrainer.tuning.score_tables import (
        band_table,
        cross_table,
        disturbance_table,
        mistake_lines,
        negative_lines,
        score_tables,
    )

    if record["clips"]:
        for table in score_tables(record):
            console.print(table)
    if record["bands"]:
        console.print(band_table(record))
    if record["disturbances"]:
        console.print(disturbance_table(record))
    for line in [*mistake_lines(record), *negative_lines(record)]:
        console.print(line, highlight=False)
    if cross:
        console.print(cross_table(record))
