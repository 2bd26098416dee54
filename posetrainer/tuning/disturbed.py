"""How right the trainer stays when the picture is disturbed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.system.jobs import LOCAL, JobRunner
from posetrainer.tuning.case_files import CaseFiles, longest_first
from posetrainer.tuning.cases import Case, load_case
from posetrainer.tuning.compare import compare
from posetrainer.tuning.disturbances import DISTURBANCES, disturbed
from posetrainer.tuning.judging import Judge
from posetrainer.tuning.takes import Take


@dataclass(frozen=True)
class DisturbedRun:
    """One recording judged with one disturbance.

    Parameters
    ----------
    disturbance, clip : str
    count_right : bool
        Whether its repetitions were counted exactly, apart from those that cannot be known.
    good_right : bool or None
        Whether the number of good ones is right; None where it is not known.
    repetitions : int
        True number.
    false_warnings : int
        Warnings of speed that are wrong, by attempt.
    phantoms : int
        Attempts found where nothing happened.
    """

    disturbance: str
    clip: str
    count_right: bool
    good_right: bool | None
    repetitions: int
    false_warnings: int
    phantoms: int


def to_disturb(cases: Sequence[CaseFiles]) -> list[CaseFiles]:
    """Return the recordings that are disturbed: the labelled ones that can be judged."""
    return [case for case in cases if case.truth and case.truth.exercise and not case.truth.refused]


def score_disturbed(
    cases: Sequence[CaseFiles], runner: JobRunner = LOCAL
) -> Iterator[list[DisturbedRun]]:
    """Judge recordings with each disturbance, side by side; yields the runs of each recording.

    Parameters
    ----------
    cases : sequence of CaseFiles
        Those of :func:`to_disturb`, with recordings; others are skipped.
    runner : JobRunner

    Raises
    ------
    UserError
        If an exercise is not known.
    """
    return runner.run(_runs, [(case,) for case in longest_first(to_disturb(cases))])


def _runs(files: CaseFiles) -> list[DisturbedRun]:
    case, truth = load_case(files), files.truth
    assert truth is not None
    assert truth.exercise is not None
    take = Take(case.recording, truth, load_exercise(truth.exercise))
    takes = ((name, disturbed(name, take)) for name in DISTURBANCES)
    return [_run(name, case, other) for name, other in takes if other is not None]


def _run(name: str, case: Case, take: Take) -> DisturbedRun:
    judge = Judge([replace(case, recording=take.recording, truth=take.truth)])
    (events,) = judge.events(take.spec)
    found = compare(take.truth, events)
    lost = [one.counted for one in take.lost].count(True)
    lost_good = [one.good for one in take.lost].count(True)
    return DisturbedRun(
        disturbance=name,
        clip=take.truth.clip,
        count_right=-lost <= found.count_error <= 0,
        good_right=None if found.good_error is None else -lost_good <= found.good_error <= 0,
        repetitions=len(take.truth.counted),
        false_warnings=found.too_fast.wrong,
        phantoms=found.phantoms,
    )


def disturbed_record(runs: Sequence[DisturbedRun]) -> list[dict[str, Any]]:
    """Return a JSON object for each disturbance, in the order of :data:`DISTURBANCES`.

    ``count_exact`` and ``good_right`` are shares of the recordings, the latter of those in which
    the number of good repetitions is known; ``wrong`` has the clips that were judged wrongly.
    """
    by_name = {name: [run for run in runs if run.disturbance == name] for name in DISTURBANCES}
    return [_score(name, found) for name, found in by_name.items() if found]


def _score(name: str, runs: Sequence[DisturbedRun]) -> dict[str, Any]:
    known = [run.good_right for run in runs if run.good_right is not None]
    repetitions = sum(run.repetitions for run in runs)
    false = sum(run.false_warnings for run in runs)
    wrong = [run.clip for run in runs if not run.count_right or run.good_right is False]
    return {
        "disturbance": name,
        "runs": len(runs),
        "count_exact": sum(run.count_right for run in runs) / len(runs),
        "good_right": sum(known) / len(known) if known else None,
        "false_warnings_per_100": 100 * false / repetitions if repetitions else None,
        "phantoms": sum(run.phantoms for run in runs),
        "wrong": sorted(wrong),
    }
