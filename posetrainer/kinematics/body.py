"""The body as a whole: its scale, posture, the view on it, and whether it keeps still.

All from the image plane: the estimator's depth is not good enough (median error of an angle
23 degrees against 6). The vertical is the picture's: the camera stands upright.
"""

import math
from statistics import median
from typing import Literal

import numpy as np

from posetrainer.kinematics.geometry import Array, distance
from posetrainer.pose.landmarks import INDEX, SIDES

#: Hip to ankle over stature; Winter, Biomechanics and Motor Control of Human Movement,
#: 4th ed. 2009, figure 4.1: 0.530 (hip) - 0.039 (ankle) = 0.491.
LEG_OVER_STATURE = 0.491
INCH_M = 0.0254

BodyPosture = Literal["standing", "supine", "lying", "unclear"]

Point = list[float]
Pair = tuple[int, int]


def _pair(part: str) -> Pair:
    return INDEX[f"left_{part}"], INDEX[f"right_{part}"]


_SHOULDERS, _HIPS, _KNEES, _ANKLES, _EARS = map(_pair, ("shoulder", "hip", "knee", "ankle", "ear"))
_NOSE = INDEX["nose"]
_SIDE_PARTS = np.array(
    [[INDEX[f"{side}_{part}"] for part in ("shoulder", "hip", "knee", "ankle")] for side in SIDES]
)
_BODY = _SIDE_PARTS.ravel()


def leg_length_px(xy: Array) -> float:
    """Return thigh and shank together, in pixels: the mean of the legs that are seen.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels; NaN where one cannot be judged.
    """
    points = xy.tolist()
    lengths = [
        math.dist(points[hip], points[knee]) + math.dist(points[knee], points[ankle])
        for hip, knee, ankle in zip(_HIPS, _KNEES, _ANKLES, strict=True)
    ]
    seen = [length for length in lengths if not math.isnan(length)]
    return sum(seen) / len(seen) if seen else math.nan


def inches_per_pixel(leg_px: float, stature_m: float) -> float:
    """Return the length of a pixel beside the body, from the user's own proportions.

    Parameters
    ----------
    leg_px : float
        Hip to knee to ankle, in pixels.
    stature_m : float
        The user's stature in metres.
    """
    return LEG_OVER_STATURE * stature_m / INCH_M / leg_px if leg_px > 0 else math.nan


def posture(xy: Array) -> BodyPosture | None:
    """Return how the person is placed, from the image plane.

    Standing is an upright trunk over feet that are lower than the hips by more than a third
    of the leg (so a squat is standing, too). Lying is a level trunk; supine is lying with
    the nose above the ears. Of a pair of landmarks one is enough.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels; NaN where one cannot be judged.

    Returns
    -------
    {"standing", "supine", "lying", "unclear"} or None
        None if what would tell cannot be seen.
    """
    points = xy.tolist()
    (shoulder_x, shoulder_y), (hip_x, hip_y) = _middle(points, _SHOULDERS), _middle(points, _HIPS)
    lean = math.degrees(math.atan2(abs(shoulder_x - hip_x), hip_y - shoulder_y))
    if math.isnan(lean):
        return None
    if 60 <= lean <= 120:
        nose_above_ears = _middle(points, _EARS)[1] - points[_NOSE][1]
        if math.isnan(nose_above_ears):
            return None
        return "supine" if nose_above_ears > 0 else "lying"
    if lean >= 45:
        return "unclear"
    feet_below_hips = (_middle(points, _ANKLES)[1] - hip_y) / leg_length_px(xy)
    if math.isnan(feet_below_hips):
        return None
    return "standing" if feet_below_hips > 0.35 else "unclear"


def _middle(points: list[Point], pair: Pair) -> Point:
    """Middle of a left and a right landmark, or the one of them that is seen."""
    left, right = points[pair[0]], points[pair[1]]
    if math.isnan(left[0]):
        return right
    if math.isnan(right[0]):
        return left
    return [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2]


def _trunk_length(points: list[Point]) -> float:
    return math.dist(_middle(points, _SHOULDERS), _middle(points, _HIPS))


def breadth(xy: Array) -> float:
    """Return the breadth of the shoulders over the length of the trunk, as seen.

    About 0.1 to 0.3 from the side (a lying person is looked down upon a little), 0.7 from
    the front, and more from the foot end, which shortens the trunk.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels.
    """
    points = xy.tolist()
    trunk = _trunk_length(points)
    left, right = _SHOULDERS
    return math.dist(points[left], points[right]) / trunk if trunk > 0 else math.nan


def left_is_nearer(visibility: Array) -> float:
    """Return how much better the left side is seen than the right, -1 to 1.

    Tells the side turned to the camera in a side view. It never tells which side moves.

    Parameters
    ----------
    visibility : ndarray, shape (33,)
    """
    left, right = visibility[_SIDE_PARTS].tolist()
    return float(sum(left) - sum(right)) / len(left)


def displacement(before: Array, after: Array) -> float:
    """Return how far the body has moved between two moments, in lengths of its trunk.

    The median over those shoulders, hips, knees and ankles that are seen both times, so that
    a moving hand or one wrong landmark does not matter.

    Parameters
    ----------
    before, after : ndarray, shape (33, 2)
        Landmarks in pixels; NaN where one cannot be judged.
    """
    trunk = _trunk_length(after.tolist())
    moved = [d for d in distance(before[_BODY], after[_BODY]).tolist() if not math.isnan(d)]
    # statistics.median takes 8 numbers ten times quicker than numpy's.
    return median(moved) / trunk if moved and trunk > 0 else math.nan
