"""What was read of one recording, kept, so that nothing is smoothed twice.

What the traces of a recording read hangs on no threshold, but for the moments at which the rules
forget them, freeze their scale or did not look: seldom another with another threshold. A strip
is what was read since the traces were forgotten; as long as a run goes on in the same way, it
reads from the strip.
"""

from collections.abc import Sequence

from posetrainer.kinematics.quantities import Measured
from posetrainer.kinematics.traces import Traced, Traces, Wanted
from posetrainer.pose.landmarks import Side

#: How a strip goes on: the moment, the side turned to the camera, whether the scale is frozen, and
#: whether the legs were exchanged before.
_Take = tuple[float, Side, bool, bool]
#: So many ways to go on from one moment are kept, the latest.
_KEPT = 4


class TraceCache:
    """All strips of one recording, whichever run they were read in.

    Parameters
    ----------
    wanted : sequence of Wanted
    stature_m : float
        The person's stature in metres.
    """

    def __init__(self, wanted: Sequence[Wanted], stature_m: float) -> None:
        self.wanted = tuple(wanted)
        self._stature_m = stature_m
        self._strips: dict[_Take, list[_Strip]] = {}

    def strip(self, takes: Sequence[tuple[_Take, Measured]]) -> "_Strip":
        """Return a strip that begins with some takes, read anew if there is none."""
        first, way = takes[0][0], [take for take, _ in takes]
        known = self._strips.setdefault(first, [])
        for strip in known:
            if strip.takes[: len(way)] == way:
                return strip
        strip = _Strip(Traces(self.wanted, self._stature_m))
        for take, measured in takes:
            strip.add(take, measured)
        known.insert(0, strip)
        del known[_KEPT:]
        return strip


class _Strip:
    def __init__(self, traces: Traces) -> None:
        self._traces = traces
        self.takes: list[_Take] = []
        self.measured: list[Measured] = []
        self.rows: list[tuple[Traced, ...]] = []

    def add(self, take: _Take, measured: Measured) -> None:
        time_s, near, frozen, exchanged = take
        if frozen:
            self._traces.freeze()
        if exchanged:
            self._traces.exchange()
        self.rows.append(self._traces.take(time_s, measured, near))
        self.takes.append(take)
        self.measured.append(measured)


class CachedTraces:
    """Follow quantities as :class:`Traces` does, from a tape as far as it goes."""

    def __init__(self, tape: TraceCache) -> None:
        self._tape = tape
        self.forget()

    def forget(self) -> None:
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

    def take(self, time_s: float, measured: Measured, near: Side) -> tuple[Traced, ...]:
        """Take in one more moment; return where each trace is."""
        take = (time_s, near, self._frozen, self._exchanged)
        self._exchanged = False
        strip, number = self._strip, self._next
        self._next += 1
        if strip is None:
            self._strip = strip = self._tape.strip([(take, measured)])
        elif number == len(strip.takes):
            strip.add(take, measured)
        elif strip.takes[number] != take:
            before = zip(strip.takes[:number], strip.measured, strict=False)
            self._strip = strip = self._tape.strip([*before, (take, measured)])
        return strip.rows[number]
