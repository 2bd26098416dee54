"""What each kind of repetition looks like: how far, how fast, how long.

A good repetition stays well inside the exercise's speed limit and a too-fast one well beyond it,
so that no reasonable trainer can be in doubt about either.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

METRES_PER_INCH = 0.0254

# A good repetition peaks below, a too-fast one above, these shares of the speed limit.
GOOD_SPEED_SHARE = 0.75
TOO_FAST_SPEED_SHARE = 1.5

# A hold is the time near the peak: within this share of it, and slower than `still_speed`.
HOLD_SHARE = 0.9

# The person is at rest when a clip starts, and long enough after the last repetition for a
# trainer to close it.
LEAD_IN_S = 2.0
REST_S = 1.5
LEAD_OUT_S = 1.7

# A straight knee is never exactly 0: people stand and lie with a few degrees.
STANDING_KNEE_DEG = 4.0
LYING_KNEE_DEG = 3.0

Ground = Literal["wall", "floor", "mat"]


@dataclass(frozen=True)
class Shape:
    """One repetition: out to `peak` (in the driver's unit), stay, and back, in seconds.

    Parameters
    ----------
    counted
        Whether it is a repetition at all, or too small an attempt.
    faults
        The form faults it has, by their ids in the exercise's spec.
    extra
        Whatever else is done in it, by the names that the exercise's choreography knows.
    """

    peak: float
    out_s: float
    stay_s: float
    back_s: float
    counted: bool = True
    faults: tuple[str, ...] = ()
    extra: Mapping[str, float] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """The time from rest to rest."""
        return self.out_s + self.stay_s + self.back_s

    def with_faults(self, *faults: str, **extra: float) -> Shape:
        """Return the same repetition with form faults, and with what is done to show them."""
        return replace(self, faults=faults, extra={**self.extra, **extra})


@dataclass(frozen=True)
class Exercise:
    """What drives an exercise, what is too fast in it, and its kinds of repetition.

    `speed_limit` and `still_speed` are in the driver's unit a second; a repetition whose peak
    stays below `counting_threshold` is not counted. The person stands at a wall or freely, or is
    on a mat.
    """

    id: str
    driver: str
    unit: Literal["deg", "in"]
    ground: Ground
    held: bool
    counting_threshold: float
    speed_limit: float
    still_speed: float
    shapes: Mapping[str, Shape]
