"""The spec language: what one exercise is, as data.

Counting (``repetition``) and form (``form``) are two things: a repetition counts when it was
a real attempt; it is good when target, hold, tempo and form were right as well.
"""

import math
from functools import cached_property
from typing import Any, Literal

from pydantic import ConfigDict, Field

from posetrainer.exercises.key_poses import KeyPose, KeyPoses
from posetrainer.exercises.schema import EditorSchema
from posetrainer.exercises.vocabulary import (
    FASTEST_DEG_S,
    FASTEST_IN_S,
    LONGEST_PAUSE_S,
    MOST_NAMES,
    MOST_STILL_DEG_S,
    MOST_STILL_IN_S,
    QUICKEST_PER_MIN,
    SLOWEST_PER_MIN,
    SLOWEST_S,
    Count,
    Distance,
    Flexion,
    Inclination,
    Level,
    Lift,
    Measure,
    Number,
    Phase,
    Posture,
    Sides,
    Straightening,
    Strict,
    Text,
    View,
)
from posetrainer.kinematics.measurands import Joint, Measurand, Part, SideName, Unit

__all__ = [
    "Always",
    "AtLeast",
    "AtMost",
    "Condition",
    "Cues",
    "Distance",
    "Dose",
    "ExerciseSpec",
    "Flexion",
    "FormFault",
    "Hold",
    "Inclination",
    "Joint",
    "Judged",
    "Keep",
    "KeyPose",
    "KeyPoses",
    "Level",
    "Lift",
    "Measure",
    "Paced",
    "Part",
    "Phase",
    "PhaseTempo",
    "Posture",
    "Repetition",
    "Rhythm",
    "SideName",
    "Sides",
    "Straightening",
    "Strict",
    "Target",
    "Tempo",
    "Unit",
    "View",
]


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
    def _ends(self) -> tuple[float, float]:
        low, high = self.at_least, self.at_most
        return -math.inf if low is None else low, math.inf if high is None else high

    def holds(self, value: float) -> bool:
        """Whether a value lies in the range. NaN does not."""
        low, high = self._ends
        return low <= value <= high


class AtLeast(Strict):
    """A threshold that is reached from below."""

    at_least_deg: Number | None = Field(None, description="From here on, in degrees.")
    at_least_in: Number | None = Field(None, description="From here on, in inches.")


class Target(AtLeast):
    """What is prescribed, and how far short of it the camera's error may make it seem."""

    tolerance_deg: Number | None = Field(
        None,
        ge=0,
        description="This many degrees short of the target still reach it.",
    )
    tolerance_in: Number | None = Field(
        None,
        ge=0,
        description="This many inches short of the target still reach it.",
    )
    of_best: Number | None = Field(
        None,
        gt=0,
        le=1,
        description="Share of this user's own best so far, on the same side, that reaches the "
        "target as well; whichever is further is asked for.",
    )


class AtMost(Strict):
    """A threshold that is reached from above."""

    at_most_deg: Number | None = Field(None, description="Up to here, in degrees.")
    at_most_in: Number | None = Field(None, description="Up to here, in inches.")


class Judged(Strict):
    """A measure that something is asked of, and what the user is told if it is not so."""

    measure: str = Field(description="Name of one of the measures.")
    say: Text = Field(description="What the user is told when it does not: one short sentence.")


class Condition(Judged):
    """A range that a measure must stay in."""

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
    ``for_s`` seconds, and said again at the soonest ``again_after_s`` seconds later. With
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
        description="It is said again after so many seconds at the soonest.",
    )
    severity: Literal["safety", "correction"] = Field(
        "correction", description="safety: said before anything else. correction: said in turn."
    )

    @property
    def range(self) -> Keep:
        """The range to keep or to reach."""
        return self.keep or self.reach or Keep()


class Hold(Strict):
    """How long the target position is kept, and what still counts as keeping still."""

    seconds: Number = Field(gt=0, le=120, description="How long, in seconds.")
    still_deg_s: Number | None = Field(
        None,
        gt=0,
        le=MOST_STILL_DEG_S,
        description="Slower than this is still, in degrees a second.",
    )
    still_in_s: Number | None = Field(
        None, gt=0, le=MOST_STILL_IN_S, description="Slower than this is still, in inches a second."
    )


class Repetition(Strict):
    """What one repetition is, on its driving measure.

    The measure grows from ``rest`` to ``target`` and comes back. Leaving rest as far as
    ``attempt`` begins an attempt; reaching ``counts`` makes it a repetition; reaching
    ``target`` less its tolerance (and keeping it for ``hold``) a good one.
    """

    measure: str = Field(description="Name of the driving measure, on which repetitions count.")
    rest: AtMost = Field(description="Up to here the user rests.")
    attempt: AtLeast = Field(description="From here on an attempt is under way.")
    counts: AtLeast = Field(description="From here on the attempt counts as a repetition.")
    target: Target = Field(description="What is prescribed, and its tolerance.")
    hold: Hold | None = Field(None, description="How long the target is held; if left out, not.")


class PhaseTempo(Strict):
    """How fast one phase may be: the shortest time it may take, the highest speed in it."""

    at_least_s: Number | None = Field(
        None, gt=0, le=SLOWEST_S, description="Shortest time between rest and target, in seconds."
    )
    at_most_deg_s: Number | None = Field(
        None,
        gt=0,
        le=FASTEST_DEG_S,
        description="Highest speed of the driving measure, in degrees a second.",
    )
    at_most_in_s: Number | None = Field(
        None,
        gt=0,
        le=FASTEST_IN_S,
        description="Highest speed of the driving measure, in inches a second.",
    )


class Tempo(Strict):
    """Limits of speed, on the driving measure, on the way out and on the way back."""

    out: PhaseTempo = Field(description="From rest to target.")
    back: PhaseTempo = Field(description="From target to rest.")
    say: Text = Field(description="What the user is told when it is too fast.")


class Rhythm(Strict):
    """How regular repetitions follow one another, from the peak of one to that of the next."""

    at_least_per_min: Number = Field(
        ge=SLOWEST_PER_MIN,
        le=QUICKEST_PER_MIN,
        description="Slowest cadence, repetitions a minute.",
    )
    at_most_per_min: Number = Field(
        ge=SLOWEST_PER_MIN,
        le=QUICKEST_PER_MIN,
        description="Quickest cadence, repetitions a minute.",
    )
    even_within_percent: Number = Field(
        gt=0,
        le=100,
        description="How much longer or shorter than the last ones an interval may be, in "
        "percent; more is uneven.",
    )
    slower: Text = Field(description="What the user is told when it is too quick.")
    quicker: Text = Field(description="What the user is told when it is too slow.")
    even: Text = Field(description="What the user is told when it is uneven.")


class Paced(Strict):
    """A repetition that no camera sees: the trainer sets its pace, and claims no more.

    What can be seen (``start``, ``throughout``, ``form``) is checked all the same.
    """

    hold_s: Number = Field(gt=0, le=120, description="How long to tighten and hold, in seconds.")
    relax_s: Number = Field(gt=0, le=120, description="How long to relax, in seconds.")


class Dose(Strict):
    """How much is prescribed."""

    repetitions: Count = Field(
        ge=1, le=100, description="Repetitions in one set, over all sides together."
    )
    sets: Count = Field(1, ge=1, le=20, description="Number of sets.")
    rest_s: Number = Field(
        30, ge=0, le=LONGEST_PAUSE_S, description="Rest between two sets, in seconds."
    )
    sides: Sides = Field(
        description="both: the two sides together. each: first one side, then the other. "
        "alternate: a repetition on one side, the next on the other. either: as the user likes. "
        "left, right: only this side."
    )


class Cues(Strict):
    """What the user is told as a repetition goes on."""

    start: Text = Field(description="When the user is in place.")
    go_on: Text | None = Field(
        None, description="When the movement ended short of the target; not where it is paced."
    )
    hold: Text | None = Field(None, description="When a hold begins.")
    back: Text = Field(
        description="When it is time to come back: the hold is over, or the target reached."
    )


#: Where the camera goes, unless a spec says otherwise.
CAMERA_PLACES: dict[View, str] = {
    "side": "Put the camera to one side of you, level with your hips, two to three metres away.",
    "front": "Put the camera in front of you, level with your hips, two to three metres away.",
}


class ExerciseSpec(Strict):
    """One exercise."""

    model_config = ConfigDict(title="posetrainer exercise spec")

    id: str = Field(
        pattern=r"^[a-z][a-z0-9_]*$",
        description="Short name: small letters, digits and _; in the catalogue, the file's name.",
    )
    title: Text = Field(description="Name that the user reads.")
    level: Level = Field(description="For whom the exercise is.")
    source: Text = Field(description="Where the prescription comes from, with its numbers.")
    posture: Posture = Field(description="How the user is placed; nothing counts in another one.")
    view: View = Field(description="Which way the camera sees the user.")
    equipment: tuple[Text, ...] = Field((), description="Things that are needed: mat, wall, ball.")
    camera: Text | None = Field(
        None, description="Where the camera goes: one sentence; left out, that of the view."
    )
    setup: tuple[Text, ...] = Field(
        min_length=1,
        description="How to get into place, then how to move: a sentence each, before it starts.",
    )
    stop_if: Text = Field(description="When to stop: one sentence about pain.")
    dose: Dose = Field(description="How much is prescribed.")
    measures: dict[str, Measure] = Field(
        min_length=1,
        max_length=MOST_NAMES,
        description="What is measured on the body, each under a name of your own.",
    )
    start: dict[str, Condition] = Field(
        default_factory=dict,
        max_length=MOST_NAMES,
        description="Must hold before the first repetition.",
    )
    throughout: dict[str, Always] = Field(
        default_factory=dict,
        max_length=MOST_NAMES,
        description="What tells the movement from others; without it nothing counts.",
    )
    repetition: Repetition | None = Field(
        None, description="What one repetition is; left out where the exercise is paced."
    )
    tempo: Tempo | None = Field(
        None, description="How fast the movement may be; left out where the exercise is paced."
    )
    rhythm: Rhythm | None = Field(
        None, description="How regular the repetitions are, where that is part of the exercise."
    )
    paced: Paced | None = Field(
        None, description="The trainer's own pace, for what no camera sees."
    )
    form: dict[str, FormFault] = Field(
        min_length=2,
        max_length=MOST_NAMES,
        description="Faults that are corrected, each under a name of your own.",
    )
    cues: Cues = Field(description="What the user is told as a repetition goes on.")
    key_poses: KeyPoses | None = Field(
        None, description="What the instruction picture is drawn from; without it there is none."
    )

    @property
    def driver(self) -> Measure | None:
        """The measure that repetitions are counted on; None where they are paced."""
        return self.measures[self.repetition.measure] if self.repetition else None

    @property
    def camera_place(self) -> str:
        """Where the camera goes, as a sentence."""
        return self.camera or CAMERA_PLACES[self.view]

    @property
    def measurands(self) -> dict[str, Measurand]:
        """The measures as kinematics reads them, by name."""
        return {
            name: Measurand(
                measure.quantity,
                measure.side,
                from_rest=measure.relative_to == "rest",
                swing_within_s=measure.swing_within_s,
            )
            for name, measure in self.measures.items()
        }

    @property
    def hold_s(self) -> float:
        """Seconds that are held in each repetition; 0 where nothing is."""
        if self.paced:
            return self.paced.hold_s
        return self.repetition.hold.seconds if self.repetition and self.repetition.hold else 0.0

    @property
    def watched(self) -> tuple[Measure, ...]:
        """What must be seen: the driving measure; where paced, all that is measured."""
        driver = self.driver
        return tuple(self.measures.values()) if driver is None else (driver,)

    @classmethod
    def model_json_schema(cls, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the JSON Schema of the YAML files, as editors use it."""
        kwargs.setdefault("schema_generator", EditorSchema)
        return super().model_json_schema(*args, **kwargs)
