"""The driving measure on the picture: how far it is and how far it shall go."""

import math

from posetrainer.exercises.spec import ExerciseSpec, Inclination, Unit
from posetrainer.feedback import signs, strokes
from posetrainer.feedback.figure import Figure, forward, working_sides
from posetrainer.feedback.palette import BLACK, BLUISH_GREEN, SHADE, STATE_COLOURS, WHITE, State
from posetrainer.feedback.strokes import Point
from posetrainer.feedback.text import Image, put, width_of
from posetrainer.kinematics.body import inches_per_pixel, leg_length_px
from posetrainer.rules.progress import Progress

_SIGNS: dict[Unit, str] = {"deg": "°", "in": " in"}


def amount(value: float, unit: Unit) -> str:
    """Return a value in words: "47°", "12 in", "–" if it is not known.

    Cut, not rounded: 44.8° are not yet the 45° that are asked for.
    """
    if not math.isfinite(value):
        return "–"
    return f"{int(value)}{_SIGNS[unit]}"


def goal(target: float, unit: Unit) -> str:
    """Return a target in words: "45°", "10.5 in", "–" if it is not known."""
    return f"{target:g}{_SIGNS[unit]}" if math.isfinite(target) else "–"


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
    points = figure.all_at(progress.driver_landmarks)
    if not points:
        return
    colour = WHITE if state is State.SETUP else STATE_COLOURS[state]
    kind = spec.driver.kind
    if kind == "flexion" and len(points) == 3:
        _arc(picture, points[1], points[2], _bends(points), progress, colour, unit)
        middle = _beside(points[1], figure, spec, progress, unit)
    elif kind == "lift":
        middle = _dimension(picture, figure, points, progress, colour, unit, stature_m)
    else:
        if isinstance(spec.driver, Inclination):
            turns = _turns(points, spec.driver.against)
            _arc(picture, points[0], points[1], turns, progress, colour, unit)
        else:
            strokes.dashes(picture, points[0], points[1], colour, 0.8 * unit)
        middle = _beside(points[-1], figure, spec, progress, unit)
    _label(picture, middle, progress, unit)


def _bends(points: list[Point]) -> float:
    """Return 1 if the distal segment is turned clockwise (as seen) against the proximal."""
    (ax, ay), (bx, by), (cx, cy) = points[:3]
    cross = (bx - ax) * (cy - by) - (by - ay) * (cx - bx)
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
    for edge, ink, width in ((1.0, SHADE, 1.2), (0.0, colour, 1.2)):
        far = strokes.arc_points(joint, 1.5 * radius, zero, 0.0)[0]
        strokes.dashes(picture, joint, far, ink, 0.5 * unit + edge, dash=3.0)
        curve = strokes.arc_points(joint, radius, zero, bends * value)
        strokes.path(picture, curve, ink, width * unit + 2 * edge * 0.5 * unit)
    if math.isfinite(progress.target):
        at = zero + bends * max(-180.0, min(180.0, progress.target))
        inner, outer = (
            strokes.arc_points(joint, share * radius, at, 0.0)[0] for share in (0.78, 1.26)
        )
        strokes.line(picture, inner, outer, SHADE, 2.0 * unit)
        strokes.line(picture, inner, outer, WHITE, 1.1 * unit)


def _beside(
    joint: Point, figure: Figure, spec: ExerciseSpec, progress: Progress, unit: float
) -> Point:
    """Return a place for the label where no body is: above who lies, before who stands."""
    if spec.posture == "supine":
        return joint[0], joint[1] - 16 * unit
    sides = working_sides(progress)
    ahead = forward(figure, sides[0]) if sides else 0.0
    if not ahead:
        others = [point for point in map(figure.at, (23, 24)) if point]
        middle = sum(point[0] for point in others) / len(others) if others else joint[0]
        ahead = 1.0 if joint[0] >= middle else -1.0
    return joint[0] + ahead * 38 * unit, joint[1]


def _dimension(
    picture: Image,
    figure: Figure,
    points: list[Point],
    progress: Progress,
    colour: tuple[int, int, int],
    unit: float,
    stature_m: float,
) -> Point:
    """Draw the height over the resting place beyond the foot; return the label's place."""
    lifted, trunk = points[0], points[1]
    out = 1.0 if lifted[0] >= trunk[0] else -1.0
    foot = [p for p in map(figure.at, range(27, 33)) if p and math.dist(p, lifted) < 14 * unit]
    reach = max((out * p[0] for p in [lifted, *foot]), default=out * lifted[0])
    x = out * (reach + 5 * unit)
    x = max(3 * unit, min(picture.shape[1] - 3 * unit, x))
    high = min([lifted[1], *(p[1] for p in foot)])
    per_inch = 1 / inches_per_pixel(leg_length_px(figure.xy), stature_m)
    if math.isfinite(progress.value) and math.isfinite(per_inch):
        rest_y = lifted[1] + progress.value * per_inch
        target_y = rest_y - progress.target * per_inch
        for edge, ink in ((0.9 * unit, SHADE), (0.0, colour)):
            strokes.line(picture, (x, rest_y), (x, lifted[1]), ink, 1.0 * unit + edge)
            for y in (rest_y, lifted[1]):
                strokes.line(picture, (x - 2 * unit, y), (x + 2 * unit, y), ink, unit + edge)
        if math.isfinite(target_y):
            high = min(high, target_y)
            for ink, width in ((SHADE, 2.0), (WHITE, 1.1)):
                a, b = (x - 4 * unit, target_y), (x + 4 * unit, target_y)
                strokes.line(picture, a, b, ink, width * unit)
    return x, high - 8 * unit


def _label(picture: Image, middle: Point, progress: Progress, unit: float) -> None:
    """Draw the value, and beside it the target or, once it is reached, a check mark."""
    value, reached = amount(progress.value, progress.unit), progress.value >= progress.target
    size, small = round(8.6 * unit), round(6.2 * unit)
    beside = "→ " + goal(progress.target, progress.unit)
    mark = 5.2 * unit
    wide = width_of(value, size) + 2 * unit + (mark if reached else width_of(beside, small))
    high = 10 * unit
    whole = wide + high
    x = max(whole / 2 + unit, min(picture.shape[1] - whole / 2 - unit, middle[0]))
    y = max(high / 2 + unit, min(picture.shape[0] - high / 2 - unit, middle[1]))
    strokes.pill(picture, (x, y), whole, high, SHADE)
    left = x - wide / 2
    put(picture, value, (left, y), size, WHITE, "left")
    if reached:
        at = (x + wide / 2 - mark / 2, y)
        signs.check(picture, at, 0.62 * mark, BLACK, BLUISH_GREEN)
    else:
        put(picture, beside, (x + wide / 2, y), small, WHITE, "right")
