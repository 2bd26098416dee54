"""Recordings for tuning, each with its truth where that is known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypedDict

from typing_extensions import Unpack

from posetrainer.errors import RecordingError, UserError
from posetrainer.recordings.origin import doubt
from posetrainer.recordings.reader import Recording, load_recording
from posetrainer.runtime.extract import Extracted
from posetrainer.system.files import NOTHING
from posetrainer.system.jobs import LOCAL, JobRunner
from posetrainer.tuning.case_files import CaseFiles, find_cases
from posetrainer.tuning.extractions import extractions
from posetrainer.tuning.truth import Truth

#: So much later than the last moment a labelled attempt may end, in seconds.
_LATE_S = 1.0


@dataclass(frozen=True)
class Case:
    """A recording, and what is known about it.

    Parameters
    ----------
    name : str
        The file's name without its folder and suffixes; with as much of its folder as makes it
        unique among those that were loaded with it.
    path : Path
        Its video, or where there is none its recording.
    recording : Recording
        Landmarks; of a video without a recording, those that were extracted from it.
    truth : Truth or None
        What really happens, where a truth file lies beside it.
    truth_path : Path
        Where the truth file lies, or would lie.
    video : Path or None
        Its pictures, where there are any.
    truth_digest : str
        Of the truth file as it was read.
    """

    name: str
    path: Path
    recording: Recording
    truth: Truth | None
    truth_path: Path
    video: Path | None
    truth_digest: str = NOTHING

    @property
    def stature_m(self) -> float:
        """The person's stature in metres: from the truth, else from the recording."""
        return self.truth.stature_m if self.truth else self.recording.header.stature_m


class CaseOptions(TypedDict, total=False):
    """Options of reading cases.

    Attributes
    ----------
    labelled : bool
        Only cases that have a truth file.
    report : callable or None
        Takes a sentence about each of: recordings and videos that cannot be read (they are left
        out), recordings that are not of the video beside them (the video is used) and those that
        end before their video or their labels do (they are used as they are). Without it, any of
        them is an error.
    threads : int or None
        Of the pose model; see :class:`posetrainer.runtime.extract.ExtractOptions`.
    runner : JobRunner
        Extracts landmarks; processes of this machine if left out.
    """

    labelled: bool
    report: Callable[[str], None] | None
    threads: int | None
    runner: JobRunner


def load_cases(
    places: Sequence[Path], exercise: str | None = None, **options: Unpack[CaseOptions]
) -> list[Case]:
    """Load the cases that :func:`~posetrainer.tuning.case_files.find_cases` finds, in that order.

    Landmarks of videos without a recording are extracted in parallel, once: they stay in this
    user's cache.

    Parameters
    ----------
    places, exercise
        As there.
    **options
        See :class:`CaseOptions`.

    Raises
    ------
    UserError
        As there; if nothing can be read; or, without `report`, if anything cannot.
    """
    return [case for _, case in _read(places, exercise, **options)]


def recorded_cases(
    places: Sequence[Path], exercise: str | None = None, **options: Unpack[CaseOptions]
) -> list[CaseFiles]:
    """Return the files of what :func:`load_cases` loads, each with a recording that can be read.

    All landmarks of an archive are more than fits into memory: whoever runs a job for each case
    loads it there, with :func:`load_case`.
    """
    return [files for files, _ in _read(places, exercise, **options)]


def load_case(files: CaseFiles) -> Case:
    """Load a case that has a recording.

    Raises
    ------
    RecordingError
        If that cannot be read.
    """
    assert files.recording is not None
    return Case(
        files.name,
        files.path,
        load_recording(files.recording),
        files.truth,
        files.truth_path,
        files.video,
        files.truth_digest,
    )


def _read(
    places: Sequence[Path],
    exercise: str | None,
    *,
    labelled: bool = False,
    report: Callable[[str], None] | None = None,
    threads: int | None = None,
    runner: JobRunner = LOCAL,
) -> Iterator[tuple[CaseFiles, Case]]:
    """Load one case after the other, each with the files it comes from."""
    checked = [_checked(one) for one in find_cases(places, exercise, labelled=labelled)]
    problems = [doubtful for _, doubtful in checked if doubtful is not None]
    if problems and report is None:
        # Before the long work.
        raise UserError(problems[0])
    videos = [one.video for one, _ in checked if one.recording is None and one.video is not None]
    extracted = {done.video: done for done in extractions(videos, threads, runner)}
    count = 0
    for found, _ in checked:
        files, problem = _recorded(found, extracted)
        if files is not None:
            try:
                case = load_case(files)
            except RecordingError as error:
                problem = str(error)
            else:
                problem = problem or _late_labels(files, case)
                count += 1
                yield files, case
        if problem is not None:
            problems.append(problem)
    if problems and (report is None or not count):
        raise UserError(problems[0])
    if report is not None:
        for problem in [*problems, *(d.doubt for d in extracted.values() if d.doubt)]:
            report(problem)


def _checked(found: CaseFiles) -> tuple[CaseFiles, str | None]:
    """Return a case without its recording if that is not of its video, and why."""
    if found.recording is None or found.video is None:
        return found, None
    try:
        header = load_recording(found.recording).header
    except RecordingError:
        # Loading it reports why it cannot be read.
        return found, None
    doubtful = doubt(found.recording, header, found.video)
    return (replace(found, recording=None) if doubtful else found), doubtful


def _recorded(
    found: CaseFiles, extracted: Mapping[Path, Extracted]
) -> tuple[CaseFiles | None, str | None]:
    """Return a case's files with its recording, if there is one, and any problem with it."""
    if found.recording is not None:
        return found, None
    done = extracted[found.path]
    files = None if done.outcome == "failed" else replace(found, recording=done.recording)
    return files, done.problem


def _late_labels(files: CaseFiles, case: Case) -> str | None:
    """Return a sentence if labels go on where a recording has ended, as one that was cut off."""
    times_s = case.recording.times_s
    end_s = float(times_s[-1]) if len(times_s) else 0.0
    last_s = max((r.end_s for r in case.truth.expected), default=0.0) if case.truth else 0.0
    if last_s <= end_s + _LATE_S:
        return None
    return (
        f"{files.recording}: ends at {end_s:.1f} s, but {case.truth_path.name} goes on until "
        f"{last_s:.1f} s; record it again, or label what is there."
    )
