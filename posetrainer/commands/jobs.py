"""Where a command's jobs run, and their progress on the terminal."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from posetrainer.system.jobs import JobRunner

SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Run on the Dask cluster of this scheduler, such as tcp://10.0.0.5:8786.",
    ),
]


def shown_jobs(runner: "JobRunner", title: str, console: "Console") -> "JobRunner":
    """Return a runner that shows a progress bar, after a title, for the jobs of another one."""
    from rich.progress import track

    from posetrainer.system.jobs import FollowedJobs

    def follow(results: Iterator[Any], jobs: int) -> Iterable[Any]:
        return track(results, title, jobs, console=console, transient=True) if jobs else ()

    return FollowedJobs(runner, follow)
