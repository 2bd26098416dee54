"""The conditions that hold throughout an exercise, looked at over one attempt."""

from collections import Counter
from collections.abc import Sequence

from posetrainer.rules.obstacles import Unmet
from posetrainer.rules.thresholds import Thresholds

#: A movement that breaks the conditions of the exercise for a larger share of the time for which
#: it counts (or, where it does not count, is an attempt) is another movement, such as a step, in
#: which a knee bends.
OTHER_MOVEMENT = 0.5


class ConditionWatch:
    """Watch how often the conditions of the exercise are broken.

    Parameters
    ----------
    bands : Thresholds
    """

    def __init__(self, bands: Thresholds) -> None:
        self._bands = bands
        self._looks = self._broken_looks = 0
        self._counting_looks = self._broken_counting_looks = 0
        self._broken: Counter[Unmet] = Counter()
        #: Whether a condition is broken now.
        self.are_broken = False

    def look(self, value: float, broken: Sequence[Unmet]) -> None:
        """Go on to one more moment.

        Parameters
        ----------
        value : float
            Of the driving measure.
        broken : sequence of Unmet
            The conditions that do not hold.
        """
        self.are_broken = bool(broken)
        if value >= self._bands.attempt:
            self._looks += 1
            self._broken_looks += self.are_broken
        if value >= self._bands.counts:
            self._counting_looks += 1
            self._broken_counting_looks += self.are_broken
        self._broken.update(broken)

    def are_of_other_movement(self, *, counts: bool) -> bool:
        """Whether they were broken for most of the time.

        Parameters
        ----------
        counts : bool
            Whether the attempt went so far that it counts: then only that part matters.
        """
        if counts:
            return self._broken_counting_looks > OTHER_MOVEMENT * self._counting_looks
        return self._broken_looks > OTHER_MOVEMENT * self._looks

    @property
    def worst(self) -> Unmet | None:
        """The condition that was broken most often; None if none was."""
        return max(self._broken, key=self._broken.__getitem__, default=None)
