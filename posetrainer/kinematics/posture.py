"""The posture of a body: lying, sitting, standing, kneeling, or on hands and knees.

It is read off the image plane. The vertical is the picture's: the camera stands upright.
"""

import cmath
import math
from typing import Literal

from posetrainer.kinematics.body import leg_length_px, trunk_length_px
from posetrainer.kinematics.geometry import (
    Points,
    angle_between,
    inclination_from_vertical,
    lower,
    middle,
)
from posetrainer.kinematics.pairs import (
    ANKLES,
    EARS,
    HEELS,
    HIPS,
    KNEES,
    SHOULDERS,
    TOES,
    WRISTS,
    Pair,
)
from posetrainer.pose.landmarks import INDEX

BodyPosture = Literal["standing", "sitting", "half_kneeling", "hands_and_knees", "supine", "prone"]

#: A trunk is upright up to the first inclination from the vertical, and level from the second on.
UPRIGHT_DEG = 45.0
LEVEL_DEG = 60.0
#: Standing feet are lower than the hips by more than this share of the leg: in a squat, too.
STANDING_FEET = 0.35
#: A sitting thigh goes down by less than this share of the trunk, from hip to knee.
SITTING_THIGH = 0.55
#: Half kneeling, the lower knee is above the lower ankle by less than the first of these shares of
#: the trunk, and the hips are above that knee by more than the second.
KNEELING_KNEE = 0.35
KNEELING_HIPS = 0.4
#: Further than this share of the trunk above ears or heels, nose or toes point up for sure.
POINTS = 0.15
#: With the head turned to the camera they may seem to be this far below, both together.
TURNED_HEAD = 0.05
#: A knee bent by less than this is straight, by more than that drawn up.
STRAIGHT_DEG = 30.0
DRAWN_UP_DEG = 60.0
#: On hands and knees, the knees are lower than the hips by more than this share of the trunk.
CRAWLING_KNEES = 0.4

_NOSE = INDEX["nose"]


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
        Whether the body is seen from the front: thighs that point at the camera are those of a
        sitting person then, not of a squat.

    Returns
    -------
    frozenset or None
        Empty if none of the known postures fits; None if too little can be seen.
    """
    hips = middle(points, HIPS)
    lean = inclination_from_vertical(hips, middle(points, SHOULDERS))
    if math.isnan(lean):
        return None
    trunk_px = trunk_length_px(points)
    if LEVEL_DEG <= lean <= 180 - LEVEL_DEG:
        return _level(points, hips.imag, trunk_px)
    if lean >= UPRIGHT_DEG:
        return frozenset()
    found = _upright(points, hips.imag, trunk_px)
    if found and frontal and "sitting" in found:
        return frozenset(("sitting",))
    return found


def _level(points: Points, hip_y: float, trunk_px: float) -> frozenset[BodyPosture] | None:
    # One of the knees may be lifted behind the trunk.
    if lower(points, KNEES).imag - hip_y > CRAWLING_KNEES * trunk_px:
        return frozenset(("hands_and_knees",))
    # Of who lies on the back nose and toes point up; a head may be turned to the camera.
    nose_up = (middle(points, EARS) - points[_NOSE]).imag / trunk_px
    toes_up = (middle(points, HEELS) - middle(points, TOES)).imag / trunk_px
    if math.isnan(nose_up) and math.isnan(toes_up):
        return None
    faces_up = _sure(nose_up) + _sure(toes_up)
    return frozenset(("supine",)) if faces_up > -TURNED_HEAD else frozenset(("prone",))


def _sure(up: float) -> float:
    """Return how far something points up, as far as that counts: 0 where it is not seen."""
    return 0.0 if math.isnan(up) else max(-POINTS, min(POINTS, up))


def on_one_leg(points: Points) -> bool:
    """Whether an upright body has one leg straight below it and the other knee drawn up.

    No exercise begins like that: it is a person lying with one knee bent, in a picture on its side.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels; NaN where one cannot be judged.
    """
    down = middle(points, HIPS) - middle(points, SHOULDERS)
    if not down.imag > abs(down.real):
        return False
    bent = sorted(
        angle_between(points[knee] - points[hip], points[ankle] - points[knee])
        for hip, knee, ankle in zip(HIPS, KNEES, ANKLES, strict=True)
    )
    return bent[0] < STRAIGHT_DEG and bent[1] > DRAWN_UP_DEG


def head_down(points: Points) -> bool:
    """Whether the shoulders are below the hips, the trunk nearer to upright than to level.

    No exercise is done like that: the picture is turned.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels; NaN where one cannot be judged.
    """
    trunk = middle(points, SHOULDERS) - middle(points, HIPS)
    return trunk.imag > abs(trunk.real)


def knees_hang(points: Points) -> bool:
    """Whether a knee is far below a level trunk while hands and feet bear nothing.

    On hands and knees, hands and feet are below the trunk as well: it is a person lying with a
    knee drawn up, in a picture that is upside down.

    Parameters
    ----------
    points : sequence of complex
        Landmarks in pixels; NaN where one cannot be judged.
    """
    reach = CRAWLING_KNEES * trunk_length_px(points)
    shoulder_y, hip_y = middle(points, SHOULDERS).imag, middle(points, HIPS).imag
    knees_y, ankles_y = _both_y(points, KNEES), _both_y(points, ANKLES)
    hands_y = _both_y(points, WRISTS)
    if not knees_y or not ankles_y or not hands_y:
        return False
    return (
        max(knees_y) - hip_y > reach
        and max(ankles_y) - hip_y < reach
        and max(hands_y) - shoulder_y < reach
    )


def _upright(points: Points, hip_y: float, trunk_px: float) -> frozenset[BodyPosture] | None:
    ankles_y, knees_y = _both_y(points, ANKLES), _both_y(points, KNEES)
    if not ankles_y or not knees_y:
        return None
    if max(ankles_y) - max(knees_y) < KNEELING_KNEE * trunk_px:
        kneels = max(knees_y) - hip_y > KNEELING_HIPS * trunk_px
        return frozenset(("half_kneeling",)) if kneels else frozenset()
    found: set[BodyPosture] = set()
    if sum(ankles_y) / len(ankles_y) - hip_y > STANDING_FEET * leg_length_px(points):
        found.add("standing")
    if sum(knees_y) / len(knees_y) - hip_y < SITTING_THIGH * trunk_px:
        found.add("sitting")
    return frozenset(found)


def _both_y(points: Points, pair: Pair) -> list[float]:
    """Heights of a left and a right landmark, as far as they are seen."""
    return [points[index].imag for index in pair if not cmath.isnan(points[index])]
