"""The words of the spec language, and the measures that are made of them.

Every key that holds a quantity carries its unit: ``_deg``, ``_in`` (inches), ``_s``,
``_deg_s`` (degrees a second), ``_in_s``. Angles follow goniometry: a straight knee is 0.
"""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from posetrainer.kinematics.measurands import (
    Height,
    Joint,
    JointAngle,
    Part,
    Quantity,
    SegmentAngle,
    Separation,
    SideName,
    Unit,
)
from posetrainer.printable import printable

Phase = Literal["rest", "out", "hold", "back"]
Level = Literal["beginner", "intermediate", "advanced"]
Posture = Literal["standing", "sitting", "half_kneeling", "hands_and_knees", "supine"]
View = Literal["side", "front"]
Sides = Literal["both", "each", "alternate", "either", "left", "right"]
Origin = Literal["zero", "rest"]
#: Units as people write them.
UNIT_WORDS: dict[Unit, str] = {"deg": "degrees", "in": "inches"}


def _printable(text: str) -> str:
    if printable(text) != text:
        raise PydanticCustomError("unprintable", "holds a control character")
    return text


#: Words a person reads or hears.
Text = Annotated[str, Field(pattern=r"\S"), AfterValidator(_printable)]
#: An ordinary number: neither a text that looks like one, nor a truth value, nor infinite.
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Count = Annotated[int, Field(strict=True)]

# Every limit is one that a body can come near, or nobody would notice that it is wrong. Angles and
# lengths have the range of what is measured, and a tolerance leaves something of the target: see
# ``check_numbers``.

#: Dynamometers test joints at up to 500 degrees a second.
FASTEST_DEG_S = 500
#: A foot passes through 70 in a brisk march on the spot; nothing that stays in place is quicker.
FASTEST_IN_S = 100
#: A slow leg raise moves by 30 degrees, or 10 inches, in a second: that is not keeping still.
MOST_STILL_DEG_S = 30
MOST_STILL_IN_S = 10
#: The stretches are held for 20 to 30 seconds: who takes longer for the way there does not move.
SLOWEST_S = 30
#: Longest rest within an exercise, and longest wait for a correction: ten minutes.
LONGEST_PAUSE_S = 600
#: From a step every twelve seconds to a sprinter's four a second.
SLOWEST_PER_MIN = 5
QUICKEST_PER_MIN = 240
#: Names of one kind in a spec; the most that are shipped are eight.
MOST_NAMES = 40

_KIND = "What is measured: flexion, straightening, inclination, lift or distance."
_SIDE = (
    "Side of the body: near (turned to the camera), left, right, both (the mean of the two), "
    "moving (the one that exercises), other (its opposite) or difference (of the two sides). "
    "Left out, the one that exercises: moving, or near where both exercise together."
)
_ORIGIN = "zero: the value as it is. rest: how far it is from this user's own value at rest."
_SWING = (
    "Read instead how far the measure went to and fro within so many seconds; a movement in one "
    "direction is no swing."
)


class Strict(BaseModel):
    """Base of every part of a spec: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    #: Keys that a file may leave out, though the whole spec has them: see ``completion``.
    filled_in: ClassVar[frozenset[str]] = frozenset()
    #: Keys under which a file may have a name that stands for more, and what they mean.
    named_in_files: ClassVar[Mapping[str, str]] = {}


class BaseMeasure(Strict):
    """What all measures share: a side, and a choice of what is read of them over time."""

    filled_in = frozenset({"side"})

    side: SideName = Field(description=_SIDE)
    swing_within_s: Number | None = Field(None, gt=0, le=10, description=_SWING)

    @property
    @abstractmethod
    def quantity(self) -> Quantity:
        """What is read off one set of landmarks."""

    @property
    def unit(self) -> Unit:
        """Unit of the reading."""
        return self.quantity.unit

    @property
    def parts(self) -> tuple[Part, ...]:
        """Landmarks that must be seen."""
        return self.quantity.parts


class OfJoint(BaseMeasure):
    """What is measured at a joint, in degrees."""

    joint: Joint = Field(description="The joint that bends, or is straightened.")


class Flexion(OfJoint):
    """How far a joint is bent, in degrees; 0 is straight.

    At the ankle it is dorsiflexion: 0 is a foot at right angles to the shank, plantarflexion
    is negative.
    """

    kind: Literal["flexion"] = Field(description=_KIND)
    relative_to: Origin = Field("zero", description=_ORIGIN)

    @property
    def quantity(self) -> JointAngle:
        """What is read off one set of landmarks."""
        return JointAngle(self.joint)


class Straightening(OfJoint):
    """How far a joint has been straightened from the way it is bent at rest, in degrees."""

    kind: Literal["straightening"] = Field(description=_KIND)

    @property
    def relative_to(self) -> Literal["rest"]:
        """It is always measured from the way the joint is bent at rest."""
        return "rest"

    @property
    def quantity(self) -> JointAngle:
        """What is read off one set of landmarks."""
        return JointAngle(self.joint, extension=True)


class Inclination(BaseMeasure):
    """How far a segment leans from the vertical or rises from the horizontal, in degrees."""

    kind: Literal["inclination"] = Field(description=_KIND)
    start: Part = Field(description="Landmark at the segment's lower or fixed end.")
    end: Part = Field(description="Landmark at its upper or moving end.")
    against: Literal["vertical", "horizontal"] = Field(
        description="vertical: lean, 0 is upright. horizontal: rise, 0 is level, negative below."
    )
    relative_to: Origin = Field("zero", description=_ORIGIN)

    @property
    def quantity(self) -> SegmentAngle:
        """What is read off one set of landmarks."""
        return SegmentAngle(self.start, self.end, self.against)


class Lift(BaseMeasure):
    """How high a landmark is above its own resting place, in inches."""

    kind: Literal["lift"] = Field(description=_KIND)
    part: Part = Field(description="The landmark that is lifted.")
    over: Part | None = Field(
        None, description="Read how much higher over this landmark it is than at rest."
    )

    @property
    def relative_to(self) -> Literal["rest"]:
        """A lift is always measured from the resting place."""
        return "rest"

    @property
    def quantity(self) -> Height:
        """What is read off one set of landmarks."""
        return Height(self.part, self.over)


class Distance(BaseMeasure):
    """How far two landmarks are apart in the picture, in inches."""

    kind: Literal["distance"] = Field(description=_KIND)
    start: Part = Field(description="One landmark.")
    end: Part = Field(description="The other landmark.")
    end_on: Literal["same", "opposite"] = Field(
        "same", description="Which side of the body the other landmark is on."
    )
    along: Literal["line", "horizontal", "vertical"] = Field(
        "line", description="line: straight across. horizontal or vertical: only that part of it."
    )
    relative_to: Origin = Field("zero", description=_ORIGIN)

    @property
    def quantity(self) -> Separation:
        """What is read off one set of landmarks."""
        return Separation(self.start, self.end, self.end_on, self.along)


Measure = Annotated[
    Flexion | Straightening | Inclination | Lift | Distance, Field(discriminator="kind")
]


def side_that_exercises(sides: Sides) -> SideName:
    """Return the side of a measure that names none."""
    return "near" if sides == "both" else "moving"
