"""The driving measure on the picture: its value and its target."""

import math

from posetrainer.exercises.spec import (
    ExerciseSpec,
    Flexion,
    Inclination,
    Joint,
    Lift,
    Straightening,
)
from posetrainer.feedback import strokes
from posetrainer.feedback.figure import Figure, driver_landmarks, forward, working_sides
from posetrainer.feedback.gauge_label import Label, ceiling_of, draw_label, label_of
from posetrainer.feedback.palette import (
    SHADE,
    STATE_COLOURS,
    WHITE,
    Colour,
    State,
)
from posetrainer.feedback.points import (
    Point,
    angle_of,
    arc_points,
    at_angle,
    cross,
    shifted,
    short_turn,
    vector,
)
from posetrainer.feedback.text import Image
from posetrainer.kinematics.body import INCH_M, stature_px
from posetrainer.kinematics.geometry import points_of
from posetrainer.pose.landmarks import INDEX, SIDES
from posetrainer.rules.progress import Progress

_HIPS = (INDEX["left_hip"], INDEX["right_hip"])
_FEET = [INDEX[f"{side}_{part}"] for side in SIDES for part in ("ankle", "heel", "foot_index")]
#: A joint less bent than this may seem to bend the wrong way round.
_SURELY_BENT_DEG = 25.0
_LYING = ("supine", "hands_and_knees")


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
    spec, progress
        What is measured, where, and how much it is.
    state : State
        Its colour is the gauge's.
    unit : float
        A hundredth of the picture's shorter side.
    stature_m : float
        The user's stature in metres, for lengths.
    """
    points = figure.all_at(driver_landmarks(spec, progress))
    if not points or state is State.SETUP or progress.unit is None:
        return
    colour = STATE_COLOURS[state]
    label = label_of(progress, progress.unit, ceiling_of(spec), unit)
    if isinstance(spec.driver, Flexion | Straightening):
        joint = points[spec.driver.parts.index(spec.driver.joint)]
        proximal, distal = vector(*points[:2]), vector(*points[-2:])
        bends = _bends(proximal, distal, spec.driver.joint, _front(figure, spec, progress))
        turns = bends if isinstance(spec.driver, Flexion) else -bends
        _arc(picture, joint, shifted(joint, distal), turns, progress, colour, unit)
        middle = _beside(joint, figure, spec, progress, label)
    elif isinstance(spec.driver, Lift):
        body_px = stature_px(points_of(figure.xy), frontal=spec.view == "front")
        inch_px = body_px * INCH_M / stature_m
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
    draw_label(picture, middle, label)


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
    turned = short_turn(angle_of(upper), angle_of(lower))
    if joint in ("knee", "hip") and abs(turned) < _SURELY_BENT_DEG:
        to_front = cross(upper, front)
        turned = (-to_front if joint == "knee" else to_front) or turned
    return -1.0 if turned < 0 else 1.0


def _turns(points: list[Point], against: str) -> float:
    """Return 1 if a segment is turned clockwise from its reference line."""
    way = vector(*points[:2])
    reference = -90.0 if against == "vertical" else (0.0 if way[0] >= 0 else 180.0)
    return 1.0 if short_turn(reference, angle_of(way)) >= 0 else -1.0


def _arc(
    picture: Image,
    joint: Point,
    distal: Point,
    bends: float,
    progress: Progress,
    colour: Colour,
    unit: float,
) -> None:
    """Draw the arc from zero to the segment, as a goniometer lies, and the target's tick."""
    if not math.isfinite(progress.value):
        return
    radius = max(7 * unit, min(14 * unit, 0.55 * math.dist(joint, distal)))
    now = angle_of(vector(joint, distal))
    value = max(-180.0, min(180.0, progress.value))
    zero = now - bends * value
    target = bends * max(-180.0, min(180.0, progress.target))
    if math.isfinite(target):
        _edged(picture, arc_points(joint, radius, zero, target), WHITE, 0.4, unit)
    # Over a limb that is almost straight the line of zero would only hide it.
    if abs(value) > 10:
        far = at_angle(joint, 1.5 * radius, zero)
        strokes.line(picture, joint, far, SHADE, 1.1 * unit)
        strokes.dashes(picture, joint, far, colour, 0.5 * unit, dash=3.0)
    _edged(picture, arc_points(joint, radius, zero, bends * value), colour, 1.4, unit)
    if math.isfinite(target):
        tick = [at_angle(joint, share * radius, zero + target) for share in (0.8, 1.25)]
        _edged(picture, tick, WHITE, 1.0, unit)


def _edged(picture: Image, points: list[Point], colour: Colour, width: float, unit: float) -> None:
    """Draw lines through points, with a dark edge."""
    strokes.path(picture, points, SHADE, (width + 0.9) * unit)
    strokes.path(picture, points, colour, width * unit)


def _beside(
    joint: Point, figure: Figure, spec: ExerciseSpec, progress: Progress, label: Label
) -> Point:
    """Return a place for the label off the body: above a lying, in front of a standing person."""
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


def _above(figure: Figure, middle: Point, label: Label, width: int) -> float:
    """Return how high a label must be to lie over all that is below its width."""
    half = label.wide / 2
    x = max(half, min(width - half, middle[0]))
    reach = half + 0.6 * label.high
    top = min((p[1] for p in figure.points if p and abs(p[0] - x) < reach), default=math.inf)
    return min(middle[1], top - 1.1 * label.high)


def _dimension(
    picture: Image,
    figure: Figure,
    lifted: Point,
    progress: Progress,
    colour: Colour,
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
            tick = [(x - 3.5 * unit, target_y), (x + 3.5 * unit, target_y)]
            _edged(picture, [(x, rest_y), (x, target_y)], WHITE, 0.4, unit)
            _edged(picture, tick, WHITE, 1.0, unit)
        for edge, ink in ((0.9 * unit, SHADE), (0.0, colour)):
            strokes.line(picture, (x, rest_y), (x, lifted[1]), ink, 1.4 * unit + edge)
            for y in (rest_y, lifted[1]):
                strokes.line(picture, (x - 2 * unit, y), (x + 2 * unit, y), ink, unit + edge)
    return x, high - 8 * unit
