"""One body seen from frame to frame: its usable landmarks, and the side nearer to the camera."""

import math
from cmath import isnan
from collections.abc import Sequence
from operator import itemgetter
from typing import get_args

from posetrainer.kinematics.body import breadth_px, left_is_nearer, trunk_length_px
from posetrainer.kinematics.geometry import UNKNOWN, Points, points_of
from posetrainer.kinematics.ground import Ground, Support
from posetrainer.kinematics.leg_names import LegNames
from posetrainer.kinematics.measurands import Part
from posetrainer.kinematics.plausible import Bones, CoveredFeet, SameBody
from posetrainer.pose.landmarks import INDEX, SIDES, Side, index_of
from posetrainer.pose.pose import Pose

#: The trunk is at least this share of the picture's short side. Samples, which have 0.17 to
#: 0.30, were made smaller: down to 0.12 angles stay within 2 degrees (median) of what they were;
#: at 0.10 a lying person is not found in every fourth frame, at 0.08 in none.
LEAST_TRUNK = 0.12
#: A landmark of lower visibility is not read. A high one proves nothing: it stays near 1 even for
#: landmarks out of view.
LEAST_VISIBILITY = 0.1
#: How quickly the belief follows which side is nearer to the camera.
NEAR_FOLLOWS_S = 0.5
#: How quickly the breadth of the shoulders is followed: a flicker does not turn a body round.
BREADTH_FOLLOWS_S = 0.5
#: Both sides are seen alike within this: keep to the side that was nearer.
NEAR_MARGIN = 0.05

_NOSE = INDEX["nose"]
_ENDS = [
    _NOSE,
    *(index_of(part, side) for part in ("shoulder", "heel", "foot_index") for side in SIDES),
]
_READ = [_NOSE, *(index_of(part, side) for part in ("ear", *get_args(Part)) for side in SIDES)]
_read_of = itemgetter(*_READ)


def usable_points(pose: Pose) -> list[complex]:
    """Return the landmarks, unknown where one lies outside of the picture or is not believed in.

    Nor are known eyes, mouth and fingers, which nothing is read off.

    Returns
    -------
    list of complex
        Pixels.
    """
    return _usable(points_of(pose.image_xy), pose.visibility.tolist(), pose.frame_size)


def _usable(
    points: Points, visibility: Sequence[float], frame_size: tuple[int, int]
) -> list[complex]:
    last_x, last_y = frame_size[0] - 1, frame_size[1] - 1
    usable = [UNKNOWN] * len(points)
    for i, point, belief in zip(_READ, _read_of(points), _read_of(visibility), strict=True):
        if belief >= LEAST_VISIBILITY and 0 <= point.real <= last_x and 0 <= point.imag <= last_y:
            usable[i] = point
    return usable


def _is_inside(points: Points, usable: Points, frame_size: tuple[int, int]) -> bool:
    """Whether a body is in the picture from head to feet, even if it is not believed in there."""
    last_x, last_y = frame_size[0] - 1, frame_size[1] - 1
    for i in _ENDS:
        if isnan(usable[i]):
            point = points[i]
            if not (0 <= point.real <= last_x and 0 <= point.imag <= last_y):
                return False
    return True


class View:
    """Follow one body through its poses.

    Parameters
    ----------
    support : {"lying", "crawling", "standing"}
        On what the body rests.
    frontal : bool
        Whether the body is seen from the front: a bone may point at the camera then, and its
        length in the picture is no evidence.
    """

    def __init__(self, support: Support, *, frontal: bool = False) -> None:
        self._same_body = SameBody()
        self._ground = Ground(support, frontal=frontal)
        self._leg_names = LegNames()
        self._bones = None if frontal else Bones()
        self._covered_feet = None if frontal else CoveredFeet()
        self._time_s = math.nan
        #: How much nearer the left side is believed to be than the right, -1 to 1.
        self.left_nearer = 0.0
        #: Breadth of the shoulders over the length of the trunk, lately.
        self.breadth = math.nan

    def see(self, pose: Pose, points: Points) -> Points | None:
        """Take in one pose.

        Parameters
        ----------
        pose : Pose
        points : sequence of complex
            Its landmarks in pixels, as :func:`~posetrainer.kinematics.geometry.points_of` gives
            them.

        Returns
        -------
        sequence of complex, or None
            Pixels of a level camera that keeps still, see :class:`Ground`; NaN for landmarks
            that cannot be judged: outside of the picture, not believed in, or where they cannot
            be. None for another person than the one before.
        """
        time_s, frame_size = pose.time_s, pose.frame_size
        visibility: list[float] = pose.visibility.tolist()
        usable: Points = _usable(points, visibility, frame_size)
        trunk_px = trunk_length_px(usable)
        large = trunk_px >= LEAST_TRUNK * min(frame_size)
        in_view = large and _is_inside(points, usable, frame_size)
        if not self._same_body(usable, time_s, in_view=in_view):
            return None
        if self._covered_feet:
            usable = self._covered_feet(usable, visibility, time_s)
        step_s, self._time_s = time_s - self._time_s, time_s
        share = 1.0 if math.isnan(step_s) else step_s / (step_s + NEAR_FOLLOWS_S)
        self.left_nearer += (left_is_nearer(visibility) - self.left_nearer) * share
        self._follow_breadth(breadth_px(usable) / trunk_px, step_s)
        usable = self._leg_names(usable, time_s)
        if self._bones:
            if self._leg_names.exchanged:
                self._bones.exchange()
            usable = self._bones(usable, time_s)
        return self._ground.level(usable, trunk_px, time_s)

    @property
    def legs_exchanged(self) -> bool:
        """Whether what was the left leg is the right one from now on."""
        return self._leg_names.exchanged

    @property
    def slope_deg(self) -> float:
        """How far the ground falls to the picture's right; NaN where that is not known."""
        return self._ground.slope_deg

    @property
    def stretch(self) -> float:
        """What heights look shorter by, as the camera looks down: 1 or more."""
        return self._ground.stretch

    def _follow_breadth(self, seen: float, step_s: float) -> None:
        if math.isnan(self.breadth) or not step_s <= BREADTH_FOLLOWS_S:
            self.breadth = seen
        elif not math.isnan(seen):
            self.breadth += (seen - self.breadth) * step_s / (step_s + BREADTH_FOLLOWS_S)


def nearer_side(left_nearer: float, before: Side) -> Side:
    """Return the side turned to the camera: the one that was, where both are seen alike."""
    if abs(left_nearer) <= NEAR_MARGIN:
        return before
    return "left" if left_nearer > 0 else "right"
