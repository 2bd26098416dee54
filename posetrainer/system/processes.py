"""Parallel worker processes that end quietly on Ctrl+C, and handling of Ctrl+C itself."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from threading import Event, current_thread, main_thread
from typing import Any, TypeVar

from posetrainer.errors import UserError

Result = TypeVar("Result")


class _Worker:
    """State of a worker process, which a signal handler may read and write."""

    #: Whether a job is under way.
    working = False
    #: Whether the user has pressed Ctrl+C.
    interrupted = False


def cores() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(
    work: Callable[..., Result], jobs: Sequence[tuple[Any, ...]], processes: int | None = None
) -> Iterator[Result]:
    """Run jobs in parallel, started in order; yields each result when it is ready.

    If the caller stops early, as on Ctrl+C, no further job is started.

    Parameters
    ----------
    work : callable
        A module-level function.
    jobs : sequence of tuple
        Arguments of each call.
    processes : int or None
        Maximum number of processes; by default the number of cores.

    Raises
    ------
    UserError
        If a process is killed from outside.
    Exception
        Whatever `work` raises.
    """
    if not jobs:
        return
    workers = min(len(jobs), processes or cores())
    interrupt_on_ctrl_c()
    # Not forked: a fork would lack the pose model's threads.
    context = get_context("spawn")
    with ProcessPoolExecutor(
        workers, mp_context=context, initializer=_exit_quietly_on_interrupt
    ) as pool:
        futures = [pool.submit(_run, work, arguments) for arguments in jobs]
        try:
            for done in as_completed(futures):
                yield done.result()
        except BrokenProcessPool:
            raise UserError(
                "A worker process was killed, as happens when memory runs out; run the"
                " command again, and it goes on with what is missing."
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)


def interrupt_on_ctrl_c() -> None:
    """Make Ctrl+C raise KeyboardInterrupt from here on, since there is something to clean up.

    Before that it just ends the program (see ``posetrainer.__main__``).
    """
    in_main = current_thread() is main_thread()
    if in_main and signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def defer_ctrl_c() -> Iterator[None]:
    """Defer Ctrl+C to the end of a block that it would break badly, such as an import."""
    if current_thread() is not main_thread():
        yield
        return
    pressed = Event()
    before = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if pressed.is_set():
            signal.raise_signal(signal.SIGINT)


@contextmanager
def ignoring_ctrl_c() -> Iterator[None]:
    """Start processes that ignore Ctrl+C, which all get at once: this one ends them.

    Outside of the main thread, where no signal is handled, it does nothing.
    """
    if current_thread() is not main_thread():
        yield
        return
    # A child process inherits ignored signals.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _exit_quietly_on_interrupt() -> None:
    """On Ctrl+C, which reaches all processes at once, clean up but print no traceback."""
    signal.signal(signal.SIGINT, _interrupt)


def _interrupt(*_: object) -> None:
    _Worker.interrupted = True
    # Between two jobs a worker may hold the lock of the queue, without which the others never end;
    # there the main process ends it.
    if _Worker.working:
        sys.exit(1)


def _run(work: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
    _Worker.working = True
    try:
        # One job more than there are processes is already queued and cannot be cancelled.
        if _Worker.interrupted:
            sys.exit(1)
        return work(*arguments)
    finally:
        _Worker.working = False
