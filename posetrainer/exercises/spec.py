"""The spec language: what one exercise is, as data.

Counting (``repetition``) and form (``form``) are two things: a repetition counts when it was
a real attempt; it is good when target, hold, tempo and form were right as well.
"""

from typing import Any

from pydantic import ConfigDict, Field

from posetrainer.exercises.conditions import Always, Condition, FormFault, Judged, Keep
from posetrainer.exercises.key_poses import KeyPose, KeyPoses
from posetrainer.exercises.repetition import (
    AtLeast,
    AtMost,
    Hold,
    Paced,
    PhaseTempo,
    Repetition,
    Rhythm,
    Target,
    Tempo,
)
from posetrainer.exercises.schema import EditorSchema
from posetrainer.exercises.vocabulary import (
    LONGEST_PAUSE_S,
    MOST_NAMES,
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
    """What the user hears as a repetition goes on."""

    start: Text = Field(description="When the user is in place.")
    go_on: Text | None = Field(
        None, description="When the movement ended short of the target; not where it is paced."
    )
    hold: Text | None = Field(None, description="When a hold begins.")
    back: Text = Field(
        description="When it is time to come back: the hold is over, or the target reached."
    )


#: Where the camera goes, unless a spec has a place of its own.
CAMERA_PLACES: dict[View, str] = {
    "side": "Put the camera to one side of you, level with your hips, two to three metres away.",
    "front": "Put the camera in front of you, level with your hips, two to three metres away.",
}


class ExerciseSpec(Strict):
    """One exercise."""

    model_config = ConfigDict(title="posetrainer exercise spec")
    filled_in = frozenset({"measures"})
    named_in_files = {  # noqa: RUF012
        "key_poses": "Id of the exercise of the catalogue that is drawn."
    }

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
        description="What distinguishes the movement from others; without it nothing counts.",
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
    cues: Cues = Field(description="What the user hears as a repetition goes on.")
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
