"""The phases of a movement: out, held, and back."""

from posetrainer.exercises.spec import Phase
from posetrainer.rules.thresholds import Thresholds

#: A change of direction counts from this share of the target on.
TURN = 0.12


class PhaseFollower:
    """Follow in which phase a movement is.

    Parameters
    ----------
    bands : Thresholds
    """

    def __init__(self, bands: Thresholds) -> None:
        self.phase: Phase = "out"
        self._turn = TURN * bands.target
        self._turning_point = bands.rest

    def step(self, value: float, *, holding: bool) -> None:
        """Go on to one more value of the driving measure.

        Parameters
        ----------
        value : float
            In the driving measure's unit.
        holding : bool
            Whether the target position is held now.
        """
        if holding:
            self.phase, self._turning_point = "hold", value
        elif self.phase == "hold":
            self.phase = "out" if value > self._turning_point else "back"
        elif self.phase == "back":
            self._turning_point = min(self._turning_point, value)
            if value > self._turning_point + self._turn:
                self.phase, self._turning_point = "out", value
        else:
            self._turning_point = max(self._turning_point, value)
            self.phase = "out"
            if value < self._turning_point - self._turn:
                self.phase, self._turning_point = "back", value
