"""Telling at once when a movement is too fast."""

import math
from dataclasses import dataclass

from posetrainer.exercises.spec import PhaseTempo, Tempo, Unit
from posetrainer.kinematics.signals import Reading
from posetrainer.rules.events import Event, RepetitionSide, TempoPhase, TooFast


@dataclass(frozen=True)
class TempoLimits:
    """The limits of a spec's tempo as plain numbers, in the driving measure's unit.

    ``highest`` are speeds, infinite where none is given; ``shortest_s`` are times, 0 where none
    is given.
    """

    unit: Unit
    highest: dict[TempoPhase, float]
    shortest_s: dict[TempoPhase, float]
    say: str

    @classmethod
    def of(cls, tempo: Tempo, unit: Unit) -> "TempoLimits":
        """Read them off a spec's tempo, in the unit of its driving measure."""

        def highest(limits: PhaseTempo) -> float:
            speed = limits.at_most_deg_s if unit == "deg" else limits.at_most_in_s
            return math.inf if speed is None else speed

        return cls(
            unit,
            {"out": highest(tempo.out), "back": highest(tempo.back)},
            {"out": tempo.out.at_least_s or 0.0, "back": tempo.back.at_least_s or 0.0},
            tempo.say,
        )

    def are_broken_by(self, driver: Reading) -> bool:
        """Whether a reading's speed is over the limit of its phase; not while it is unknown."""
        return abs(driver.speed) > self.highest[_phase_of(driver)]


class TempoWatch:
    """Watch the speed of one attempt; each phase is warned about once.

    Parameters
    ----------
    limits : TempoLimits
        Of both phases.
    side : {"left", "right", "both"}
    start_s : float
        Media time at which the attempt began.
    """

    def __init__(self, limits: TempoLimits, side: RepetitionSide, start_s: float) -> None:
        self._limits = limits
        self._side: RepetitionSide = side
        self._start_s = start_s
        self._warned: set[TempoPhase] = set()
        #: Highest speed so far, in units a second.
        self.peak_speed = 0.0
        #: Whether the speed is over its limit now.
        self.too_fast_now = False

    @property
    def too_fast(self) -> bool:
        """Whether any phase of the attempt was too fast."""
        return bool(self._warned)

    def step(self, time_s: float, driver: Reading) -> list[Event]:
        """Go on to one more reading of the driving measure."""
        phase, speed = _phase_of(driver), abs(driver.speed)
        limit = self._limits.highest[phase]
        self.peak_speed = max(self.peak_speed, speed)
        self.too_fast_now = speed > limit
        return self._warn(time_s, phase, speed, limit) if self.too_fast_now else []

    def phase_done(
        self, time_s: float, phase: TempoPhase, travelled: float, took_s: float
    ) -> list[Event]:
        """Judge a whole phase: how far the measure went, in which time."""
        shortest_s = self._limits.shortest_s[phase]
        if took_s >= shortest_s or took_s <= 0:
            return []
        return self._warn(time_s, phase, travelled / took_s, travelled / shortest_s)

    def _warn(self, time_s: float, phase: TempoPhase, speed: float, limit: float) -> list[Event]:
        if phase in self._warned:
            return []
        self._warned.add(phase)
        side, start_s, limits = self._side, self._start_s, self._limits
        return [TooFast(time_s, side, start_s, phase, speed, limit, limits.unit, limits.say)]


def _phase_of(driver: Reading) -> TempoPhase:
    return "out" if driver.speed > 0 else "back"
