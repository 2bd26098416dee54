"""Repetitions that do not come back to rest, cut from recordings of whole ones."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from posetrainer.kinematics.geometry import Array
from posetrainer.kinematics.measures import measure_both_sides
from posetrainer.pose.landmarks import SIDES
from posetrainer.tuning.takes import Take, at_times, in_order, interpolated, rows_of, xy_of
from posetrainer.tuning.truth import TrueRepetition

#: A movement turns round between these shares of its way.
TURNS_AT = (0.10, 0.30)
#: The driving measure is averaged over so long to see where it turns round, in seconds.
_SMOOTH_S = 0.3


def return_in_part(take: Take, chance: Generator) -> Take | None:
    """Let movements turn round before they are back: cut out the part below about a fifth.

    It is done between two counted repetitions of one side, one after the other; where there are
    none, as where the sides take turns, it cannot be done. Whether such repetitions are good is
    not known: that depends on the spec.
    """
    cuts = list(_cuts(take, chance))
    if not cuts:
        return None
    kept = np.ones(len(take.recording.times_s), np.bool_)
    times_s = take.recording.times_s.copy()
    step_s = float(np.median(np.diff(times_s)))
    for _, last, first in cuts:
        kept[last + 1 : first] = False
        times_s[first:] -= take.recording.times_s[first] - take.recording.times_s[last] - step_s
    recording = rows_of(replace(take.recording, times_s=times_s), np.flatnonzero(kept))
    old_s, new_s = take.recording.times_s[kept], recording.times_s
    truth = at_times(take.truth, lambda t: interpolated(t, old_s, new_s))
    touched = {number for pair, _, _ in cuts for number in pair}
    repetitions = tuple(
        one.model_copy(update={"good": None}) if number in touched else one
        for number, one in enumerate(truth.repetitions)
    )
    return replace(
        take, recording=recording, truth=truth.model_copy(update={"repetitions": repetitions})
    )


#: Numbers of two repetitions, of the last moment before a cut and of the first one after it.
_Cut = tuple[tuple[int, int], int, int]


def _cuts(take: Take, chance: Generator) -> Iterator[_Cut]:
    """Find what lies between two repetitions and below of where the movement is to turn round."""
    if take.spec.driver is None or len(take.recording.times_s) < 2:
        return
    xy = xy_of(take.recording)
    xy[~take.recording.seen] = np.nan
    values = measure_both_sides(take.spec.driver.quantity, xy)
    found = in_order(take.truth)
    for (i, before), (k, after) in pairwise(found):
        share = float(chance.uniform(*TURNS_AT))
        alike = before.side == after.side and before.side is not None
        if not alike or not (before.counted and after.counted):
            continue
        columns = [SIDES.index(before.side)] if before.side in SIDES else [0, 1]
        way = _smooth(values[:, columns].mean(axis=1), take.recording.times_s)
        ends = _turning(way, take.recording.times_s, (before, after), share)
        if ends is not None:
            yield (i, k), *ends


def _turning(
    way: Array, times_s: Array, pair: tuple[TrueRepetition, TrueRepetition], share: float
) -> tuple[int, int] | None:
    """Return the last moment on the way back, and the first on the way out, above a share of it."""
    before, after = pair
    spans = [_span(times_s, one.start_s, one.end_s) for one in pair]
    rest = _span(times_s, before.end_s, after.start_s)
    if any(span.size == 0 or np.isnan(way[span]).all() for span in (*spans, rest)):
        return None
    low = float(np.nanmin(way[rest]))
    peaks = [int(span[np.nanargmax(way[span])]) for span in spans]
    level = low + share * (min(float(way[peak]) for peak in peaks) - low)
    middle = int(rest[len(rest) // 2])
    back = [number for number in range(peaks[0], middle) if way[number] >= level]
    out = [number for number in range(middle, peaks[1] + 1) if way[number] >= level]
    return (back[-1], out[0]) if back and out and out[0] - back[-1] > 1 else None


def _span(times_s: Array, start_s: float, end_s: float) -> NDArray[np.intp]:
    """Return the moments from one time to another; the nearest one where there is none."""
    inside = np.flatnonzero((times_s >= start_s) & (times_s <= end_s))
    nearest = min(int(np.searchsorted(times_s, start_s)), len(times_s) - 1)
    return inside if inside.size else np.array([nearest], np.intp)


def _smooth(values: Array, times_s: Array) -> Array:
    """Return values averaged over a while; NaN where one of them is not known."""
    count = max(1, round(_SMOOTH_S / float(np.median(np.diff(times_s)))))
    padded = np.pad(values, (count // 2, count - 1 - count // 2), mode="edge")
    return np.convolve(padded, np.ones(count) / count, mode="valid")
