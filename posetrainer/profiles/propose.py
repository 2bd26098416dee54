"""Proposal of a target from two slow, comfortable repetitions."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

from posetrainer.exercises.check_numbers import share_of_error
from posetrainer.exercises.spec import Cues, ExerciseSpec, Unit
from posetrainer.exercises.vocabulary import UNIT_WORDS
from posetrainer.language.translation import msg
from posetrainer.profiles.feasibility import bands_of, smallest_target
from posetrainer.profiles.model import ProfileError
from posetrainer.rules.events import Event, RepetitionCompleted

#: Repetitions that the range is measured in.
REPETITIONS = 2
#: Variation of a measure between repetitions of the same movement. (The camera's error is larger,
#: but the same each time, so it is in both the reading and the target.)
MARGIN: dict[Unit, float] = {"deg": 3.0, "in": 0.5}
#: Proposals are rounded down to multiples of this.
STEP: dict[Unit, float] = {"deg": 5.0, "in": 0.5}


def comfort_spec(spec: ExerciseSpec) -> ExerciseSpec:
    """Return an exercise for measuring the comfortable range.

    Two repetitions without a hold, counted from a small movement on; speed and form are checked as
    usual. If one side exercises at a time, that is one repetition on each: the target applies to
    both, so the stiffer side decides, and a painful movement is done only once. The target stays
    the prescribed one, so nobody is asked to go further.

    Parameters
    ----------
    spec : ExerciseSpec
        As prescribed.

    Raises
    ------
    ProfileError
        If the exercise measures no range.
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
    """The peaks of the repetitions that a proposal is based on.

    Repetitions that were too fast are ignored.
    """

    def __init__(self) -> None:
        #: In the unit of the driving measure.
        self.peaks: list[float] = []

    @property
    def complete(self) -> bool:
        """Whether there are enough peaks for a proposal."""
        return len(self.peaks) >= REPETITIONS

    def add(self, events: Iterable[Event]) -> None:
        """Add the events of one moment."""
        for event in events:
            if self.complete or not isinstance(event, RepetitionCompleted):
                continue
            if event.peak is not None and "tempo" not in event.shortfalls:
                self.peaks.append(event.peak)


def propose(spec: ExerciseSpec, peaks: Sequence[float]) -> float | None:
    """Return a proposed target; None if the prescribed one was reached.

    Parameters
    ----------
    spec : ExerciseSpec
        As prescribed.
    peaks : sequence of float
        Peak of each slow, comfortable repetition, in the unit of the driving measure.

    Raises
    ------
    ProfileError
        If the exercise measures no range, or the movement was too small to be counted.
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
            f"{peak:.1f} {UNIT_WORDS[bands.unit]} are too little to be distinguished from rest in "
            f"{spec.id}; leave it out for now (--skip), and ask your physiotherapist."
        )
    step, margin = STEP[bands.unit], MARGIN[bands.unit] * share_of_error(driver)
    proposal = step * math.floor((peak - margin) / step)
    return max(proposal, least)
