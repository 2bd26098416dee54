"""What a pose says of an exercise before anything is judged: the same whatever the thresholds.

So a recording is looked at once, and judged as often as somebody changes a number.
"""

from typing import NamedTuple

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.geometry import Points
from posetrainer.kinematics.ground import SUPPORTS
from posetrainer.kinematics.quantities import Measured, Quantities
from posetrainer.kinematics.stopped import StoppedPicture
from posetrainer.kinematics.view import View
from posetrainer.pose.landmarks import Side
from posetrainer.pose.pose import Pose
from posetrainer.rules.framing import FrameRate, edge_obstacle, picture_obstacle
from posetrainer.rules.needs import Needs, exercising_sides
from posetrainer.rules.obstacles import CameraStopped, Obstacle, PictureTurned, Unseen
from posetrainer.rules.readiness import stance_obstacle, turn_obstacle


class Viewed(NamedTuple):
    """From where the body is seen.

    Attributes
    ----------
    left_nearer : float
        How much nearer the left side is believed to be to the camera, -1 to 1.
    breadth : float
        Of the shoulders over the length of the trunk, lately.
    slope_deg : float
        How far the ground falls to the picture's right; NaN where that is not known.
    stretch : float
        What heights look shorter by, as the camera looks down: 1 or more.
    stopped_s : float
        For how long the picture has stood still, 0 if it does not: nothing is seen then.
    legs_exchanged : bool
        Whether what was the left leg up to here is the right one from now on.
    """

    left_nearer: float
    breadth: float
    slope_deg: float
    stretch: float
    stopped_s: float
    legs_exchanged: bool


class Observation:
    """One moment. What is asked of it is worked out when it is asked for first.

    Parameters
    ----------
    observer : Observer
        Knows the exercise.
    time_s : float
        Media time.
    pose : Pose or None
        None if nobody is seen.
    points : sequence of complex, or None
        Its landmarks in pixels, NaN where one cannot be judged.
    view : Viewed
    rate_hz : float
        Moments a second lately; NaN if not known yet.
    """

    def __init__(
        self,
        observer: "Observer",
        time_s: float,
        pose: Pose | None,
        points: Points | None,
        view: "Viewed",
        rate_hz: float,
    ) -> None:
        self._observer = observer
        self._pose = pose
        self.time_s = time_s
        self.points = points
        self._view = view
        self.left_nearer = view.left_nearer
        self.stopped_s = view.stopped_s
        self.legs_exchanged = view.legs_exchanged
        self._rate_hz = rate_hz
        self._measured: Measured | None = None
        self._missing: dict[Side, Unseen | None] = {}
        self._stance: dict[bool, Obstacle | None] = {}
        self._turned: dict[bool, PictureTurned | None] = {}
        self._edge: dict[Side, Obstacle | None] = {}
        self._picture: dict[Side, Obstacle | None] = {}

    @property
    def measured(self) -> Measured:
        """What the exercise's measures read; only where somebody is seen."""
        if self._measured is None:
            assert self.points is not None
            self._measured = self._observer.quantities.measure(self.points, self._view.stretch)
        return self._measured

    def missing(self, near: Side) -> Unseen | None:
        """Return what is needed but cannot be seen; None if all is seen.

        Parameters
        ----------
        near : {"left", "right"}
            The side turned to the camera.
        """
        if self.stopped_s:
            return CameraStopped()
        if near not in self._missing:
            self._missing[near] = self._observer.needs.missing(self.points, near)
        return self._missing[near]

    def stance(self, ready: bool) -> Obstacle | None:
        """Return what is wrong with posture or view; see :func:`stance_obstacle`."""
        if ready not in self._stance:
            assert self.points is not None
            self._stance[ready] = stance_obstacle(
                self._observer.spec, self.points, self._view.breadth, self._view.slope_deg, ready
            )
        return self._stance[ready]

    def turned(self, lasting: bool) -> PictureTurned | None:
        """Return what is wrong with the way the picture is up; see :func:`turn_obstacle`."""
        if lasting not in self._turned:
            assert self.points is not None
            self._turned[lasting] = turn_obstacle(self._observer.spec, self.points, lasting)
        return self._turned[lasting]

    def edge(self, near: Side) -> Obstacle | None:
        """Return what is at the picture's edge; see :func:`edge_obstacle`."""
        observer, pose = self._observer, self._pose
        if near not in self._edge:
            wanted = observer.needs.wanted[near]
            self._edge[near] = edge_obstacle(observer.spec, pose, wanted) if pose else None
        return self._edge[near]

    def picture(self, near: Side) -> Obstacle | None:
        """Return what is wrong with the picture; see :func:`picture_obstacle`."""
        observer, pose, points = self._observer, self._pose, self.points
        if near not in self._picture:
            assert pose is not None
            assert points is not None
            wanted = observer.needs.wanted[near]
            self._picture[near] = picture_obstacle(
                observer.spec, pose, points, wanted, near, self._rate_hz
            )
        return self._picture[near]


class Observer:
    """Look at one person through time, for one exercise.

    It reads of the spec what is measured, where and in which posture; no threshold.

    Parameters
    ----------
    spec : ExerciseSpec
    """

    def __init__(self, spec: ExerciseSpec) -> None:
        frontal = spec.view == "front"
        self.spec = spec
        self.needs = Needs(spec, exercising_sides(spec))
        self.quantities = Quantities(spec.measurands, frontal=frontal)
        self._view = View(SUPPORTS[spec.posture], frontal=frontal)
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
        stopped_s = 0.0 if pose is None else self._stopped(pose)
        points = None if pose is None or stopped_s else self._view.see(pose)
        now = self._view
        view = Viewed(
            now.left_nearer,
            now.breadth,
            now.slope_deg,
            now.stretch,
            stopped_s,
            points is not None and now.legs_exchanged,
        )
        return Observation(self, time_s, pose, points, view, self._frame_rate.hz)
