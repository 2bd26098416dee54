"""Clips in which none of the exercises is done: nothing should be counted in them."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.rules.events import RepetitionCompleted, TooFast
from posetrainer.system.jobs import LOCAL, JobRunner
from posetrainer.tuning.case_files import CaseFiles, longest_first
from posetrainer.tuning.cases import Case, load_case
from posetrainer.tuning.judging import curves_of
from posetrainer.tuning.truth import Truth


@dataclass(frozen=True)
class Counted:
    """A repetition that an exercise counted in a clip in which it is not done.

    Parameters
    ----------
    clip, exercise : str
    start_s, end_s : float
    good : bool
    """

    clip: str
    exercise: str
    start_s: float
    end_s: float
    good: bool


@dataclass(frozen=True)
class NegativePair:
    """One exercise judging one clip in which it is not done.

    Parameters
    ----------
    exercise : str
    near : bool
        Whether the movement in the clip is similar to that exercise.
    counted : tuple of Counted
    too_fast : int
        Warnings of speed.
    """

    exercise: str
    near: bool
    counted: tuple[Counted, ...]
    too_fast: int


@dataclass(frozen=True)
class NegativeScore:
    """One clip in which nothing of the catalogue is done, judged by every exercise.

    Parameters
    ----------
    clip : str
    seconds : float
        Duration.
    pairs : tuple of NegativePair
    """

    clip: str
    seconds: float
    pairs: tuple[NegativePair, ...]


def negatives_in(cases: Sequence[CaseFiles]) -> list[CaseFiles]:
    """Return the labelled recordings in which nothing of the catalogue is done."""
    return [case for case in cases if case.truth is not None and case.truth.exercise is None]


def score_negatives(
    cases: Sequence[CaseFiles], runner: JobRunner = LOCAL
) -> Iterator[NegativeScore]:
    """Let every exercise judge some recordings, side by side; yields each as it is done.

    Parameters
    ----------
    cases : sequence of CaseFiles
        Those of :func:`negatives_in`, with recordings; others are skipped.
    runner : JobRunner
    """
    return runner.run(_score_negative, [(case,) for case in longest_first(negatives_in(cases))])


def _score_negative(files: CaseFiles) -> NegativeScore:
    case, truth = load_case(files), files.truth
    assert truth is not None
    times_s = case.recording.times_s
    seconds = float(times_s[-1] - times_s[0]) if len(times_s) else 0.0
    return NegativeScore(
        truth.clip, seconds, tuple(_pair(case, truth, exercise) for exercise in exercise_ids())
    )


def _pair(case: Case, truth: Truth, exercise: str) -> NegativePair:
    events = curves_of(case, load_exercise(exercise)).events
    counted = [event for event in events if isinstance(event, RepetitionCompleted)]
    return NegativePair(
        exercise,
        exercise in truth.near,
        tuple(Counted(truth.clip, exercise, e.start_s, e.end_s, e.good) for e in counted),
        sum(isinstance(event, TooFast) for event in events),
    )


def negatives_record(scores: Sequence[NegativeScore]) -> dict[str, Any]:
    """Return the summary over all clips, in alphabetical order, as a JSON object.

    ``pairs``, ``hours``, ``phantoms`` and ``too_fast`` are of a clip and an exercise that is not
    similar. Where it is similar, repetitions may be counted (``near_counted``), but none may be
    called good (``near_good``).
    """
    scores = sorted(scores, key=lambda score: score.clip)
    apart = [(score, pair) for score in scores for pair in score.pairs if not pair.near]
    near = [pair for score in scores for pair in score.pairs if pair.near]
    phantoms = [asdict(counted) for _, pair in apart for counted in pair.counted]
    hours = sum(score.seconds for score, _ in apart) / 3600
    return {
        "clips": len(scores),
        "pairs": len(apart),
        "hours": hours,
        "phantoms": phantoms,
        "phantoms_per_hour": len(phantoms) / hours if hours else 0.0,
        "too_fast": sum(pair.too_fast for _, pair in apart),
        "near_pairs": len(near),
        "near_counted": sum(len(pair.counted) for pair in near),
        "near_good": [asdict(one) for pair in near for one in pair.counted if one.good],
    }
