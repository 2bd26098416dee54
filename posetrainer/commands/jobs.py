"""Where a command's jobs run, and their progress on the terminal."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from posetrainer.system.jobs import JobRunner

Result = TypeVar("Result")

SchedulerOption = Annotated[
    str | None,
    typer.Option(
        "--scheduler",
        metavar="ADDRESS",
        help="Run on the Dask cluster of this scheduler, such as tcp://10.0.0.5:8786.",
    ),
]


class ShownJobs:
    """A job runner with a progress bar around another one.

    Parameters
    ----------
    runner : JobRunner
    title : str
        Shown before the bar.
    console : Console
    """

    def __init__(self, runner: "JobRunner", title: str, console: "Console") -> None:
        self._runner = runner
        self._title = title
        self._console = console

    def threads_for(self, jobs: int) -> int | None:
        """Return the number of threads for each job; see `JobRunner`."""
        return self._runner.threads_for(jobs)

    def run(self, work: Callable[..., Result], jobs: Sequence[tuple[Any, ...]]) -> Iterator[Result]:
        """Run jobs, with a bar if there are any; see `JobRunner`."""
        from rich.progress import track

        results = self._runner.run(work, jobs)
        if jobs:
            shown = track(results, self._title, len(jobs), console=self._console, transient=True)
            yield from shown
