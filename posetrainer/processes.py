"""Work in parallel processes, which end quietly when the user breaks it off."""

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

#: In a process that works for another: whether the user has broken it off.
_broken_off = Event()


def cores() -> int:
    """Return how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(
    work: Callable[..., Result], jobs: Sequence[tuple[Any, ...]], processes: int | None = None
) -> Iterator[Result]:
    """Do jobs side by side, begun in their order; yields each result as it is there.

    Left early, as by Ctrl+C, no further job is begun.

    Parameters
    ----------
    work : callable
        A function of a module.
    jobs : sequence of tuple
        Its arguments.
    processes : int or None
        At most so many; by default as many as there are cores.

    Raises
    ------
    UserError
        If a process is ended from outside.
    Exception
        Whatever `work` raises.
    """
    if not jobs:
        return
    workers = min(len(jobs), processes or cores())
    heed_ctrl_c()
    # The pose model runs in threads of its own, which a forked process would not have.
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_quietly) as pool:
        doing = [pool.submit(_do, work, arguments) for arguments in jobs]
        try:
            for done in as_completed(doing):
                yield done.result()
        except BrokenProcessPool:
            raise UserError(
                "A process at work was ended from outside, as where memory runs out; run the"
                " command again, and it goes on with what is missing."
            ) from None
        finally:
            pool.shutdown(cancel_futures=True)


def heed_ctrl_c() -> None:
    """Let Ctrl+C raise KeyboardInterrupt from here on: there is something to end in good order.

    Before that it just ends the program (see ``posetrainer.__main__``).
    """
    in_main = current_thread() is main_thread()
    if in_main and signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@contextmanager
def ctrl_c_put_off() -> Iterator[None]:
    """Put Ctrl+C off to the end of what it would break in an ugly way, such as an import."""
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
    # What is ignored here is ignored by a process that begins meanwhile, from its first moment on.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _end_quietly() -> None:
    """On Ctrl+C, which comes to all processes at once, clean up but print no traceback."""
    signal.signal(signal.SIGINT, _break_off)


def _break_off(*_: object) -> None:
    _broken_off.set()
    sys.exit(1)


def _do(work: Callable[..., Result], arguments: tuple[Any, ...]) -> Result:
    # One more job than there are processes has been handed over and cannot be called back.
    if _broken_off.is_set():
        sys.exit(1)
    return work(*arguments)
