"""Conditions on measures: ranges, conditions of the movement and faults of form."""

import math
from functools import cached_property
from typing import Literal

from pydantic import Field

from posetrainer.exercises.vocabulary import LONGEST_PAUSE_S, Number, Phase, Strict, Text


class Keep(Strict):
    """The range a measure must stay in; both ends are allowed values."""

    at_least_deg: Number | None = Field(None, description="Smallest allowed value, in degrees.")
    at_most_deg: Number | None = Field(None, description="Largest allowed value, in degrees.")
    at_least_in: Number | None = Field(None, description="Smallest allowed value, in inches.")
    at_most_in: Number | None = Field(None, description="Largest allowed value, in inches.")

    @property
    def at_least(self) -> float | None:
        """Lower end in the measure's unit, if there is one."""
        return self.at_least_deg if self.at_least_deg is not None else self.at_least_in

    @property
    def at_most(self) -> float | None:
        """Upper end in the measure's unit, if there is one."""
        return self.at_most_deg if self.at_most_deg is not None else self.at_most_in

    @cached_property
    def ends(self) -> tuple[float, float]:
        """Lower and upper end in the measure's unit, infinite where there is none."""
        low, high = self.at_least, self.at_most
        return -math.inf if low is None else low, math.inf if high is None else high

    def holds(self, value: float) -> bool:
        """Whether a value lies in the range. NaN does not."""
        low, high = self.ends
        return low <= value <= high


class Judged(Strict):
    """A measure that something is asked of, and what the user hears if it is not so."""

    filled_in = frozenset({"measure", "say"})
    named_in_files = {  # noqa: RUF012
        "uses": "A condition of the library, which brings what is not written here."
    }

    measure: str = Field(description="Name of one of the measures.")
    say: Text = Field(description="What the user hears when it does not: one short sentence.")


class Condition(Judged):
    """A range that a measure must stay in."""

    filled_in = Judged.filled_in | {"keep"}

    keep: Keep = Field(description="The range it must stay in.")


class Always(Condition):
    """A condition of the movement itself, in all phases or in some of them."""

    during: tuple[Phase, ...] = Field(
        ("rest", "out", "hold", "back"),
        min_length=1,
        description="Phases in which it must hold; all of them, if left out.",
    )


class FormFault(Judged):
    """A correction: the repetition still counts, but is not a good one.

    With ``keep``, the fault is raised when the measure has been outside of its range for
    ``for_s`` seconds, and spoken again at the soonest ``again_after_s`` seconds later. With
    ``reach``, it is raised when the attempt is over and the measure has not been in that range
    for ``for_s`` seconds.
    """

    keep: Keep | None = Field(None, description="The range it must stay in.")
    reach: Keep | None = Field(None, description="The range it must come into once an attempt.")
    during: tuple[Phase, ...] = Field(
        ("out", "hold", "back"),
        min_length=1,
        description="Phases in which it is watched; the whole attempt, if left out. rest, the "
        "time since the last attempt, is for what must be reached.",
    )
    for_s: Number = Field(
        0.3,
        ge=0,
        le=10,
        description="For so many seconds it must be outside of keep, or inside of reach.",
    )
    again_after_s: Number = Field(
        6.0,
        ge=0,
        le=LONGEST_PAUSE_S,
        description="It is spoken again after so many seconds at the soonest.",
    )
    severity: Literal["safety", "correction"] = Field(
        "correction", description="safety: spoken before anything else. correction: spoken in turn."
    )

    @property
    def range(self) -> Keep:
        """The range to keep or to reach."""
        return self.keep or self.reach or Keep()
