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

_SHOULDERS = np.array([INDEX["left_shoulder"], INDEX["right_shoulder"]])
_HIPS = np.array([INDEX["left_hip"], INDEX["right_hip"]])
_KNEES = np.array([INDEX["left_knee"], INDEX["right_knee"]])
_ANKLES = np.array([INDEX["left_ankle"], INDEX["right_ankle"]])
_EARS = np.array([INDEX["left_ear"], INDEX["right_ear"]])
_NOSE = INDEX["nose"]
_SIDE_PARTS = {
    side: np.array([INDEX[f"{side}_{part}"] for part in ("shoulder", "hip", "knee", "ankle")])
    for side in SIDES
}
_LEGS = np.concatenate([_HIPS, _KNEES, _ANKLES])
_BODY = np.concatenate([_SHOULDERS, _HIPS, _KNEES, _ANKLES])


def leg_length_px(xy: Array) -> float:
    """Return thigh and shank together, in pixels, the mean of both legs.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels.
    """
    hips_knees_ankles = xy[_LEGS]
    left, right = distance(hips_knees_ankles[:4], hips_knees_ankles[2:]).reshape(2, 2).T.tolist()
    return float(sum(left) + sum(right)) / 2


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


def posture(xy: Array) -> BodyPosture:
    """Return how the person is placed, from the image plane.

    Standing is an upright trunk over feet that are lower than the hips by more than a third
    of the leg (so a squat is standing, too). Lying is a level trunk; supine is lying with
    the nose above the ears.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels; NaN where one cannot be judged.
    """
    (shoulder_x, shoulder_y), (hip_x, hip_y) = _middle(xy, _SHOULDERS), _middle(xy, _HIPS)
    lean = math.degrees(math.atan2(abs(shoulder_x - hip_x), hip_y - shoulder_y))
    if math.isnan(lean):
        return "unclear"
    if 60 <= lean <= 120:
        nose_above_ears = _middle(xy, _EARS)[1] - float(xy[_NOSE, 1])
        return "supine" if nose_above_ears > 0 else "lying"
    if lean < 45 and _middle(xy, _ANKLES)[1] - hip_y > 0.35 * leg_length_px(xy):
        return "standing"
    return "unclear"


def _middle(xy: Array, pair: Array) -> tuple[float, float]:
    left, right = xy[pair].tolist()
    return (left[0] + right[0]) / 2, (left[1] + right[1]) / 2


def breadth(xy: Array) -> float:
    """Return the breadth of the shoulders over the length of the trunk, as seen.

    About 0.1 to 0.3 from the side (a lying person is looked down upon a little), 0.7 from
    the front, and more from the foot end, which shortens the trunk.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels.
    """
    (left_x, left_y), (right_x, right_y) = xy[_SHOULDERS].tolist()
    (shoulder_x, shoulder_y), (hip_x, hip_y) = _middle(xy, _SHOULDERS), _middle(xy, _HIPS)
    trunk = math.hypot(shoulder_x - hip_x, shoulder_y - hip_y)
    if not trunk > 0:
        return math.nan
    return math.hypot(left_x - right_x, left_y - right_y) / trunk


def left_is_nearer(visibility: Array) -> float:
    """Return how much better the left side is seen than the right, -1 to 1.

    Tells the side turned to the camera in a side view. It never tells which side moves.

    Parameters
    ----------
    visibility : ndarray, shape (33,)
    """
    left, right = (sum(visibility[_SIDE_PARTS[side]].tolist()) for side in SIDES)
    return float(left - right) / 4


def displacement(before: Array, after: Array) -> float:
    """Return how far the body has moved between two moments, in lengths of its trunk.

    The median over shoulders, hips, knees and ankles, so that a moving hand or one wrong
    landmark does not matter.

    Parameters
    ----------
    before, after : ndarray, shape (33, 2)
        Landmarks in pixels.
    """
    (shoulder_x, shoulder_y), (hip_x, hip_y) = _middle(after, _SHOULDERS), _middle(after, _HIPS)
    trunk = math.hypot(shoulder_x - hip_x, shoulder_y - hip_y)
    # statistics.median takes 8 numbers ten times quicker than numpy's.
    moved = median(distance(before[_BODY], after[_BODY]).tolist())
    return moved / trunk if trunk > 0 else math.nan

