"""The label of the driving measure: its value, and its goal or a check mark."""

import math
from typing import NamedTuple

from posetrainer.exercises.spec import ExerciseSpec, Unit
from posetrainer.feedback import signs, strokes
from posetrainer.feedback.palette import BLACK, BLUISH_GREEN, SHADE, WHITE
from posetrainer.feedback.points import Point
from posetrainer.feedback.text import Image, put, width_of
from posetrainer.language.units import prescribed, shown, sign
from posetrainer.rules.progress import Progress

#: Font sizes of value and goal, diameter of the check mark and height of the label, in units.
_VALUE, _GOAL, _MARK, _HIGH = 9.0, 6.4, 5.4, 10.5
_NOISE = -10.0


def amount(value: float, unit: Unit) -> str:
    """Return a value in words: "47°", "12 in", "30 cm", "–" if it is not known.

    Cut, not rounded: 44.8° are not yet the 45° that are asked for.
    """
    if not math.isfinite(value):
        return "–"
    # A little below the resting place is noise, and a minus looks like the dash.
    whole = 0 if _NOISE < value < 0 else int(shown(value, unit))
    return f"{whole}{sign(unit)}"


def goal(target: float, unit: Unit, ceiling: float = math.inf) -> str:
    """Return a target in words: "45°", "10.5 in", "27 cm", "45–70°", "–" if it is not known."""
    if not math.isfinite(target):
        return "–"
    upper = f"–{prescribed(ceiling, unit)}" if math.isfinite(ceiling) else ""
    return f"{prescribed(target, unit)}{upper}{sign(unit)}"


def ceiling_of(spec: ExerciseSpec) -> float:
    """Return beyond which value of the driving joint it does harm; infinite if nowhere."""
    driver = spec.driver
    limits = [
        fault.range.at_most
        for fault in spec.form.values()
        if fault.severity == "safety"
        and driver is not None
        and spec.measures[fault.measure].kind == driver.kind
        and spec.measures[fault.measure].parts == driver.parts
    ]
    return min((limit for limit in limits if limit is not None), default=math.inf)


class Label(NamedTuple):
    """What stands beside the gauge, the drawing's unit, and the label's size, all in pixels."""

    value: str
    goal: str
    reached: bool
    unit: float
    wide: float
    high: float


def label_of(progress: Progress, quantity: Unit, ceiling: float, unit: float) -> Label:
    """Return the label of a value; ``ceiling`` as in `goal`, ``unit`` that of the drawing."""
    value = amount(progress.value, quantity)
    # The rules decide, not the last decimal: during a hold the target is reached.
    known = math.isfinite(progress.value)
    there = known and (progress.value >= progress.target or progress.phase == "hold")
    # What is too much or too fast gets no check mark, and on the way back no goal.
    reached = there and not (progress.faults or progress.too_fast or progress.wrong_side)
    aims = progress.harmful or (not there and not progress.goes_back)
    beside = "→ " + goal(progress.target, quantity, ceiling) if aims else ""
    wide = width_of(value, round(_VALUE * unit)) + 0.9 * _HIGH * unit
    if beside:
        wide += 2 * unit + width_of(beside, round(_GOAL * unit))
    elif reached:
        wide += (2 + _MARK) * unit
    return Label(value, beside, reached, unit, wide, _HIGH * unit)


def draw_label(picture: Image, middle: Point, label: Label) -> None:
    """Draw the value, and beside it the target or, once it is reached, a check mark."""
    unit, wide, high = label.unit, label.wide, label.high
    x = max(wide / 2 + unit, min(picture.shape[1] - wide / 2 - unit, middle[0]))
    y = max(high / 2 + unit, min(picture.shape[0] - high / 2 - unit, middle[1]))
    strokes.pill(picture, (x, y), wide, high, SHADE)
    left, right = x - wide / 2 + 0.45 * high, x + wide / 2 - 0.45 * high
    put(picture, label.value, (left, y), round(_VALUE * unit), WHITE, "left")
    if label.goal:
        put(picture, label.goal, (right, y), round(_GOAL * unit), WHITE, "right")
    elif label.reached:
        at = (right - _MARK * unit / 2, y)
        signs.check(picture, at, 0.62 * _MARK * unit, BLACK, BLUISH_GREEN)
