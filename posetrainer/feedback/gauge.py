"""The driving measure on the picture: how far it is and how far it shall go."""

import math
from typing import NamedTuple

import numpy as np

from posetrainer.exercises.spec import (
    ExerciseSpec,
    Flexion,
    Inclination,
    Joint,
    Lift,
    Straightening,
    Unit,
)
from posetrainer.feedback import signs, strokes
from posetrainer.feedback.figure import Figure, driver_landmarks, forward, working_sides
from posetrainer.feedback.palette import BLACK, BLUISH_GREEN, SHADE, STATE_COLOURS, WHITE, State
from posetrainer.feedback.strokes import Point
from posetrainer.feedback.text import Image, put, width_of
from posetrainer.kinematics.body import INCH_M, stature_px
from posetrainer.kinematics.geometry import points_of
from posetrainer.language.units import prescribed, shown, sign
from posetrainer.pose.landmarks import INDEX, SIDES
from posetrainer.rules.progress import Progress

_HIPS = (INDEX["left_hip"], INDEX["right_hip"])
_FEET = [INDEX[f"{side}_{part}"] for side in SIDES for part in ("ankle", "heel", "foot_index")]
#: Font sizes of value and goal, diameter of the check mark and height of the label, in units.
_VALUE, _GOAL, _MARK, _HIGH = 9.0, 6.4, 5.4, 10.5
_NOISE = -10.0
#: A joint less bent than this may seem to bend the wrong way round.
_SURELY_BENT_DEG = 25.0
_LYING = ("supine", "hands_and_knees")


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


def draw_gauge(
    picture: Image,
    figure: Figure,
    spec: ExerciseSpec,
    progress: Progress,
    state: State,
    unit: float,
    stature_m: float,
) -> None:
    """Draw an arc at the joint, or a vertical dimension line for a lift, with its value.

    Parameters
    ----------
    picture : ndarray, shape (H, W, 3), uint8
        Is changed.
    figure : Figure
        The person in its pixels.
    spec : ExerciseSpec
        Tells what is measured.
    progress : Progress
        Tells where, how much and how much there shall be.
    state : State
        Gives the gauge its colour.
    unit : float
        A hundredth of the picture's shorter side.
    stature_m : float
        The user's stature in metres, for lengths.
    """
    points = figure.all_at(driver_landmarks(spec, progress))
    if not points or state is State.SETUP or progress.unit is None:
        return
    colour = STATE_COLOURS[state]
    label = _label_of(progress, progress.unit, ceiling_of(spec), unit)
    if isinstance(spec.driver, Flexion | Straightening):
        joint = points[spec.driver.parts.index(spec.driver.joint)]
        proximal = points[1][0] - points[0][0], points[1][1] - points[0][1]
        distal = points[-1][0] - points[-2][0], points[-1][1] - points[-2][1]
        bends = _bends(proximal, distal, spec.driver.joint, _front(figure, spec, progress))
        turns = bends if isinstance(spec.driver, Flexion) else -bends
        end = joint[0] + distal[0], joint[1] + distal[1]
        _arc(picture, joint, end, turns, progress, colour, unit)
        middle = _beside(joint, figure, spec, progress, label)
    elif isinstance(spec.driver, Lift):
        inch_px = (
            stature_px(points_of(figure.xy), frontal=spec.view == "front") * INCH_M / stature_m
        )
        middle = _dimension(picture, figure, points[0], progress, colour, unit, inch_px)
    else:
        if isinstance(spec.driver, Inclination):
            turns = _turns(points, spec.driver.against)
            _arc(picture, points[0], points[1], turns, progress, colour, unit)
        else:
            strokes.dashes(picture, points[0], points[1], colour, 0.8 * unit)
        middle = _beside(points[-1], figure, spec, progress, label)
    if spec.posture in _LYING:
        middle = middle[0], _above(figure, middle, label, picture.shape[1])
    _draw_label(picture, middle, label)


def _front(figure: Figure, spec: ExerciseSpec, progress: Progress) -> Point:
    """Return the direction of the body's front in the picture; (0, 0) if it is unclear."""
    if spec.posture == "supine":
        return 0.0, -1.0
    sides = working_sides(spec, progress)
    return (forward(figure, sides[0]) if sides else 0.0), 0.0


def _bends(upper: Point, lower: Point, joint: Joint, front: Point) -> float:
    """Return 1 if the distal segment is turned clockwise (as seen) against the proximal.

    Of a joint that is nearly straight the landmarks' noise would decide, so anatomy does:
    knees bend to the back, hips to the front.
    """
    cross = upper[0] * lower[1] - upper[1] * lower[0]
    dot = upper[0] * lower[0] + upper[1] * lower[1]
    if joint in ("knee", "hip") and math.degrees(math.atan2(abs(cross), dot)) < _SURELY_BENT_DEG:
        to_front = upper[0] * front[1] - upper[1] * front[0]
        cross = (-to_front if joint == "knee" else to_front) or cross
    return -1.0 if cross < 0 else 1.0


def _turns(points: list[Point], against: str) -> float:
    """Return 1 if a segment is turned clockwise from its reference line."""
    (ax, ay), (bx, by) = points[:2]
    direction = math.degrees(math.atan2(by - ay, bx - ax))
    reference = -90.0 if against == "vertical" else (0.0 if bx >= ax else 180.0)
    return 1.0 if (direction - reference + 180.0) % 360.0 >= 180.0 else -1.0


def _arc(
    picture: Image,
    joint: Point,
    distal: Point,
    bends: float,
    progress: Progress,
    colour: tuple[int, int, int],
    unit: float,
) -> None:
    """Draw the arc from zero to the segment, as a goniometer lies, and the target's tick."""
    if not math.isfinite(progress.value):
        return
    radius = max(7 * unit, min(14 * unit, 0.55 * math.dist(joint, distal)))
    now = math.degrees(math.atan2(distal[1] - joint[1], distal[0] - joint[0]))
    value = max(-180.0, min(180.0, progress.value))
    zero = now - bends * value
    target = bends * max(-180.0, min(180.0, progress.target))
    if math.isfinite(target):
        track = strokes.arc_points(joint, radius, zero, target)
        strokes.path(picture, track, SHADE, 1.3 * unit)
        strokes.path(picture, track, WHITE, 0.4 * unit)
    # Over a limb that is almost straight the line of zero would only hide it.
    if abs(value) > 10:
        far = strokes.arc_points(joint, 1.5 * radius, zero, 0.0)[0]
        strokes.line(picture, joint, far, SHADE, 1.1 * unit)
        strokes.dashes(picture, joint, far, colour, 0.5 * unit, dash=3.0)
    curve = strokes.arc_points(joint, radius, zero, bends * value)
    strokes.path(picture, curve, SHADE, 2.3 * unit)
    strokes.path(picture, curve, colour, 1.4 * unit)
    if math.isfinite(target):
        tick = [
            strokes.arc_points(joint, share * radius, zero + target, 0.0)[0]
            for share in (0.8, 1.25)
        ]
        strokes.path(picture, tick, SHADE, 1.9 * unit)
        strokes.path(picture, tick, WHITE, 1.0 * unit)


def _beside(
    joint: Point, figure: Figure, spec: ExerciseSpec, progress: Progress, label: "_Label"
) -> Point:
    """Return a place for the label where no body is: above who lies, before who stands."""
    if spec.posture in _LYING:
        return joint[0], joint[1] - 1.6 * label.high
    sides = working_sides(spec, progress)
    ahead = forward(figure, sides[0]) if sides else 0.0
    if not ahead:
        # From the front: outward.
        hips = [point for point in map(figure.at, _HIPS) if point]
        middle = sum(point[0] for point in hips) / len(hips) if hips else joint[0]
        ahead = 1.0 if joint[0] >= middle else -1.0
    far = label.wide / 2 + 1.4 * label.high
    # Room for the widest label, so that it does not change sides as its words change.
    widest = 4.2 * label.high
    if not 0 <= joint[0] + ahead * (widest + 0.9 * label.high) <= figure.size[0]:
        ahead = -ahead
    return joint[0] + ahead * far, joint[1]


def _above(figure: Figure, middle: Point, label: "_Label", width: int) -> float:
    """Return how high a label must be to lie over all that is below its width."""
    half = label.wide / 2
    x = max(half, min(width - half, middle[0]))
    under = figure.drawable & (np.abs(figure.xy[:, 0] - x) < half + 0.6 * label.high)
    top = float(figure.xy[under, 1].min()) if under.any() else math.inf
    return min(middle[1], top - 1.1 * label.high)


def _dimension(
    picture: Image,
    figure: Figure,
    lifted: Point,
    progress: Progress,
    colour: tuple[int, int, int],
    unit: float,
    inch_px: float,
) -> Point:
    """Draw the height over the resting place beyond the foot; return the label's place."""
    hips = [point for point in map(figure.at, _HIPS) if point]
    out = 1.0 if not hips or lifted[0] >= hips[0][0] else -1.0
    foot = [p for p in map(figure.at, _FEET) if p and math.dist(p, lifted) < 14 * unit]
    reach = max((out * p[0] for p in [lifted, *foot]), default=out * lifted[0])
    x = out * (reach + 5 * unit)
    x = max(3 * unit, min(picture.shape[1] - 3 * unit, x))
    high = min([lifted[1], *(p[1] for p in foot)])
    if math.isfinite(progress.value) and inch_px > 0:
        rest_y = lifted[1] + progress.value * inch_px
        target_y = rest_y - progress.target * inch_px
        if math.isfinite(target_y):
            high = min(high, target_y)
            track = [(x, rest_y), (x, target_y)]
            tick = [(x - 3.5 * unit, target_y), (x + 3.5 * unit, target_y)]
            for line, width in ((track, 0.4), (tick, 1.0)):
                strokes.path(picture, line, SHADE, (width + 0.9) * unit)
                strokes.path(picture, line, WHITE, width * unit)
        for edge, ink in ((0.9 * unit, SHADE), (0.0, colour)):
            strokes.line(picture, (x, rest_y), (x, lifted[1]), ink, 1.4 * unit + edge)
            for y in (rest_y, lifted[1]):
                strokes.line(picture, (x - 2 * unit, y), (x + 2 * unit, y), ink, unit + edge)
    return x, high - 8 * unit


class _Label(NamedTuple):
    """What stands beside the gauge, and its size in pixels."""

    value: str
    goal: str
    reached: bool
    unit: float
    wide: float
    high: float


def _label_of(progress: Progress, quantity: Unit, ceiling: float, unit: float) -> _Label:
    value = amount(progress.value, quantity)
    # Rules know better than the last decimal: who holds, is there.
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
    return _Label(value, beside, reached, unit, wide, _HIGH * unit)


def _draw_label(picture: Image, middle: Point, label: _Label) -> None:
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
