"""Whether memory grows while somebody trains for half an hour.

A clip is looked at over and over by the loop of ``train``, recording and drawn picture included, as
quickly as it goes: media time passes as it would in front of a camera.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.capture import Frame
from posetrainer.capture.frame import SourceInfo
from posetrainer.capture.jpeg import JpegDecoder
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.runtime.loop import Step
from tools.bench.figures import BenchError
from tools.bench.live import train_for_nobody
from tools.bench.local_clip import load_clip

#: Growth in MiB that does not matter: the allocator keeps some freed memory.
FLAT_MB = 5.0
#: Media time before the first figure: caches fill, and every kind of picture has been drawn.
_SETTLED_MINUTES = 3
#: Length of the clip that is kept, in seconds.
_KEPT_S = 30.0


@dataclass(frozen=True)
class MemoryBench:
    """Memory over a long stream.

    Parameters
    ----------
    clip : str
        The video's path.
    minutes : float
        Media time of the stream.
    frames : int
        Looked at.
    by_minute_mb : tuple of float
        Resident memory of the process in MiB, at the end of every minute of media time.
    """

    clip: str
    minutes: float
    frames: int
    by_minute_mb: tuple[float, ...]

    @property
    def growth_mb(self) -> float:
        """How much more it ever was than when caches were full, in MiB."""
        settled = self.by_minute_mb[_SETTLED_MINUTES - 1 :]
        return max(settled) - settled[0]

    @property
    def flat(self) -> bool:
        """Whether memory does not grow."""
        return self.growth_mb <= FLAT_MB

    def as_record(self) -> dict[str, Any]:
        """Return the result as a JSON object."""
        return {**asdict(self), "growth_mb": self.growth_mb, "flat": self.flat}

    def as_text(self) -> str:
        """Return the result in words."""
        settled = self.by_minute_mb[_SETTLED_MINUTES - 1]
        return (
            f"{self.minutes:g} minutes of stream, {self.frames} frames: {settled:.0f} MiB after "
            f"{_SETTLED_MINUTES} minutes, {self.by_minute_mb[-1]:.0f} MiB at the end; grown by "
            f"{self.growth_mb:.1f} MiB at most, allowed are {FLAT_MB:g}: "
            f"{'met' if self.flat else 'missed'}"
        )


def bench_memory(
    video: str, spec: ExerciseSpec, minutes: float, threads: int | None = None
) -> MemoryBench:
    """Train on a clip, over and over, and note the memory.

    Parameters
    ----------
    video : str
        Path of the clip.
    spec : ExerciseSpec
    minutes : float
        Media time; more than three.
    threads : int or None
        Of the pose model; by default as many as live training has.

    Raises
    ------
    UserError
        If the clip cannot be opened, or the system does not report a process's memory.
    """
    noted_mb: list[float] = []
    frames = 0

    def see(step: Step) -> None:
        nonlocal frames
        frames += isinstance(step.item, Frame)
        if step.time_s >= 60 * (len(noted_mb) + 1):
            noted_mb.append(_resident_mb())

    train_for_nobody(spec, lambda: _Endless(video, minutes * 60 + 1), see, threads)
    return MemoryBench(video, minutes, frames, tuple(noted_mb))


def _resident_mb() -> float:
    if sys.platform != "linux":
        raise BenchError("Only Linux reports how much memory a process has now: measure there.")
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


class _Endless:
    """A stream that shows the beginning of a clip over and over, as quickly as it is taken."""

    def __init__(self, video: str, seconds: float) -> None:
        self._clip = load_clip(video, _KEPT_S)
        self._seconds = seconds
        self._decoder = JpegDecoder()
        height, width = self._picture(self._clip.jpegs[0]).shape[:2]
        self.info = SourceInfo(video, live=True, size=(width, height), fps=self._clip.fps)

    def __iter__(self) -> Iterator[Frame]:
        time_s = 0.0
        for index, (wait_s, jpeg) in enumerate(self._clip.paced()):
            time_s += wait_s
            if time_s > self._seconds:
                return
            yield Frame(index, time_s, self._picture(jpeg))

    def _picture(self, jpeg: bytes) -> NDArray[np.uint8]:
        picture = self._decoder.decode(jpeg)
        assert picture is not None
        return picture

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to let go of."""
