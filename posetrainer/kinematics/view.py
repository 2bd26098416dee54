"""One body seen from frame to frame: its usable landmarks, and the side nearer to the camera."""

import math
from functools import cache

import numpy as np

from posetrainer.kinematics.body import left_is_nearer
from posetrainer.kinematics.geometry import Array
from posetrainer.kinematics.plausible import Bones, LegNames
from posetrainer.pose.landmarks import Side
from posetrainer.pose.pose import Pose

#: A landmark the estimator itself hardly believes in is not read. It says nothing against
#: landmarks it does believe in: they stay near 1 even when out of view.
LEAST_VISIBILITY = 0.1
#: How quickly the belief follows which side is nearer to the camera.
NEAR_FOLLOWS_S = 0.5
#: Both sides are seen alike within this: keep to the side that was nearer.
NEAR_MARGIN = 0.05


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


@cache
def _far_corner(frame_size: tuple[int, int]) -> Array:
    return np.array(frame_size, dtype=np.float64) - 1


class View:
    """Follow one body through its poses.

    Parameters
    ----------
    frontal : bool
        Whether the body is seen from the front: a bone may point at the camera then, and its
        length in the picture tells nothing.
    """

    def __init__(self, *, frontal: bool = False) -> None:
        self._leg_names = LegNames()
        self._bones = None if frontal else Bones()
        self._time_s = math.nan
        #: How much nearer the left side is believed to be than the right, -1 to 1.
        self.left_nearer = 0.0

    def see(self, pose: Pose) -> Array:
        """Take in one pose.

        Returns
        -------
        ndarray, shape (33, 2)
            Pixels, NaN for landmarks that cannot be judged: outside of the picture, not
            believed in, or where they cannot be.
        """
        step_s, self._time_s = pose.time_s - self._time_s, pose.time_s
        share = 1.0 if math.isnan(step_s) else step_s / (step_s + NEAR_FOLLOWS_S)
        self.left_nearer += (left_is_nearer(pose.visibility) - self.left_nearer) * share
        xy = self._leg_names(usable_xy(pose), pose.time_s)
        return self._bones(xy, pose.time_s) if self._bones else xy


def nearer_side(left_nearer: float, before: Side) -> Side:
    """Return the side turned to the camera: the one that was, where both are seen alike."""
    if abs(left_nearer) <= NEAR_MARGIN:
        return before
    return "left" if left_nearer > 0 else "right"
