"""The body as a whole: its scale, the view on it, and whether it keeps still.

All from the image plane: the estimator's depth is not good enough (median error of an angle
23 degrees against 6).
"""

import math
from collections.abc import Sequence
from operator import itemgetter
from statistics import median

from posetrainer.kinematics.geometry import Points, middle
from posetrainer.kinematics.pairs import ANKLES, HEELS, HIPS, KNEES, SHOULDERS, TOES
from posetrainer.pose.landmarks import INDEX, SIDES

#: Hip to ankle over stature; Winter, Biomechanics and Motor Control of Human Movement,
#: 4th ed. 2009, figure 4.1: 0.530 (hip) - 0.039 (ankle) = 0.491.
LEG_OVER_STATURE = 0.491
#: Hip to shoulder over stature, likewise: 0.818 (shoulder) - 0.530 (hip) = 0.288.
TRUNK_OVER_STATURE = 0.288
INCH_M = 0.0254

_LEFT_SIDE, _RIGHT_SIDE = (
    [INDEX[f"{side}_{part}"] for part in ("shoulder", "hip", "knee", "ankle")] for side in SIDES
)
_left_side_of, _right_side_of = itemgetter(*_LEFT_SIDE), itemgetter(*_RIGHT_SIDE)


def leg_length_px(points: Points) -> float:
    """Return thigh and shank together, in pixels: the mean of the legs that are seen.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels; NaN where one cannot be judged.
    """
    left, right = (
        abs(points[knee] - points[hip]) + abs(points[ankle] - points[knee])
        for hip, knee, ankle in zip(HIPS, KNEES, ANKLES, strict=True)
    )
    if math.isnan(left):
        return right
    return left if math.isnan(right) else (left + right) / 2


def trunk_length_px(points: Points) -> float:
    """Return the distance from the middle of the shoulders to that of the hips, in pixels.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels; NaN where one cannot be judged: of a pair one is enough.
    """
    # Lengths are given as shares of it, so it is a pixel at least. NaN stays.
    return max(abs(middle(points, SHOULDERS) - middle(points, HIPS)), 1.0)


def stature_px(points: Points, *, frontal: bool) -> float:
    """Return the body's stature as long as it would be in the picture, were it upright.

    From the side it is estimated from trunk and legs together: over the samples the legs alone are
    measured as 6 to 17 % shorter than in anthropometric tables, both together as 1 to 10 %. From
    the front a thigh may point at the camera, so there it is estimated from the trunk.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels; NaN where one cannot be judged.
    frontal : bool
        Whether the body is seen from the front.
    """
    trunk_px = trunk_length_px(points)
    if frontal:
        return trunk_px / TRUNK_OVER_STATURE
    return (trunk_px + leg_length_px(points)) / (TRUNK_OVER_STATURE + LEG_OVER_STATURE)


def breadth(points: Points) -> float:
    """Return the breadth of the shoulders over the length of the trunk, as seen.

    About 0.1 to 0.3 from the side (a lying person is looked down upon a little), 0.7 from
    the front, and more from the foot end, which shortens the trunk.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels.
    """
    return breadth_px(points) / trunk_length_px(points)


def breadth_px(points: Points) -> float:
    """Return the breadth of the shoulders as seen, in pixels."""
    left, right = SHOULDERS
    return abs(points[right] - points[left])


def facing(points: Points, *, level: bool) -> int:
    """Return where the body points in the picture in a side view: 1 to its right, -1 to its left.

    A level trunk points to its head, an upright body where its feet point: a head may turn to
    the camera. It is 0 where that is not clear, and where the trunk is not as expected.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels.
    level : bool
        Whether the trunk is expected to be level, not upright.
    """
    trunk = middle(points, SHOULDERS) - middle(points, HIPS)
    along_x = trunk.real
    if level != (abs(along_x) > abs(trunk.imag)):
        return 0
    if not level:
        toes = [(points[toe] - points[heel]).real for toe, heel in zip(TOES, HEELS, strict=True)]
        along_x = toes[0] if toes[0] * toes[1] > 0 else 0.0
    return (along_x > 0) - (along_x < 0)


def left_is_nearer(visibility: Sequence[float]) -> float:
    """Return how much better the left side is seen than the right, -1 to 1.

    It gives the side turned to the camera in a side view, never the side that moves.

    Parameters
    ----------
    visibility : sequence of float
    """
    more: float = sum(_left_side_of(visibility)) - sum(_right_side_of(visibility))
    return more / len(_LEFT_SIDE)


def displacement(before: Points, after: Points) -> float:
    """Return how far the body has moved between two moments, in lengths of its trunk.

    The median over those shoulders, hips, knees and ankles that are seen both times, so that
    a moving hand or one wrong landmark does not matter.

    Parameters
    ----------
    before, after : sequence of complex
        Landmarks in pixels; NaN where one cannot be judged.
    """
    away = [abs(after[i] - before[i]) for i in (*_LEFT_SIDE, *_RIGHT_SIDE)]
    moved = [px for px in away if not math.isnan(px)]
    return median(moved) / trunk_length_px(after) if moved else math.nan
