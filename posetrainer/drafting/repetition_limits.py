"""The numbers of a repetition, drafted from those that were demonstrated."""

import math
from dataclasses import dataclass
from statistics import median

import numpy as np

from posetrainer.drafting.movements import DemonstratedRepetition, Movement
from posetrainer.drafting.periodic import LOW, PLATEAU
from posetrainer.exercises.check_numbers import highest_limit, least_gap, least_step
from posetrainer.exercises.spec import Unit
from posetrainer.exercises.vocabulary import (
    FASTEST_DEG_S,
    FASTEST_IN_S,
    MOST_STILL_DEG_S,
    MOST_STILL_IN_S,
    QUICKEST_PER_MIN,
    SLOWEST_PER_MIN,
)
from posetrainer.kinematics.geometry import Array
from posetrainer.pose.landmarks import Side
from posetrainer.rules.rhythm import BEGINS_WITH
from posetrainer.rules.thresholds import TWITCH_S

#: Shares of the smallest demonstrated peak: up to the first is rest (as where the cycles were
#: found to end), from the second on it is an attempt, from the third on it counts.
REST, ATTEMPT, COUNTS = LOW, 0.35, 2 / 3
#: Measurement error at the target, limited so that the tolerated value still counts.
TOLERANCE: dict[Unit, float] = {"deg": 8.0, "in": 1.0}
#: Longer at the top than this, for more of the cycle than a smooth movement is (a third, as a
#: cosine has it), and slower than this share of the quickest moment, somebody holds.
LEAST_HOLD_S, HOLD_SHARE, HOLD_SPEED = 1.5, 0.45, 1 / 6
#: No limit of stillness is below what landmarks jitter by, in units a second.
LEAST_STILL: dict[Unit, float] = {"deg": 4.0, "in": 1.5}
#: The language allows no more.
MOST_STILL: dict[Unit, float] = {"deg": MOST_STILL_DEG_S, "in": MOST_STILL_IN_S}
FASTEST: dict[Unit, float] = {"deg": FASTEST_DEG_S, "in": FASTEST_IN_S}
#: A movement may be this much faster than the demonstration, and take this share of its time.
FASTER, SHORTER = 2.0, 0.5
#: A rhythm may be this much quicker or slower than the demonstrated one; what differs by more than
#: this share from interval to interval is no rhythm: both as in the standing march.
OFF_BEAT, UNEVEN = 1.5, 0.3
#: A repetition is under way for so long before and after it is seen to leave rest.
LEAD_S = 0.4
#: What numbers are rounded to.
_STEP: dict[Unit, float] = {"deg": 1.0, "in": 0.1}


@dataclass(frozen=True)
class DemonstratedHold:
    """A demonstrated hold: how long a spec should ask for, how still, and what was seen."""

    seconds: float
    still: float
    seen_s: tuple[float, float]
    seen_drift: float


@dataclass(frozen=True)
class Way:
    """One way, out or back: the limits for a spec and what was seen."""

    at_most: float
    at_least_s: float | None
    seen_speed: float
    seen_s: tuple[float, float]


@dataclass(frozen=True)
class DemonstratedRhythm:
    """How regularly repetitions may follow one another, and the cadences seen, a minute."""

    at_least_per_min: float
    at_most_per_min: float
    even_within_percent: float
    seen_per_min: tuple[float, float]


@dataclass(frozen=True)
class Limits:
    """The numbers of a repetition in the driving measure's unit.

    Parameters
    ----------
    unit : {"deg", "in"}
    rest, attempt, counts, target, tolerance : float
    peaks : tuple of float
        Smallest and largest demonstrated.
    hold : DemonstratedHold or None
    out, back : Way
    rhythm : DemonstratedRhythm or None
    """

    unit: Unit
    rest: float
    attempt: float
    counts: float
    target: float
    tolerance: float
    peaks: tuple[float, float]
    hold: DemonstratedHold | None
    out: Way
    back: Way
    rhythm: DemonstratedRhythm | None


def limits_of(movement: Movement, times_s: Array, near: Side) -> Limits:
    """Return the numbers that a spec of a movement should have."""
    measure = movement.measure
    unit = measure.unit
    peaks = [repetition.cycle.peak for repetition in movement.repetitions]
    reach = min(peaks)
    counts = _rounded(reach * COUNTS, unit)
    # The gaps that a spec must leave come first, the shares of the range after them.
    rest = _rounded(min(reach * REST, counts - least_gap(measure)), unit)
    attempt = min(max(rest + least_step(measure), _rounded(reach * ATTEMPT, unit)), counts)
    target = max(counts, _rounded(reach, unit))
    tolerance = round(min(TOLERANCE[unit], 0.5 * (target - counts)), 1)
    reached = target - tolerance
    courses = [_Course.of(movement, r, times_s, near, reached) for r in movement.repetitions]
    hold = _hold(courses, unit)
    return Limits(
        unit,
        rest,
        round(attempt, 2),
        counts,
        target,
        tolerance,
        (reach, max(peaks)),
        hold,
        _way([c.out_speed for c in courses], [c.out_s for c in courses], target - rest, unit),
        _way([c.back_speed for c in courses], [c.back_s for c in courses], target - rest, unit),
        None if hold else _rhythm(movement, times_s),
    )


@dataclass(frozen=True)
class _Course:
    """How one repetition went: how long, and how fast.

    Out and back are timed as the rules do: from rest until the target is reached, and from when it
    is left.
    """

    whole_s: float
    out_s: float
    top_s: float
    back_s: float
    out_speed: float
    back_speed: float
    drift: float

    @classmethod
    def of(
        cls,
        movement: Movement,
        repetition: DemonstratedRepetition,
        times_s: Array,
        near: Side,
        reached: float,
    ) -> "_Course":
        column, cycle = movement.column(repetition, near), repetition.cycle
        at = slice(cycle.start, cycle.end + 1)
        values, at_s = movement.values[at, column], times_s[at]
        on_top = np.flatnonzero(values >= PLATEAU * cycle.peak)
        first, last = int(on_top[0]), int(on_top[-1])
        # What still moves at either end of the plateau is no part of the hold.
        inside = np.abs(movement.drifts[at, column][first : last + 1])
        quiet = inside[len(inside) // 5 : len(inside) - len(inside) // 5]
        at_target = at_s[values >= reached]
        return cls(
            float(at_s[-1] - at_s[0]),
            float(at_target[0] - at_s[0]),
            float(at_s[last] - at_s[first]),
            float(at_s[-1] - at_target[-1]),
            _fastest(movement.speeds[:, column], times_s, at_s[0] - LEAD_S, at_s[first]),
            _fastest(-movement.speeds[:, column], times_s, at_s[last], at_s[-1] + LEAD_S),
            float(np.nanpercentile(quiet, 95)) if not np.isnan(quiet).all() else 0.0,
        )


def _fastest(speeds: Array, times_s: Array, start_s: float, end_s: float) -> float:
    between = speeds[(times_s >= start_s) & (times_s <= end_s)]
    return float(np.nanmax(between)) if not np.isnan(between).all() else 0.0


def _hold(courses: list[_Course], unit: Unit) -> DemonstratedHold | None:
    held = [c.top_s for c in courses]
    share = [c.top_s / c.whole_s for c in courses]
    shortest = min(held)
    drift = max(c.drift for c in courses)
    quickest = max(max(c.out_speed, c.back_speed) for c in courses)
    if shortest < LEAST_HOLD_S or min(share) < HOLD_SHARE or drift > HOLD_SPEED * quickest:
        return None
    step_s = 5.0 if shortest >= 10 else 1.0
    # The plateau begins and ends on the move: half a second at either end is not held.
    seconds = max(1.0, math.floor((shortest - 1.0) / step_s) * step_s)
    still = min(MOST_STILL[unit], max(LEAST_STILL[unit], math.ceil(1.5 * drift * 2) / 2))
    return DemonstratedHold(seconds, still, (shortest, max(held)), drift)


def _way(speeds: list[float], took_s: list[float], travelled: float, unit: Unit) -> Way:
    fastest, shortest = max(speeds), min(took_s)
    step = 5.0 if unit == "deg" else 1.0
    at_most = max(step, math.ceil(FASTER * fastest / step) * step)
    most = min(FASTEST[unit], highest_limit(travelled, unit))
    at_most = min(at_most, math.floor(most / step) * step)
    at_least = math.floor(shortest * SHORTER * 10) / 10
    return Way(at_most, at_least if at_least >= 0.3 else None, fastest, (shortest, max(took_s)))


def _rhythm(movement: Movement, times_s: Array) -> DemonstratedRhythm | None:
    """Return the rhythm of repetitions so quick that outside of a rhythm they are twitches."""
    cycles = [repetition.cycle for repetition in movement.repetitions]
    in_turn = movement.sides in ("both", "alternate")
    usually_s = median(float(times_s[c.end] - times_s[c.start]) for c in cycles)
    if usually_s >= FASTER * TWITCH_S or len(cycles) < BEGINS_WITH or not in_turn:
        return None
    intervals_s = np.diff([times_s[cycle.peak_at] for cycle in cycles])
    usual_s = float(np.median(intervals_s))
    if np.abs(intervals_s / usual_s - 1).max() > UNEVEN:
        return None
    slowest, quickest = 60 / float(intervals_s.max()), 60 / float(intervals_s.min())
    return DemonstratedRhythm(
        max(SLOWEST_PER_MIN, math.floor(slowest / OFF_BEAT / 5) * 5.0),
        min(QUICKEST_PER_MIN, math.ceil(quickest * OFF_BEAT / 5) * 5.0),
        100 * UNEVEN,
        (slowest, quickest),
    )


def _rounded(value: float, unit: Unit) -> float:
    step = _STEP[unit]
    return round(math.floor(value / step) * step, 1)
