"""One body seen from frame to frame: its usable landmarks, and the side nearer to the camera."""

import math
from functools import cache

import numpy as np

from posetrainer.kinematics.body import breadth, left_is_nearer, trunk_length_px
from posetrainer.kinematics.geometry import Array
from posetrainer.kinematics.ground import Ground, Support
from posetrainer.kinematics.plausible import Bones, CoveredFeet, LegNames, SameBody
from posetrainer.pose.landmarks import SIDES, Side, index_of
from posetrainer.pose.pose import Pose

#: The trunk is at least this share of the picture's short side. Samples, which have 0.17 to
#: 0.30, were made smaller: down to 0.12 angles stay within 2 degrees (median) of what they were;
#: at 0.10 somebody lying is not found in every fourth frame, at 0.08 nobody ever is.
LEAST_TRUNK = 0.12
#: A landmark the estimator itself hardly believes in is not read. It says nothing against
#: landmarks it does believe in: they stay near 1 even when out of view.
LEAST_VISIBILITY = 0.1
#: How quickly the belief follows which side is nearer to the camera.
NEAR_FOLLOWS_S = 0.5
#: How quickly the breadth of the shoulders is followed: a flicker does not turn a body round.
BREADTH_FOLLOWS_S = 0.5
#: Both sides are seen alike within this: keep to the side that was nearer.
NEAR_MARGIN = 0.05

_ENDS = [
    0,
    *(index_of(part, side) for part in ("shoulder", "heel", "foot_index") for side in SIDES),
]


def usable_xy(pose: Pose) -> Array:
    """Return the landmarks, NaN where one lies outside of the picture or is not believed in.

    Returns
    -------
    ndarray, shape (33, 2)
        Pixels.
    """
    xy = pose.image_xy
    inside = (xy >= 0) & (xy <= _far_corner(pose.frame_size))
    usable = inside[:, 0] & inside[:, 1] & (pose.visibility >= LEAST_VISIBILITY)
    return np.where(usable[:, None], xy, math.nan)


def in_view(pose: Pose, trunk_px: float) -> bool:
    """Whether a body is in the picture from head to feet, and large enough to be judged."""
    ends = pose.image_xy[_ENDS]
    inside = (ends >= 0) & (ends <= _far_corner(pose.frame_size))
    return trunk_px >= LEAST_TRUNK * min(pose.frame_size) and bool(inside.all())


@cache
def _far_corner(frame_size: tuple[int, int]) -> Array:
    return np.array(frame_size, dtype=np.float64) - 1


class View:
    """Follow one body through its poses.

    Parameters
    ----------
    support : {"lying", "crawling", "standing"}
        On what the body rests.
    frontal : bool
        Whether the body is seen from the front: a bone may point at the camera then, and its
        length in the picture tells nothing.
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

    def see(self, pose: Pose) -> Array | None:
        """Take in one pose.

        Returns
        -------
        ndarray, shape (33, 2), or None
            Pixels of a level camera that keeps still, see :class:`Ground`; NaN for landmarks
            that cannot be judged: outside of the picture, not believed in, or where they cannot
            be. None for another person than the one before.
        """
        usable = usable_xy(pose)
        trunk_px = trunk_length_px(usable)
        if not self._same_body(usable, pose.time_s, in_view=in_view(pose, trunk_px)):
            return None
        if self._covered_feet:
            usable = self._covered_feet(usable, pose.visibility, pose.time_s)
        step_s, self._time_s = pose.time_s - self._time_s, pose.time_s
        share = 1.0 if math.isnan(step_s) else step_s / (step_s + NEAR_FOLLOWS_S)
        self.left_nearer += (left_is_nearer(pose.visibility) - self.left_nearer) * share
        self._follow_breadth(breadth(usable), step_s)
        xy = self._leg_names(usable, pose.time_s)
        if self._bones:
            xy = self._bones(xy, pose.time_s)
        return self._ground.level(xy, trunk_px, pose.time_s)

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
