"""Telling at once when a movement is too fast."""

from posetrainer.exercises.spec import PhaseTempo, Tempo, Unit
from posetrainer.kinematics.signals import Reading
from posetrainer.rules.events import Event, RepetitionSide, TempoPhase, TooFast


def is_too_fast(tempo: Tempo, unit: Unit, driver: Reading) -> bool:
    """Whether a reading's speed is over the limit of its phase; not while it is unknown."""
    limit = _highest(tempo, unit, _phase_of(driver))
    return limit is not None and abs(driver.speed) > limit


class TempoWatch:
    """Watch the speed of one attempt; each phase is warned about once.

    Parameters
    ----------
    tempo : Tempo
        Limits of both phases.
    side : {"left", "right", "both"}
    start_s : float
        Media time at which the attempt began.
    unit : {"deg", "in"}
        Unit of the driving measure.
    """

    def __init__(self, tempo: Tempo, side: RepetitionSide, start_s: float, unit: Unit) -> None:
        self._tempo = tempo
        self._side: RepetitionSide = side
        self._start_s = start_s
        self._unit: Unit = unit
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
        limit = _highest(self._tempo, self._unit, phase)
        self.peak_speed = max(self.peak_speed, speed)
        self.too_fast_now = limit is not None and speed > limit
        if limit is None or not self.too_fast_now:
            return []
        return self._warn(time_s, phase, speed, limit)

    def phase_done(
        self, time_s: float, phase: TempoPhase, travelled: float, took_s: float
    ) -> list[Event]:
        """Judge a whole phase: how far the measure went, in which time."""
        shortest_s = _limits(self._tempo, phase).at_least_s
        if shortest_s is None or took_s >= shortest_s or took_s <= 0:
            return []
        return self._warn(time_s, phase, travelled / took_s, travelled / shortest_s)

    def _warn(self, time_s: float, phase: TempoPhase, speed: float, limit: float) -> list[Event]:
        if phase in self._warned:
            return []
        self._warned.add(phase)
        side, start_s, say = self._side, self._start_s, self._tempo.say
        return [TooFast(time_s, side, start_s, phase, speed, limit, self._unit, say)]


def _phase_of(driver: Reading) -> TempoPhase:
    return "out" if driver.speed > 0 else "back"


def _limits(tempo: Tempo, phase: TempoPhase) -> PhaseTempo:
    return tempo.out if phase == "out" else tempo.back


def _highest(tempo: Tempo, unit: Unit, phase: TempoPhase) -> float | None:
    limits = _limits(tempo, phase)
    return limits.at_most_deg_s if unit == "deg" else limits.at_most_in_s
