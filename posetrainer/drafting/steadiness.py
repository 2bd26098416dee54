"""Conditions for a drafted spec: measures that stay steady during the demonstration.

What is steady distinguishes the exercise from other movements (``throughout``, with generous
numbers) and is what a therapist would want kept (``form``). What the driving joint and the knees
read at rest is where the exercise begins (``start``).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from posetrainer.drafting.candidates import RESTING_S, Readings
from posetrainer.drafting.movements import Movement, word_for
from posetrainer.exercises.spec import Flexion, Inclination, Lift, Measure, SideName, Unit
from posetrainer.kinematics.geometry import Array
from posetrainer.pose.landmarks import SIDES, other

#: What spreads further than this in all of the demonstration is not steady.
STEADY: dict[Unit, float] = {"deg": 25.0, "in": 2.5}
#: Beyond what was seen: what is corrected, what the exercise must begin at, and what is another
#: movement altogether. Bodies differ by the first, and the camera errs. Inches are those that
#: the end of a thigh (17 inches) goes when it turns by so many degrees.
FORM: dict[Unit, float] = {"deg": 12.0, "in": 3.5}
START: dict[Unit, float] = {"deg": 25.0, "in": 7.0}
OTHER: dict[Unit, float] = {"deg": 40.0, "in": 11.0}
#: Ends of a range are rounded outwards to this.
_STEP: dict[Unit, float] = {"deg": 5.0, "in": 0.5}
#: The most conditions of each kind.
MOST_STARTS, MOST_ALWAYS, MOST_FAULTS = 3, 2, 3
#: A measure that is visible for less of the time than this is left out.
SEEN = 0.6
#: Seen between these percentiles: a landmark that jumps once does not matter.
PERCENTILES = (2.0, 98.0)
_TRUNK = frozenset(("hip", "shoulder"))
_ARM = frozenset(("elbow", "wrist"))


@dataclass(frozen=True)
class Steady:
    """A measure and the range it was seen in, at rest and over all.

    Parameters
    ----------
    name : str
        Of the candidate.
    key : str
        Its name in a spec.
    measure : Measure
        With its side as the spec should have it.
    rest, whole : (float, float)
        Smallest and largest, in the measure's unit.
    """

    name: str
    key: str
    measure: Measure
    rest: tuple[float, float]
    whole: tuple[float, float]

    @property
    def spread(self) -> float:
        """Its spread relative to the limit of steadiness."""
        return (self.whole[1] - self.whole[0]) / STEADY[self.measure.unit]


@dataclass(frozen=True)
class DraftedCondition:
    """A drafted condition: a measure, the range to keep it in, and the range it was seen in."""

    steady: Steady
    keep: dict[str, float]
    seen: tuple[float, float]


@dataclass(frozen=True)
class Conditions:
    """What a drafted spec asks for besides the movement itself."""

    start: tuple[DraftedCondition, ...]
    throughout: tuple[DraftedCondition, ...]
    form: tuple[DraftedCondition, ...]


def conditions_of(readings: Readings, movement: Movement) -> Conditions:
    """Return what kept steady in a demonstration, as conditions."""
    seen = list(_seen(readings, movement))
    bent = [s for s in seen if s.name == movement.candidate and not isinstance(s.measure, Lift)]
    knees = [s for s in seen if s.name == "knee_flexion" and s not in bent]
    steady = sorted((s for s in seen if s.spread <= 1.0), key=lambda s: s.spread)
    trunk = [s for s in steady if _TRUNK.issuperset(s.measure.parts)]
    limbs = [s for s in steady if s not in trunk]
    # The trunk is worth watching in every exercise, and people understand knees best.
    corrected = trunk[:1] + sorted(limbs, key=lambda s: s.name != "knee_flexion")
    least = sorted(seen, key=lambda s: s.spread)[:1]
    return Conditions(
        tuple(_kept([s for s in bent + knees if _rests(s)], START, MOST_STARTS, at_rest=True)),
        tuple(_kept(limbs, OTHER, MOST_ALWAYS)),
        tuple(_kept(_distinct(corrected or least), FORM, MOST_FAULTS)),
    )


def _rests(steady: Steady) -> bool:
    return steady.rest[1] - steady.rest[0] <= 2 * STEADY[steady.measure.unit]


def _distinct(found: list[Steady]) -> list[Steady]:
    """Leave out what reads nearly the same: another height of the same limb."""
    kept: dict[tuple[str, str], Steady] = {}
    for steady in found:
        kept.setdefault((steady.measure.kind, steady.measure.side), steady)
    return list(kept.values())


def _seen(readings: Readings, movement: Movement) -> Iterator[Steady]:
    for name, measure in readings.measures.items():
        if not _worth_watching(name, measure, readings):
            continue
        for side in _places(measure, movement):
            rest, whole = _collected(readings, movement, name, side)
            if min(len(rest), len(whole)) and np.isnan(whole).mean() <= 1 - SEEN:
                placed = measure.model_copy(update={"side": side})
                own = f"other_{name}" if side == "other" else name
                key = word_for(placed, movement.sides) or own
                yield Steady(name, key, placed, _range(rest), _range(whole))


def _worth_watching(name: str, measure: Measure, readings: Readings) -> bool:
    """Return whether a measure is one of joints, segments, feet or hips; arms are left out."""
    if _ARM.intersection(measure.parts) or "shoulder_flexion" in name:
        return False
    if isinstance(measure, Inclination):
        # Of somebody upright the lean is what people see, of somebody level the rise.
        upright = readings.stance.posture not in ("supine", "hands_and_knees")
        return measure.against == ("vertical" if upright else "horizontal")
    if isinstance(measure, Lift):
        return measure.over is None and measure.part in ("ankle", "hip")
    # A foot is too short a segment to be judged by a few degrees.
    return isinstance(measure, Flexion) and measure.joint != "ankle"


def _places(measure: Measure, movement: Movement) -> tuple[SideName, ...]:
    if movement.sides == "both" or _TRUNK.issuperset(measure.parts):
        return ("near",)
    return ("moving", "other")


def _collected(
    readings: Readings, movement: Movement, name: str, side: SideName
) -> tuple[Array, Array]:
    """What a measure reads before and in all repetitions; at rest, and altogether."""
    values, times_s = readings.values[name], readings.times_s
    rest: list[Array] = []
    whole: list[Array] = []
    for repetition in movement.repetitions:
        of = readings.near if repetition.side == "both" or side == "near" else repetition.side
        column = SIDES.index(other(of) if side == "other" else of)
        start, end = repetition.cycle.start, repetition.cycle.end
        before = (times_s >= times_s[start] - RESTING_S) & (times_s <= times_s[start])
        rest.append(values[before, column])
        whole += [values[before, column], values[start : end + 1, column]]
    return np.concatenate(rest), np.concatenate(whole)


def _range(values: Array) -> tuple[float, float]:
    if np.isnan(values).all():
        return np.nan, np.nan
    low, high = np.nanpercentile(values, PERCENTILES)
    return float(low), float(high)


def _kept(
    found: list[Steady], margin: dict[Unit, float], most: int, at_rest: bool = False
) -> Iterator[DraftedCondition]:
    for steady in found:
        seen = steady.rest if at_rest else steady.whole
        keep = _keep(steady.measure, seen, margin[steady.measure.unit])
        if keep and most > 0:
            most -= 1
            yield DraftedCondition(steady, keep, seen)


def _keep(measure: Measure, seen: tuple[float, float], margin: float) -> dict[str, Any]:
    """The seen range widened; an end that no body passes is left out."""
    unit = measure.unit
    step = _STEP[unit]
    low = np.floor((seen[0] - margin) / step) * step
    high = np.ceil((seen[1] + margin) / step) * step
    least, largest = _ends(measure)
    keep: dict[str, Any] = {}
    if low > least:
        keep[f"at_least_{unit}"] = float(low)
    if high < largest:
        keep[f"at_most_{unit}"] = float(high)
    return keep


def _ends(measure: Measure) -> tuple[float, float]:
    """Between which values a measure means anything; a foot on the floor goes no lower."""
    if measure.unit == "in":
        return -2.0 * OTHER["in"] if measure.parts == ("hip",) else 0.0, np.inf
    if isinstance(measure, Inclination) and measure.against == "horizontal":
        return -85.0, 85.0
    if isinstance(measure, Flexion) and measure.joint == "ankle":
        return -85.0, 85.0
    return 0.0, 150.0
