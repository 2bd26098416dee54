"""What can be seen, and from which side: the second stage of the rules."""

from typing import NamedTuple

from posetrainer.kinematics.view import nearer_side
from posetrainer.pose.landmarks import Side
from posetrainer.rules.events import Event, LostSight, SightRegained
from posetrainer.rules.needs import Needs
from posetrainer.rules.observation import Observation
from posetrainer.rules.obstacles import CameraStopped, Unseen

#: A landmark may be gone for this long before anything is reported.
BLINK_S = 0.5
#: After this long unseen, the movement has to begin anew.
RESTART_AFTER_S = 3.0


class Sighting(NamedTuple):
    """What can be seen at one moment.

    Attributes
    ----------
    missing : Unseen or None
        What is needed but cannot be seen.
    gone_s : float
        For how many seconds sight has been gone up to now. Where the camera had stopped that is
        0: what moved meanwhile is not known, and the body goes on from there.
    events : list of Event
        Sight lost or regained.
    """

    missing: Unseen | None
    gone_s: float
    events: list[Event]


class Sight:
    """Follow what can be seen of a person.

    Parameters
    ----------
    needs : Needs
        Of the exercise.
    """

    def __init__(self, needs: Needs) -> None:
        self._needs = needs
        #: The side turned to the camera.
        self.near: Side = "left"
        self._unseen_since_s: float | None = None
        self._lost = False
        self._camera_stopped = False

    def step(self, seen: Observation, *, moving: bool) -> Sighting:
        """Go on to one more moment.

        Parameters
        ----------
        seen : Observation
        moving : bool
            Whether a movement is under way: no body turns round in the middle of one.
        """
        if not moving:
            self.near = nearer_side(seen.left_nearer, self.near)
        missing = self._missing(seen)
        if missing is not None:
            if self._unseen_since_s is None:
                self._unseen_since_s = seen.time_s
                self._camera_stopped = True
            self._camera_stopped &= isinstance(missing, CameraStopped)
        if self._unseen_since_s is None:
            return Sighting(None, 0.0, [])
        unseen_s = seen.time_s - self._unseen_since_s
        gone_s = 0.0 if self._camera_stopped else unseen_s
        return Sighting(missing, gone_s, self._report(seen.time_s, unseen_s, missing))

    def _missing(self, seen: Observation) -> Unseen | None:
        if seen.picture_stopped:
            return CameraStopped()
        return self._needs.missing(seen.body.points if seen.body else None, self.near)

    def _report(self, time_s: float, unseen_s: float, missing: Unseen | None) -> list[Event]:
        if missing is None:
            self._unseen_since_s = None
            was_lost, self._lost = self._lost, False
            return [SightRegained(time_s, unseen_s)] if was_lost else []
        if self._lost or unseen_s < BLINK_S:
            return []
        self._lost = True
        return [LostSight(time_s, missing)]
