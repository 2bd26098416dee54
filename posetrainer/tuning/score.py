"""How right the trainer is over many labelled clips."""

import multiprocessing
import os
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.rules.events import Event, RepetitionCompleted, RepetitionMissed
from posetrainer.rules.profile import Profile
from posetrainer.rules.trainer import Trainer
from posetrainer.tuning.compare import Comparison, Hits, compare
from posetrainer.tuning.truth import load_truth


@dataclass(frozen=True)
class ClipScore:
    """One clip judged by its own exercise, and what other exercises made of it.

    Parameters
    ----------
    comparison : Comparison
    cross : dict
        Exercise id to the number of attempts it took for its own; 0 is right.
    """

    comparison: Comparison
    cross: dict[str, int]


@dataclass(frozen=True)
class ExerciseScore:
    """All clips of one exercise together.

    Parameters
    ----------
    exercise : str
    clips : int
    count_error : float
        Mean absolute error of the repetitions counted.
    off_by_one : float
        Share of clips whose count is at most one off.
    good_right : float
        Share of clips whose good count is right.
    hold_error_s : float or None
        Mean absolute error of the holds in seconds.
    too_fast, faults : Hits
    side_errors, phantoms : int
    """

    exercise: str
    clips: int
    count_error: float
    off_by_one: float
    good_right: float
    hold_error_s: float | None
    too_fast: Hits
    faults: Hits
    side_errors: int
    phantoms: int


def find_truths(places: Iterable[Path]) -> list[Path]:
    """Return all truth files in some folders, or the files themselves.

    Raises
    ------
    UserError
        If there is none.
    """
    found: list[Path] = []
    for place in places:
        found += sorted(place.rglob("*.truth.json")) if place.is_dir() else [place]
    if not found:
        named = ", ".join(map(str, places))
        raise UserError(f"{named}: there is no *.truth.json file; name a folder that has some.")
    return found


def score_clips(truths: Sequence[Path], *, cross: bool) -> Iterator[ClipScore]:
    """Judge clips in parallel processes; yields each as it is done.

    Parameters
    ----------
    truths : sequence of Path
        Truth files, each beside its clip.
    cross : bool
        Let every other exercise judge each clip, too.

    Raises
    ------
    UserError
        If a truth file or a clip cannot be used.
    """
    # The pose model runs in threads of its own, which a forked process would not have.
    context = multiprocessing.get_context("spawn")
    workers = min(len(truths), os.cpu_count() or 1)
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        for done in as_completed([pool.submit(_score_clip, path, cross) for path in truths]):
            yield done.result()


def _score_clip(path: Path, cross: bool) -> ClipScore:
    from posetrainer.capture import Frame, open_source
    from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator

    truth = load_truth(path)
    others = [i for i in exercise_ids() if i != truth.exercise] if cross else []
    trainers = {i: Trainer(load_exercise(i), Profile()) for i in (truth.exercise, *others)}
    events: dict[str, list[Event]] = {i: [] for i in trainers}
    with MediaPipeEstimator() as estimator, open_source(str(path.parent / truth.clip)) as source:
        for item in source:
            pose = estimator.estimate(item) if isinstance(item, Frame) else None
            for exercise, trainer in trainers.items():
                events[exercise] += trainer.step(pose, item.time_s)
    return ClipScore(
        compare(truth, events[truth.exercise]),
        {other: _attempts(events[other]) for other in others},
    )


def _attempts(events: Iterable[Event]) -> int:
    return sum(isinstance(e, RepetitionCompleted | RepetitionMissed) for e in events)


def sum_up(comparisons: Iterable[Comparison]) -> list[ExerciseScore]:
    """Return one score for each exercise, in alphabetical order."""
    by_exercise: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        by_exercise.setdefault(comparison.exercise, []).append(comparison)
    return [_of_exercise(exercise, by_exercise[exercise]) for exercise in sorted(by_exercise)]


def _of_exercise(exercise: str, clips: Sequence[Comparison]) -> ExerciseScore:
    holds = [abs(error) for clip in clips for error in clip.hold_errors_s]
    return ExerciseScore(
        exercise=exercise,
        clips=len(clips),
        count_error=sum(abs(c.count_error) for c in clips) / len(clips),
        off_by_one=sum(abs(c.count_error) <= 1 for c in clips) / len(clips),
        good_right=sum(c.good_error == 0 for c in clips) / len(clips),
        hold_error_s=sum(holds) / len(holds) if holds else None,
        too_fast=sum((c.too_fast for c in clips), Hits()),
        faults=sum((c.faults for c in clips), Hits()),
        side_errors=sum(c.side_errors for c in clips),
        phantoms=sum(c.phantoms for c in clips),
    )


def as_record(scores: Sequence[ClipScore]) -> dict[str, Any]:
    """Return scores as a JSON object: by exercise and by clip, in alphabetical order."""
    ordered = sorted(scores, key=lambda s: s.comparison.clip)
    return {
        "exercises": [asdict(s) for s in sum_up(s.comparison for s in ordered)],
        "clips": [{**asdict(s.comparison), "cross": s.cross} for s in ordered],
    }
