"""Whether the picture will do: the body well inside of it, large enough, and often enough."""

import cmath
from collections.abc import Mapping

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.body import facing, trunk_length_px
from posetrainer.kinematics.geometry import Points, points_of
from posetrainer.kinematics.view import LEAST_TRUNK
from posetrainer.pose.landmarks import INDEX, SIDES, Side, other
from posetrainer.pose.pose import Pose
from posetrainer.rules.needs import Needs
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

_OF_SIDE = {
    side: frozenset(index for name, index in INDEX.items() if name.startswith(side))
    for side in SIDES
}
#: Postures in which the trunk is level.
_LEVEL = ("supine", "hands_and_knees")


class Framing:
    """Look at the picture in which an exercise is done.

    Parameters
    ----------
    spec : ExerciseSpec
    needs : Needs
        Of the same spec.
    """

    def __init__(self, spec: ExerciseSpec, needs: Needs) -> None:
        self._spec = spec
        self._wanted = needs.wanted

    def obstacle(self, pose: Pose, points: Points, near: Side, rate_hz: float) -> Obstacle | None:
        """Return what is wrong with the picture before the first repetition, or None.

        Parameters
        ----------
        pose : Pose
        points : sequence of complex
            Its landmarks in pixels, NaN where one cannot be judged. In a side view the far side's
            are not asked for then: the body itself may hide them.
        near : {"left", "right"}
            The side turned to the camera.
        rate_hz : float
            Moments a second; NaN if not known yet.
        """
        wanted = self._wanted[near]
        if self._spec.view == "side":
            far = _OF_SIDE[other(near)]
            wanted = {
                i: part for i, part in wanted.items() if i not in far or not cmath.isnan(points[i])
            }
        at_edge = self._at_edge(pose, wanted)
        if at_edge is not None:
            return at_edge
        if trunk_length_px(points) < LEAST_TRUNK * min(pose.frame_size):
            return TooFar()
        return TooFewPictures() if rate_hz < LEAST_RATE_HZ else None

    def edge(self, pose: Pose | None, near: Side) -> TooNear | OutOfPicture | None:
        """Return what is out of the picture or at its edge, and the way out; None if nothing is.

        The estimator goes on to guess where landmarks outside of the picture are. Which edge they
        crossed, and whether they would fit if the camera were turned, is known well enough by
        that. No exercise measures the head: at the edge it is no matter, out of the picture it
        is, as the estimator finds people by their heads.

        Parameters
        ----------
        pose : Pose or None
        near : {"left", "right"}
            The side turned to the camera.
        """
        return None if pose is None else self._at_edge(pose, self._wanted[near])

    def _at_edge(self, pose: Pose, wanted: Mapping[int, BodyPart]) -> TooNear | OutOfPicture | None:
        margin_px = EDGE_MARGIN * min(pose.frame_size)
        points = points_of(pose.image_xy)
        known = [index for index in wanted if cmath.isfinite(points[index])]
        worst_px, to_right = 0.0, 0
        part: BodyPart | None = None
        if not known:
            return None
        for axis, size in enumerate(pose.frame_size):
            places = [
                (
                    0.0 if wanted[index] == "head" else margin_px,
                    points[index].imag if axis else points[index].real,
                    index,
                )
                for index in known
            ]
            before_px, first = max((keeps_px - px, index) for keeps_px, px, index in places)
            after_px, last = max(
                (px + keeps_px - size + 1, index) for keeps_px, px, index in places
            )
            if before_px + after_px > 0:
                return TooNear()
            for over_px, index, sign in ((before_px, first, 1), (after_px, last, -1)):
                if over_px > worst_px:
                    worst_px, part = over_px, wanted[index]
                    to_right = sign if axis == 0 else 0
        if part is None:
            return None
        wholly = part == "head" or worst_px > margin_px
        return OutOfPicture(part, wholly, _way(self._spec, points, to_right))


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
