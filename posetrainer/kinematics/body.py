"""The body as a whole: its scale, posture, the view on it, and whether it keeps still.

All from the image plane: the estimator's depth is not good enough (median error of an angle
23 degrees against 6). The vertical is the picture's: the camera stands upright.
"""

import cmath
import math
from statistics import median
from typing import Literal

import numpy as np

from posetrainer.kinematics.geometry import Array, distance
from posetrainer.pose.landmarks import INDEX, SIDES

#: Hip to ankle over stature; Winter, Biomechanics and Motor Control of Human Movement,
#: 4th ed. 2009, figure 4.1: 0.530 (hip) - 0.039 (ankle) = 0.491.
LEG_OVER_STATURE = 0.491
#: Hip to shoulder over stature, likewise: 0.818 (shoulder) - 0.530 (hip) = 0.288.
TRUNK_OVER_STATURE = 0.288
INCH_M = 0.0254

BodyPosture = Literal["standing", "sitting", "half_kneeling", "hands_and_knees", "supine", "prone"]

#: Leaning less than this from the vertical a trunk is upright, from the other on it is level.
UPRIGHT_DEG = 45.0
LEVEL_DEG = 60.0
#: Standing feet are lower than the hips by more than this share of the leg: in a squat, too.
STANDING_FEET = 0.35
#: A sitting thigh goes down by less than this share of the trunk, from hip to knee.
SITTING_THIGH = 0.55
#: A knee on the floor is above the lowest ankle by less than this share of the trunk, and the
#: hips of who kneels on it are above it by more than the other.
KNEELING_KNEE = 0.35
KNEELING_HIPS = 0.4
#: Further than this share of the trunk above ears or heels, nose or toes point up for sure.
POINTS = 0.15
#: So far below them altogether they may seem to be with the head turned to the camera.
TURNED_HEAD = 0.05
#: A knee bent by less than this is straight, by more than that drawn up.
STRAIGHT_DEG = 30.0
DRAWN_UP_DEG = 60.0
#: On hands and knees, the knees are lower than the hips by more than this share of the trunk.
CRAWLING_KNEES = 0.4

Point = list[float]
Pair = tuple[int, int]


def _pair(part: str) -> Pair:
    return INDEX[f"left_{part}"], INDEX[f"right_{part}"]


_SHOULDERS, _HIPS, _KNEES, _ANKLES, _EARS = map(_pair, ("shoulder", "hip", "knee", "ankle", "ear"))
_WRISTS = _pair("wrist")
_HEELS, _TOES = map(_pair, ("heel", "foot_index"))
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


def trunk_length_px(xy: Array) -> float:
    """Return the distance from the middle of the shoulders to that of the hips, in pixels.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels; NaN where one cannot be judged: of a pair one is enough.
    """
    return _trunk_length(xy.tolist())


def stature_px(xy: Array, *, frontal: bool) -> float:
    """Return the body's stature as long as it would be in the picture, were it upright.

    From the side it is told by trunk and legs together: over the samples the legs alone are
    measured as 6 to 17 % shorter than anthropometry says, both together as 1 to 10 %. From the
    front a thigh may point at the camera, so there it is told by the trunk.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels; NaN where one cannot be judged.
    frontal : bool
        Whether the body is seen from the front.
    """
    trunk_px = trunk_length_px(xy)
    if frontal:
        return trunk_px / TRUNK_OVER_STATURE
    return (trunk_px + leg_length_px(xy)) / (TRUNK_OVER_STATURE + LEG_OVER_STATURE)


def postures(xy: Array, *, frontal: bool = False) -> frozenset[BodyPosture] | None:
    """Return how the person may be placed, from the image plane.

    One picture may be several: from the side the deepest of squats looks like sitting. Lying is
    a level trunk; supine is lying with nose and toes up. Of a pair of landmarks one is
    enough.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels; NaN where one cannot be judged.
    frontal : bool
        Whether the body is seen from the front: the thighs of who sits point at the camera
        then, and are not those of a squat.

    Returns
    -------
    frozenset or None
        Empty for none of those that are known, or for one between them; None if what would
        tell cannot be seen.
    """
    points = xy.tolist()
    (shoulder_x, shoulder_y), (hip_x, hip_y) = _middle(points, _SHOULDERS), _middle(points, _HIPS)
    lean = math.degrees(math.atan2(abs(shoulder_x - hip_x), hip_y - shoulder_y))
    if math.isnan(lean):
        return None
    if LEVEL_DEG <= lean <= 180 - LEVEL_DEG:
        return _level(points, hip_y)
    if lean >= UPRIGHT_DEG:
        return frozenset()
    found = _upright(points, hip_y, leg_length_px(xy))
    if found and frontal and "sitting" in found:
        return frozenset(("sitting",))
    return found


def _level(points: list[Point], hip_y: float) -> frozenset[BodyPosture] | None:
    # One of the knees may be lifted behind the trunk.
    knees_below_hips = [knee_y - hip_y for knee_y in _both_y(points, _KNEES)]
    if max(knees_below_hips, default=0.0) > CRAWLING_KNEES * _trunk_length(points):
        return frozenset(("hands_and_knees",))
    trunk_px = _trunk_length(points)
    # Of who lies on the back nose and toes point up; a head may be turned to the camera.
    point_up = [
        _middle(points, base)[1] - tip_y
        for base, tip_y in (
            (_EARS, points[_NOSE][1]),
            (_HEELS, _middle(points, _TOES)[1]),
        )
    ]
    seen = [up / trunk_px for up in point_up if not math.isnan(up)]
    if not seen:
        return None
    faces_up = sum(max(-POINTS, min(POINTS, up)) for up in seen)
    return frozenset(("supine",)) if faces_up > -TURNED_HEAD else frozenset(("prone",))


def on_one_leg(xy: Array) -> bool:
    """Whether an upright body has one leg straight below it and the other knee drawn up.

    Nobody waits like that: it is somebody lying with one knee bent in a picture on its side.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels; NaN where one cannot be judged.
    """
    points = xy.tolist()
    shoulders, hips = _middle(points, _SHOULDERS), _middle(points, _HIPS)
    if not hips[1] - shoulders[1] > abs(hips[0] - shoulders[0]):
        return False
    legs = (
        [complex(*points[pair[side]]) for pair in (_HIPS, _KNEES, _ANKLES)] for side in range(2)
    )
    bent = sorted(
        abs(math.degrees(cmath.phase((ankle - knee) * (knee - hip).conjugate())))
        for hip, knee, ankle in legs
    )
    return bent[0] < STRAIGHT_DEG and bent[1] > DRAWN_UP_DEG


def head_down(xy: Array) -> bool:
    """Whether the shoulders are below the hips, the trunk nearer to upright than to level.

    Nobody exercises like that: the picture is turned.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels; NaN where one cannot be judged.
    """
    points = xy.tolist()
    shoulders, hips = _middle(points, _SHOULDERS), _middle(points, _HIPS)
    return shoulders[1] - hips[1] > abs(hips[0] - shoulders[0])


def knees_hang(xy: Array) -> bool:
    """Whether a knee is far below a level trunk while hands and feet bear nothing.

    On hands and knees, hands and feet are below the trunk as well: it is somebody lying with a
    knee drawn up, in a picture that is upside down.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels; NaN where one cannot be judged.
    """
    points = xy.tolist()
    reach = CRAWLING_KNEES * _trunk_length(points)
    shoulder_y, hip_y = _middle(points, _SHOULDERS)[1], _middle(points, _HIPS)[1]
    knees_y, ankles_y = _both_y(points, _KNEES), _both_y(points, _ANKLES)
    hands_y = _both_y(points, _WRISTS)
    if not knees_y or not ankles_y or not hands_y:
        return False
    return (
        max(knees_y) - hip_y > reach
        and max(ankles_y) - hip_y < reach
        and max(hands_y) - shoulder_y < reach
    )


def _upright(points: list[Point], hip_y: float, leg_px: float) -> frozenset[BodyPosture] | None:
    trunk_px = _trunk_length(points)
    ankles_y, knees_y = _both_y(points, _ANKLES), _both_y(points, _KNEES)
    if not ankles_y or not knees_y:
        return None
    if max(ankles_y) - max(knees_y) < KNEELING_KNEE * trunk_px:
        kneels = max(knees_y) - hip_y > KNEELING_HIPS * trunk_px
        return frozenset(("half_kneeling",)) if kneels else frozenset()
    found: set[BodyPosture] = set()
    if sum(ankles_y) / len(ankles_y) - hip_y > STANDING_FEET * leg_px:
        found.add("standing")
    if sum(knees_y) / len(knees_y) - hip_y < SITTING_THIGH * trunk_px:
        found.add("sitting")
    return frozenset(found)


def _both_y(points: list[Point], pair: Pair) -> list[float]:
    """Heights of a left and a right landmark, as far as they are seen."""
    return [points[index][1] for index in pair if not math.isnan(points[index][1])]


def _middle(points: list[Point], pair: Pair) -> Point:
    """Middle of a left and a right landmark, or the one of them that is seen."""
    left, right = points[pair[0]], points[pair[1]]
    if math.isnan(left[0]):
        return right
    if math.isnan(right[0]):
        return left
    return [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2]


def _trunk_length(points: list[Point]) -> float:
    # Less than a pixel is no trunk, and lengths are told as shares of it. NaN stays.
    return max(math.dist(_middle(points, _SHOULDERS), _middle(points, _HIPS)), 1.0)


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


def facing(xy: Array, *, level: bool) -> int:
    """Return where the body points in the picture in a side view: 1 to its right, -1 to its left.

    A level trunk points to its head, an upright body where its feet point: a head may turn to
    the camera. It is 0 where that is not clear, and where the trunk is not as expected.

    Parameters
    ----------
    xy : ndarray, shape (33, 2)
        Landmarks in pixels.
    level : bool
        Whether the trunk is expected to be level, not upright.
    """
    points = xy.tolist()
    (shoulder_x, shoulder_y), (hip_x, hip_y) = _middle(points, _SHOULDERS), _middle(points, _HIPS)
    along_x, along_y = shoulder_x - hip_x, shoulder_y - hip_y
    if level != (abs(along_x) > abs(along_y)):
        return 0
    if not level:
        toes = [points[toe][0] - points[heel][0] for toe, heel in zip(_TOES, _HEELS, strict=True)]
        along_x = toes[0] if toes[0] * toes[1] > 0 else 0.0
    return (along_x > 0) - (along_x < 0)


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
