"""What can happen while somebody exercises. Times are media times in seconds.

Quantities are in the unit of the driving measure, ``deg`` or ``in``, named by ``unit``.
"""

from dataclasses import dataclass
from typing import Literal

from posetrainer.exercises.spec import Unit
from posetrainer.pose.landmarks import Side
from posetrainer.rules.obstacles import Obstacle, Unseen

#: The side a repetition is done on; ``both`` where the sides move together.
RepetitionSide = Literal["left", "right", "both"]
TempoPhase = Literal["out", "back"]
#: Why an attempt was no repetition.
MissReason = Literal["partial", "other_movement"]
#: Why a repetition was not a good one; ``form`` faults are listed beside it. ``return``: it did
#: not come all the way back. ``turn``: it was the other side's turn.
Shortfall = Literal["target", "hold", "tempo", "form", "return", "rhythm", "turn"]
RhythmFlaw = Literal["slow", "quick", "uneven"]


@dataclass(frozen=True)
class Event:
    """Something happened; ``time_s`` is when it was noticed."""

    time_s: float


@dataclass(frozen=True)
class Ready(Event):
    """The person is in place, seen and still: from here on repetitions count."""

    side: RepetitionSide | None


@dataclass(frozen=True)
class PostureLost(Event):
    """The person no longer is in the exercise's posture; an attempt under way is dropped."""

    obstacle: Obstacle


@dataclass(frozen=True)
class LostSight(Event):
    """What the exercise needs cannot be seen; nothing is judged until it can."""

    unseen: Unseen


@dataclass(frozen=True)
class SightRegained(Event):
    """Everything needed is seen again."""

    unseen_s: float


@dataclass(frozen=True)
class TargetReached(Event):
    """The target is reached in an exercise that holds nothing there: time to go back."""

    side: RepetitionSide
    value: float


@dataclass(frozen=True)
class HoldStarted(Event):
    """The target position is reached and kept still since ``start_s``."""

    side: RepetitionSide
    start_s: float


@dataclass(frozen=True)
class HoldCompleted(Event):
    """The hold has lasted as long as prescribed; it may go on."""

    side: RepetitionSide
    start_s: float
    seconds: float


@dataclass(frozen=True)
class HoldBroken(Event):
    """The hold ended early."""

    side: RepetitionSide
    start_s: float
    held_s: float
    prescribed_s: float


@dataclass(frozen=True)
class TooFast(Event):
    """The movement is faster than the exercise allows.

    ``limit`` is a speed in units a second, whether the speed itself was over it or the whole
    phase took less than its shortest time. ``start_s`` is that of the attempt.
    """

    side: RepetitionSide
    start_s: float
    phase: TempoPhase
    speed: float
    limit: float
    unit: Unit
    say: str


@dataclass(frozen=True)
class FormFaultFound(Event):
    """A form fault has lasted long enough to be reported; ``again``: in the same attempt."""

    side: RepetitionSide
    fault: str
    value: float
    severity: Literal["safety", "correction"]
    say: str
    again: bool


@dataclass(frozen=True)
class FormRestored(Event):
    """The form is right again."""

    side: RepetitionSide
    fault: str


@dataclass(frozen=True)
class RepetitionCompleted(Event):
    """A real attempt came back to rest: it counts, and is ``good`` if nothing was wrong.

    A paced repetition has no peak, speed or unit: none was measured.
    """

    number: int
    side: RepetitionSide
    good: bool
    shortfalls: tuple[Shortfall, ...]
    faults: tuple[str, ...]
    start_s: float
    end_s: float
    peak: float | None
    peak_speed: float | None
    unit: Unit | None
    held_s: float | None


@dataclass(frozen=True)
class RepetitionMissed(Event):
    """An attempt was no repetition: it did not get far enough, or was another movement.

    ``obstacle`` is what made it another movement; None where it did not get far enough.
    """

    side: RepetitionSide
    reason: MissReason
    peak: float
    needed: float
    unit: Unit
    start_s: float
    end_s: float
    too_fast: bool
    faults: tuple[str, ...]
    obstacle: Obstacle | None


@dataclass(frozen=True)
class RhythmBroken(Event):
    """A repetition followed the last one too slowly, too quickly or unevenly.

    ``per_min`` is the cadence of the interval between the two.
    """

    flaw: RhythmFlaw
    per_min: float
    say: str


@dataclass(frozen=True)
class SideChanged(Event):
    """The other side's turn begins."""

    side: Side


@dataclass(frozen=True)
class SideRepeated(Event):
    """An attempt was made on one side where it was the turn of the other (``due``).

    ``number`` is that of the repetition; None where it was not counted.
    """

    side: Side
    due: Side
    number: int | None


@dataclass(frozen=True)
class SetCompleted(Event):
    """As many repetitions as one set prescribes have been counted."""

    set_number: int
    sets: int
