"""What the curves show: a panel for every measure that has limits, on one time axis."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from posetrainer.exercises.numbers import SpecNumber
from posetrainer.exercises.problem import FieldPath
from posetrainer.exercises.spec import ExerciseSpec, Measure, Unit
from posetrainer.pose.landmarks import Side
from posetrainer.tuning.judging import Curves

#: Pixels left of the curves, for the numbers of the axes, and right of them, for the limits.
LEFT_PX, RIGHT_PX = 58, 128
#: Least heights in pixels: of the driving measure's panel, of any other one; then of what is
#: above each, and of the numbers of the time axis.
TALL_PX, LOW_PX, HEAD_PX, AXIS_PX = 244, 84, 20, 22
#: On a large screen panels are so much higher at most.
_MOST_STRETCHED = 1.8
#: The step of a limit that is moved, in the measure's unit.
STEPS: dict[Unit, float] = {"deg": 1.0, "in": 0.1}
SIGNS: dict[Unit, str] = {"deg": "°", "in": " in"}
_MARGIN = 0.1
#: A span that is narrower than this is shown as this, lest noise fills the panel.
_LEAST_SPAN: dict[Unit, float] = {"deg": 20.0, "in": 4.0}
#: What lies on the side of a line that it forbids, or is about.
_ZONES: dict[str, Literal["above", "below"]] = {
    "rest": "below",
    "target": "above",
    "keep low": "below",
    "keep high": "above",
    "reach low": "below",
    "reach high": "above",
}


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
        For a tolerance, the value that it is taken off; the line lies at the difference.
    zone : {"above", "below"} or None
        The side of the line that is shaded.
    """

    field: FieldPath
    name: str
    role: str
    value: float
    below: float | None
    zone: Literal["above", "below"] | None

    @property
    def at(self) -> float:
        """Where the line lies, in the measure's unit."""
        return self.value if self.below is None else self.below - self.value


@dataclass(frozen=True)
class Panel:
    """One measure: its curves, its limits, and what of it is shown.

    Parameters
    ----------
    measure : str
    unit : {"deg", "in"}
    tells : str
        What is measured, and on which side.
    driving : bool
        Whether repetitions count on it.
    low, high : float
        Ends of the axis, in the unit.
    top, height : int
        Where its curves are drawn, in pixels from the top of all panels.
    sides : tuple
        The exercising sides with a curve of their own; None, or one alone, where it is the
        same for both.
    limits : tuple of Limit
    """

    measure: str
    unit: Unit
    tells: str
    driving: bool
    low: float
    high: float
    top: int
    height: int
    sides: tuple[Side | None, ...]
    limits: tuple[Limit, ...]


def panels_of(
    spec: ExerciseSpec, numbers: Iterable[SpecNumber], curves: Curves, room_px: float = 0
) -> tuple[Panel, ...]:
    """Return the panels of a spec over one recording, that of the driving measure first.

    Parameters
    ----------
    spec : ExerciseSpec
    numbers : iterable of SpecNumber
        Of the spec, or what somebody is about to make of them, be it valid or not.
    curves : Curves
        Of the recording.
    room_px : float
        How high all of them may be together; they are as high as they must be at least.
    """
    driver = spec.repetition.measure if spec.repetition else None
    limits = _limits(numbers)
    stretch = _stretch(limits, driver, room_px)
    made: list[Panel] = []
    top = 0
    for name in sorted(limits, key=lambda measure: measure != driver):
        driving, unit = name == driver, spec.measures[name].unit
        tells = _describe(spec.measures[name], driving)
        height = round(stretch * (TALL_PX if driving else LOW_PX))
        curves_by_side = {side: v for (m, side), v in curves.measures.items() if m == name}
        low, high = _span(list(curves_by_side.values()), limits[name], unit)
        top += HEAD_PX
        apart = spec.measures[name].side in ("moving", "other")
        sides = tuple(curves_by_side) if apart else tuple(curves_by_side)[:1]
        made.append(
            Panel(name, unit, tells, driving, low, high, top, height, sides, tuple(limits[name]))
        )
        top += height + (AXIS_PX if len(made) == 1 else 0)
    return tuple(made)


def _stretch(limits: Collection[str], driver: str | None, room_px: float) -> float:
    """How much higher than they must be panels can be."""
    least = sum(TALL_PX if name == driver else LOW_PX for name in limits)
    around = (len(limits) + 0.5) * HEAD_PX + AXIS_PX
    return min(max((room_px - around) / max(least, 1), 1.0), _MOST_STRETCHED)


def height_of(panels: Sequence[Panel]) -> int:
    """Return how high all panels are together, in pixels."""
    return panels[-1].top + panels[-1].height + HEAD_PX // 2 if panels else 0


def value_at(limit: Limit, at: float, unit: Unit) -> float:
    """Return the number that puts a limit's line at a value, rounded to its step."""
    step = STEPS[unit]
    value = at if limit.below is None else max(0.0, limit.below - at)
    return round(round(value / step) * step, 6)


def _limits(numbers: Iterable[SpecNumber]) -> dict[str, list[Limit]]:
    """Limits by measure, those of the repetition from rest to target."""
    numbers = [number for number in numbers if number.measure is not None]
    targets = {n.measure: float(n.value) for n in numbers if n.role == "target"}
    limits: dict[str, list[Limit]] = {}
    for number in numbers:
        assert number.measure is not None
        if number.role not in ("attempt", "counts", "tolerance", *_ZONES):
            continue
        below = targets[number.measure] if number.role == "tolerance" else None
        limits.setdefault(number.measure, []).append(
            Limit(
                number.field,
                _name(number),
                number.role,
                float(number.value),
                below,
                _ZONES.get(number.role),
            )
        )
    return limits


def _describe(measure: Measure, driving: bool) -> str:
    what = getattr(measure, "joint", None) or " to ".join(measure.parts)
    place = {"near": "the near side", "both": "both sides", "difference": "between the sides"}
    where = place.get(measure.side, f"the {measure.side} side")
    counted = "repetitions count on it: " if driving else ""
    return f"{counted}{measure.kind} of {what}, {where}".replace("_", " ")


def _name(number: SpecNumber) -> str:
    return "tolerance" if number.role == "tolerance" else str(number.field[1])


def _span(
    values: Sequence[NDArray[np.float64]], limits: Sequence[Limit], unit: Unit
) -> tuple[float, float]:
    seen = np.concatenate([*values, np.array([limit.at for limit in limits])])
    seen = seen[np.isfinite(seen)]
    low, high = float(seen.min()), float(seen.max())
    margin = max((high - low) * _MARGIN, (_LEAST_SPAN[unit] - (high - low)) / 2)
    return round(low - margin, 2), round(high + margin, 2)
