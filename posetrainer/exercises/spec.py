"""The spec language: what one exercise is, as data.

Every key that holds a quantity carries its unit: ``_deg``, ``_in`` (inches), ``_s``,
``_deg_s`` (degrees a second), ``_in_s``. Angles follow goniometry: a straight knee is 0.
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Unit = Literal["deg", "in"]
#: ``near`` is the side turned to the camera, ``both`` the mean of the two; ``moving`` is the
#: side that exercises at the moment and ``other`` its opposite.
SideName = Literal["near", "left", "right", "both", "moving", "other"]
Part = Literal["shoulder", "elbow", "wrist", "hip", "knee", "ankle", "heel", "foot_index"]
Joint = Literal["knee", "hip", "ankle", "shoulder", "elbow"]
Phase = Literal["rest", "out", "hold", "back"]
AttemptPhase = Literal["out", "hold", "back"]
Posture = Literal["standing", "supine"]
View = Literal["side", "front"]
Sides = Literal["both", "each", "alternate", "either"]

#: The three landmarks between which a joint's flexion is measured.
JOINT_PARTS: dict[Joint, tuple[Part, Part, Part]] = {
    "knee": ("hip", "knee", "ankle"),
    "hip": ("shoulder", "hip", "knee"),
    "ankle": ("knee", "ankle", "foot_index"),
    "shoulder": ("hip", "shoulder", "elbow"),
    "elbow": ("shoulder", "elbow", "wrist"),
}


class Strict(BaseModel):
    """Base of every part of a spec: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Flexion(Strict):
    """How far a joint is bent, in degrees; 0 is straight."""

    kind: Literal["flexion"]
    joint: Joint
    side: SideName
    relative_to: Literal["zero", "rest"] = Field(
        "zero", description="'rest' measures from the angle this user has at rest."
    )

    @property
    def unit(self) -> Unit:
        """Unit of the reading."""
        return "deg"

    @property
    def parts(self) -> tuple[Part, ...]:
        """Landmarks that must be seen."""
        return JOINT_PARTS[self.joint]


class Inclination(Strict):
    """How far a segment leans from the vertical or rises from the horizontal, in degrees."""

    kind: Literal["inclination"]
    start: Part
    end: Part
    against: Literal["vertical", "horizontal"]
    side: SideName
    relative_to: Literal["zero", "rest"] = "zero"

    @property
    def unit(self) -> Unit:
        """Unit of the reading."""
        return "deg"

    @property
    def parts(self) -> tuple[Part, ...]:
        """Landmarks that must be seen."""
        return (self.start, self.end)


class Lift(Strict):
    """How high a landmark is above its own resting place, in inches."""

    kind: Literal["lift"]
    part: Part
    side: SideName

    @property
    def unit(self) -> Unit:
        """Unit of the reading."""
        return "in"

    @property
    def relative_to(self) -> Literal["rest"]:
        """A lift is always measured from the resting place."""
        return "rest"

    @property
    def parts(self) -> tuple[Part, ...]:
        """Landmarks that must be seen."""
        return (self.part, "hip", "knee", "ankle")


class Distance(Strict):
    """How far two landmarks are apart in the picture, in inches."""

    kind: Literal["distance"]
    start: Part
    end: Part
    along: Literal["line", "horizontal", "vertical"] = "line"
    side: SideName
    relative_to: Literal["zero", "rest"] = "zero"

    @property
    def unit(self) -> Unit:
        """Unit of the reading."""
        return "in"

    @property
    def parts(self) -> tuple[Part, ...]:
        """Landmarks that must be seen."""
        return (self.start, self.end, "hip", "knee", "ankle")


Measure = Annotated[Flexion | Inclination | Lift | Distance, Field(discriminator="kind")]


class Keep(Strict):
    """The range a measure must stay in; both ends are allowed values."""

    at_least_deg: float | None = None
    at_most_deg: float | None = None
    at_least_in: float | None = None
    at_most_in: float | None = None

    @property
    def at_least(self) -> float | None:
        """Lower end in the measure's unit, if there is one."""
        return self.at_least_deg if self.at_least_deg is not None else self.at_least_in

    @property
    def at_most(self) -> float | None:
        """Upper end in the measure's unit, if there is one."""
        return self.at_most_deg if self.at_most_deg is not None else self.at_most_in

    def holds(self, value: float, slack: float = 0.0) -> bool:
        """Whether a value lies in the range, widened by some slack. NaN does not."""
        low, high = self.at_least, self.at_most
        return (low is None or value >= low - slack) and (high is None or value <= high + slack)


class AtLeast(Strict):
    """A threshold that is reached from below."""

    at_least_deg: float | None = None
    at_least_in: float | None = None


class Target(AtLeast):
    """What is prescribed, and how far short of it the camera's error may make it seem."""

    tolerance_deg: float | None = Field(None, ge=0)
    tolerance_in: float | None = Field(None, ge=0)


class AtMost(Strict):
    """A threshold that is reached from above."""

    at_most_deg: float | None = None
    at_most_in: float | None = None


class Condition(Strict):
    """A measure, the range it must stay in, and what the user is told if it does not."""

    measure: str
    keep: Keep
    say: str = Field(min_length=1)


class Always(Condition):
    """A condition of the movement itself, in all phases or in some of them."""

    during: tuple[Phase, ...] = ("rest", "out", "hold", "back")


class FormFault(Condition):
    """A correction: the repetition still counts, but is not a good one.

    The fault is raised when the measure has been outside of its range for ``for_s`` seconds,
    and said again at the soonest ``again_after_s`` seconds later.
    """

    during: tuple[AttemptPhase, ...] = ("out", "hold", "back")
    for_s: float = Field(0.3, ge=0, le=10)
    again_after_s: float = Field(6.0, ge=0)
    severity: Literal["safety", "correction"] = "correction"


class Hold(Strict):
    """How long the target position is kept, and what still counts as keeping still."""

    seconds: float = Field(gt=0, le=120)
    still_deg_s: float | None = Field(None, gt=0)
    still_in_s: float | None = Field(None, gt=0)


class Repetition(Strict):
    """What one repetition is, on its driving measure.

    The measure grows from ``rest`` to ``target`` and comes back. Leaving rest as far as
    ``attempt`` begins an attempt; reaching ``counts`` makes it a repetition; reaching
    ``target`` less its tolerance (and keeping it for ``hold``) a good one.
    """

    measure: str
    rest: AtMost
    attempt: AtLeast
    counts: AtLeast
    target: Target
    hold: Hold | None = None


class PhaseTempo(Strict):
    """How fast one phase may be: the shortest time it may take, the highest speed in it."""

    at_least_s: float | None = Field(None, gt=0)
    at_most_deg_s: float | None = Field(None, gt=0)
    at_most_in_s: float | None = Field(None, gt=0)


class Tempo(Strict):
    """Limits of speed, on the driving measure, on the way out and on the way back."""

    out: PhaseTempo
    back: PhaseTempo
    say: str = Field(min_length=1)


class Dose(Strict):
    """How much is prescribed."""

    repetitions: int = Field(ge=1, le=100, description="In one set, over all sides.")
    sets: int = Field(1, ge=1, le=20)
    rest_s: float = Field(30, ge=0)
    sides: Sides


class Cues(Strict):
    """What the user is told as a repetition goes on."""

    start: str = Field(min_length=1)
    go_on: str = Field(min_length=1, description="When an attempt ended short of counting.")
    hold: str | None = None
    back: str = Field(min_length=1)


class ExerciseSpec(Strict):
    """One exercise."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    title: str = Field(min_length=1)
    level: Literal["beginner", "intermediate", "advanced"]
    source: str = Field(min_length=1)
    posture: Posture
    view: View
    equipment: tuple[str, ...] = ()
    setup: tuple[str, ...] = Field(min_length=1)
    stop_if: str = Field(min_length=1)
    dose: Dose
    measures: dict[str, Measure] = Field(min_length=1)
    start: dict[str, Condition] = Field(
        default_factory=dict, description="Must hold before the first repetition."
    )
    throughout: dict[str, Always] = Field(
        default_factory=dict,
        description="Must hold all the time; without them it is another movement.",
    )
    repetition: Repetition
    tempo: Tempo
    form: dict[str, FormFault] = Field(min_length=2)
    cues: Cues

    @property
    def driver(self) -> Measure:
        """The measure that a repetition is counted on."""
        return self.measures[self.repetition.measure]
