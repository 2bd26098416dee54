"""Cycles of a signal of which nothing is known but that it returns to rest.

A cycle leaves the resting level, goes most of the way to the top, and comes back. Where the top
is follows from the cycles themselves: it is the median of their peaks.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from posetrainer.kinematics.geometry import Array

#: Shares of the top: up to the first a signal rests, from the second on it has made a cycle.
LOW, HIGH = 0.25, 0.6
#: Above this share of a cycle's own peak it is on the plateau.
PLATEAU = 0.88
#: A signal is unseen for longer than this: what it did meanwhile is not known.
GAP_S = 1.0


@dataclass(frozen=True)
class PeriodicCycle:
    """One way to the top and back.

    Parameters
    ----------
    start, end : int
        Indices of the last moment at rest before it and of the first one after it.
    peak : float
        The largest value, in the signal's unit.
    peak_at : int
        Its index.
    """

    start: int
    end: int
    peak: float
    peak_at: int

    def overlaps(self, other: "PeriodicCycle") -> bool:
        """Whether two cycles are under way at the same moment, around the peak of one."""
        return self.start < other.peak_at < self.end or other.start < self.peak_at < other.end


def find_cycles(times_s: Array, values: Array, top: float) -> list[PeriodicCycle]:
    """Return the whole cycles of a signal that rests near 0.

    Parameters
    ----------
    times_s, values : ndarray, shape (N,)
        NaN where it cannot be judged.
    top : float
        How far a cycle goes, about.
    """
    found: list[PeriodicCycle] = []
    start: int | None = None
    known = np.flatnonzero(~np.isnan(values))
    for before, now in pairwise(known.tolist()):
        if times_s[now] - times_s[before] > GAP_S:
            start = None
        elif values[before] <= LOW * top < values[now]:
            start = before
        elif values[now] <= LOW * top < values[before] and start is not None:
            peak_at = start + int(np.nanargmax(values[start : now + 1]))
            if values[peak_at] >= HIGH * top:
                found.append(PeriodicCycle(start, now, float(values[peak_at]), peak_at))
            start = None
    return found


def top_of(times_s: Array, signals: list[Array]) -> float:
    """Return how far the cycles of some signals go: the median of their peaks; 0 if none do."""
    top = max((float(np.nanmax(s)) for s in signals if not np.isnan(s).all()), default=0.0)
    for _ in range(3):
        if top <= 0:
            return 0.0
        peaks = [c.peak for s in signals for c in find_cycles(times_s, s, top)]
        if not peaks:
            return 0.0
        top = float(np.median(peaks))
    return top
