"""What a pose shows of an exercise, whatever its thresholds: the first stage of the rules.

So a recording is observed once, and judged as often as somebody changes a number.
"""

from typing import NamedTuple

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.geometry import Points, points_of
from posetrainer.kinematics.ground import SUPPORTS
from posetrainer.kinematics.posture import BodyPosture, postures
from posetrainer.kinematics.quantities import Measured, Quantities
from posetrainer.kinematics.stopped import StoppedPicture
from posetrainer.kinematics.view import View
from posetrainer.pose.pose import Pose
from posetrainer.rules.frame_rate import FrameRate


class Body(NamedTuple):
    """What is read off a body.

    Attributes
    ----------
    points : sequence of complex
        Its landmarks in pixels, see :class:`~posetrainer.kinematics.view.View`.
    measured : Measured
        The quantities of the exercise's measures.
    postures : frozenset or None
        See :func:`~posetrainer.kinematics.posture.postures`.
    breadth : float
        Of the shoulders over the length of the trunk, lately.
    slope_deg : float
        How far the ground falls to the picture's right; NaN where that is not known.
    """

    points: Points
    measured: Measured
    postures: frozenset[BodyPosture] | None
    breadth: float
    slope_deg: float


class Observation(NamedTuple):
    """What is observed at one moment.

    Attributes
    ----------
    time_s : float
        Media time.
    pose : Pose or None
        None if nobody is seen.
    body : Body or None
        None if nobody is seen, or somebody else than before, or if the picture stands still.
    left_nearer : float
        How much nearer the left side is believed to be to the camera, -1 to 1.
    legs_exchanged : bool
        Whether what was the left leg up to here is the right one from now on.
    picture_stopped : bool
        Whether the picture stands still.
    rate_hz : float
        Moments a second lately; NaN if not known yet.
    """

    time_s: float
    pose: Pose | None
    body: Body | None
    left_nearer: float
    legs_exchanged: bool
    picture_stopped: bool
    rate_hz: float


class Observer:
    """Observe one person through time, for one exercise.

    It reads of the spec what is measured, where and in which posture; no threshold.

    Parameters
    ----------
    spec : ExerciseSpec
    """

    def __init__(self, spec: ExerciseSpec) -> None:
        self._frontal = spec.view == "front"
        self.quantities = Quantities(spec.measurands, frontal=self._frontal)
        self._view = View(SUPPORTS[spec.posture], frontal=self._frontal)
        self._stopped = StoppedPicture()
        self._frame_rate = FrameRate()

    def observe(self, pose: Pose | None, time_s: float) -> Observation:
        """Go on to one more moment.

        Parameters
        ----------
        pose : Pose or None
            The person's pose, None if nobody is seen.
        time_s : float
            Media time; must not go backwards.
        """
        self._frame_rate.look(time_s)
        view, stopped = self._view, False
        usable: Points | None = None
        if pose is not None:
            points = points_of(pose.image_xy)
            stopped = self._stopped(points, pose.frame_size[1], pose.time_s) > 0
            usable = None if stopped else view.see(pose, points)
        return Observation(
            time_s,
            pose,
            None if usable is None else self._body(usable),
            view.left_nearer,
            usable is not None and view.legs_exchanged,
            stopped,
            self._frame_rate.hz,
        )

    def _body(self, points: Points) -> Body:
        view = self._view
        return Body(
            points,
            self.quantities.measure(points, view.stretch),
            postures(points, frontal=self._frontal),
            view.breadth,
            view.slope_deg,
        )
