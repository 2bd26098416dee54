"""``posetrainer extract``: recordings of many videos."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from posetrainer.commands.common import console_for


def extract_command(
    videos: Annotated[list[Path], typer.Argument(help="Video files.")],
    out: Annotated[Path, typer.Option(help="Folder for the recordings.")] = Path("recordings"),
) -> None:
    """Make recordings of videos, several at once; what is there is not made again."""
    from rich.progress import track

    from posetrainer.sessions.extract import extract, plan

    console = console_for(as_json=False)
    places = plan(videos, out)
    problems = []
    for done in track(extract(places), "Looking", len(places), console=console, transient=True):
        if done.outcome != "failed":
            words = {"made": "made", "there": "is there already"}[done.outcome]
            line = f"{done.recording}: {words}, {done.moments} moments"
            console.print(line, highlight=False, soft_wrap=True)
        if done.problem:
            problems.append(done.problem)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        raise typer.Exit(2)
