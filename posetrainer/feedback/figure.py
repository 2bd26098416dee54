"""The person as drawn: landmarks in the pixels of the shown picture, and what moves."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from posetrainer.exercises.spec import ExerciseSpec, Lift
from posetrainer.feedback.limbs import limb_of
from posetrainer.feedback.points import Point
from posetrainer.feedback.zoom import WHOLE, View
from posetrainer.kinematics.body import left_is_nearer
from posetrainer.kinematics.measures import landmarks_of
from posetrainer.pose.landmarks import INDEX, NAMES, SIDES, Side, index_of, other
from posetrainer.pose.pose import Pose
from posetrainer.rules.progress import Progress

LEG = ("hip", "knee", "ankle", "heel", "foot_index")
ARM = ("shoulder", "elbow", "wrist")


@dataclass(frozen=True)
class Figure:
    """Landmarks to draw.

    Parameters
    ----------
    xy : ndarray, shape (33, 2), float64
        Pixels of the shown picture.
    points : tuple of (float, float) or None
        The same landmarks; None where one is not known, or far outside of the picture.
    near : {"left", "right"}
        The person's side that is turned to the camera.
    size : tuple of int
        Width and height of the shown picture.
    """

    xy: NDArray[np.float64]
    points: tuple[Point | None, ...]
    near: Side
    size: tuple[int, int]

    def at(self, landmark: int) -> Point | None:
        """Return where a landmark is, or None if it cannot be drawn."""
        return self.points[landmark]

    def all_at(self, landmarks: Iterable[int]) -> list[Point] | None:
        """Return where landmarks are, or None if one of them cannot be drawn."""
        points = [self.points[landmark] for landmark in landmarks]
        return None if None in points else cast("list[Point]", points)


def figure_of(pose: Pose, width: int, height: int, mirrored: bool, view: View = WHOLE) -> Figure:
    """Place a pose, given in the pixels of its own frame, on the shown picture.

    A mirrored picture changes only where landmarks are drawn: left stays the person's left.
    """
    size = np.array([width, height])
    # The middle of a pixel stays the middle of what becomes of it.
    shares = (pose.image_xy + 0.5) / np.asarray(pose.frame_size)
    if mirrored:
        shares[:, 0] = 1 - shares[:, 0]
        view = view.mirrored
    left_top, part = np.array(view.extent[:2]), np.array([view.w, view.h])
    xy = (shares - left_top) / part * size - 0.5
    # A foot just outside is still drawn to; landmarks a whole picture away are not.
    points = tuple(
        (x, y) if -width < x < 2 * width and -height < y < 2 * height else None
        for x, y in xy.tolist()
    )
    # NaN is neither: the left side, then.
    near: Side = "right" if left_is_nearer(pose.visibility.tolist()) < 0 else "left"
    return Figure(xy, points, near, (width, height))


def driver_landmarks(spec: ExerciseSpec, progress: Progress) -> tuple[int, ...]:
    """Return the landmarks of the driving measure on the side that exercises, in its order."""
    if spec.driver is None:
        return ()
    side = progress.side
    return landmarks_of(
        spec.driver.quantity, progress.near if side is None or side == "both" else side
    )


def working_sides(spec: ExerciseSpec, progress: Progress) -> tuple[Side, ...]:
    """Return the sides that the driving measure is read on, else whose turn it is."""
    driver = driver_landmarks(spec, progress)
    read = [side for side in SIDES if any(NAMES[i].startswith(side) for i in driver)]
    if read:
        return tuple(read)
    due = progress.side_due or progress.side
    if due is None:
        return ()
    return SIDES if due == "both" else (due,)


def working_limb(spec: ExerciseSpec) -> tuple[str, ...]:
    """Return the parts of the limb that the exercise moves."""
    if spec.driver is None:
        return ()
    return ARM if limb_of(spec) == "arm" else LEG


def fault_chain(
    spec: ExerciseSpec, fault: str, progress: Progress, near: Side
) -> list[tuple[int, ...]]:
    """Return the chains of landmarks on which a form fault shows; an unknown one shows nowhere.

    ``near`` is the side turned to the camera.
    """
    if fault not in spec.form:
        return []
    measure = spec.measures[spec.form[fault].measure]
    moving = working_sides(spec, progress)
    sides: dict[str, tuple[Side, ...]] = {
        "left": ("left",),
        "right": ("right",),
        "near": (near,),
        "both": SIDES,
        "difference": SIDES,
        "moving": moving,
        "other": tuple(other(side) for side in moving),
    }
    parts = measure.parts
    if isinstance(measure, Lift):
        # Its other parts only give the scale.
        parts = ("hip", "knee", "ankle") if measure.part in LEG else ("shoulder", "elbow", "wrist")
        parts = (*parts, measure.part) if measure.part in ("heel", "foot_index") else parts
    return [tuple(index_of(part, side) for part in parts) for side in sides[measure.side]]


def forward(figure: Figure, side: Side) -> float:
    """Return where the toes point: -1 to the left of the picture, 1 to the right, 0 unclear."""
    feet = figure.all_at(
        [INDEX[f"{side}_{part}"] for part in ("heel", "foot_index", "knee", "ankle")]
    )
    if feet is None:
        return 0.0
    heel, toe, knee, ankle = feet
    along = toe[0] - heel[0]
    return math.copysign(1.0, along) if abs(along) > 0.15 * math.dist(knee, ankle) else 0.0
