"""A snapshot of where the exercise stands, for a screen to show."""

from dataclasses import dataclass

from posetrainer.exercises.spec import Phase, Unit
from posetrainer.pose.landmarks import Side
from posetrainer.rules.events import RepetitionSide
from posetrainer.rules.obstacles import Obstacle


@dataclass(frozen=True)
class Progress:
    """Where the exercise stands after the last step.

    Parameters
    ----------
    time_s : float
        Media time of the last step.
    ready : bool
        Whether repetitions count now.
    obstacle : Obstacle or None
        What must be put right before anything counts; None when ready.
    phase : {"rest", "out", "hold", "back"}
        Of the attempt under way; ``rest`` when there is none.
    side : {"left", "right", "both"} or None
        The side that exercises, or did so last.
    near : {"left", "right"}
        The side turned to the camera.
    side_due : {"left", "right"} or None
        Whose turn it is, where the sides alternate.
    counted, good, missed : int
        Repetitions counted so far, good ones among them, and attempts that did not count.
    prescribed, sets : int
        Repetitions in a set, and how many sets there are.
    value, target, rest : float
        Driving measure now, its target and its rest band, in ``unit``; NaN if unknown, and
        where repetitions are paced.
    unit : {"deg", "in"} or None
        Unit of the driving measure; None where repetitions are paced.
    held_s, hold_s : float
        Seconds held in this attempt that count towards its completion, and seconds prescribed
        (0 where nothing is held).
    faults : tuple of str
        Form faults present now, by id.
    harmful : bool
        Whether one of them does harm (severity ``safety``).
    too_fast : bool
        Whether the movement is too fast now.
    wrong_side : bool
        Whether the side that moves, half of the way at least, is not the one whose turn it is.
    """

    time_s: float
    ready: bool
    obstacle: Obstacle | None
    phase: Phase
    side: RepetitionSide | None
    near: Side
    side_due: Side | None
    counted: int
    good: int
    missed: int
    prescribed: int
    sets: int
    value: float
    target: float
    rest: float
    unit: Unit | None
    held_s: float
    hold_s: float
    faults: tuple[str, ...]
    harmful: bool
    too_fast: bool
    wrong_side: bool

    @property
    def goes_back(self) -> bool:
        """Whether the way to go is back: the target is behind, or it is the other side's turn."""
        return self.phase == "back" or self.wrong_side

    @property
    def in_set(self) -> int:
        """Repetitions counted in the set at work; beyond the last set, as if that went on."""
        before = min(max(0, self.counted - 1) // self.prescribed, self.sets - 1)
        return self.counted - before * self.prescribed
