"""Watching the form faults of a spec."""

import math
from collections.abc import Callable, Mapping

from posetrainer.exercises.spec import FormFault, Phase
from posetrainer.rules.events import Event, FormFaultFound, FormRestored, RepetitionSide


class FaultWatch:
    """Watch one fault through one attempt.

    It is reported once it has lasted; if it stays or comes back, it is reported again, but not too
    soon. A value that must be reached is a fault if it never was when the attempt is over.
    """

    def __init__(self, name: str, fault: FormFault) -> None:
        self._name = name
        self._fault = fault
        self._measure = fault.measure
        self._low, self._high = fault.range.ends
        self._is_goal = fault.reach is not None
        self._wrong_since_s: float | None = None
        self._right_since_s: float | None = None
        self._reported_s: float | None = None
        self._value = math.nan
        #: Whether what must be reached has been.
        self._reached = not self._is_goal
        #: Whether the fault is present now.
        self.present = False

    @property
    def found(self) -> bool:
        """Whether the fault has been reported at all."""
        return self._reported_s is not None

    def step(
        self,
        time_s: float,
        value_of: Callable[[str], float],
        side: RepetitionSide,
    ) -> list[Event]:
        """Go on to one more value; NaN (cannot be judged) changes nothing."""
        value = value_of(self._measure)
        if math.isnan(value):
            return []
        self._value = value
        inside = self._low <= value <= self._high
        if self._is_goal:
            self._follow_reach(time_s, inside)
            return []
        return self._right(time_s, side) if inside else self._wrong(time_s, value, side)

    def pause(self) -> None:
        """Leave the phases in which it is watched: it is not present there."""
        self._wrong_since_s = None
        self.present = False

    def finish(self, time_s: float, side: RepetitionSide) -> list[Event]:
        """Report what has not been reached, unless it could never be judged."""
        if self._reached or math.isnan(self._value):
            return []
        return self._report(time_s, self._value, side)

    def _follow_reach(self, time_s: float, inside: bool) -> None:
        if not inside:
            self._right_since_s = None
            return
        if self._right_since_s is None:
            self._right_since_s = time_s
        self._reached |= time_s - self._right_since_s >= self._fault.for_s

    def _right(self, time_s: float, side: RepetitionSide) -> list[Event]:
        self._wrong_since_s = None
        if not self.present:
            return []
        if self._right_since_s is None:
            self._right_since_s = time_s
        if time_s - self._right_since_s < self._fault.for_s:
            return []
        self.present = False
        return [FormRestored(time_s, side, self._name)]

    def _wrong(self, time_s: float, value: float, side: RepetitionSide) -> list[Event]:
        self._right_since_s = None
        if self._wrong_since_s is None:
            self._wrong_since_s = time_s
        if time_s - self._wrong_since_s < self._fault.for_s:
            return []
        self.present = True
        if self._reported_s is not None and time_s - self._reported_s < self._fault.again_after_s:
            return []
        return self._report(time_s, value, side)

    def _report(self, time_s: float, value: float, side: RepetitionSide) -> list[Event]:
        again = self._reported_s is not None
        self._reported_s = time_s
        fault = self._fault
        return [FormFaultFound(time_s, side, self._name, value, fault.severity, fault.say, again)]


class FormWatch:
    """Watch all faults of a spec through one attempt.

    Parameters
    ----------
    faults : mapping of str to FormFault
    side : {"left", "right", "both"}
    """

    def __init__(self, faults: Mapping[str, FormFault], side: RepetitionSide) -> None:
        self._side: RepetitionSide = side
        self._faults = faults
        self._watches = {name: FaultWatch(name, fault) for name, fault in faults.items()}
        self._harmful = [
            watch for name, watch in self._watches.items() if faults[name].severity == "safety"
        ]
        self._phase: Phase | None = None
        self._watched: list[FaultWatch] = []

    @property
    def present(self) -> tuple[str, ...]:
        """Faults that are present now."""
        return tuple(name for name, watch in self._watches.items() if watch.present)

    @property
    def endangers(self) -> bool:
        """Whether a fault that does harm is present now."""
        return any(watch.present for watch in self._harmful)

    @property
    def found(self) -> tuple[str, ...]:
        """Faults found in this attempt so far."""
        return tuple(name for name, watch in self._watches.items() if watch.found)

    def step(self, time_s: float, value_of: Callable[[str], float], phase: Phase) -> list[Event]:
        """Take in one more moment; ``value_of`` gives the value of each measure."""
        events: list[Event] = []
        if phase != self._phase:
            self._enter(phase)
        for watch in self._watched:
            events += watch.step(time_s, value_of, self._side)
        return events

    def _enter(self, phase: Phase) -> None:
        self._phase, self._watched = phase, []
        for name, watch in self._watches.items():
            if phase in self._faults[name].during:
                self._watched.append(watch)
            else:
                watch.pause()

    def finish(self, time_s: float) -> list[Event]:
        """Report what the attempt, now over, should have reached."""
        return [
            event for watch in self._watches.values() for event in watch.finish(time_s, self._side)
        ]
