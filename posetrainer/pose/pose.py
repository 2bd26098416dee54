"""One person's pose at one moment."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from posetrainer.pose.landmarks import COUNT, OPPOSITE


@dataclass(frozen=True)
class Pose:
    """Landmarks of one person in one frame. No person is ``None``, never a zero pose.

    Parameters
    ----------
    time_s : float
        Media time of the frame, in seconds.
    image_xy : ndarray, shape (33, 2), float64
        Landmarks in pixels, x to the right, y down; may lie outside of the frame.
    world_xyz : ndarray, shape (33, 3), float64
        Landmarks in metres, origin between the hips, axes of the camera.
    visibility : ndarray, shape (33,), float64
        The estimator's own belief, 0 to 1, that a landmark can be seen.
    frame_size : tuple of int
        Width and height of the frame in pixels.
    """

    time_s: float
    image_xy: NDArray[np.float64]
    world_xyz: NDArray[np.float64]
    visibility: NDArray[np.float64]
    frame_size: tuple[int, int]

    def __post_init__(self) -> None:
        for name, shape in (("image_xy", (COUNT, 2)), ("world_xyz", (COUNT, 3))):
            found = getattr(self, name).shape
            if found != shape:
                raise ValueError(f"Pose.{name} must have shape {shape}, not {found}")
        if self.visibility.shape != (COUNT,):
            raise ValueError(f"Pose.visibility must have shape ({COUNT},)")


def mirror(pose: Pose) -> Pose:
    """Return the pose as a mirror shows it: x reversed, left and right names swapped.

    Judging a mirrored pose must give the same events with the sides swapped.
    """
    xy = pose.image_xy[OPPOSITE].copy()
    xy[:, 0] = pose.frame_size[0] - 1 - xy[:, 0]
    world = pose.world_xyz[OPPOSITE] * np.array([-1.0, 1.0, 1.0])
    return Pose(pose.time_s, xy, world, pose.visibility[OPPOSITE], pose.frame_size)
