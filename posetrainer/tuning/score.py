"""The accuracy of the trainer over many labelled clips."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.obstacle_words import instruction_for
from posetrainer.language.translation import english
from posetrainer.rules.events import Ready, RepetitionCompleted
from posetrainer.rules.person import Person
from posetrainer.rules.trainer import Trainer
from posetrainer.system.jobs import LOCAL, JobRunner
from posetrainer.tuning.bands import refused_in_time
from posetrainer.tuning.case_files import CaseFiles, longest_first
from posetrainer.tuning.cases import load_case
from posetrainer.tuning.compare import Comparison, Hits, compare
from posetrainer.tuning.driver_error import (
    DriverError,
    DriverReadings,
    driver_readings,
    error_of,
    true_poses,
)
from posetrainer.tuning.judging import Curves, curves_of
from posetrainer.tuning.truth import Truth

#: The name of the score over everything.
ALL = "all"


@dataclass(frozen=True)
class ByAnother:
    """A clip judged by another exercise than its own.

    Parameters
    ----------
    counted : int
        Repetitions it counted; 0 is right.
    refused : str or None
        The instruction that the user was given, most of the time; None where the person was in
        place for a while, because both exercises begin in the same way.
    """

    counted: int
    refused: str | None


@dataclass(frozen=True)
class ClipScore:
    """One clip judged by its own exercise, and by others.

    Parameters
    ----------
    comparison : Comparison
    readings : DriverReadings or None
        The driving measure as estimated and as true; None where that is not known.
    rules_alone : Comparison or None
        The same rules on the true landmarks: the mistakes that are not the pose model's.
    cross : dict
        By exercise id.
    off_deg : float or None
        How far the camera is off the best place for the exercise's view; None if not known.
    """

    comparison: Comparison
    readings: DriverReadings | None
    rules_alone: Comparison | None
    cross: dict[str, ByAnother]
    off_deg: float | None = None


@dataclass(frozen=True)
class Score:
    """Some clips together: those of one exercise, of one body, or all.

    Parameters
    ----------
    name : str
    clips : int
    count_error : float
        Mean absolute error of the repetitions counted.
    off_by_one : float
        Share of clips whose count is at most one off.
    good_right : float or None
        Share of clips whose good count is right, of those in which it is known.
    hold_error_s : float or None
        Mean absolute error of the holds in seconds.
    warning_delay_s : float or None
        Mean time from too high a speed to its warning, in seconds.
    too_fast, faults : Hits
    side_errors, phantoms : int
    refused_right, refused : int
        Clips that were refused, of those in which nothing can be judged.
    driver : DriverError or None
        Of the driving measure; None where it has none, or not the same unit in all clips.
    rules_alone_error : float or None
        Mean absolute error of the repetitions counted on the true landmarks.
    """

    name: str
    clips: int
    count_error: float
    off_by_one: float
    good_right: float | None
    hold_error_s: float | None
    warning_delay_s: float | None
    too_fast: Hits
    faults: Hits
    side_errors: int
    phantoms: int
    refused_right: int
    refused: int
    driver: DriverError | None
    rules_alone_error: float | None


def score_cases(
    cases: Sequence[CaseFiles], *, cross: bool, runner: JobRunner = LOCAL
) -> Iterator[ClipScore]:
    """Judge labelled recordings side by side; yields each as it is done.

    Parameters
    ----------
    cases : sequence of CaseFiles
        With recordings. Those without a truth file are skipped, and those in which nothing of
        the catalogue is done: see :func:`posetrainer.tuning.negatives.score_negatives`.
    cross : bool
        Let every other exercise judge each recording, too.
    runner : JobRunner

    Raises
    ------
    UserError
        If an exercise is not known.
    """
    labelled = [case for case in cases if case.truth and case.truth.exercise]
    return runner.run(_score_case, [(case, cross) for case in longest_first(labelled)])


def _score_case(files: CaseFiles, cross: bool) -> ClipScore:
    case, truth = load_case(files), files.truth
    assert truth is not None
    assert truth.exercise is not None
    own = load_exercise(truth.exercise)
    others = [i for i in exercise_ids() if i != own.id] if cross else []
    recording = case.recording
    poses = [
        recording.pose(number)
        for number in range(len(recording.times_s))
        if number not in recording.gaps
    ]
    off_deg, judged = truth.off_deg(own.view), curves_of(case, own)
    if refused_in_time(off_deg, own.view, judged):
        truth = truth.model_copy(update={"refused": "view"})
    return ClipScore(
        compare(truth, judged.events),
        driver_readings(own, truth, poses),
        _rules_alone(own, truth),
        {other: _verdict(curves_of(case, load_exercise(other))) for other in others},
        off_deg,
    )


def _verdict(judged: Curves) -> ByAnother:
    in_place = any(isinstance(event, Ready) for event in judged.events)
    obstacles = [now.obstacle for now in judged.progress]
    instructions = Counter(instruction_for(found, english) for found in obstacles if found)
    return ByAnother(
        counted=sum(isinstance(event, RepetitionCompleted) for event in judged.events),
        refused=None if in_place or not instructions else instructions.most_common(1)[0][0],
    )


def _rules_alone(spec: ExerciseSpec, truth: Truth) -> Comparison | None:
    poses = true_poses(truth)
    if not poses:
        return None
    trainer = Trainer(spec, Person(truth.stature_m))
    events = [event for pose in poses for event in trainer.step(pose, pose.time_s)]
    return compare(truth, events + trainer.finish())


def sum_up(scores: Sequence[ClipScore]) -> list[Score]:
    """Return one score for each exercise, in alphabetical order."""
    return _by([s.comparison.exercise for s in scores], scores)


def sum_up_bodies(scores: Sequence[ClipScore]) -> list[Score]:
    """Return one score for each body that exercises, in alphabetical order."""
    return _by([s.comparison.body for s in scores], scores)


def sum_up_all(scores: Sequence[ClipScore]) -> Score:
    """Return the score over all clips."""
    return _score(ALL, scores)


def _by(keys: Sequence[str], scores: Sequence[ClipScore]) -> list[Score]:
    groups: dict[str, list[ClipScore]] = {}
    for key, score in zip(keys, scores, strict=True):
        groups.setdefault(key, []).append(score)
    return [_score(key, groups[key]) for key in sorted(groups)]


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _score(name: str, scores: Sequence[ClipScore]) -> Score:
    clips = [score.comparison for score in scores]
    readings = [score.readings for score in scores if score.readings is not None]
    one_unit = len({reading.unit for reading in readings}) == 1
    known = [c.good_error for c in clips if c.good_error is not None]
    refused = [c.refused_right for c in clips if c.refused_right is not None]
    return Score(
        name=name,
        clips=len(clips),
        count_error=sum(abs(c.count_error) for c in clips) / len(clips),
        off_by_one=sum(abs(c.count_error) <= 1 for c in clips) / len(clips),
        good_right=_mean([error == 0 for error in known]),
        hold_error_s=_mean([abs(error) for c in clips for error in c.hold_errors_s]),
        warning_delay_s=_mean([delay for c in clips for delay in c.warning_delays_s]),
        too_fast=sum((c.too_fast for c in clips), Hits()),
        faults=sum((c.faults for c in clips), Hits()),
        side_errors=sum(c.side_errors for c in clips),
        phantoms=sum(c.phantoms for c in clips),
        refused_right=sum(refused),
        refused=len(refused),
        driver=error_of(readings) if one_unit else None,
        rules_alone_error=_mean(
            [abs(s.rules_alone.count_error) for s in scores if s.rules_alone is not None]
        ),
    )
