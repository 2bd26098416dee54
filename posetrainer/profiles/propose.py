"""Finding out how far is comfortable, in two slow repetitions."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from posetrainer.exercises.spec import Cues, ExerciseSpec, Unit
from posetrainer.language.translation import msg
from posetrainer.profiles.feasibility import UNIT_WORDS, bands_of, share_of_error, smallest_target
from posetrainer.profiles.model import ProfileError
from posetrainer.rules.events import Event, RepetitionCompleted

#: Repetitions that the range is measured in.
REPETITIONS = 2
#: From one repetition to the next the same movement is read differently by about this much. (The
#: camera errs by more, but on the same side each time: that is in the reading and the target.)
MARGIN: dict[Unit, float] = {"deg": 3.0, "in": 0.5}
#: Proposals are round numbers.
STEP: dict[Unit, float] = {"deg": 5.0, "in": 0.5}


def comfort_spec(spec: ExerciseSpec) -> ExerciseSpec:
    """Return an exercise for finding out how far is comfortable.

    Two repetitions without a hold, counted from a small movement on; speed and form are watched
    as ever. Where one side at a time exercises, that is one repetition on each: the target will
    hold for both, so the stiffer one decides, and what hurts is asked for but once. The target
    stays the prescribed one: nobody is sent further to find out more.

    Parameters
    ----------
    spec : ExerciseSpec
        As prescribed.

    Raises
    ------
    ProfileError
        If nothing is measured in it.
    """
    bands = bands_of(spec)
    if spec.repetition is None or spec.driver is None or bands is None:
        raise ProfileError(
            f"The trainer sets the pace of {spec.id} and measures no range; choose another one."
        )
    counts = {f"at_least_{bands.unit}": smallest_target(spec.driver, bands)}
    repetition: dict[str, Any] = {
        "counts": spec.repetition.counts.model_copy(update=counts),
        "target": spec.repetition.target.model_copy(update={"of_best": None}),
        "hold": None,
    }
    return spec.model_copy(
        update={
            "dose": spec.dose.model_copy(update={"repetitions": REPETITIONS, "sets": 1}),
            "repetition": spec.repetition.model_copy(update=repetition),
            "rhythm": None,
            "cues": Cues(
                start=msg("Slowly, twice, only as far as is comfortable."),
                go_on=msg("As far as is comfortable is enough."),
                back=spec.cues.back,
            ),
        }
    )


class ComfortRange:
    """Collect the peaks of the repetitions that a proposal is made from.

    What was too fast is no measure of comfort and is left out.
    """

    def __init__(self) -> None:
        #: In the unit of the driving measure.
        self.peaks: list[float] = []

    @property
    def complete(self) -> bool:
        """Whether there are as many as are needed."""
        return len(self.peaks) >= REPETITIONS

    def add(self, events: Iterable[Event]) -> None:
        """Take in what happened at one moment."""
        for event in events:
            if self.complete or not isinstance(event, RepetitionCompleted):
                continue
            if event.peak is not None and "tempo" not in event.shortfalls:
                self.peaks.append(event.peak)


def propose(spec: ExerciseSpec, peaks: Sequence[float]) -> float | None:
    """Return the target to propose, or None if the prescribed one was reached.

    Parameters
    ----------
    spec : ExerciseSpec
        As prescribed.
    peaks : sequence of float
        How far each repetition went, in the unit of the driving measure; done slowly, and only
        as far as is comfortable.

    Raises
    ------
    ProfileError
        If nothing is measured in the exercise, or the movement was too small to be counted.
    """
    bands, driver = bands_of(spec), spec.driver
    if driver is None or bands is None or not peaks:
        raise ProfileError(f"No repetition of {spec.id} was measured, so nothing can be proposed.")
    peak = min(peaks)
    if peak >= bands.target:
        return None
    least = smallest_target(driver, bands)
    if not peak >= least:
        raise ProfileError(
            f"{peak:.1f} {UNIT_WORDS[bands.unit]} are too little to be told from rest in "
            f"{spec.id}; leave it out for now (--skip), and ask your physiotherapist."
        )
    step, margin = STEP[bands.unit], MARGIN[bands.unit] * share_of_error(driver)
    proposal = step * math.floor((peak - margin) / step)
    return max(proposal, least)
