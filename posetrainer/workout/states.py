"""The states of a programme, each with its own data.

::

    SettingUp ── in place ──▶ Exercising ── posture or sight lost ──▶ Paused ── in place ─┐
        ▲                      ▲  │  ▲◀──────────────────────────────────────────────────┘
        │         goes on, or  │  │ a side or set is done
        │         time is up   │  ▼
        └── time is up ──── Resting ◀── an exercise is done; after the last one: Done

A key pauses any state but ``Done``, and goes back to it.
"""

from dataclasses import dataclass, replace

from posetrainer.pose.landmarks import Side
from posetrainer.workout.situation import Stage


@dataclass(frozen=True)
class SettingUp:
    """The person gets into place; the first repetition may count at once."""

    stage: Stage = "setup"


@dataclass(frozen=True)
class Exercising:
    """Repetitions count."""

    stage: Stage = "exercise"


@dataclass(frozen=True)
class Resting:
    """A timed rest.

    Parameters
    ----------
    begin_s, end_s : float
        Media times, in seconds.
    side : {"left", "right"} or None
        Whose turn begins after it, where it is a rest between sides.
    between : bool
        Whether it is a rest between two exercises, in which nothing is judged.
    """

    begin_s: float
    end_s: float
    side: Side | None = None
    between: bool = False
    stage: Stage = "rest"

    def later(self, by_s: float) -> "Resting":
        """Return the rest moved in time."""
        return replace(self, begin_s=self.begin_s + by_s, end_s=self.end_s + by_s)


@dataclass(frozen=True)
class PausedByItself:
    """The person has left the place or the picture: it goes on when they are back."""

    stage: Stage = "paused"


@dataclass(frozen=True)
class PausedByUser:
    """A key has paused it.

    Parameters
    ----------
    since_s : float
        Media time, in seconds.
    before : SettingUp, Exercising, Resting or PausedByItself
        Where it goes back to.
    """

    since_s: float
    before: "SettingUp | Exercising | Resting | PausedByItself"
    stage: Stage = "paused"

    def resumed(self, time_s: float) -> "State":
        """Return the state after the pause: an exercise begins with getting into place again."""
        if isinstance(self.before, Resting):
            return self.before.later(time_s - self.since_s)
        return PausedByItself() if isinstance(self.before, Exercising) else self.before


@dataclass(frozen=True)
class Done:
    """The last exercise is done, or left."""

    stage: Stage = "done"


State = SettingUp | Exercising | Resting | PausedByItself | PausedByUser | Done
