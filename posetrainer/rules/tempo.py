"""Whether a movement is too fast, reported at once."""

import math
from dataclasses import dataclass

from posetrainer.exercises.spec import PhaseTempo, Tempo, Unit
from posetrainer.kinematics.signals import Reading
from posetrainer.rules.events import Event, RepetitionSide, TempoPhase, TooFast

#: A whole phase in less time than this is a landmark that jumps, not a movement.
JUMP_S = 0.15
#: From this share of the limit on a measure surely moves one way, and no longer the other.
TURNED = 0.1


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
        return abs(driver.sure_speed) > self.highest[_phase_of(driver)]


class TempoWatch:
    """Watch the speed of one attempt; every movement one way is warned about once.

    Parameters
    ----------
    limits : TempoLimits
        Of both phases.
    side : {"left", "right", "both"}
    start_s : float
        Media time at which the attempt began.
    aloud : bool
        Whether anybody is warned; what is too fast is noted in any case.
    """

    def __init__(
        self, limits: TempoLimits, side: RepetitionSide, start_s: float, *, aloud: bool = True
    ) -> None:
        self._limits = limits
        self._side: RepetitionSide = side
        self._start_s = start_s
        self._aloud = aloud
        self._warned: set[TempoPhase] = set()
        #: Whether any movement of the attempt was too fast.
        self.too_fast = False
        #: Highest speed so far, in units a second.
        self.peak_speed = 0.0
        #: Whether the speed is over its limit now.
        self.too_fast_now = False

    def continue_from(self, before: "TempoWatch") -> None:
        """Take over the movement on which the attempt before ended: it turned and went on."""
        self._warned |= before._warned
        self.too_fast |= bool(before._warned)

    def step(self, time_s: float, driver: Reading, *, sure: bool) -> list[Event]:
        """Go on to one more reading of the driving measure.

        Parameters
        ----------
        time_s : float
            Media time.
        driver : Reading
        sure : bool
            Whether it surely is the exercise's movement; otherwise there is no warning.
        """
        phase, speed = _phase_of(driver), abs(driver.sure_speed)
        limit = self._limits.highest[phase]
        self.peak_speed = max(self.peak_speed, speed)
        self.too_fast_now = sure and speed > limit
        if speed > TURNED * limit:
            # It moves this way: what it did the other way is over.
            self._warned &= {phase}
        return self._warn(time_s, phase, speed, limit) if self.too_fast_now else []

    def phase_done(
        self,
        time_s: float,
        phase: TempoPhase,
        travelled: float,
        took_s: float,
        way: float,
        *,
        sure: bool,
    ) -> list[Event]:
        """Judge how far the measure went in which time; the whole way takes the shortest time."""
        shortest_s = self._limits.shortest_s[phase]
        if not sure or took_s < JUMP_S or travelled * shortest_s <= way * took_s:
            return []
        return self._warn(time_s, phase, travelled / took_s, way / shortest_s)

    def _warn(self, time_s: float, phase: TempoPhase, speed: float, limit: float) -> list[Event]:
        if phase in self._warned:
            return []
        self._warned.add(phase)
        self.too_fast = True
        if not self._aloud:
            return []
        side, start_s, limits = self._side, self._start_s, self._limits
        return [TooFast(time_s, side, start_s, phase, speed, limit, limits.unit, limits.say)]


def _phase_of(driver: Reading) -> TempoPhase:
    return "out" if driver.sure_speed > 0 else "back"
