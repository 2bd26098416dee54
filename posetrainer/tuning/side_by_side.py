"""Judging of recordings in parallel, in processes that keep their caches."""

import os
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from signal import SIG_IGN, SIGINT, signal

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.rules.events import Event
from posetrainer.system.processes import ignoring_ctrl_c
from posetrainer.tuning.cases import Case
from posetrainer.tuning.judging import Curves, Judge


class SideBySide:
    """Judge some recordings as :class:`~posetrainer.tuning.judging.Judge` does, but sooner.

    Each process has its own share of the recordings, so that what it has computed of them stays
    with it. Close it to end them.

    Parameters
    ----------
    cases : sequence of Case
    processes : int, optional
        At most; by default as many as there are processors.
    """

    def __init__(self, cases: Sequence[Case], processes: int | None = None) -> None:
        self.cases = tuple(cases)
        shares = _shares(self.cases, processes or os.cpu_count() or 1)
        #: Of each case: its process, and its number there.
        self._at = {
            number: (process, place)
            for process, share in enumerate(shares)
            for place, number in enumerate(share)
        }
        context = get_context("spawn")
        # Processes that are begun outside of the main thread do not inherit that it is ignored.
        ignore = partial(signal, SIGINT, SIG_IGN)
        self._processes = [ProcessPoolExecutor(1, context, ignore) for _ in shares]
        with ignoring_ctrl_c():
            for process, share in zip(self._processes, shares, strict=True):
                # Not as arguments of the process itself: if it dies as it starts, handing over
                # more than fits into a pipe would block for ever.
                process.submit(_begin, [self.cases[number] for number in share])

    def events(self, spec: ExerciseSpec) -> list[tuple[Event, ...]]:
        """Return the events of each case, in the order of the cases."""
        doing = [process.submit(_events, spec) for process in self._processes]
        done = [one.result() for one in doing]
        return [done[process][place] for _, (process, place) in sorted(self._at.items())]

    def curves(self, number: int, spec: ExerciseSpec) -> Curves:
        """Return the curves of one case, by its number."""
        process, place = self._at[number]
        return self._processes[process].submit(_curves, place, spec).result()

    def close(self) -> None:
        """End the processes."""
        for process in self._processes:
            process.shutdown(cancel_futures=True)


def _shares(cases: Sequence[Case], processes: int) -> list[list[int]]:
    """Distribute cases, so that all processes have about as many moments to judge."""
    shares: list[list[int]] = [[] for _ in range(min(processes, len(cases)))]
    moments = [0] * len(shares)
    lengths = [len(case.recording.times_s) for case in cases]
    for number in sorted(range(len(cases)), key=lambda i: -lengths[i]):
        least = moments.index(min(moments))
        shares[least].append(number)
        moments[least] += lengths[number]
    return shares


#: In a process that judges for another.
_own: list[Judge] = []


def _begin(cases: Sequence[Case]) -> None:
    _own.append(Judge(cases))


def _events(spec: ExerciseSpec) -> list[tuple[Event, ...]]:
    return _own[0].events(spec)


def _curves(number: int, spec: ExerciseSpec) -> Curves:
    return _own[0].curves(number, spec)
