"""The sides that may exercise, each by itself, and what is read of them."""

from collections.abc import Callable, Sequence

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.quantities import Measured, Quantities
from posetrainer.kinematics.readings import MeasureReader
from posetrainer.kinematics.signals import Reading
from posetrainer.kinematics.traces import MakeTracing
from posetrainer.pose.landmarks import Side
from posetrainer.rules.person import Person
from posetrainer.rules.side_tracker import SideTracker, trackers_of


class Sides:
    """Read an exercise's measures for each of its sides.

    Parameters
    ----------
    spec : ExerciseSpec
    person : Person
    quantities : Quantities
        Of the spec's measures.
    tracing : callable
        Makes what follows the measures over time.
    """

    def __init__(
        self, spec: ExerciseSpec, person: Person, quantities: Quantities, tracing: MakeTracing
    ) -> None:
        timed = {spec.repetition.measure} if spec.repetition else set[str]()
        self._reader = MeasureReader(spec.measurands, timed, person.stature_m, quantities, tracing)
        self._measures = tuple(spec.measures)
        self.trackers = trackers_of(spec, self._reader)

    def read(self, measured: Measured, time_s: float, near: Side) -> None:
        """Go on to one more moment; see :meth:`MeasureReader.read`."""
        self._reader.read(measured, time_s, near)
        self._read()

    def relearn_rest(self, time_s: float, only: SideTracker | None) -> None:
        """Learn the resting places anew that turn out to be others; of one side only, if given."""
        relearnt = [tracker.relearn_rest(time_s) for tracker in ([only] if only else self.trackers)]
        if any(relearnt):
            self._read()

    def settle(self, trackers: Sequence[SideTracker]) -> None:
        """Put sides in place; they rest where the body is now."""
        for tracker in trackers:
            tracker.settle()
        if trackers:
            self._read()

    def follow_rest(self, step_s: float) -> None:
        """Let the resting places follow a body that shifts, where all of it rests."""
        if step_s > 0 and all(tracker.rests for tracker in self.trackers):
            self._reader.follow_rest(step_s)
            self._read()

    def exchange(self) -> None:
        """Go on with each leg under its new name: it was named the wrong way round."""
        self._reader.exchange()
        for tracker in self.trackers:
            tracker.exchange()

    def reset(self) -> None:
        """Reset: no side is in place."""
        self._reader.reset()
        for tracker in self.trackers:
            tracker.leave()

    def _read(self) -> None:
        for tracker in self.trackers:
            tracker.read()

    @property
    def reading_places(self) -> tuple[tuple[str, Side | None], ...]:
        """Every measure with each side that it is read for; None where both exercise together."""
        sides = [tracker.body_side for tracker in self.trackers]
        return tuple((name, side) for name in self._measures for side in sides)

    @property
    def drivers(self) -> dict[Side | None, Reading]:
        """What the driving measure reads now, by the side that it is read for."""
        return {tracker.body_side: tracker.driver for tracker in self.trackers}

    def values_of(self, side: Side | None) -> Callable[[str], float]:
        """Return a function that gives what a measure reads now for a side, by its name.

        In degrees or inches; NaN if it cannot be judged.
        """
        return self._reader.values_of(side)
