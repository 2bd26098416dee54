"""What a pose says of an exercise before anything is judged: the same whatever the thresholds.

So a recording is looked at once, and judged as often as somebody changes a number.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.geometry import Array
from posetrainer.kinematics.quantities import Measured, Quantities
from posetrainer.kinematics.view import View
from posetrainer.pose.landmarks import Side
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import RepetitionSide
from posetrainer.rules.framing import FrameRate, edge_obstacle, picture_obstacle
from posetrainer.rules.readiness import stance_obstacle
from posetrainer.rules.sight import Needs

Key = TypeVar("Key")
Found = TypeVar("Found")


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
    xy : ndarray, shape (33, 2), or None
        Its landmarks in pixels, NaN where one cannot be judged.
    left_nearer : float
        How much nearer the left side is believed to be to the camera, -1 to 1.
    rate_hz : float
        Moments a second lately; NaN if not known yet.
    """

    def __init__(
        self,
        observer: "Observer",
        time_s: float,
        pose: Pose | None,
        xy: Array | None,
        left_nearer: float,
        rate_hz: float,
    ) -> None:
        self._observer = observer
        self._pose = pose
        self.time_s = time_s
        self.xy = xy
        self.left_nearer = left_nearer
        self._rate_hz = rate_hz
        self._missing: dict[Side, str | None] = {}
        self._stance: dict[bool, str | None] = {}
        self._edge: dict[Side, str | None] = {}
        self._picture: dict[Side, str | None] = {}

    @cached_property
    def measured(self) -> Measured:
        """What the exercise's measures read; only where somebody is seen."""
        assert self.xy is not None
        return self._observer.quantities.measure(self.xy)

    def missing(self, near: Side) -> str | None:
        """Return what is needed but cannot be seen, in words; None if all is seen.

        Parameters
        ----------
        near : {"left", "right"}
            The side turned to the camera.
        """
        needs = self._observer.needs
        return _once(self._missing, near, lambda: needs.missing(self.xy, near))

    def stance(self, ready: bool) -> str | None:
        """Return what is wrong with posture or view; see :func:`stance_obstacle`."""
        spec, xy = self._observer.spec, self.xy
        assert xy is not None
        return _once(self._stance, ready, lambda: stance_obstacle(spec, xy, ready=ready))

    def edge(self, near: Side) -> str | None:
        """Return what is at the picture's edge; see :func:`edge_obstacle`."""
        observer, pose = self._observer, self._pose
        if pose is None:
            return None
        wanted = observer.needs.wanted[near]
        return _once(self._edge, near, lambda: edge_obstacle(observer.spec, pose, wanted))

    def picture(self, near: Side) -> str | None:
        """Return what is wrong with the picture; see :func:`picture_obstacle`."""
        observer, pose, xy = self._observer, self._pose, self.xy
        assert pose is not None
        assert xy is not None
        wanted = observer.needs.wanted[near]
        return _once(
            self._picture,
            near,
            lambda: picture_obstacle(observer.spec, pose, xy, wanted, near, self._rate_hz),
        )


def _once(known: dict[Key, Found], key: Key, find: Callable[[], Found]) -> Found:
    if key not in known:
        known[key] = find()
    return known[key]


class Observer:
    """Look at one person through time, for one exercise.

    It reads of the spec what is measured, where and in which posture; no threshold.

    Parameters
    ----------
    spec : ExerciseSpec
    sides : sequence of {"left", "right", "both"}
        The sides that may exercise by themselves.
    """

    def __init__(self, spec: ExerciseSpec, sides: Sequence[RepetitionSide]) -> None:
        frontal = spec.view == "front"
        self.spec = spec
        self.needs = Needs(spec, sides)
        self.quantities = Quantities(spec.measures, frontal=frontal)
        self._view = View(frontal=frontal)
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
        xy = None if pose is None else self._view.see(pose)
        left_nearer, rate_hz = self._view.left_nearer, self._frame_rate.hz
        return Observation(self, time_s, pose, xy, left_nearer, rate_hz)
