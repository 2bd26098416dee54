"""Timing how long the target position is kept still."""

import math

from posetrainer.exercises.spec import Hold
from posetrainer.kinematics.signals import DRIFT_LAG_S, Reading
from posetrainer.rules.events import (
    Event,
    HoldBroken,
    HoldCompleted,
    HoldStarted,
    RepetitionSide,
)
from posetrainer.rules.sight import BLINK_S

#: What is unseen for longer than a blink is not held. From reading to reading it seems longer
#: by the frames that a signal needs before it reads anything again.
UNSEEN_S = BLINK_S + 0.25
#: A tremor is over within this time: a hold survives one at the target, and no attempt counts for
#: one beyond what it needs.
TREMOR_S = 0.3
#: It does not survive moving to and fro for so long, less this share of the time in which it does
#: not surely move. Bouncing turns round half of the time; a landmark that jumps is still for most
#: of it.
RESTLESS_S = 1.0
STILL_WEIGHS = 0.5
#: Its start and its end are known this well together: what lacks less may have been held.
ERROR_S = 0.5
#: A hold that breaks sooner is not reported.
LEAST_HOLD_S = 1.0
#: While holding, the target may be missed by this share of it.
SLACK = 0.12
#: A measure within the same share of its mean over so long has jumped or trembled; it has not left
#: the position that is held.
LATELY_S = 2.0


class HoldTimer:
    """Time the holds of one attempt.

    A hold begins at the target when the driving measure moves slower than the spec's stillness
    limit. It ends when the measure surely moves away from where it is held, or to and fro.
    Stillness is known half a drift window late; start and end are dated back by it, so the length
    is right. What is unseen for longer than a blink is not held. While a fault does harm the
    position is held, but that time does not bring the hold nearer to its completion.

    Parameters
    ----------
    hold : Hold
        How long, and how still.
    side : {"left", "right", "both"}
    target : float
        In the driving measure's unit.
    """

    def __init__(self, hold: Hold, side: RepetitionSide, target: float) -> None:
        self._hold = hold
        self._still = hold.still_deg_s if hold.still_deg_s is not None else hold.still_in_s or 0.0
        self._side: RepetitionSide = side
        self._target = target
        self._start_s: float | None = None
        self._held_lately = math.nan
        self._moving_since_s: float | None = None
        self._last_s = math.nan
        self._unseen_s = 0.0
        self._restless_s, self._restless_since_s = 0.0, math.nan
        self._completed = False
        self._harmful_s = 0.0
        #: The longest hold so far, in seconds.
        self.held_s = 0.0
        #: The longest so far without the time in which it did harm.
        self.harmless_s = 0.0
        #: Where the hold was completed, in the driving measure's unit; 0 if it was not.
        self.held_at = 0.0

    @property
    def holding(self) -> bool:
        """Whether the position is held now."""
        return self._start_s is not None

    def step(self, time_s: float, driver: Reading, *, harmful: bool = False) -> list[Event]:
        """Go on to one more reading of the driving measure.

        Parameters
        ----------
        time_s : float
            Media time.
        driver : Reading
        harmful : bool
            Whether a fault of severity ``safety`` is present.
        """
        step_s, self._last_s = time_s - self._last_s, time_s
        if harmful and not math.isnan(step_s):
            self._harmful_s += step_s
        if step_s > UNSEEN_S:
            self._unseen_s += step_s
        still = abs(driver.drift) <= self._still
        self._follow_restlessness(time_s, step_s, driver)
        if self._start_s is None:
            # What follows a completed hold is the way back, even if it pauses.
            begins = still and driver.value >= self._target and not self._completed
            return self._begin(time_s, driver) if begins else []
        at_target = driver.value >= self._target * (1 - SLACK)
        if at_target and math.isnan(driver.drift):
            return []
        left = abs(driver.value - self._held_lately) > SLACK * self._held_lately
        self._held_lately += (driver.value - self._held_lately) * step_s / (step_s + LATELY_S)
        if still and at_target:
            self._moving_since_s = None
            held_s = self._held_until(time_s)
            self.held_s = max(self.held_s, held_s)
            self.harmless_s = max(self.harmless_s, held_s - self._harmful_s)
            return self._completion(time_s, driver.value)
        if self._moving_since_s is None:
            self._moving_since_s = time_s
        # It is broken once it surely moves away; then since it seemed to.
        moves = abs(driver.sure_drift) > self._still and time_s - self._moving_since_s >= TREMOR_S
        if self._restless_s >= RESTLESS_S:
            return self._end(time_s, self._held_until(self._restless_since_s))
        if at_target and not (moves and left):
            return []
        return self._end(time_s, self._held_until(self._moving_since_s))

    @property
    def was_long_enough(self) -> bool:
        """Whether the longest hold lasted as long as prescribed, as far as that is known."""
        return self.held_s >= self._hold.seconds - ERROR_S

    def _follow_restlessness(self, time_s: float, step_s: float, driver: Reading) -> None:
        """Follow for how much longer it has surely moved than kept still lately."""
        if self._restless_s == 0:
            self._restless_since_s = time_s
        moves = max(abs(driver.sure_speed), abs(driver.sure_drift)) > self._still
        if not math.isnan(step_s):
            change_s = step_s if moves else -STILL_WEIGHS * step_s
            self._restless_s = max(0.0, self._restless_s + change_s)

    def _begin(self, time_s: float, driver: Reading) -> list[Event]:
        self._start_s = time_s - DRIFT_LAG_S
        self._held_lately = driver.value
        self._moving_since_s = None
        self._unseen_s = self._restless_s = self._harmful_s = 0.0
        return [HoldStarted(time_s, self._side, self._start_s)]

    def _held_until(self, time_s: float) -> float:
        assert self._start_s is not None
        return max(0.0, time_s - DRIFT_LAG_S - self._start_s - self._unseen_s)

    def _completion(self, time_s: float, value: float) -> list[Event]:
        if self._completed or self._start_s is None or self.harmless_s < self._hold.seconds:
            return []
        self._completed = True
        self.held_at = value
        return [HoldCompleted(time_s, self._side, self._start_s, self._hold.seconds)]

    def _end(self, time_s: float, held_s: float) -> list[Event]:
        assert self._start_s is not None
        start_s, self._start_s = self._start_s, None
        self.held_s = max(self.held_s, held_s)
        # To end a hold that did harm is right.
        unwanted = self._completed or self._harmful_s > 0
        if unwanted or self.was_long_enough or held_s < LEAST_HOLD_S:
            return []
        return [HoldBroken(time_s, self._side, start_s, held_s, self._hold.seconds)]
