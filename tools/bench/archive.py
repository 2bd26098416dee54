"""How long an archive of videos takes, in one process and on all cores."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from posetrainer.errors import UserError
from posetrainer.runtime.extract import ExtractOptions, extract, plan
from posetrainer.system.jobs import LocalProcesses
from posetrainer.system.processes import cores
from tools.bench.machine import load_before

#: What it is scaled to, on paper.
_HOURS, _FPS = 1000, 25
_ON_CORES = (1, 8, 64)


@dataclass(frozen=True)
class ArchiveBench:
    """How long the landmarks of some videos took, medians over the rounds.

    Parameters
    ----------
    videos, frames, rounds : int
    processes : int
        As many as there are cores.
    one_s, all_s : float
        In one process, and in all of them; the networks of each run on one thread.
    ratio : float
        Median of the rounds' ratios: all over one.
    fps : float
        Frames a second in one process, its start included.
    load : float or None
        Of the machine before, in processes that want to run; None where it is not known.
    """

    videos: int
    frames: int
    rounds: int
    processes: int
    one_s: float
    all_s: float
    ratio: float
    fps: float
    load: float | None

    @property
    def scaled_h(self) -> Mapping[int, float]:
        """Number of cores to the hours that 1,000 hours of video, 25 pictures a second, take."""
        return {number: _HOURS * _FPS / self.fps / number for number in _ON_CORES}

    def as_record(self) -> dict[str, Any]:
        """Return the result as a JSON object."""
        return {**asdict(self), "scaled_h": dict(self.scaled_h)}

    def as_text(self) -> str:
        """Return the result as sentences."""
        rounds = "one round" if self.rounds == 1 else f"{self.rounds} rounds in turn"
        load = "" if self.load is None else f" (load before: {self.load:.1f})"
        scaled = ", ".join(f"{hours:.1f} on {number}" for number, hours in self.scaled_h.items())
        return (
            f"{self.videos} videos, {self.frames} frames, {rounds}{load}:"
            f" {self.one_s:.1f} s in one process, {self.all_s:.1f} s in {self.processes}, ratio"
            f" {self.ratio:.2f}. One process looks at {self.fps:.1f} frames a second. Scaled on"
            f" paper, {_HOURS:,} hours of video at {_FPS} pictures a second take so many hours by"
            f" cores: {scaled}."
        )


def bench_archive(videos: Sequence[Path], rounds: int) -> ArchiveBench:
    """Time the extraction of videos in one process and in as many as there are cores, in turn.

    Parameters
    ----------
    videos : sequence of Path
    rounds : int

    Raises
    ------
    UserError
        If a video cannot be read.
    """
    load, processes = load_before(), cores()
    timed = [(_extract(videos, 1), _extract(videos, processes)) for _ in range(rounds)]
    ones_s = [one_s for (one_s, _), _ in timed]
    all_s = [many_s for _, (many_s, _) in timed]
    frames = timed[0][0][1]
    one_s = median(ones_s)
    return ArchiveBench(
        videos=len(videos),
        frames=frames,
        rounds=rounds,
        processes=processes,
        one_s=one_s,
        all_s=median(all_s),
        ratio=median(many / one for many, one in zip(all_s, ones_s, strict=True)),
        fps=frames / one_s,
        load=load,
    )


def _extract(videos: Sequence[Path], processes: int) -> tuple[float, int]:
    """Return how many seconds the landmarks of videos took, and of how many frames they are."""
    with TemporaryDirectory() as folder:
        places = plan(videos, Path(folder))
        began_s = time.perf_counter()
        done = list(extract(places, ExtractOptions(threads=1), LocalProcesses(processes)))
        took_s = time.perf_counter() - began_s
    for one in done:
        if one.problem is not None:
            raise UserError(one.problem)
    return took_s, sum(one.moments for one in done)
