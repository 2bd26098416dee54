"""A person's profile: the typed model of ``profiles/NAME.yaml``."""

from collections.abc import Iterable
from typing import Literal

from pydantic import ConfigDict, Field

from posetrainer.errors import UserError
from posetrainer.exercises.problem import Problem
from posetrainer.exercises.vocabulary import Count, Number, Strict, Text
from posetrainer.kinematics.measurands import Unit
from posetrainer.language.units import Units
from posetrainer.pose.landmarks import Side, other

#: As for specs: valid as a file name on every system.
NAME_PATTERN = r"^[a-z][a-z0-9_]*$"
USUAL_STATURE_CM = 170


class ProfileError(UserError):
    """A profile cannot be used or saved; the message is one sentence for the user."""


class Override(Strict):
    """Changes to the prescription of one exercise."""

    target_deg: Number | None = Field(None, description="How far to go for now, in degrees.")
    target_in: Number | None = Field(None, description="How far to go for now, in inches.")
    hold_s: Number | None = Field(None, gt=0, le=120, description="How long to hold, in seconds.")
    repetitions: Count | None = Field(
        None, ge=1, le=100, description="Repetitions in one set, over all sides that exercise."
    )
    skip_sides: tuple[Literal["left", "right"], ...] = Field(
        (), description="The side that is spared; the other one exercises alone."
    )
    skip: bool = Field(False, description="true: the exercise is left out.")
    note: Text | None = Field(None, description="Why, or until when; for people to read.")

    @property
    def targets(self) -> dict[Unit, float]:
        """The given targets by unit; only one of them is valid for an exercise."""
        given: dict[Unit, float | None] = {"deg": self.target_deg, "in": self.target_in}
        return {unit: value for unit, value in given.items() if value is not None}

    @property
    def only_side(self) -> Side | None:
        """The side that exercises alone; None if no side is spared."""
        return other(self.skip_sides[0]) if self.skip_sides else None


class PersonProfile(Strict):
    """One person."""

    model_config = ConfigDict(title="posetrainer profile")

    name: str = Field(
        pattern=NAME_PATTERN,
        description="Small letters, digits and _; the file has the same name.",
    )
    stature_cm: Number = Field(
        USUAL_STATURE_CM, ge=50, le=250, description="Height in centimetres: inches depend on it."
    )
    units: Units | None = Field(
        None, description="Lengths as they are shown: metric or imperial; as the system's."
    )
    exercises: dict[str, Override] = Field(
        default_factory=dict, description="Changes to the prescription, by the exercise's id."
    )

    @property
    def stature_m(self) -> float:
        """Stature in metres."""
        return self.stature_cm / 100

    def override(self, exercise_id: str) -> Override:
        """Return the changes to an exercise; an empty override if there are none."""
        return self.exercises.get(exercise_id, Override())

    def skips(self, exercise_id: str) -> bool:
        """Return whether an exercise is left out."""
        return self.override(exercise_id).skip

    def with_override(self, exercise_id: str, override: Override) -> "PersonProfile":
        """Return the profile with another override of one exercise; an empty one is removed."""
        exercises = {**self.exercises, exercise_id: override}
        if override == Override():
            del exercises[exercise_id]
        return self.model_copy(update={"exercises": exercises})


def refuse(name: str, problems: Iterable[Problem]) -> None:
    """Raise an error with a line for each problem, if there is any.

    Parameters
    ----------
    name : str
        Name of the profile.
    problems : iterable of Problem

    Raises
    ------
    ProfileError
    """
    lines = [f"profile {name}: {'.'.join(map(str, p.field))}: {p.message}" for p in problems]
    if lines:
        raise ProfileError("\n".join(lines))
