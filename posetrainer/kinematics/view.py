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
        self._left_nearer = 0.0
        self._time_s = math.nan
        #: The side turned to the camera.
        self.near: Side = "left"

    def see(self, pose: Pose, *, may_turn: bool = True) -> Array:
        """Take in one pose.

        Parameters
        ----------
        pose : Pose
        may_turn : bool
            Whether the nearer side may change now; not in the middle of a movement.

        Returns
        -------
        ndarray, shape (33, 2)
            Pixels, NaN for landmarks that cannot be judged: outside of the picture, not
            believed in, or where they cannot be.
        """
        step_s, self._time_s = pose.time_s - self._time_s, pose.time_s
        share = 1.0 if math.isnan(step_s) else step_s / (step_s + NEAR_FOLLOWS_S)
        self._left_nearer += (left_is_nearer(pose.visibility) - self._left_nearer) * share
        if may_turn and abs(self._left_nearer) > NEAR_MARGIN:
            self.near = "left" if self._left_nearer > 0 else "right"
        xy = self._leg_names(usable_xy(pose), pose.time_s)
        return self._bones(xy, pose.time_s) if self._bones else xy
