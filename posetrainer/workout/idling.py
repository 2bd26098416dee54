"""Detection that somebody in the middle of an exercise does not go on, and their way to end it."""

import math

from posetrainer.kinematics.gestures import both_arms_up
from posetrainer.pose.pose import Pose
from posetrainer.rules.readiness import Lasting
from posetrainer.workout.notices import IdleQuestion

#: Seconds without progress, each with the question that is asked then.
QUESTIONS: tuple[tuple[float, IdleQuestion], ...] = (
    (20.0, "all_right"),
    (40.0, "no_hurry"),
    (60.0, "enough"),
)
#: The last question is repeated at this interval, so that there is no long silence.
REPEAT_S = 27.0
#: How long the gesture for "next" is held, in seconds.
GESTURE_S = 2.0


class Idling:
    """Follow how long nothing has happened in an exercise."""

    def __init__(self) -> None:
        self._since_s = math.nan
        self._asked = 0
        self._next_s = math.inf
        self._arms_up = Lasting(GESTURE_S)

    def step(self, time_s: float, *, active: bool) -> IdleQuestion | None:
        """Go on to one more moment.

        Parameters
        ----------
        time_s : float
            Media time, in seconds.
        active : bool
            Whether the person is exercising, or need not be now.

        Returns
        -------
        {"all_right", "no_hurry", "enough"} or None
            The question whose time has come.
        """
        if active or math.isnan(self._since_s):
            self._since_s, self._asked = time_s, 0
            self._next_s = time_s + QUESTIONS[0][0]
            return None
        if time_s < self._next_s:
            return None
        _, question = QUESTIONS[min(self._asked, len(QUESTIONS) - 1)]
        self._asked += 1
        self._next_s = time_s + REPEAT_S
        if self._asked < len(QUESTIONS):
            self._next_s = self._since_s + QUESTIONS[self._asked][0]
        return question

    def ends(self, pose: Pose | None, time_s: float) -> bool:
        """Return whether the person, once the gesture was explained, asks for the next exercise."""
        may_end = self._asked >= len(QUESTIONS)
        up = may_end and pose is not None and both_arms_up(pose)
        return self._arms_up(time_s, up)
