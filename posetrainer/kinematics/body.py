"""The body as a whole: its scale, posture, the view on it, and whether it keeps still.

All from the image plane: the estimator's depth is not good enough (median error of an angle
23 degrees against 6). The vertical is the picture's: the camera stands upright.
"""

import cmath
import math
from collections.abc import Sequence
from statistics import median
from typing import Literal

from posetrainer.kinematics.geometry import (
    Points,
    angle_between,
    inclination_from_vertical,
    middle,
)
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

Pair = tuple[int, int]


def _pair(part: str) -> Pair:
    return INDEX[f"left_{part}"], INDEX[f"right_{part}"]


_SHOULDERS, _HIPS, _KNEES, _ANKLES, _EARS = map(_pair, ("shoulder", "hip", "knee", "ankle", "ear"))
_WRISTS = _pair("wrist")
_HEELS, _TOES = map(_pair, ("heel", "foot_index"))
_NOSE = INDEX["nose"]
_LEFT_SIDE, _RIGHT_SIDE = (
    [INDEX[f"{side}_{part}"] for part in ("shoulder", "hip", "knee", "ankle")] for side in SIDES
)


def leg_length_px(points: Points) -> float:
    """Return thigh and shank together, in pixels: the mean of the legs that are seen.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels; NaN where one cannot be judged.
    """
    left, right = (
        abs(points[knee] - points[hip]) + abs(points[ankle] - points[knee])
        for hip, knee, ankle in zip(_HIPS, _KNEES, _ANKLES, strict=True)
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
    # Less than a pixel is no trunk, and lengths are told as shares of it. NaN stays.
    return max(abs(middle(points, _SHOULDERS) - middle(points, _HIPS)), 1.0)


def stature_px(points: Points, *, frontal: bool) -> float:
    """Return the body's stature as long as it would be in the picture, were it upright.

    From the side it is told by trunk and legs together: over the samples the legs alone are
    measured as 6 to 17 % shorter than anthropometry says, both together as 1 to 10 %. From the
    front a thigh may point at the camera, so there it is told by the trunk.

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


def postures(points: Points, *, frontal: bool = False) -> frozenset[BodyPosture] | None:
    """Return how the person may be placed, from the image plane.

    One picture may be several: from the side the deepest of squats looks like sitting. Lying is
    a level trunk; supine is lying with nose and toes up. Of a pair of landmarks one is
    enough.

    Parameters
    ----------
    points : sequence of complex
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
    hips = middle(points, _HIPS)
    lean = inclination_from_vertical(hips, middle(points, _SHOULDERS))
    if math.isnan(lean):
        return None
    if LEVEL_DEG <= lean <= 180 - LEVEL_DEG:
        return _level(points, hips.imag)
    if lean >= UPRIGHT_DEG:
        return frozenset()
    found = _upright(points, hips.imag, leg_length_px(points))
    if found and frontal and "sitting" in found:
        return frozenset(("sitting",))
    return found


def _level(points: Points, hip_y: float) -> frozenset[BodyPosture] | None:
    trunk_px = trunk_length_px(points)
    # One of the knees may be lifted behind the trunk.
    knees_below_hips = [knee_y - hip_y for knee_y in _both_y(points, _KNEES)]
    if max(knees_below_hips, default=0.0) > CRAWLING_KNEES * trunk_px:
        return frozenset(("hands_and_knees",))
    # Of who lies on the back nose and toes point up; a head may be turned to the camera.
    point_up = [
        (middle(points, base) - tip).imag
        for base, tip in ((_EARS, points[_NOSE]), (_HEELS, middle(points, _TOES)))
    ]
    seen = [up / trunk_px for up in point_up if not math.isnan(up)]
    if not seen:
        return None
    faces_up = sum(max(-POINTS, min(POINTS, up)) for up in seen)
    return frozenset(("supine",)) if faces_up > -TURNED_HEAD else frozenset(("prone",))


def on_one_leg(points: Points) -> bool:
    """Whether an upright body has one leg straight below it and the other knee drawn up.

    Nobody waits like that: it is somebody lying with one knee bent in a picture on its side.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels; NaN where one cannot be judged.
    """
    down = middle(points, _HIPS) - middle(points, _SHOULDERS)
    if not down.imag > abs(down.real):
        return False
    bent = sorted(
        angle_between(points[knee] - points[hip], points[ankle] - points[knee])
        for hip, knee, ankle in zip(_HIPS, _KNEES, _ANKLES, strict=True)
    )
    return bent[0] < STRAIGHT_DEG and bent[1] > DRAWN_UP_DEG


def head_down(points: Points) -> bool:
    """Whether the shoulders are below the hips, the trunk nearer to upright than to level.

    Nobody exercises like that: the picture is turned.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels; NaN where one cannot be judged.
    """
    trunk = middle(points, _SHOULDERS) - middle(points, _HIPS)
    return trunk.imag > abs(trunk.real)


def knees_hang(points: Points) -> bool:
    """Whether a knee is far below a level trunk while hands and feet bear nothing.

    On hands and knees, hands and feet are below the trunk as well: it is somebody lying with a
    knee drawn up, in a picture that is upside down.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels; NaN where one cannot be judged.
    """
    reach = CRAWLING_KNEES * trunk_length_px(points)
    shoulder_y, hip_y = middle(points, _SHOULDERS).imag, middle(points, _HIPS).imag
    knees_y, ankles_y = _both_y(points, _KNEES), _both_y(points, _ANKLES)
    hands_y = _both_y(points, _WRISTS)
    if not knees_y or not ankles_y or not hands_y:
        return False
    return (
        max(knees_y) - hip_y > reach
        and max(ankles_y) - hip_y < reach
        and max(hands_y) - shoulder_y < reach
    )


def _upright(points: Points, hip_y: float, leg_px: float) -> frozenset[BodyPosture] | None:
    trunk_px = trunk_length_px(points)
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


def _both_y(points: Points, pair: Pair) -> list[float]:
    """Heights of a left and a right landmark, as far as they are seen."""
    return [points[index].imag for index in pair if not cmath.isnan(points[index])]


def breadth(points: Points) -> float:
    """Return the breadth of the shoulders over the length of the trunk, as seen.

    About 0.1 to 0.3 from the side (a lying person is looked down upon a little), 0.7 from
    the front, and more from the foot end, which shortens the trunk.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels.
    """
    left, right = _SHOULDERS
    return abs(points[right] - points[left]) / trunk_length_px(points)


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
    trunk = middle(points, _SHOULDERS) - middle(points, _HIPS)
    along_x = trunk.real
    if level != (abs(along_x) > abs(trunk.imag)):
        return 0
    if not level:
        toes = [(points[toe] - points[heel]).real for toe, heel in zip(_TOES, _HEELS, strict=True)]
        along_x = toes[0] if toes[0] * toes[1] > 0 else 0.0
    return (along_x > 0) - (along_x < 0)


def left_is_nearer(visibility: Sequence[float]) -> float:
    """Return how much better the left side is seen than the right, -1 to 1.

    Tells the side turned to the camera in a side view. It never tells which side moves.

    Parameters
    ----------
    visibility : sequence of float
    """
    more = sum([visibility[i] for i in _LEFT_SIDE]) - sum([visibility[i] for i in _RIGHT_SIDE])
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
