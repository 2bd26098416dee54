"""The stored values of a session."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # To read what was done takes less time than to import what judges it.
    from posetrainer.exercises.spec import Unit
    from posetrainer.rules.events import MissReason, RepetitionSide, Shortfall


@dataclass(frozen=True)
class Attempt:
    """One attempt at a repetition, counted or not. Times are media times in seconds.

    Parameters
    ----------
    number : int or None
        Of the repetition; None if it was not counted.
    side : {"left", "right", "both"}
    good : bool
        Whether target, hold, tempo and form were right as well.
    too_fast : bool
    start_s, end_s : float
    peak : float or None
        How far it went, in ``unit``; None where nothing was measured.
    peak_speed : float or None
        In units a second; None where nothing was measured.
    unit : {"deg", "in"} or None
    held_s : float or None
        The longest hold; None where nothing is held.
    shortfalls : tuple of str
        Why a repetition was not a good one.
    faults : tuple of str
        Form faults, by their ids in the spec.
    missed : {"partial", "other_movement"} or None
        Why it was not counted.
    obstacle, reason : str or None
        Code and sentence of what made it another movement.
    """

    number: int | None
    side: "RepetitionSide"
    good: bool
    too_fast: bool
    start_s: float
    end_s: float
    peak: float | None
    peak_speed: float | None
    unit: "Unit | None"
    held_s: float | None
    shortfalls: "tuple[Shortfall, ...]" = ()
    faults: tuple[str, ...] = ()
    missed: "MissReason | None" = None
    obstacle: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Unjudged:
    """For how long nothing could be judged, and why.

    Parameters
    ----------
    code : str
        Of the obstacle; ``no_picture`` where the camera gave none.
    reason : str
        The sentence for it.
    seconds : float
        0 where it was judged, and may be wrong.
    """

    code: str
    reason: str
    seconds: float


@dataclass(frozen=True)
class Ratings:
    """How somebody felt; None where the question was not answered.

    Parameters
    ----------
    pain_before, pain_after : int or None
        On the numeric rating scale, 0 (no pain) to 10 (the worst imaginable).
    effort : float or None
        On Borg's CR10 scale, 0 (nothing at all) to 10 (extremely strong).

    Raises
    ------
    ValueError
        If one is outside of its scale.
    """

    pain_before: int | None = None
    pain_after: int | None = None
    effort: float | None = None

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if value is not None and not 0 <= value <= 10:
                raise ValueError(f"{name} must be from 0 to 10, not {value}")


@dataclass(frozen=True)
class SessionInfo:
    """What is known of a session before it begins.

    Parameters
    ----------
    title : str
        Of the plan, or of the one exercise.
    plan : str or None
        Name of the plan, to go on with it the same day; None for a single exercise.
    person : str or None
        Name of the profile; None if nobody is named.
    ratings : Ratings
        What is known before it, such as the pain.
    """

    title: str
    plan: str | None = None
    person: str | None = None
    ratings: Ratings = Ratings()
