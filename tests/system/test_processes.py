"""Jobs in parallel processes."""

import os
import signal
import time

import pytest

from posetrainer.system.processes import in_processes


def pid_after(seconds: float) -> int:
    """Return the worker's number once a job is done; importable by the worker."""
    time.sleep(seconds)
    return os.getpid()


@pytest.mark.slow
def test_ctrl_c_does_not_end_a_worker_between_jobs() -> None:
    """It may hold the lock of the queue then, for which the other one would wait for ever."""
    results = in_processes(pid_after, [(0.0,), (3.0,)], processes=2)
    idle = next(results)
    time.sleep(0.5)
    os.kill(idle, signal.SIGINT)
    assert next(results) not in (idle, os.getpid())
    assert list(results) == []
