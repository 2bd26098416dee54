"""Drafting a spec from a demonstration of several good repetitions.

The posture and the view are those that the recording shows most of the time. From the first still
moment on, every measure of the language that makes sense is read, by the code that reads a spec's
measures; the one on which repetitions stand out best drives the count (see
:mod:`~posetrainer.drafting.movements`). Its numbers follow from what was shown, with
margins that have a reason each (:mod:`~posetrainer.drafting.repetition_limits`); what keeps steady
meanwhile becomes the conditions (:mod:`~posetrainer.drafting.steadiness`).

The draft is then tried: the rules must count the demonstration as it was understood, each
repetition on its side. If they do not, the next best measure is drafted; a measure on which they do
not even count two was none.
"""

from dataclasses import dataclass
from pathlib import Path

from posetrainer.drafting.candidates import Readings, read, stance_of
from posetrainer.drafting.movements import LEAST_REPETITIONS, Movement, find_movements
from posetrainer.drafting.repetition_limits import limits_of
from posetrainer.drafting.spec_text import Findings, Identity, draft
from posetrainer.drafting.steadiness import conditions_of
from posetrainer.errors import UserError
from posetrainer.exercises.document import Document
from posetrainer.exercises.loader import spec_in
from posetrainer.exercises.problem import suggest
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.rules.events import RepetitionCompleted
from posetrainer.tuning.cases import Case
from posetrainer.tuning.judging import Judge

#: The number of best measures that are tried.
TRIED = 6


class DemonstrationError(UserError):
    """There is nothing in a recording that a spec could be drafted from."""


@dataclass(frozen=True)
class Demonstration:
    """What was found in a recording, and the spec that was drafted from it.

    Parameters
    ----------
    found : Findings
    text : str
        The spec's file.
    spec : ExerciseSpec
        The same.
    counted : tuple of RepetitionCompleted
        What the spec counts in the demonstration itself.
    others : tuple of str
        Names of other measures that may drive the count, the best first.
    """

    found: Findings
    text: str
    spec: ExerciseSpec
    counted: tuple[RepetitionCompleted, ...]
    others: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        """Whether the spec counts what was found, on the right sides."""
        return tuple(event.side for event in self.counted) == tuple(
            repetition.side for repetition in self.found.movement.repetitions
        )


def demonstrate(case: Case, spec_id: str, title: str, measure: str | None = None) -> Demonstration:
    """Draft a spec from a demonstration.

    Parameters
    ----------
    case : Case
    spec_id, title : str
        Of the exercise.
    measure : str, optional
        Name of the driving measure; by default the best one.

    Raises
    ------
    DemonstrationError
        If the body is in no posture or view that is known, or nothing repeats itself.
    """
    stance = stance_of(case.recording)
    if stance is None:
        raise DemonstrationError(
            f"{case.path}: nobody keeps to a posture and a view that are known; demonstrate "
            "standing, sitting, kneeling, on hands and knees or on your back, from the side or "
            "(upright) from the front."
        )
    readings = read(case.recording, stance, case.stature_m)
    movements = find_movements(readings) if len(readings.times_s) else []
    found = [_understood(readings, movement) for movement in _wanted(movements, measure)]
    judge, identity = Judge([case]), Identity(spec_id, title, case.name)
    names = tuple(dict.fromkeys(movement.name for movement in movements))
    first: Demonstration | None = None
    for one in found:
        # Where nothing else of the body is seen, nothing could be corrected.
        if not one.conditions.form:
            continue
        drafted = _drafted(one, identity, judge, names)
        if drafted.agrees:
            return drafted
        if first is None and len(drafted.counted) >= LEAST_REPETITIONS:
            first = drafted
    if first is None:
        raise DemonstrationError(
            f"{case.path}: no movement repeats itself; begin at rest, keep still for a moment, "
            "and demonstrate the exercise at least twice, alike."
        )
    return first


def _wanted(movements: list[Movement], measure: str | None) -> list[Movement]:
    """Return the movements to draft."""
    if measure is None or not movements:
        return movements[:TRIED]
    wanted = [movement for movement in movements if movement.name == measure]
    if not wanted:
        names = list(dict.fromkeys(movement.name for movement in movements))
        raise DemonstrationError(
            f"--measure: no repetitions stand out on {measure!r}; {suggest(measure, names)}"
        )
    return wanted


def _understood(readings: Readings, movement: Movement) -> Findings:
    return Findings(
        readings.stance,
        movement,
        limits_of(movement, readings.times_s, readings.near),
        conditions_of(readings, movement),
    )


def _drafted(
    found: Findings, identity: Identity, judge: Judge, names: tuple[str, ...]
) -> Demonstration:
    """Draft a spec, and judge the demonstration by it."""
    text = draft(found, identity)
    spec = spec_in(Document(Path(f"{identity.id}.yaml"), text=text)).spec
    (events,) = judge.events(spec)
    counted = tuple(event for event in events if isinstance(event, RepetitionCompleted))
    others = tuple(name for name in names if name != found.movement.name)
    return Demonstration(found, text, spec, counted, others)
