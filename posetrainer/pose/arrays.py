"""Conversion of the poses of a recording from and to numpy arrays and tables."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from posetrainer.errors import MissingPackageError
from posetrainer.pose.landmarks import COUNT, NAMES
from posetrainer.pose.pose import Pose, TimedPose
from posetrainer.pose.raw_landmarks import numbers, pixels_and_visibility

if TYPE_CHECKING:
    from pandas import DataFrame


class PoseArrays(NamedTuple):
    """Poses as arrays; NaN, and a frame size of 0, where nobody is seen.

    Attributes
    ----------
    times_s : ndarray, shape (N,), float64
        Media times in seconds.
    image_xy : ndarray, shape (N, 33, 2), float64
        Landmarks in pixels, x to the right, y down.
    world_xyz : ndarray, shape (N, 33, 3), float64
        Landmarks in metres, origin between the hips, axes of the camera.
    visibility : ndarray, shape (N, 33), float64
        0 to 1.
    frame_sizes : ndarray, shape (N, 2), int64
        Width and height in pixels; 0 where nobody is seen.
    """

    times_s: NDArray[np.float64]
    image_xy: NDArray[np.float64]
    world_xyz: NDArray[np.float64]
    visibility: NDArray[np.float64]
    frame_sizes: NDArray[np.int64]


def poses_from_numpy(
    landmarks: ArrayLike,
    times_s: ArrayLike,
    frame_size: tuple[int, int],
    *,
    normalised: bool = False,
) -> list[TimedPose]:
    """Return poses from landmarks of any pose model.

    Parameters
    ----------
    landmarks : array_like, shape (N, 33, 3) or (N, 33, 4)
        x, y, visibility, or x, y, z, visibility of each landmark, in the order of
        :data:`posetrainer.pose.landmarks.NAMES`; z is not used. NaN for unknown landmarks. A
        frame without a known landmark has nobody in it.
    times_s : array_like, shape (N,)
        Media times of the frames in seconds, each later than the one before.
    frame_size : tuple of int
        Width and height of the frames in pixels.
    normalised : bool
        Whether x and y are fractions of the frame's width and height, as from MediaPipe; pixels
        otherwise.

    Returns
    -------
    list of (float, Pose or None)
        Time and pose of each frame; None where nobody is seen.

    Raises
    ------
    ValueError
        If landmarks or times have another shape or are not numbers, a time is not finite or not
        later than the one before, a visibility is outside 0 to 1, or the landmarks cannot be in
        the given unit.

    Examples
    --------
    >>> import numpy as np
    >>> from posetrainer import poses_from_numpy
    >>> landmarks = np.random.default_rng(0).random((2, 33, 4))  # x, y, z, visibility
    >>> landmarks[1] = np.nan
    >>> poses = poses_from_numpy(landmarks, [0.0, 0.1], (640, 480), normalised=True)
    >>> [(time_s, pose is not None) for time_s, pose in poses]
    [(0.0, True), (0.1, False)]
    """
    xy, visibility = pixels_and_visibility(landmarks, frame_size, normalised=normalised)
    if xy.ndim != 3:
        raise ValueError(f"landmarks must have shape (frames, {COUNT}, 3 or 4), not {xy.shape}")
    times = _times(times_s, len(xy))
    seen = ~np.isnan(xy).any(axis=2).all(axis=1)
    world = np.full((COUNT, 3), np.nan)
    return [
        (time_s, Pose(time_s, xy[i], world, visibility[i], frame_size) if seen[i] else None)
        for i, time_s in enumerate(times)
    ]


def _times(times_s: ArrayLike, count: int) -> list[float]:
    times = numbers("times_s", times_s)
    if times.shape != (count,):
        raise ValueError(
            f"times_s must hold one time for each of the {count} frames; its shape is {times.shape}"
        )
    wrong = np.flatnonzero(~(np.diff(times, prepend=-np.inf) > 0) | ~np.isfinite(times))
    if wrong.size:
        raise ValueError(
            "times_s must be finite seconds, each later than the one before;"
            f" times_s[{wrong[0]}] is {times[wrong[0]]:g}"
        )
    found: list[float] = times.tolist()
    return found


def to_numpy(poses: Iterable[TimedPose]) -> PoseArrays:
    """Return poses as arrays.

    Parameters
    ----------
    poses : iterable of (float, Pose or None)
        A :class:`~posetrainer.recordings.reader.Recording`, for example.

    Examples
    --------
    >>> from posetrainer import load_recording, to_numpy
    >>> arrays = to_numpy(load_recording("session.arrows"))
    >>> arrays.image_xy.shape, arrays.frame_sizes[0].tolist()
    ((426, 33, 2), [480, 360])
    """
    moments = list(poses)
    count = len(moments)
    arrays = PoseArrays(
        np.array([time_s for time_s, _ in moments], np.float64),
        np.full((count, COUNT, 2), np.nan),
        np.full((count, COUNT, 3), np.nan),
        np.full((count, COUNT), np.nan),
        np.zeros((count, 2), np.int64),
    )
    for i, (_, pose) in enumerate(moments):
        if pose is not None:
            arrays.image_xy[i] = pose.image_xy
            arrays.world_xyz[i] = pose.world_xyz
            arrays.visibility[i] = pose.visibility
            arrays.frame_sizes[i] = pose.frame_size
    return arrays


def to_dataframe(poses: Iterable[TimedPose]) -> "DataFrame":
    """Return poses as a pandas table with one row for each moment.

    The columns are ``time_s``, ``width`` and ``height``, and for each landmark ``NAME_x_px``,
    ``NAME_y_px``, ``NAME_x_m``, ``NAME_y_m``, ``NAME_z_m`` and ``NAME_visibility``.

    Parameters
    ----------
    poses : iterable of (float, Pose or None)
        A :class:`~posetrainer.recordings.reader.Recording`, for example.

    Raises
    ------
    MissingPackageError
        If pandas is not installed.

    Examples
    --------
    >>> from posetrainer import load_recording, to_dataframe
    >>> table = to_dataframe(load_recording("session.arrows"))
    >>> table[["time_s", "left_knee_x_px", "left_knee_visibility"]].shape
    (426, 3)
    """
    try:
        import pandas as pd
    except ImportError:
        raise MissingPackageError(
            "to_dataframe needs pandas, which is not installed:"
            " pip install 'posetrainer[pandas]', or use to_numpy."
        ) from None
    arrays = to_numpy(poses)
    columns: dict[str, NDArray[Any]] = {
        "time_s": arrays.times_s,
        "width": arrays.frame_sizes[:, 0],
        "height": arrays.frame_sizes[:, 1],
    }
    for i, name in enumerate(NAMES):
        for axis, kind in enumerate("xy"):
            columns[f"{name}_{kind}_px"] = arrays.image_xy[:, i, axis]
        for axis, kind in enumerate("xyz"):
            columns[f"{name}_{kind}_m"] = arrays.world_xyz[:, i, axis]
        columns[f"{name}_visibility"] = arrays.visibility[:, i]
    return pd.DataFrame(columns)
