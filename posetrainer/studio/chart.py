"""Panels of curves: one for each measure that has limits, on one time axis."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from posetrainer.exercises.numbers import SpecNumber
from posetrainer.exercises.spec import ExerciseSpec, Measure, Unit
from posetrainer.pose.landmarks import Side
from posetrainer.studio.limit_lines import Limit, places_of, speed_limits, value_limits
from posetrainer.studio.words import in_words
from posetrainer.tuning.judging import Curves

#: Pixels left of the curves, for the numbers of the axes, and right of them, for the limits. The
#: page's style has the same.
LEFT_PX, RIGHT_PX = 58, 152
#: Least heights in pixels: of the driving measure's panel, of its speed's, of any other one; then
#: of what is above each, and of the numbers of the time axis.
TALL_PX, SPEED_PX, LOW_PX, HEAD_PX, AXIS_PX = 220, 100, 84, 20, 22
#: On a large screen panels are so much higher at most.
_MOST_STRETCHED = 1.8
SIGNS: dict[Unit, str] = {"deg": "°", "in": " in"}
#: The step of a limit that is moved, in the measure's unit.
_STEPS: dict[Unit, float] = {"deg": 1.0, "in": 0.1}
_MARGIN = 0.1
#: A narrower span is shown as this one, so that noise does not fill the panel.
_LEAST_SPAN: dict[Unit, float] = {"deg": 20.0, "in": 4.0}


@dataclass(frozen=True)
class Panel:
    """A measure, or the speed of one: its curves, its limits, and what of it is shown.

    Parameters
    ----------
    name : str
    about : str
        What is measured, and on which side.
    driving : bool
        Whether repetitions count on it.
    sign : str
        Its unit, as it is written after a number.
    step : float
        How far a limit moves at least, in the unit.
    low, high : float
        Ends of the axis, in the unit.
    least_px : int
        It cannot be lower than this.
    curves : mapping of side to ndarray, shape (N,)
        NaN where nothing is known; the side is None where the curve is the same for both.
    limits : tuple of Limit
    top, height : int
        Where its curves are drawn, in pixels from the top of all panels.
    """

    name: str
    about: str
    driving: bool
    sign: str
    step: float
    low: float
    high: float
    least_px: int
    curves: Mapping[Side | None, NDArray[np.float64]]
    limits: tuple[Limit, ...]
    top: int = 0
    height: int = 0

    @property
    def called(self) -> str:
        """Its name in plain words."""
        return in_words(self.name)


def panels_of(
    spec: ExerciseSpec, numbers: Iterable[SpecNumber], curves: Curves, room_px: float = 0
) -> tuple[Panel, ...]:
    """Return the panels over one recording: the driving measure, its speed, and all others.

    Parameters
    ----------
    spec : ExerciseSpec
    numbers : iterable of SpecNumber
        Of the spec, or of a draft of it, which may be invalid.
    curves : Curves
        Of the recording.
    room_px : float
        How high all of them may be together; they are as high as they must be at least.
    """
    numbers = tuple(numbers)
    driver = spec.repetition.measure if spec.repetition else None
    limits = value_limits(numbers)
    made: list[Panel] = []
    for name in sorted(limits, key=lambda measure: measure != driver):
        made.append(_of_measure(name, spec, curves, limits[name], driving=name == driver))
        if name == driver and speed_limits(numbers):
            made.append(_of_speed(name, spec.measures[name].unit, curves, speed_limits(numbers)))
    return tuple(_placed(made, room_px))


def height_of(panels: Sequence[Panel]) -> int:
    """Return how high all panels are together, in pixels."""
    return panels[-1].top + panels[-1].height + HEAD_PX // 2 if panels else 0


def _of_measure(
    name: str, spec: ExerciseSpec, curves: Curves, limits: tuple[Limit, ...], *, driving: bool
) -> Panel:
    measure = spec.measures[name]
    unit = measure.unit
    by_side = {side: values for (of, side), values in curves.measures.items() if of == name}
    if measure.side not in ("moving", "other"):
        by_side = dict(list(by_side.items())[:1])
    low, high = _span(list(by_side.values()), limits, unit)
    about = ("repetitions count on it: " if driving else "") + _describe(measure)
    least_px = TALL_PX if driving else LOW_PX
    return Panel(
        name, about, driving, SIGNS[unit], _STEPS[unit], low, high, least_px, by_side, limits
    )


def _of_speed(driver: str, unit: Unit, curves: Curves, limits: tuple[Limit, ...]) -> Panel:
    low, high = _span(list(curves.speeds.values()), limits, unit)
    about = "above 0 on the way out, below 0 on the way back"
    sign, step = f"{SIGNS[unit]}/s", _STEPS[unit]
    return Panel(
        f"speed of {driver}", about, False, sign, step, low, high, SPEED_PX, curves.speeds, limits
    )


def _placed(panels: Sequence[Panel], room_px: float) -> Iterator[Panel]:
    """Put panels below each other, as much higher than they must be as there is room."""
    least = sum(panel.least_px for panel in panels)
    around = (len(panels) + 0.5) * HEAD_PX + AXIS_PX
    stretch = min(max((room_px - around) / max(least, 1), 1.0), _MOST_STRETCHED)
    top = 0
    for i, panel in enumerate(panels):
        height = int(stretch * panel.least_px)
        yield replace(panel, top=top + HEAD_PX, height=height)
        top += HEAD_PX + height + (AXIS_PX if i == 0 else 0)


def _describe(measure: Measure) -> str:
    what = getattr(measure, "joint", None) or " to ".join(measure.parts)
    place = {"near": "the near side", "both": "both sides", "difference": "between the sides"}
    where = place.get(measure.side, f"the {measure.side} side")
    return in_words(f"{measure.kind} of {what}, {where}")


def _span(
    values: Sequence[NDArray[np.float64]], limits: Sequence[Limit], unit: Unit
) -> tuple[float, float]:
    seen = np.concatenate([*values, places_of(limits)])
    seen = seen[np.isfinite(seen)]
    low, high = float(seen.min()), float(seen.max())
    margin = max((high - low) * _MARGIN, (_LEAST_SPAN[unit] - (high - low)) / 2)
    return round(low - margin, 2), round(high + margin, 2)
