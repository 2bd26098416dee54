"""A campaign over many inputs of one kind, in parallel processes that may crash."""

import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from typing_extensions import Self

from tools.fuzz.target import Target
from tools.fuzz.worker import READY
from tools.readme import REPOSITORY

#: A worker hangs if it exceeds its time limit by this many seconds, since other programs may use
#: the processors, too.
PATIENCE_S = 30.0
#: Time limit for the start of a worker, in seconds.
_START_S = 180.0


@dataclass(frozen=True)
class Fault:
    """An input with an invalid result.

    Parameters
    ----------
    seed : int
    what : str
        What happened.
    path : Path
        Copy of the input.
    """

    seed: int
    what: str
    path: Path

    def __str__(self) -> str:
        return f"seed {self.seed}, kept as {self.path}: {self.what}"


@dataclass
class Tally:
    """Results of a campaign.

    Parameters
    ----------
    accepted, refused : int
    faults : list of Fault
    seconds : float
        Duration.
    """

    accepted: int = 0
    refused: int = 0
    faults: list[Fault] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def inputs(self) -> int:
        """Number of inputs."""
        return self.accepted + self.refused + len(self.faults)


def fuzz(
    target: Target,
    seeds: Iterable[int],
    keep: Path,
    *,
    until_s: float | None = None,
    workers: int | None = None,
    patience_s: float = PATIENCE_S,
) -> Tally:
    """Judge the input of each seed.

    Parameters
    ----------
    target : Target
    seeds : iterable of int
        May be infinite with ``until_s``.
    keep : Path
        Folder for inputs with a fault; created for the first one.
    until_s : float, optional
        No input is started after this time, in seconds.
    workers : int, optional
        Number of processes; by default the number of processors.
    patience_s : float
        Time by which a worker may exceed its limit before it counts as hanging, in seconds.
    """
    began_s = time.monotonic()
    waiting, lock, tally = iter(seeds), Lock(), Tally()

    def next_seed() -> int | None:
        with lock:
            over = until_s is not None and time.monotonic() - began_s > until_s
            return None if over else next(waiting, None)

    def work() -> None:
        with _Worker(target, keep, patience_s) as worker:
            for seed in iter(next_seed, None):
                answer = worker.judge(seed)
                with lock:
                    _note(tally, answer)

    count = workers or os.cpu_count() or 1
    with ThreadPoolExecutor(count) as pool:
        for done in [pool.submit(work) for _ in range(count)]:
            done.result()
    tally.faults.sort(key=lambda fault: fault.seed)
    tally.seconds = time.monotonic() - began_s
    return tally


def _note(tally: Tally, answer: "bool | Fault") -> None:
    if isinstance(answer, Fault):
        tally.faults.append(answer)
    elif answer:
        tally.accepted += 1
    else:
        tally.refused += 1


class _Worker:
    """A process that judges inputs; it is replaced when it crashes."""

    def __init__(self, target: Target, keep: Path, patience_s: float) -> None:
        self._target, self._keep = target, keep
        self._patience_s = target.slowest_s + patience_s
        self._folder = Path(tempfile.mkdtemp(prefix="posetrainer-fuzz-"))
        self._process: subprocess.Popen[str] | None = None

    def judge(self, seed: int) -> "bool | Fault":
        """Return whether the input of a seed is accepted, or its fault."""
        process = self._process = self._process or self._start()
        assert process.stdin is not None
        try:
            process.stdin.write(f"{seed}\n")
            process.stdin.flush()
            answer = _answer(process, self._patience_s)
        except TimeoutError:
            return self._dead(seed, "hangs")
        except (EOFError, OSError):
            return self._dead(seed, "ends the process")
        if "fault" in answer:
            return self._fault(seed, answer["fault"])
        return bool(answer["accepted"])

    def _start(self) -> "subprocess.Popen[str]":
        process = subprocess.Popen(
            [sys.executable, "-m", "tools.fuzz.worker", self._target.name, str(self._folder)],
            cwd=REPOSITORY,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        )
        if _answer(process, _START_S) != READY:
            raise RuntimeError("a worker does not start")
        return process

    def _dead(self, seed: int, what: str) -> Fault:
        process, self._process = self._process, None
        assert process is not None
        process.kill()
        code = process.wait()
        return self._fault(seed, what if what == "hangs" else f"{what} (code {code})")

    def _fault(self, seed: int, what: str) -> Fault:
        target = self._target
        self._keep.mkdir(parents=True, exist_ok=True)
        kept = self._keep / f"{target.name}-{seed}{target.suffix}"
        shutil.copy(self._folder / f"input{target.suffix}", kept)
        return Fault(seed, what, kept)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def _answer(process: "subprocess.Popen[str]", patience_s: float) -> Any:
    """Return the next line of a process, parsed as JSON; only one request is pending at a time."""
    assert process.stdout is not None
    if not select.select([process.stdout], [], [], patience_s)[0]:
        raise TimeoutError
    line = process.stdout.readline()
    if not line.endswith("\n"):
        raise EOFError
    return json.loads(line)


def kinds_of(faults: Iterable[Fault]) -> Iterator[tuple[str, list[Fault]]]:
    """Group faults by the last line of what happened, the most frequent first."""
    groups: dict[str, list[Fault]] = {}
    for fault in faults:
        groups.setdefault(fault.what.strip().rpartition("\n")[2][:200], []).append(fault)
    yield from sorted(groups.items(), key=lambda group: -len(group[1]))
