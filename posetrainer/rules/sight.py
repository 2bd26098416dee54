"""Whether what the exercise needs can be seen."""

from posetrainer.rules.events import Event, LostSight, SightRegained
from posetrainer.rules.obstacles import CameraStopped, Unseen

#: A landmark may be gone for this long before anything is said.
BLINK_S = 0.5
#: After this long unseen, the movement has to begin anew.
BEGIN_ANEW_S = 3.0


class Sight:
    """Tell when sight was lost and regained."""

    def __init__(self) -> None:
        self._unseen_since_s: float | None = None
        self._lost = False
        self._camera_stopped = False

    def step(self, time_s: float, missing: Unseen | None) -> tuple[list[Event], float]:
        """Go on to one more look.

        Returns
        -------
        tuple
            Events, and for how many seconds sight has been gone up to now. Where the camera had
            stopped that is 0: nobody knows of a movement, and the body goes on from there.
        """
        if missing is not None:
            if self._unseen_since_s is None:
                self._unseen_since_s = time_s
                self._camera_stopped = True
            self._camera_stopped &= isinstance(missing, CameraStopped)
        if self._unseen_since_s is None:
            return [], 0.0
        unseen_s = time_s - self._unseen_since_s
        gone_s = 0.0 if self._camera_stopped else unseen_s
        if missing is None:
            self._unseen_since_s = None
            was_lost, self._lost = self._lost, False
            return [SightRegained(time_s, unseen_s)] if was_lost else [], gone_s
        if self._lost or unseen_s < BLINK_S:
            return [], gone_s
        self._lost = True
        return [LostSight(time_s, missing)], gone_s
