"""What a spec asks of every repetition, as plain numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from posetrainer.exercises.spec import FormFault, Repetition, Rhythm, Unit
from posetrainer.rules.tempo import TempoLimits

#: What goes out and comes back in less time is a landmark that jumps, or a twitch: the quickest
#: pulses take 0.8. In a rhythm, in less than this share of its quickest beat.
TWITCH_S = 0.7
HALF_BEAT = 0.25


@dataclass(frozen=True)
class Thresholds:
    """The bands of a repetition as plain numbers, in the driving measure's unit.

    ``target`` is what is prescribed less the tolerance; it grows with this user's best where the
    spec says so. ``timed`` does not: on the way out it is timed up to there.
    """

    unit: Unit
    rest: float
    attempt: float
    counts: float
    target: float
    timed: float
    prescribed: float

    @classmethod
    def of(cls, bands: Repetition, unit: Unit) -> "Thresholds":
        """Read them off a spec's repetition, in the unit of its driving measure."""

        def number(band: object, end: str) -> float:
            return float(getattr(band, f"{end}_{unit}") or 0.0)

        prescribed = number(bands.target, "at_least")
        target = prescribed - number(bands.target, "tolerance")
        return cls(
            unit,
            number(bands.rest, "at_most"),
            number(bands.attempt, "at_least"),
            number(bands.counts, "at_least"),
            target,
            target,
            prescribed,
        )

    def raised(self, target: float) -> "Thresholds":
        """Return them with a target that asks for at least so much."""
        return replace(
            self, target=max(self.target, target), prescribed=max(self.prescribed, target)
        )


@dataclass(frozen=True)
class Demands:
    """What a spec asks of every attempt, apart from its bands."""

    repetition: Repetition
    tempo: TempoLimits
    form: Mapping[str, FormFault]
    rhythm: Rhythm | None = None

    @property
    def least_s(self) -> float:
        """No body goes out and comes back in less time, in seconds, nor out in a quarter of it."""
        return HALF_BEAT * 60 / self.rhythm.at_most_per_min if self.rhythm else TWITCH_S
