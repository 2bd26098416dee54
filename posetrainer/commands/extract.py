"""``posetrainer extract``: landmarks of many videos as recordings."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from posetrainer.commands.common import (
    FpsOption,
    RotateOption,
    SpecOption,
    SpeedOption,
    ThreadsOption,
    adjustment_of,
    chosen_spec,
    console_for,
    exercise_id,
)
from posetrainer.commands.jobs import SchedulerOption, shown_jobs


def extract_command(
    videos: Annotated[list[Path], typer.Argument(help="Video files.")],
    out: Annotated[Path, typer.Option(help="Folder for the recordings.")] = Path("recordings"),
    rotate: RotateOption = "0",
    fps: FpsOption = None,
    speed: SpeedOption = 1.0,
    exercise: Annotated[
        str | None,
        typer.Option(
            help="Exercise in the videos: --rotate auto uses its posture.", callback=exercise_id
        ),
    ] = None,
    spec_file: SpecOption = None,
    threads: ThreadsOption = None,
    scheduler: SchedulerOption = None,
) -> None:
    """Make recordings of videos, in parallel; existing ones are not made again."""
    from posetrainer.errors import UserError
    from posetrainer.runtime.extract import ExtractOptions, extract, plan
    from posetrainer.system.jobs import for_workers, job_runner

    console = console_for(as_json=False)
    asked = adjustment_of(rotate, fps, speed)
    if asked.auto and exercise is None and spec_file is None:
        raise UserError("--rotate auto goes by the posture of the exercise: add --exercise ID.")
    spec = chosen_spec(exercise, spec_file) if asked.auto else None
    places = plan(for_workers(videos, scheduler), *for_workers([out], scheduler))
    problems = []
    with job_runner(scheduler) as runner:
        shown = shown_jobs(runner, "Looking", console)
        for done in extract(places, ExtractOptions(asked, spec, threads), shown):
            if done.outcome != "failed":
                words = {"made": "made", "there": "is there already"}[done.outcome]
                line = f"{done.recording}: {words}, {done.moments} moments"
                console.print(line, highlight=False, soft_wrap=True)
            if done.doubt:
                print(done.doubt, file=sys.stderr)
            if done.problem:
                problems.append(done.problem)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        raise typer.Exit(2)
