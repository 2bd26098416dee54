"""One person's pose at one moment."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from typing_extensions import Self

from posetrainer.pose.landmarks import COUNT, INDEX, NAMES
from posetrainer.pose.raw_landmarks import numbers, pixels_and_visibility

#: Greatest valid coordinate, in pixels or in metres.
FARTHEST = 1e6


def _opposite(name: str) -> str:
    if "left" in name:
        return name.replace("left", "right")
    return name.replace("right", "left")


#: For each landmark, the index of its mirror image: left knee to right knee, nose to nose.
OPPOSITE: NDArray[np.intp] = np.array([INDEX[_opposite(name)] for name in NAMES])


@dataclass(frozen=True)
class Pose:
    """Landmarks of one person in one frame. No person is ``None``, never a zero pose.

    Parameters
    ----------
    time_s : float
        Media time of the frame, in seconds.
    image_xy : ndarray, shape (33, 2), float64
        Landmarks in pixels, x to the right, y down; may be outside the frame. NaN where unknown.
    world_xyz : ndarray, shape (33, 3), float64
        Landmarks in metres, origin between the hips, axes of the camera. NaN where unknown.
    visibility : ndarray, shape (33,), float64
        Probability, 0 to 1, by the estimator, that a landmark is visible.
    frame_size : tuple of int
        Width and height of the frame in pixels.

    Raises
    ------
    ValueError
        If an array has another shape or is not of numbers, a coordinate is beyond `FARTHEST`, a
        visibility is outside 0 to 1, the time is not finite or the frame is empty. Numbers of
        other types than float64 are converted.
    """

    time_s: float
    image_xy: NDArray[np.float64]
    world_xyz: NDArray[np.float64]
    visibility: NDArray[np.float64]
    frame_size: tuple[int, int]

    def __post_init__(self) -> None:
        for name, shape in _SHAPES.items():
            given = getattr(self, name)
            # Arrays from our own estimators and recordings need no conversion.
            if type(given) is not np.ndarray or given.dtype != np.float64:
                given = numbers(f"Pose.{name}", given)
                object.__setattr__(self, name, given)
            if given.shape != shape:
                raise ValueError(f"Pose.{name} must have shape {shape}, not {given.shape}")
        if not math.isfinite(self.time_s):
            raise ValueError(f"Pose.time_s must be a finite number of seconds, not {self.time_s}")
        if min(self.frame_size) < 1:
            raise ValueError(f"Pose.frame_size must be 1 or more each way, not {self.frame_size}")
        for name in ("image_xy", "world_xyz"):
            if (np.abs(getattr(self, name)) > FARTHEST).any():
                raise ValueError(
                    f"Pose.{name} must lie within {FARTHEST:g}, or be NaN where it is not known"
                )
        if not (self.visibility.min() >= 0 and self.visibility.max() <= 1):
            raise ValueError("Pose.visibility must be 0 to 1 for every landmark")

    @classmethod
    def from_numpy(
        cls,
        landmarks: ArrayLike,
        time_s: float,
        frame_size: tuple[int, int],
        *,
        normalised: bool = False,
    ) -> Self:
        """Return a pose from landmarks of any pose model.

        Parameters
        ----------
        landmarks : array_like, shape (33, 3) or (33, 4)
            x, y, visibility, or x, y, z, visibility of each landmark, in the order of
            :data:`posetrainer.pose.landmarks.NAMES`; z is not used. NaN where unknown.
        time_s : float
            Media time of the frame, in seconds.
        frame_size : tuple of int
            Width and height of the frame in pixels.
        normalised : bool
            Whether x and y are fractions of the frame's width and height, as from MediaPipe;
            pixels otherwise.

        Returns
        -------
        Pose
            Without landmarks in metres, which judging does not use.

        Raises
        ------
        ValueError
            If the landmarks have another shape or are not numbers, a visibility is outside 0 to
            1, or they cannot be in the given unit.

        Examples
        --------
        >>> import numpy as np
        >>> from posetrainer import Pose
        >>> mediapipe = np.full((33, 4), 0.5)  # x, y, z, visibility
        >>> pose = Pose.from_numpy(mediapipe, 0.0, frame_size=(640, 480), normalised=True)
        >>> pose.image_xy[0].tolist()
        [320.0, 240.0]
        """
        xy, visibility = pixels_and_visibility(landmarks, frame_size, normalised=normalised)
        return cls(time_s, xy, np.full((COUNT, 3), math.nan), visibility, frame_size)


#: Media time in seconds, and the pose at that time; None where nobody is seen.
TimedPose = tuple[float, Pose | None]

_SHAPES = {"image_xy": (COUNT, 2), "world_xyz": (COUNT, 3), "visibility": (COUNT,)}


def mirror(pose: Pose) -> Pose:
    """Return the mirror image of a pose: x reversed, left and right swapped.

    Mirrored poses must give the same events with the sides swapped.
    """
    xy = pose.image_xy[OPPOSITE].copy()
    xy[:, 0] = pose.frame_size[0] - 1 - xy[:, 0]
    world = pose.world_xyz[OPPOSITE] * np.array([-1.0, 1.0, 1.0])
    return Pose(pose.time_s, xy, world, pose.visibility[OPPOSITE], pose.frame_size)
