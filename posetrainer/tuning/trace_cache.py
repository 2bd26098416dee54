"""Filtered readings of one recording, kept, so that nothing is filtered twice.

The traces of a recording do not depend on thresholds, except for the moments at which the rules
reset them, freeze their scale or take no reading, which seldom change with a threshold. A strip
holds the readings since the traces were reset; as long as a run takes the same steps, it reads
from the strip.
"""

import math
from collections.abc import Sequence

from posetrainer.kinematics.quantities import Measured
from posetrainer.kinematics.signals import Reading
from posetrainer.kinematics.traces import Traces, Wanted
from posetrainer.pose.landmarks import Side

#: One step of a strip: the moment, the side turned to the camera, whether the scale is frozen, and
#: whether the legs were exchanged before.
_Step = tuple[float, Side, bool, bool]
#: So many strips from one moment are kept, the latest.
_KEPT = 4


class TraceCache:
    """All strips of one recording, from all runs.

    Parameters
    ----------
    wanted : sequence of Wanted
    stature_m : float
        The person's stature in metres.
    """

    def __init__(self, wanted: Sequence[Wanted], stature_m: float) -> None:
        self.wanted = tuple(wanted)
        self._stature_m = stature_m
        self._strips: dict[_Step, list[_Strip]] = {}

    def strip(self, steps: Sequence[tuple[_Step, Measured]]) -> "_Strip":
        """Return a strip that begins with some steps, read anew if there is none."""
        first, path = steps[0][0], [step for step, _ in steps]
        known = self._strips.setdefault(first, [])
        for strip in known:
            if strip.steps[: len(path)] == path:
                return strip
        strip = _Strip(Traces(self.wanted, self._stature_m))
        for step, measured in steps:
            strip.add(step, measured)
        known.insert(0, strip)
        del known[_KEPT:]
        return strip


class _Strip:
    def __init__(self, traces: Traces) -> None:
        self._traces = traces
        self.steps: list[_Step] = []
        self.measured: list[Measured] = []
        self.rows: list[tuple[Reading, ...]] = []
        #: Where each trace has been lately, at each step.
        self.lately: list[tuple[float, ...]] = []

    def add(self, step: _Step, measured: Measured) -> None:
        time_s, near, frozen, exchanged = step
        if frozen:
            self._traces.freeze()
        if exchanged:
            self._traces.exchange()
        self.rows.append(self._traces.take(time_s, measured, near))
        self.lately.append(self._traces.lately())
        self.steps.append(step)
        self.measured.append(measured)


class CachedTraces:
    """Follow quantities as :class:`Traces` does, from a cache as far as it goes."""

    def __init__(self, cache: TraceCache) -> None:
        self._cache = cache
        self.reset()

    def reset(self) -> None:
        """Begin anew."""
        self._strip: _Strip | None = None
        self._next = 0
        self._frozen = self._exchanged = False

    def freeze(self) -> None:
        """Keep the body's scale as it is from now on."""
        self._frozen = True

    def exchange(self) -> None:
        """Let each trace of a left side go on on the right, and the other way round."""
        self._exchanged = not self._exchanged

    def take(self, time_s: float, measured: Measured, near: Side) -> tuple[Reading, ...]:
        """Take in one more moment; return where each trace is."""
        step = (time_s, near, self._frozen, self._exchanged)
        self._exchanged = False
        strip, number = self._strip, self._next
        self._next += 1
        if strip is None:
            self._strip = strip = self._cache.strip([(step, measured)])
        elif number == len(strip.steps):
            strip.add(step, measured)
        elif strip.steps[number] != step:
            before = zip(strip.steps[:number], strip.measured, strict=False)
            self._strip = strip = self._cache.strip([*before, (step, measured)])
        return strip.rows[number]

    def lately(self) -> tuple[float, ...]:
        """Return where each trace has been lately, as :class:`Traces` does."""
        if self._strip is None:
            return (math.nan,) * len(self._cache.wanted)
        return self._strip.lately[self._next - 1]
