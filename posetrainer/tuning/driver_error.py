"""The error of the driving measure: estimated landmarks against true ones."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from posetrainer.exercises.spec import ExerciseSpec, Unit
from posetrainer.kinematics.body import INCH_M, left_is_nearer, stature_px
from posetrainer.kinematics.geometry import Array, points_of
from posetrainer.kinematics.measures import measure_both_sides
from posetrainer.pose.landmarks import INDEX, SIDES, Side
from posetrainer.pose.pose import Pose
from posetrainer.tuning.truth import Truth

#: A clip begins at rest: the resting value is the median over so many seconds.
REST_S = 1.0
#: Visibility of a true pose's landmarks: on the near side and on the far one.
_NEAR_VISIBILITY, _FAR_VISIBILITY = 0.99, 0.8


@dataclass(frozen=True)
class DriverReadings:
    """The driving measure in the frames in which somebody exercises.

    Parameters
    ----------
    unit : {"deg", "in"}
    frames : tuple of int
    estimated, true : tuple of float
        From the pose model's landmarks, unsmoothed, and from the true ones.
    """

    unit: Unit
    frames: tuple[int, ...]
    estimated: tuple[float, ...]
    true: tuple[float, ...]

    @property
    def errors(self) -> Array:
        """Estimated minus true, shape (frames,)."""
        return np.subtract(self.estimated, self.true)


@dataclass(frozen=True)
class DriverError:
    """Bias and root mean square error of a driving measure, in ``unit``."""

    unit: Unit
    frames: int
    bias: float
    rmse: float


def driver_readings(
    spec: ExerciseSpec, truth: Truth, poses: Sequence[Pose | None]
) -> DriverReadings | None:
    """Read the driving measure off estimated and true landmarks, on the side that exercises.

    Parameters
    ----------
    spec : ExerciseSpec
    truth : Truth
    poses : sequence of Pose or None
        One for each frame of the clip.

    Returns
    -------
    DriverReadings or None
        None where nothing drives the exercise, the truth has no landmarks, or nothing is judged.
    """
    driver = spec.driver
    if driver is None or not truth.landmarks_px or truth.camera is None or truth.refused:
        return None
    seen = [pose for pose in poses if pose is not None]
    nothing = np.full((len(INDEX), 2), np.nan)
    estimated_xy = np.array([nothing if pose is None else pose.image_xy for pose in poses])
    estimated = measure_both_sides(driver.quantity, estimated_xy)
    true = measure_both_sides(driver.quantity, truth.image_xy()[: len(poses)])
    resting = slice(0, max(1, round(REST_S * truth.fps)))
    if driver.unit == "in":
        frontal = spec.view == "front"
        lengths_px = [stature_px(points_of(xy), frontal=frontal) for xy in estimated_xy[resting]]
        estimated *= truth.stature_m / INCH_M / np.nanmedian(lengths_px)
        true *= truth.inches_per_px()
    if driver.relative_to == "rest":
        estimated -= np.nanmedian(estimated[resting], axis=0)
        true -= np.nanmedian(true[resting], axis=0)
    nearer = sum(left_is_nearer(pose.visibility.tolist()) for pose in seen)
    near: Side = "left" if nearer > 0 else "right"
    frames, estimated_there, true_there = [], [], []
    for repetition in truth.expected:
        if repetition.side == "both" and driver.side == "both":
            columns = [0, 1]
        else:
            of_one = repetition.side in SIDES
            columns = [SIDES.index(repetition.side if of_one else near)]
        first, last = (round(s * truth.fps) for s in (repetition.start_s, repetition.end_s))
        for frame in range(first, min(last, len(poses))):
            values = estimated[frame, columns].mean(), true[frame, columns].mean()
            if np.isfinite(values).all():
                frames.append(frame)
                estimated_there.append(float(values[0]))
                true_there.append(float(values[1]))
    return DriverReadings(driver.unit, tuple(frames), tuple(estimated_there), tuple(true_there))


def error_of(readings: Sequence[DriverReadings]) -> DriverError | None:
    """Return the error over all of some clips' frames; None if there are none."""
    errors = [reading.errors for reading in readings if reading.frames]
    if not errors:
        return None
    together = np.concatenate(errors)
    return DriverError(
        unit=readings[0].unit,
        frames=len(together),
        bias=float(together.mean()),
        rmse=float(np.sqrt((together**2).mean())),
    )


def true_poses(truth: Truth) -> list[Pose]:
    """Return what a perfect estimator would see in each frame; empty without landmarks."""
    known = truth.landmarks_px and truth.fps >= 1 and 0 not in truth.size
    if not known or truth.camera is None:
        return []
    visibility = np.full(len(INDEX), _NEAR_VISIBILITY)
    side_on = abs(abs(truth.camera.azimuth_deg) - 90) < 45
    for name, index in INDEX.items():
        if side_on and name.split("_")[0] in SIDES and not name.startswith(truth.camera.near):
            visibility[index] = _FAR_VISIBILITY
    world = np.zeros((len(INDEX), 3))
    return [
        Pose(frame / truth.fps, xy, world, visibility, truth.size)
        for frame, xy in enumerate(truth.image_xy())
    ]
