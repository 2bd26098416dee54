"""Numbers of a spec that are lines on a curve."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from posetrainer.exercises.numbers import SpecNumber
from posetrainer.exercises.problem import FieldPath

Zone = Literal["above", "below", "around zero"]

#: What lies on the side of a line that it forbids, or is about.
_ZONES: dict[str, Zone] = {
    "rest": "below",
    "target": "above",
    "keep low": "below",
    "keep high": "above",
    "reach low": "below",
    "reach high": "above",
}
_LINES = frozenset(("attempt", "counts", "tolerance", *_ZONES))


@dataclass(frozen=True)
class Limit:
    """A number of the spec that is a line on a curve.

    Parameters
    ----------
    field : FieldPath
    name : str
        What people call it: ``counts``, or the fault it belongs to.
    role : str
        As :class:`~posetrainer.exercises.numbers.SpecNumber` has it.
    value : float
        As it stands in the spec.
    below : float or None
        What the value is taken off: for a tolerance its target, for a speed on the way back 0.
    zone : {"above", "below", "around zero"} or None
        The side of the line that is shaded; around zero, down to as far below zero as well.
    """

    field: FieldPath
    name: str
    role: str
    value: float
    below: float | None
    zone: Zone | None

    @property
    def at(self) -> float:
        """Where the line lies, in the unit of its curve."""
        return self.value if self.below is None else self.below - self.value


def value_limits(numbers: Iterable[SpecNumber]) -> dict[str, tuple[Limit, ...]]:
    """Return the limits of each measure that has some, those of the repetition first.

    Where a number is missing there is no line.
    """
    numbers = [number for number in numbers if number.measure and number.role in _LINES]
    targets = {n.measure: float(n.value) for n in numbers if n.role == "target"}
    limits: dict[str, tuple[Limit, ...]] = {}
    for number in numbers:
        is_tolerance = number.role == "tolerance"
        limit = Limit(
            number.field,
            "tolerance" if is_tolerance else str(number.field[1]),
            number.role,
            float(number.value),
            targets[number.measure] if is_tolerance else None,
            _ZONES.get(number.role),
        )
        if number.measure is None or not math.isfinite(limit.at):
            continue
        limits[number.measure] = (*limits.get(number.measure, ()), limit)
    return limits


def speed_limits(numbers: Iterable[SpecNumber]) -> tuple[Limit, ...]:
    """Return the limits of the driving measure's speed, which is below zero on the way back."""
    speeds = [n for n in numbers if n.role == "speed" and math.isfinite(n.value)]
    return tuple(_speed_limit(number) for number in speeds)


def _speed_limit(number: SpecNumber) -> Limit:
    value, phase = float(number.value), number.field[1]
    if phase == "hold":
        return Limit(number.field, "still", "still", value, None, "around zero")
    if phase == "back":
        return Limit(number.field, "back limit", "too fast", value, 0.0, "below")
    return Limit(number.field, "out limit", "too fast", value, None, "above")


def places_of(limits: Sequence[Limit]) -> list[float]:
    """Return where the lines of limits lie, in the unit of their curve."""
    mirrored = [-limit.at for limit in limits if limit.zone == "around zero"]
    return [limit.at for limit in limits] + mirrored
