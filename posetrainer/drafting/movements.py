"""Find the repetitions in a demonstration of an unknown exercise.

Every candidate measure is read over the recording, from the first still moment on: that is the
resting place. Its *cycles* (from rest most of the way to the top and back) are looked for on both
sides of the body. Where the sides go together in nearly all cycles, both exercise together; else
each cycle belongs to the side that went further.

The *driving measure* is the one from which repetitions stand out best. Its score is the product of

- how far it swings beyond what a spec must leave between rest and counting,
- how alike its cycles are in height and in length,
- how still it is between the cycles,
- how far other candidates agree that there was a repetition then: a movement of the body shows in
  many measures, a landmark that jumps shows in few,
- how well its kind is read and understood: an angle of a joint before one of a segment, before a
  height, before a distance. Arms follow legs: they accompany more often than they are exercised.

The best candidates are then tried: a draft must count its own demonstration right.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

import numpy as np

from posetrainer.drafting.candidates import RESTING_S, Readings, falling, typical
from posetrainer.drafting.periodic import PeriodicCycle, find_cycles, top_of
from posetrainer.exercises.check_numbers import least_gap
from posetrainer.exercises.library import library_measures
from posetrainer.exercises.spec import Distance, Inclination, Lift, Measure, Sides
from posetrainer.exercises.vocabulary import OfJoint
from posetrainer.kinematics.body import displacement
from posetrainer.kinematics.geometry import Array, Points
from posetrainer.pose.landmarks import SIDES, Side

#: Both sides exercise together where the lesser one goes this share of the way of the other; a
#: hidden leg is seen to follow the moving one by up to seven tenths.
TOGETHER = 0.75
#: In this share of the cycles they must, to be taken for a movement of both.
NEARLY_ALL = 0.8
#: The fewest repetitions of a movement.
LEAST_REPETITIONS = 2
#: Two thirds of the way count, and lie at least a gap above rest: less than this many gaps of
#: movement leave no room for that.
LEAST_REACH = 1.8
#: A swing of so many least gaps scores one half.
HALF_AS_GOOD = 2.0
#: After a cycle the person is where they were before, within this many lengths of the trunk; a
#: step is about one and a half.
IN_PLACE = 0.4
#: A cycle is made on a measure that is seen for this share of the time.
SEEN = 0.6
_ARM = frozenset(("elbow", "wrist"))


@dataclass(frozen=True)
class DemonstratedRepetition:
    """One demonstrated repetition: whose it was, and its cycle on that side."""

    side: Literal["left", "right", "both"]
    cycle: PeriodicCycle


@dataclass(frozen=True)
class Movement:
    """A demonstration, as one measure sees it.

    Parameters
    ----------
    name : str
        Of the measure in a spec.
    candidate : str
        What it was read as.
    measure : Measure
        It grows towards the target; its side is as the spec should have it.
    sides : str
        Who exercises, as ``dose.sides`` has it.
    repetitions : tuple of DemonstratedRepetition
        In their order.
    values, speeds, drifts : ndarray, shape (N, 2)
        Left and right, from rest, growing towards the target.
    score : float
        How well repetitions stand out, 0 to 1.
    """

    name: str
    candidate: str
    measure: Measure
    sides: Sides
    repetitions: tuple[DemonstratedRepetition, ...]
    values: Array
    speeds: Array
    drifts: Array
    score: float

    def column(self, repetition: DemonstratedRepetition, near: Side) -> int:
        """Return the column of the values of a repetition: that of its side, or the nearer one."""
        return SIDES.index(near if repetition.side == "both" else repetition.side)


def find_movements(readings: Readings) -> list[Movement]:
    """Return what may have been demonstrated, the best first; empty if nothing repeats itself."""
    found = list(_movements(readings))
    judged = [replace(m, score=m.score * _agreement(m, found)) for m in found]
    return sorted((m for m in judged if m.score > 0), key=lambda movement: -movement.score)


def _agreement(movement: Movement, others: list[Movement]) -> float:
    """How far other movements have their repetitions when this one has, 0 to 1."""
    weights = [other.score for other in others if other is not movement]
    shared = [_shared(movement, other) for other in others if other is not movement]
    # Without others to compare with, it agrees.
    return float(np.average(shared, weights=weights)) if sum(weights) > 0 else 1.0


def _shared(one: Movement, two: Movement) -> float:
    """Share of two movements' repetitions that overlap one of the other movement."""
    overlaps = np.array(
        [[a.cycle.overlaps(b.cycle) for b in two.repetitions] for a in one.repetitions]
    )
    return float(overlaps.any(axis=0).sum() + overlaps.any(axis=1).sum()) / sum(overlaps.shape)


def _movements(readings: Readings) -> Iterator[Movement]:
    for name, measure in readings.measures.items():
        resting = readings.values[name][readings.times_s < readings.times_s[:1] + RESTING_S]
        values = readings.values[name] - typical(resting)
        against = falling(measure)
        for sign, grows in ((1.0, measure), (-1.0, against)):
            if grows is not None:
                signals = (
                    sign * values,
                    sign * readings.speeds[name],
                    sign * readings.drifts[name],
                )
                movement = _movement(readings, name, grows, signals)
                if movement is not None:
                    yield movement


def _movement(
    readings: Readings, name: str, measure: Measure, signals: tuple[Array, Array, Array]
) -> Movement | None:
    times_s, values = readings.times_s, signals[0]
    top = top_of(times_s, [values[:, 0], values[:, 1]])
    if top <= 0 or np.isnan(values).all(axis=1).mean() > 1 - SEEN:
        return None
    left, right = (
        [c for c in find_cycles(times_s, values[:, side], top) if _comes_back(c, readings.pictures)]
        for side in range(2)
    )
    repetitions = _whose(left, right, readings.near)
    smallest = min((r.cycle.peak for r in repetitions), default=0.0)
    if len(repetitions) < LEAST_REPETITIONS or smallest < LEAST_REACH * least_gap(measure):
        return None
    sides = _sides(repetitions)
    places = {"side": "near" if sides == "both" else "moving"}
    if "relative_to" in type(measure).model_fields:
        places["relative_to"] = "rest"
    placed = measure.model_copy(update=places)
    score = _score(measure, values, repetitions, top)
    called = word_for(placed, sides) or _name(
        name, measure, falls=measure != readings.measures[name]
    )
    return Movement(called, name, placed, sides, repetitions, *signals, score)


def _comes_back(cycle: PeriodicCycle, pictures: Sequence[Points]) -> bool:
    """Return whether the body is where it was before, and has not walked away."""
    gone = displacement(pictures[cycle.start], pictures[cycle.end])
    # Where it is not known, nobody is taken to have left.
    return not gone > IN_PLACE


def word_for(measure: Measure, sides: Sides) -> str | None:
    """Return the library's name for a measure; None if it has none."""
    common = library_measures(sides).items()
    return next((name for name, known in common if known == measure), None)


def _name(candidate: str, measure: Measure, falls: bool) -> str:
    """Return the name of a driving measure, which differs from its candidate read from zero."""
    if isinstance(measure, OfJoint):
        return f"{measure.joint}_{'straightened' if falls else 'bend'}"
    if isinstance(measure, Lift):
        return f"{measure.part}_over_{measure.over}" if measure.over else candidate
    return f"{candidate}_{'falls' if falls else 'from_rest'}"


def _whose(
    left: list[PeriodicCycle], right: list[PeriodicCycle], near: Side
) -> tuple[DemonstratedRepetition, ...]:
    """Return each cycle with its side; where two overlap, one only follows the other."""
    pairs = [(a, b) for a in left for b in right if a.overlaps(b)]
    own = left if near == "left" else right
    alike = [pair for pair in pairs if min(p.peak for p in pair) >= TOGETHER * _furthest(pair)]
    if own and len(alike) >= NEARLY_ALL * len(own):
        return tuple(DemonstratedRepetition("both", cycle) for cycle in own)
    lesser = [min(pair, key=lambda cycle: cycle.peak) for pair in pairs]
    found = [DemonstratedRepetition("left", c) for c in left if c not in lesser]
    found += [DemonstratedRepetition("right", c) for c in right if c not in lesser]
    return tuple(sorted(found, key=lambda repetition: repetition.cycle.peak_at))


def _furthest(cycles: tuple[PeriodicCycle, PeriodicCycle]) -> float:
    return max(cycle.peak for cycle in cycles)


def _sides(repetitions: tuple[DemonstratedRepetition, ...]) -> Sides:
    """Return the sides that exercise, in the words of the spec language."""
    order = [repetition.side for repetition in repetitions]
    changes = sum(before != after for before, after in pairwise(order))
    if "both" in order:
        return "both"
    if changes == len(order) - 1:
        return "alternate"
    # One leg all the time: that need not be prescribed.
    return "each" if changes == 1 else "either"


def _score(
    measure: Measure, values: Array, repetitions: tuple[DemonstratedRepetition, ...], top: float
) -> float:
    peaks = np.array([repetition.cycle.peak for repetition in repetitions])
    lengths = np.array([r.cycle.end - r.cycle.start for r in repetitions], dtype=np.float64)
    alike = _alike(peaks) * _alike(lengths)
    between = np.ones(len(values), dtype=np.bool_)
    for repetition in repetitions:
        between[repetition.cycle.start : repetition.cycle.end + 1] = False
    resting = np.maximum(values[between], 0.0)
    still = 1.0
    if not np.isnan(resting).all():
        still = max(0.0, 1.0 - float(np.nanpercentile(resting, 90)) / top)
    swing = top / least_gap(measure)
    return swing / (swing + HALF_AS_GOOD) * alike * still * _preference(measure)


def _alike(numbers: Array) -> float:
    """Return 1 minus the coefficient of variation of numbers, at least 0."""
    return max(0.0, 1.0 - float(np.std(numbers) / np.mean(numbers)))


def _preference(measure: Measure) -> float:
    """How well a measure's kind is read and understood, 0 to 1."""
    preferred = 1.0
    if isinstance(measure, Inclination):
        preferred = 0.85
    elif isinstance(measure, Lift):
        preferred = 0.8 if measure.over else 0.7
    elif isinstance(measure, Distance):
        preferred = 0.6
    return preferred * (0.5 if _ARM.intersection(measure.parts) else 1.0)
