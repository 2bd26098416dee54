"""Many jobs side by side: in processes of this machine, or on the workers of a cluster."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from posetrainer.processes import cores, in_processes

Result = TypeVar("Result")


class JobRunner(Protocol):
    """Whatever runs jobs side by side."""

    def threads_for(self, jobs: int) -> int | None:
        """Return on how many threads the pose model runs in each of so many jobs.

        None leaves it to the job, which then has the machine to itself.
        """

    def run(self, work: Callable[..., Result], jobs: Sequence[tuple[Any, ...]]) -> Iterator[Result]:
        """Run jobs, begun in their order; yields each result as it is there.

        Parameters
        ----------
        work : callable
            A function of a module.
        jobs : sequence of tuple
            Its arguments. The first one, as a string, is how a job is called in messages.

        Raises
        ------
        Exception
            Whatever `work` raises; a `UserError` where processes or workers are lost.
        """


@dataclass(frozen=True)
class LocalProcesses:
    """Runs jobs in processes of this machine.

    Parameters
    ----------
    processes : int or None
        At most so many; by default as many as there are cores.
    """

    processes: int | None = None

    def threads_for(self, jobs: int) -> int | None:
        """Return as many threads as there are cores for each process; see `JobRunner`."""
        if jobs <= 1:
            return None
        return max(1, cores() // min(jobs, self.processes or jobs))

    def run(self, work: Callable[..., Result], jobs: Sequence[tuple[Any, ...]]) -> Iterator[Result]:
        """Run jobs; see `JobRunner`."""
        return in_processes(work, jobs, self.processes)


LOCAL = LocalProcesses()


@contextmanager
def job_runner(scheduler: str | None) -> Iterator[JobRunner]:
    """Give what runs jobs, for as long as they run.

    Parameters
    ----------
    scheduler : str or None
        Address of a Dask scheduler; None for this machine.

    Raises
    ------
    UserError
        If the cluster cannot be used.
    """
    if scheduler is None:
        yield LOCAL
        return
    from posetrainer.cluster import connected

    with connected(scheduler) as cluster:
        yield cluster


def for_workers(paths: Sequence[Path], scheduler: str | None) -> list[Path]:
    """Return paths as whoever runs the jobs finds them: a worker begins in a folder of its own."""
    return list(paths) if scheduler is None else [path.absolute() for path in paths]
