"""Subprocesses for sound: started without a window, and ended reliably."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence

# Grace period before the process is killed, in seconds.
_POLITE_S = 0.1
# A pipe that holds a tenth of a second of sound: what is not heard yet can still be cut off.
_PIPE_BYTES = 4096

Program = subprocess.Popen[bytes]


def start(argv: Sequence[str], *, to_pipe: bool = False) -> Program:
    """Start a program that reads its input from a pipe; unless to a pipe, its output is dropped.

    It gets a process group of its own: so a program that is only a wrapper ends with what it
    wraps, and ctrl-C in the terminal is for the trainer alone.

    Raises
    ------
    OSError
        If it cannot be started.
    """
    return subprocess.Popen(
        list(argv),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE if to_pipe else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pipesize=_PIPE_BYTES if to_pipe else -1,
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def give(program: Program, data: bytes) -> None:
    """Write a program's whole input; a program that has ended is no error."""
    if program.stdin is not None:
        with contextlib.suppress(OSError):
            program.stdin.write(data)
        with contextlib.suppress(OSError):
            program.stdin.close()


def end(program: Program) -> None:
    """Stop a program and what it has started, and wait until it is gone."""
    if program.poll() is None:
        _signal(program, hard=False)
        try:
            program.wait(_POLITE_S)
        except subprocess.TimeoutExpired:
            _signal(program, hard=True)
            # One that even this does not end at once (a dead disk) is not worth waiting for.
            with contextlib.suppress(subprocess.TimeoutExpired):
                program.wait(1.0)
    if program.stdin is not None:
        with contextlib.suppress(OSError):
            program.stdin.close()


def _signal(program: Program, *, hard: bool) -> None:
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            program.kill() if hard else program.terminate()
        else:
            os.killpg(program.pid, signal.SIGKILL if hard else signal.SIGTERM)
