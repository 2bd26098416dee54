"""Jobs on a Dask cluster, with the extra ``posetrainer[cluster]``.

The only connection that is opened is the one to the scheduler that the user names.
"""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from functools import partial
from importlib import metadata
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from posetrainer.errors import MissingPackageError, UserError
from posetrainer.system.processes import interrupt_on_ctrl_c

if TYPE_CHECKING:
    from distributed import Client

Result = TypeVar("Result")

#: How often a job is tried again that failed otherwise than by its input, as where a network
#: drive was away for a moment. The jobs of a lost worker are restarted as well.
_RETRIES = 2
#: How long a scheduler and its first worker are waited for.
_PATIENCE_S = 10
#: The same versions of these give the same results.
_PROGRAMS = ("posetrainer", "mediapipe", "av", "numpy")


class DaskCluster:
    """Runs jobs on the workers of a Dask cluster.

    Parameters
    ----------
    client : Client
    address : str
        Of its scheduler, as the user named it.
    """

    def __init__(self, client: "Client", address: str) -> None:
        self._client = client
        self._address = address

    def threads_for(self, jobs: int) -> int | None:  # noqa: ARG002
        """Return one: each core has a worker of its own; see `JobRunner`."""
        return 1

    def run(self, work: Callable[..., Result], jobs: Sequence[tuple[Any, ...]]) -> Iterator[Result]:
        """Run jobs; see `JobRunner`."""
        from distributed import as_completed
        from distributed.scheduler import KilledWorker

        interrupt_on_ctrl_c()
        versions = _versions()
        names, doing = {}, []
        for arguments in jobs:
            # Bound, so that Dask does not look for tasks of its own among the arguments.
            job = partial(_do, versions, work, arguments)
            future = self._client.submit(job, pure=False, retries=_RETRIES)
            names[future.key] = str(arguments[0])
            doing.append(future)
        try:
            for done in as_completed(doing, loop=self._client.loop):
                yield done.result()
        except KilledWorker as error:
            raise UserError(
                f"{names[error.args[0]]}: each worker that tried it was lost, as where memory runs"
                " out; give workers more of it with --memory-limit, or leave this one out."
            ) from None
        except CancelledError:
            raise UserError(
                f"The scheduler at {self._address} was lost; run the command again when it is back,"
                " and it goes on with what is missing."
            ) from None
        except ModuleNotFoundError as error:
            raise UserError(
                f"A worker of {self._address} has no package {error.name}: install"
                " posetrainer[cluster], in the same version, on all machines."
            ) from None


@contextmanager
def connected(address: str) -> Iterator[DaskCluster]:
    """Give the cluster of a scheduler; jobs that are not begun when it is left are taken back.

    Parameters
    ----------
    address : str
        Such as ``tcp://10.0.0.5:8786``.

    Raises
    ------
    UserError
        If it is no address, the extra is not installed, there is no answer, or the workers do not
        fit.
    """
    scheme = _require_address(address)
    try:
        from distributed import Client, Security
    except ModuleNotFoundError:
        raise MissingPackageError(
            "--scheduler needs Dask, which is not installed: pip install 'posetrainer[cluster]'."
        ) from None
    # What the user can mend is reported in one sentence, here.
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    security = Security()
    if scheme == "tls" and not security.get_connection_args("client").get("ssl_context"):
        raise UserError(
            f"--scheduler {address}: no certificate is set up for tls; name its files in Dask's"
            " settings distributed.comm.tls.ca-file and distributed.comm.tls.client."
        )
    try:
        client = Client(address, timeout=_PATIENCE_S, security=security, set_as_default=False)
    except OSError as error:
        raise UserError(
            f"--scheduler {address}: no Dask scheduler answers there ({error}); check the"
            " address, or start one with: dask scheduler."
        ) from None
    with client:
        _require_workers(client, address)
        yield DaskCluster(client, address)


def _require_address(address: str) -> str:
    """Return the scheme of an address; with an invalid one, Dask would not end cleanly."""
    try:
        parts = urlsplit(address)
        if parts.scheme in ("tcp", "tls") and parts.hostname and parts.port:
            return parts.scheme
    except ValueError:
        # The port is not a number.
        pass
    raise UserError(
        f"--scheduler {address}: this is no address of a scheduler; name it as tcp://HOST:8786, as"
        " dask scheduler prints it."
    )


def _require_workers(client: "Client", address: str) -> None:
    """Refuse a cluster without workers, and workers that run jobs in threads of one process."""
    # Not Python's own before 3.11.
    from distributed import TimeoutError as TooLateError

    try:
        client.wait_for_workers(1, timeout=_PATIENCE_S)
    except TooLateError:
        raise UserError(
            f"--scheduler {address}: this scheduler has no workers; start some with: dask worker"
            f" {address} --nthreads 1."
        ) from None
    for worker, threads in client.nthreads().items():
        if threads > 1:
            raise UserError(
                f"--scheduler {address}: the worker {worker} has {threads} threads, but each job"
                " needs a process of its own; start the workers with --nthreads 1."
            )


def _versions() -> dict[str, str]:
    return {program: metadata.version(program) for program in _PROGRAMS}


def _do(
    versions: dict[str, str], work: Callable[..., Result], arguments: tuple[Any, ...]
) -> Result:
    """Do a job, on a worker."""
    for program, version in _versions().items():
        if version != versions[program]:
            from distributed import get_worker

            raise UserError(
                f"The worker {get_worker().address} has {program} {version}, not"
                f" {versions[program]}: install the same versions on all machines."
            )
    return work(*arguments)
