"""Whether the picture will do: the body well inside of it, large enough, and often enough."""

import cmath
import math
from collections import deque
from collections.abc import Mapping

import numpy as np

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.body import facing, trunk_length_px
from posetrainer.kinematics.geometry import Points, points_of
from posetrainer.kinematics.view import LEAST_TRUNK
from posetrainer.pose.landmarks import INDEX, SIDES, Side, other
from posetrainer.pose.pose import Pose
from posetrainer.rules.obstacles import (
    BodyPart,
    Obstacle,
    OutOfPicture,
    TooFar,
    TooFewPictures,
    TooNear,
    Way,
)

#: Before the first repetition landmarks keep this share of the picture's short side away from
#: its edges: what sways by a few centimetres stays inside. In the samples they keep 0.09.
EDGE_MARGIN = 0.03
#: A movement may be followed from so many pictures a second on; samples go down to 10.
LEAST_RATE_HZ = 7.0
#: They are counted over this time.
RATE_S = 2.0

_OF_SIDE = {
    side: frozenset(index for name, index in INDEX.items() if name.startswith(side))
    for side in SIDES
}
#: Postures in which the trunk is level.
_LEVEL = ("supine", "hands_and_knees")


class FrameRate:
    """How many moments a second there are, by their own times alone."""

    def __init__(self) -> None:
        self._times_s: deque[float] = deque()

    def look(self, time_s: float) -> None:
        """Go on to one more moment; one that comes twice is one."""
        times_s = self._times_s
        if times_s and time_s <= times_s[-1]:
            return
        times_s.append(time_s)
        while time_s - times_s[0] > RATE_S:
            times_s.popleft()

    @property
    def hz(self) -> float:
        """Moments a second; NaN while there is only one."""
        times_s = self._times_s
        if len(times_s) < 2:
            return math.nan
        return (len(times_s) - 1) / (times_s[-1] - times_s[0])


def picture_obstacle(
    spec: ExerciseSpec,
    pose: Pose,
    points: Points,
    wanted: Mapping[int, BodyPart],
    near: Side,
    rate_hz: float,
) -> Obstacle | None:
    """Return what is wrong with the picture before the first repetition, or None.

    Parameters
    ----------
    spec : ExerciseSpec
    pose : Pose
    points : sequence of complex
        Its landmarks in pixels, NaN where one cannot be judged. In a side view the far side's
        are not asked for then: the body itself may hide them.
    wanted : mapping of int to BodyPart
        The landmarks that should be inside of the picture, and the part that each belongs to.
    near : {"left", "right"}
        The side turned to the camera.
    rate_hz : float
        Moments a second; NaN if not known yet.
    """
    far = _OF_SIDE[other(near)] if spec.view == "side" else frozenset()
    asked = {i: part for i, part in wanted.items() if i not in far or not cmath.isnan(points[i])}
    at_edge = edge_obstacle(spec, pose, asked)
    if at_edge is not None:
        return at_edge
    if trunk_length_px(points) < LEAST_TRUNK * min(pose.frame_size):
        return TooFar()
    return TooFewPictures() if rate_hz < LEAST_RATE_HZ else None


def edge_obstacle(
    spec: ExerciseSpec, pose: Pose, wanted: Mapping[int, BodyPart]
) -> TooNear | OutOfPicture | None:
    """Return what is out of the picture or at its edge, and the way out; None if nothing is.

    The estimator goes on to guess where landmarks outside of the picture are. Which edge they
    crossed, and whether they would fit if the camera were turned, is told well enough by that.
    No exercise measures the head: at the edge it is no matter, out of the picture it is, as the
    estimator finds people by their heads.

    Parameters
    ----------
    spec : ExerciseSpec
    pose : Pose
    wanted : mapping of int to BodyPart
        The landmarks that should be inside of the picture, and the part that each belongs to.
    """
    margin_px = EDGE_MARGIN * min(pose.frame_size)
    finite = np.isfinite(pose.image_xy).all(axis=1)
    known = [index for index in wanted if finite[index]]
    worst_px, to_right = 0.0, 0
    part: BodyPart | None = None
    if not known:
        return None
    for axis, size in enumerate(pose.frame_size):
        places = [
            (
                0.0 if wanted[index] == "head" else margin_px,
                float(pose.image_xy[index, axis]),
                index,
            )
            for index in known
        ]
        before_px, first = max((keeps_px - px, index) for keeps_px, px, index in places)
        after_px, last = max((px + keeps_px - size + 1, index) for keeps_px, px, index in places)
        if before_px + after_px > 0:
            return TooNear()
        for over_px, index, sign in ((before_px, first, 1), (after_px, last, -1)):
            if over_px > worst_px:
                worst_px, part = over_px, wanted[index]
                to_right = sign if axis == 0 else 0
    if part is None:
        return None
    wholly = part == "head" or worst_px > margin_px
    return OutOfPicture(part, wholly, _way(spec, points_of(pose.image_xy), to_right))


def _way(spec: ExerciseSpec, points: Points, to_right: int) -> Way | None:
    """Where to move to get to the picture's right (1) or left (-1); None if that is not known."""
    ways: dict[int, Way]
    if spec.view == "front":
        # Who faces the camera has the picture's right on the left hand.
        ways = {1: "left", -1: "right"}
        return ways.get(to_right)
    ways = (
        {1: "towards_head", -1: "towards_feet"}
        if spec.posture == "supine"
        else {1: "forwards", -1: "backwards"}
    )
    return ways.get(to_right * facing(points, level=spec.posture in _LEVEL))
