"""The figures of a live benchmark: what was noted, and what it comes to."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

import numpy as np
from typing_extensions import Self

from posetrainer.errors import UserError

#: The 95th percentile of the latency may be this many times the inference of a frame, plus one
#: interval from frame to frame.
LATENCY_FACTOR = 1.5
#: Of what it is with MediaPipe as it comes, on one thread, the 95th percentile may be this much.
PLAIN_SHARE = 0.7
#: The live loop's share of the bare loop's frames a second.
RATE_SHARE = 0.95
#: With a higher load the figures depend more on other programs than on this one.
_IDLE_LOAD = 0.5


class BenchError(UserError):
    """Nothing can be measured; the message is one sentence for the user."""


@dataclass(frozen=True)
class Spread:
    """How a duration spreads, in milliseconds: half were shorter than p50, 95 % than p95."""

    p50: float
    p95: float


def spread_ms(durations_s: Sequence[float]) -> Spread:
    """Return how durations, given in seconds, spread."""
    p50, p95 = np.percentile(durations_s, [50, 95]) * 1000
    return Spread(float(p50), float(p95))


@dataclass(frozen=True)
class FrameDone:
    """A frame was done.

    Parameters
    ----------
    index : int
        Number of the frame in its stream.
    done_s : float
        By ``time.perf_counter``, in seconds.
    cpu_s : float
        Processor time that this process had used by then, in seconds, all threads together.
    """

    index: int
    done_s: float
    cpu_s: float


@dataclass(frozen=True)
class Phase:
    """What was noted while a stream was looked at.

    Parameters
    ----------
    moments : sequence of FrameDone
        In order, at least two.
    latencies_s, inference_s : tuple of float
        Seconds from sending to feedback, and in the pose model, one for each moment.
    """

    moments: Sequence[FrameDone]
    latencies_s: tuple[float, ...]
    inference_s: tuple[float, ...]

    @classmethod
    def of(
        cls, moments: Sequence[FrameDone], sent_s: Sequence[float], inference_s: Mapping[int, float]
    ) -> Self:
        """Match moments with when their frames were sent, and with their inference.

        Parameters
        ----------
        moments : sequence of FrameDone
        sent_s : sequence of float
            On the clock of the moments, for every frame of the stream.
        inference_s : mapping of int to float
            Seconds by number of frame.

        Raises
        ------
        BenchError
            If there are fewer than two moments.
        """
        if len(moments) < 2:
            raise BenchError(
                "Too few frames were looked at to measure anything: give `--seconds` more."
            )
        return cls(
            moments,
            tuple(moment.done_s - sent_s[moment.index] for moment in moments),
            tuple(inference_s[moment.index] for moment in moments),
        )

    @property
    def dropped(self) -> int:
        """Frames passed over between the first and the last that were looked at."""
        return self.moments[-1].index - self.moments[0].index + 1 - len(self.moments)

    @property
    def fps(self) -> float:
        """Frames looked at a second."""
        return (len(self.moments) - 1) / self._lasted_s

    @property
    def cores_used(self) -> float:
        """Processor time over time: 1 is one core, fully busy."""
        return (self.moments[-1].cpu_s - self.moments[0].cpu_s) / self._lasted_s

    @property
    def _lasted_s(self) -> float:
        return self.moments[-1].done_s - self.moments[0].done_s


@dataclass(frozen=True)
class Plain:
    """The same training with MediaPipe as it comes, on its one thread.

    Parameters
    ----------
    latency_ms : Spread
        From sending to feedback.
    inference_ms : Spread
        In the pose model, a frame.
    cores_used : float
        Processor time over time.
    """

    latency_ms: Spread
    inference_ms: Spread
    cores_used: float

    @classmethod
    def of(cls, phase: Phase) -> Self:
        """Sum up a phase."""
        return cls(spread_ms(phase.latencies_s), spread_ms(phase.inference_s), phase.cores_used)


@dataclass(frozen=True)
class Saturated:
    """Live and bare loop with more pictures than either can take.

    Parameters
    ----------
    stream_fps : float
        Pictures sent a second.
    bare_fps, live_fps : float
        Frames looked at a second, medians of the rounds.
    ratio : float
        Median of the rounds' ratios: live over bare.
    latency_ms : Spread
        From sending to feedback, live.
    """

    stream_fps: float
    bare_fps: float
    live_fps: float
    ratio: float
    latency_ms: Spread

    @classmethod
    def of(cls, stream_fps: float, bare: Sequence[Phase], live: Sequence[Phase]) -> Self:
        """Sum up phases, of which one bare and one live make a round."""
        return cls(
            stream_fps,
            bare_fps=median(phase.fps for phase in bare),
            live_fps=median(phase.fps for phase in live),
            ratio=median(its.fps / of.fps for its, of in zip(live, bare, strict=True)),
            latency_ms=spread_ms([one for phase in live for one in phase.latencies_s]),
        )


@dataclass(frozen=True)
class LiveBench:
    """The result of a live benchmark.

    Parameters
    ----------
    clip : str
        The video's path.
    exercise : str
        Id of the spec that judged it.
    seconds : float
        How long it was measured.
    stream_fps : float
        Pictures a second at the clip's pace; all but ``saturated`` is measured at it.
    frames, dropped : int
        Frames looked at, and passed over because the one before was still being looked at.
    latency_ms : Spread
        From the moment a picture is sent to the moment its feedback is ready.
    inference_ms : Spread
        In the pose model, a frame.
    plain : Plain
        The same with MediaPipe as it comes.
    saturated : Saturated
        With more pictures than can be looked at.
    cores_used : float
        Processor time over time, of the whole process, which sends the pictures, too.
    peak_memory_mb : float or None
        Peak memory of the process, in MiB; None where the system does not report it.
    load : float or None
        What else the machine had to do in the minute before: threads that ran or waited for
        a processor, on average; None where the system does not report it.
    """

    clip: str
    exercise: str
    seconds: float
    stream_fps: float
    frames: int
    dropped: int
    latency_ms: Spread
    inference_ms: Spread
    plain: Plain
    saturated: Saturated
    cores_used: float
    peak_memory_mb: float | None
    load: float | None = None

    @property
    def latency_limit_ms(self) -> float:
        """What the 95th percentile of the latency may be."""
        return LATENCY_FACTOR * self.inference_ms.p50 + 1000 / self.stream_fps

    @property
    def latency_met(self) -> bool:
        """Whether feedback comes in time."""
        return self.latency_ms.p95 <= self.latency_limit_ms

    @property
    def plain_share(self) -> float:
        """95th percentile of the latency over that with MediaPipe as it comes."""
        return self.latency_ms.p95 / self.plain.latency_ms.p95

    @property
    def plain_share_met(self) -> bool:
        """Whether feedback comes as much sooner as it should."""
        return self.plain_share <= PLAIN_SHARE

    @property
    def rate_met(self) -> bool:
        """Whether the live loop keeps up with the bare one."""
        return self.saturated.ratio >= RATE_SHARE

    def as_record(self) -> dict[str, Any]:
        """Return the result as a JSON object."""
        cores = os.cpu_count() or 1
        return {
            **asdict(self),
            "cores": cores,
            "cpu_percent_of_one_core": 100 * self.cores_used,
            "cpu_percent_of_all_cores": 100 * self.cores_used / cores,
            "latency_limit_ms": self.latency_limit_ms,
            "latency_met": self.latency_met,
            "plain_share": self.plain_share,
            "plain_share_limit": PLAIN_SHARE,
            "plain_share_met": self.plain_share_met,
            "rate_share": RATE_SHARE,
            "rate_met": self.rate_met,
        }

    def as_text(self) -> str:
        """Return the result as lines of text."""
        flood, cores = self.saturated, os.cpu_count() or 1
        memory = "not reported by this system"
        if self.peak_memory_mb is not None:
            memory = f"at most {self.peak_memory_mb:.0f} MiB"
        busy = ""
        if self.load is not None and self.load > _IDLE_LOAD:
            busy = (
                f"\nOther programs kept this machine busy (load {self.load:.1f}):"
                " measure again when they are done."
            )
        return (
            f"{self.stream_fps:.3g} pictures/s, {self.seconds:g} s:\n"
            f"  sent to feedback:  {_spread(self.latency_ms)};"
            f" p95 at most {self.latency_limit_ms:.1f} ms: {_verdict(self.latency_met)}\n"
            f"  inference:         {_spread(self.inference_ms)}\n"
            f"  with MediaPipe as it comes, on one thread:\n"
            f"    sent to feedback {_spread(self.plain.latency_ms)}; ours is {self.plain_share:.2f}"
            f" of its p95, at most {PLAIN_SHARE:.2f}: {_verdict(self.plain_share_met)}\n"
            f"    inference        {_spread(self.plain.inference_ms)};"
            f" processor {100 * self.plain.cores_used:.0f} % of one core\n"
            f"  passed over:       {self.dropped} of {self.frames + self.dropped} frames\n"
            f"  processor:         {100 * self.cores_used:.0f} % of one core,"
            f" {100 * self.cores_used / cores:.0f} % of all {cores}\n"
            f"  memory:            {memory}\n"
            f"{flood.stream_fps:.3g} pictures/s, more than can be looked at:\n"
            f"  live:              {flood.live_fps:.1f} frames/s\n"
            f"  bare loop:         {flood.bare_fps:.1f} frames/s (decode + MediaPipe)\n"
            f"  ratio:             {flood.ratio:.2f};"
            f" at least {RATE_SHARE:.2f}: {_verdict(self.rate_met)}\n"
            f"  sent to feedback:  {_spread(flood.latency_ms)}{busy}"
        )


def _spread(spread: Spread) -> str:
    return f"p50 {spread.p50:.1f} ms, p95 {spread.p95:.1f} ms"


def _verdict(met: bool) -> str:
    return "met" if met else "missed"
