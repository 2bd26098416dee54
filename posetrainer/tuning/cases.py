"""What tuning looks at: recordings, each beside the truth about it where that is known."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from posetrainer.errors import RecordingError, UserError
from posetrainer.files import NOTHING
from posetrainer.jobs import LOCAL, JobRunner
from posetrainer.recordings.origin import doubt
from posetrainer.recordings.reader import Recording, load_recording
from posetrainer.runtime.extract import Extracted
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
        The file's name without its folder and endings, as people call it; with as much of its
        folder as tells it from the others that were loaded with it.
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
        """The person's stature in metres: as the truth says, or as it was recorded."""
        return self.truth.stature_m if self.truth else self.recording.header.stature_m


def load_cases(
    places: Sequence[Path],
    exercise: str | None = None,
    *,
    labelled: bool = False,
    tell: Callable[[str], None] | None = None,
    threads: int | None = None,
    runner: JobRunner = LOCAL,
) -> list[Case]:
    """Load what :func:`~posetrainer.tuning.case_files.find_cases` finds, in that order.

    Videos without a recording are looked at side by side, once: their landmarks stay in this
    user's cache.

    Parameters
    ----------
    places, exercise, labelled
        As there.
    tell : callable or None
        Is told, in a sentence each, of recordings and videos that cannot be read (they are left
        out), of recordings that are not of the video beside them (the video is looked at) and of
        those that end before their video or their labels do (they are taken as they are).
        Without it, any of them is an error.
    threads : int or None
        Of the pose model; see :class:`posetrainer.runtime.extract.Looking`.
    runner : JobRunner
        Looks at videos.

    Raises
    ------
    UserError
        As there; if nothing can be read; or, without `tell`, if anything cannot.
    """
    read = _read(places, exercise, labelled, tell, threads, runner)
    return [case for _, case in read]


def recorded_cases(
    places: Sequence[Path],
    exercise: str | None = None,
    *,
    labelled: bool = False,
    tell: Callable[[str], None] | None = None,
    threads: int | None = None,
    runner: JobRunner = LOCAL,
) -> list[CaseFiles]:
    """Return the files of what :func:`load_cases` loads, each with a recording that can be read.

    All landmarks of an archive are more than fits into memory: whoever runs a job for each case
    loads it there, with :func:`load_case`.

    Parameters
    ----------
    places, exercise, labelled, tell, threads, runner
        As there.

    Raises
    ------
    UserError
        As there.
    """
    read = _read(places, exercise, labelled, tell, threads, runner)
    return [files for files, _ in read]


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
    labelled: bool,
    tell: Callable[[str], None] | None,
    threads: int | None,
    runner: JobRunner,
) -> Iterator[tuple[CaseFiles, Case]]:
    """Load one case after the other, each with the files it comes from."""
    checked = [_checked(one) for one in find_cases(places, exercise, labelled=labelled)]
    problems = [doubtful for _, doubtful in checked if doubtful is not None]
    if problems and tell is None:
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
    if problems and (tell is None or not count):
        raise UserError(problems[0])
    if tell is not None:
        for problem in [*problems, *(d.doubt for d in extracted.values() if d.doubt)]:
            tell(problem)


def _checked(found: CaseFiles) -> tuple[CaseFiles, str | None]:
    """Return a case without its recording if that is not of its video, and what is told of it."""
    if found.recording is None or found.video is None:
        return found, None
    try:
        header = load_recording(found.recording).header
    except RecordingError:
        # Whoever loads it is told why it cannot be read.
        return found, None
    doubtful = doubt(found.recording, header, found.video)
    return (replace(found, recording=None) if doubtful else found), doubtful


def _recorded(
    found: CaseFiles, extracted: Mapping[Path, Extracted]
) -> tuple[CaseFiles | None, str | None]:
    """Return a case's files with its recording, if there is one, and what is wrong with it."""
    if found.recording is not None:
        return found, None
    done = extracted[found.path]
    files = None if done.outcome == "failed" else replace(found, recording=done.recording)
    return files, done.problem


def _late_labels(files: CaseFiles, case: Case) -> str | None:
    """Say if labels go on where a recording has ended, as they do where it was cut off."""
    times_s = case.recording.times_s
    end_s = float(times_s[-1]) if len(times_s) else 0.0
    last_s = max((r.end_s for r in case.truth.expected), default=0.0) if case.truth else 0.0
    if last_s <= end_s + _LATE_S:
        return None
    return (
        f"{files.recording}: ends at {end_s:.1f} s, but {case.truth_path.name} goes on until "
        f"{last_s:.1f} s; record it again, or label what is there."
    )
