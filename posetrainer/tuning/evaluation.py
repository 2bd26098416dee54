"""Evaluation of a spec on labelled recordings: its score, and one cost."""

from dataclasses import dataclass
from functools import cached_property

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.tuning.compare import Comparison, compare
from posetrainer.tuning.judging import Judging
from posetrainer.tuning.score import ClipScore, Score, sum_up_all

#: Accuracy of the labels of a hold, both ends together.
LABELLED_WITHIN_S = 0.3


@dataclass(frozen=True)
class Evaluation:
    """How some recordings were judged with one spec.

    Parameters
    ----------
    comparisons : tuple of Comparison
        One for each recording.
    """

    comparisons: tuple[Comparison, ...]

    @cached_property
    def score(self) -> Score:
        """The score over all recordings."""
        return sum_up_all([ClipScore(one, None, None, {}) for one in self.comparisons])

    @property
    def mistakes(self) -> int:
        """How much was wrong, attempt by attempt."""
        return sum(len(one.mistake_lines) for one in self.comparisons)

    @property
    def cost(self) -> float:
        """Everything that was wrong, as one number; 0 is best.

        Each mistake is one, and so is each repetition that a count is off. The seconds by which
        holds are wrong, beyond what labelling leaves open, are added, up to one for each hold.
        """
        return sum(
            len(one.mistake_lines)
            + abs(one.count_error)
            + sum(min(max(abs(e) - LABELLED_WITHIN_S, 0.0), 1.0) for e in one.hold_errors_s)
            for one in self.comparisons
        )


def verdict(judge: Judging, spec: ExerciseSpec) -> Evaluation:
    """Judge recordings with a spec and compare the events with the truth.

    Parameters
    ----------
    judge : Judging
        Cases without a truth file are left out.
    spec : ExerciseSpec
    """
    judged = zip(judge.cases, judge.events(spec), strict=True)
    return Evaluation(
        tuple(compare(case.truth, events) for case, events in judged if case.truth is not None)
    )
