"""A plan: a sequence of exercises, written by hand."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field, ValidationError

from posetrainer.exercises.catalogue import (
    exercise_ids,
    exercise_named,
    find_exercise,
    load_exercise,
)
from posetrainer.exercises.document import Document
from posetrainer.exercises.problem import Problem, suggest
from posetrainer.exercises.spec import ExerciseSpec, Strict
from posetrainer.exercises.vocabulary import Count, Number, Text
from posetrainer.exercises.wording import explain

#: Seconds to get from one exercise into the next.
CHANGE_S = 20.0


class Entry(Strict):
    """One exercise of a plan; what is left out is as its spec prescribes."""

    exercise: Text = Field(description="Id or title of the exercise.")
    repetitions: Count | None = Field(
        None, ge=1, le=100, description="Repetitions in one set, over all sides together."
    )
    sets: Count | None = Field(None, ge=1, le=20, description="Number of sets.")
    rest_s: Number = Field(
        CHANGE_S, ge=0, le=600, description="Rest after it, before the next exercise, in seconds."
    )


class PlanFile(Strict):
    """The YAML file of a plan."""

    title: Text = Field(description="Name that the user reads.")
    blocks: tuple[Entry, ...] = Field(min_length=1, description="The exercises, in their order.")


@dataclass(frozen=True)
class Block:
    """One exercise as it will be done.

    Parameters
    ----------
    spec : ExerciseSpec
        With the dose of today, and adapted to the person.
    rest_s : float
        Rest after it, before the next exercise, in seconds.
    """

    spec: ExerciseSpec
    rest_s: float = CHANGE_S


@dataclass(frozen=True)
class Plan:
    """Exercises in a row, ready to be done.

    Parameters
    ----------
    title : str
    blocks : tuple of Block
    """

    title: str
    blocks: tuple[Block, ...]

    @property
    def seconds(self) -> float:
        """How long it takes as planned, rests in it, in seconds."""
        rests = sum(block.rest_s for block in self.blocks[:-1])
        return rests + sum(seconds_of(block.spec) for block in self.blocks)


#: Seconds a person takes to find into place before an exercise.
SET_UP_S = 10.0
#: Seconds of moving out and back, done slowly.
MOVE_S = 4.0


def seconds_of(spec: ExerciseSpec) -> float:
    """Return how long an exercise takes at its dose, in seconds; an estimate."""
    dose = spec.dose
    if spec.paced is not None:
        each_s = spec.paced.hold_s + spec.paced.relax_s
    elif spec.rhythm is not None:
        each_s = 60 / spec.rhythm.at_most_per_min
    else:
        each_s = spec.hold_s + MOVE_S
    return SET_UP_S + dose.sets * dose.repetitions * each_s + rests_s(spec)


def rests_s(spec: ExerciseSpec) -> float:
    """Return the seconds of rest within an exercise: between its sets, and between sides."""
    changes = 1 if spec.dose.sides == "each" else 0
    return spec.dose.rest_s * (spec.dose.sets * (1 + changes) - 1)


def with_dose(
    spec: ExerciseSpec, repetitions: int | None = None, sets: int | None = None
) -> ExerciseSpec:
    """Return a spec with another dose; what is None stays as it is."""
    new = {"repetitions": repetitions, "sets": sets}
    update = {key: value for key, value in new.items() if value is not None}
    return spec.model_copy(update={"dose": spec.dose.model_copy(update=update)})


def load_plan(path: Path) -> PlanFile:
    """Read and check a plan.

    Raises
    ------
    SpecError
        If the file cannot be read, is not YAML, or is no valid plan.
    """
    document = Document(path, first_key="title")
    try:
        plan = PlanFile.model_validate(document.data)
    except ValidationError as error:
        raise document.error(explain(error, PlanFile)) from None
    unknown = [
        Problem(
            ("blocks", i, "exercise"),
            f"there is no exercise {entry.exercise!r}; {suggest(entry.exercise, exercise_ids())}",
        )
        for i, entry in enumerate(plan.blocks)
        if find_exercise(entry.exercise) is None
    ]
    if unknown:
        raise document.error(unknown)
    return plan


def block_of(entry: Entry) -> Block:
    """Return an entry of a plan as it will be done, not yet adapted to anybody.

    Raises
    ------
    SpecError
        If there is no such exercise.
    """
    spec = load_exercise(exercise_named(entry.exercise))
    return Block(with_dose(spec, entry.repetitions, entry.sets), entry.rest_s)
