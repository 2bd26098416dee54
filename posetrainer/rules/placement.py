"""Whether the person is in place, and on which sides: the third stage of the rules."""

from collections.abc import Sequence
from typing import NamedTuple

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.landmarks import Side
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import PostureLost, Ready
from posetrainer.rules.framing import Framing
from posetrainer.rules.needs import Needs
from posetrainer.rules.observation import Body, Observation
from posetrainer.rules.obstacles import (
    BodyIncomplete,
    CameraStopped,
    Moving,
    Obstacle,
    Outside,
    Unseen,
    WrongPosture,
)
from posetrainer.rules.readiness import (
    SEEMS_TURNED_S,
    Lasting,
    Stillness,
    stance_obstacle,
    turn_obstacle,
)
from posetrainer.rules.side_tracker import SideTracker

#: Out of place for less than this, as when changing the leg, is not reported.
GRACE_S = 1.5


class Placed(NamedTuple):
    """What has changed in where the person is.

    Attributes
    ----------
    change : Ready or PostureLost or None
        Whether the person got into place just now, or has left it.
    begin : tuple of SideTracker
        The sides that get into place just now.
    """

    change: Ready | PostureLost | None
    begin: tuple[SideTracker, ...]


class Placement:
    """Follow whether the person is in place.

    Parameters
    ----------
    spec : ExerciseSpec
    needs : Needs
        Of the same spec.
    """

    def __init__(self, spec: ExerciseSpec, needs: Needs) -> None:
        self._spec = spec
        self._framing = Framing(spec, needs)
        self._still = Stillness()
        self._out_of_place = Lasting()
        self._other_posture = Lasting(SEEMS_TURNED_S)
        #: Whether the person has ever been in place: then the picture is the right way up.
        self._was_ready = False
        self._out_of_place_since_s: float | None = None
        #: Whether any side is in place.
        self.in_place = False
        #: Whether the person is taken to be in place, for short times out of it, too.
        self.ready = False
        #: Whether posture or view were wrong when the body was seen last.
        self.was_wrong = False
        #: What to put right if no side is in place.
        self.to_put_right: Obstacle | None = Outside()

    def reset(self) -> None:
        """Reset: out of place."""
        self.in_place = self.ready = False
        self._still.reset()

    def look_for(self, missing: Unseen, pose: Pose | None, near: Side) -> None:
        """Note what to put right where something cannot be seen."""
        stopped = isinstance(missing, CameraStopped)
        self.to_put_right = (None if stopped else self._framing.edge(pose, near)) or missing

    def step(
        self,
        seen: Observation,
        body: Body,
        near: Side,
        trackers: Sequence[SideTracker],
        moving: SideTracker | None,
    ) -> Placed:
        """Find the sides that are in place, and what to put right if none is.

        Parameters
        ----------
        seen : Observation
        body : Body
            That is seen.
        near : {"left", "right"}
            The side turned to the camera.
        trackers : sequence of SideTracker
            Of all sides that may exercise.
        moving : SideTracker or None
            The side on which a movement is under way: meanwhile no other side gets into place.
        """
        time_s = seen.time_s
        self._still.look(time_s, body.points)
        obstacle = self._obstacle(seen, body, near)
        self.was_wrong = obstacle is not None
        lost = self._out_of_place(time_s, self.was_wrong)
        in_place: list[SideTracker] = []
        begin: list[SideTracker] = []
        for tracker in trackers:
            tracker.ready &= not lost
            tracker.check_conditions(time_s)
            if tracker.ready:
                in_place.append(tracker)
                continue
            if tracker is moving:
                moving = None
            free = obstacle is None and moving is None
            if free and tracker.may_begin and self._still.still:
                begin.append(tracker)
        in_place += begin
        self.in_place = bool(in_place)
        self.to_put_right = None if in_place else obstacle or _first_unmet(trackers)
        return Placed(self._change(time_s, in_place), tuple(begin))

    def _obstacle(self, seen: Observation, body: Body, near: Side) -> Obstacle | None:
        """What keeps every side from being in place; the picture matters before ready only."""
        wrong = stance_obstacle(
            self._spec, body.postures, body.breadth, body.slope_deg, ready=self.in_place
        )
        pose = seen.pose
        if self.in_place or self.ready or pose is None:
            return wrong
        if isinstance(wrong, BodyIncomplete):
            return self._framing.edge(pose, near) or wrong
        other_posture = isinstance(wrong, WrongPosture)
        lasting = self._other_posture(seen.time_s, other_posture)
        if other_posture:
            turned = None if self._was_ready else turn_obstacle(self._spec, body.points, lasting)
            return turned or wrong
        return wrong or self._framing.obstacle(pose, body.points, near, seen.rate_hz)

    def _change(self, time_s: float, in_place: list[SideTracker]) -> Ready | PostureLost | None:
        if in_place:
            self._out_of_place_since_s = None
            if self.ready:
                return None
            self.ready = self._was_ready = True
            return Ready(time_s, None if len(in_place) > 1 else in_place[0].detector.side)
        if self._out_of_place_since_s is None:
            self._out_of_place_since_s = time_s
        if not self.ready or time_s - self._out_of_place_since_s < GRACE_S:
            return None
        obstacle = self.to_put_right
        assert obstacle is not None
        self.reset()
        return PostureLost(time_s, obstacle)


def _first_unmet(trackers: Sequence[SideTracker]) -> Obstacle:
    """Return what to put right on the side on which the fewest conditions do not hold."""
    fewest = min((tracker.unmet() for tracker in trackers), key=len)
    return fewest[0] if fewest else Moving()
