"""Many jobs side by side: in processes of this machine, or on the workers of a cluster."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol, TypeVar

from posetrainer.system.processes import cores, in_processes

Result = TypeVar("Result")


class JobRunner(Protocol):
    """Runs jobs in parallel."""

    def threads_for(self, jobs: int) -> int | None:
        """Return the number of threads of the pose model in each of some jobs.

        None leaves it to the job, which then has the machine to itself.
        """

    def run(self, work: Callable[..., Result], jobs: Sequence[tuple[Any, ...]]) -> Iterator[Result]:
        """Run jobs, started in their order; yields each result when it is available.

        Parameters
        ----------
        work : callable
            A function of a module.
        jobs : sequence of tuple
            Its arguments. The first one, as a string, names the job in messages.

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
        At most; by default as many as there are cores.
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


@dataclass(frozen=True)
class FollowedJobs:
    """Runs jobs as another runner does, and follows their progress.

    Parameters
    ----------
    runner : JobRunner
    follow : callable
        Takes the results of some jobs, as they become available, and the number of jobs; yields
        the results.
    """

    runner: JobRunner
    follow: Callable[[Iterator[Any], int], Iterable[Any]]

    def threads_for(self, jobs: int) -> int | None:
        """Return the number of threads for each job; see `JobRunner`."""
        return self.runner.threads_for(jobs)

    def run(self, work: Callable[..., Result], jobs: Sequence[tuple[Any, ...]]) -> Iterator[Result]:
        """Run jobs; see `JobRunner`."""
        yield from self.follow(self.runner.run(work, jobs), len(jobs))


@contextmanager
def job_runner(scheduler: str | None) -> Iterator[JobRunner]:
    """Give a runner of jobs, open while they run.

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
    from posetrainer.system.cluster import connected

    with connected(scheduler) as cluster:
        yield cluster


def for_workers(paths: Sequence[Path], scheduler: str | None) -> list[Path]:
    """Return paths as the runner's processes find them: a worker has a folder of its own."""
    return list(paths) if scheduler is None else [path.absolute() for path in paths]
