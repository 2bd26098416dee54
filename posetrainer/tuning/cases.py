"""What tuning looks at: recordings, each beside the truth about it where that is known."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from posetrainer.errors import RecordingError, UserError
from posetrainer.files import NOTHING
from posetrainer.recordings.origin import doubt
from posetrainer.recordings.reader import Recording, load_recording
from posetrainer.runtime.extract import Extracted
from posetrainer.tuning.case_files import CaseFiles, find_cases
from posetrainer.tuning.extractions import extractions
from posetrainer.tuning.truth import Truth

#: So much later than the last moment a labelled attempt may end, in seconds.
_LATE_S = 1.0

#: Shows how far a long work is: is given its results as they come and their number.
Track = Callable[[Iterable[Extracted], int], Iterable[Extracted]]


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
    track: Track | None = None,
    tell: Callable[[str], None] | None = None,
    threads: int | None = None,
) -> list[Case]:
    """Load what :func:`~posetrainer.tuning.case_files.find_cases` finds, in that order.

    Videos without a recording are looked at in parallel processes, once: their landmarks stay
    in this user's cache.

    Parameters
    ----------
    places, exercise, labelled
        As there.
    track : callable or None
        Shows the progress of looking at videos.
    tell : callable or None
        Is told, in a sentence each, of recordings and videos that cannot be read (they are left
        out), of recordings that are not of the video beside them (the video is looked at) and of
        those that end before their video or their labels do (they are taken as they are).
        Without it, any of them is an error.
    threads : int or None
        Of the pose model; see :class:`posetrainer.runtime.extract.Looking`.

    Raises
    ------
    UserError
        As there; if nothing can be read; or, without `tell`, if anything cannot.
    """
    checked = [_checked(one) for one in find_cases(places, exercise, labelled=labelled)]
    found = [one for one, _ in checked]
    problems = [doubtful for _, doubtful in checked if doubtful is not None]
    if problems and tell is None:
        # Before the long work.
        raise UserError(problems[0])
    videos = [case.video for case in found if case.recording is None and case.video is not None]
    looked_at: Iterable[Extracted] = extractions(videos, threads)
    if track is not None and videos:
        looked_at = track(looked_at, len(videos))
    extracted = {done.video: done for done in looked_at}
    cases = []
    for one in found:
        case, problem = _load(one, extracted)
        if case is not None:
            cases.append(case)
        if problem is not None:
            problems.append(problem)
    if problems and (tell is None or not cases):
        raise UserError(problems[0])
    if tell is not None:
        for problem in [*problems, *(d.doubt for d in extracted.values() if d.doubt)]:
            tell(problem)
    return cases


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


def _load(found: CaseFiles, extracted: dict[Path, Extracted]) -> tuple[Case | None, str | None]:
    """Return a case, if it can be read, and what is wrong with it, if anything is."""
    source, problem = found.recording, None
    if source is None:
        done = extracted[found.path]
        problem = done.problem
        if done.outcome == "failed":
            return None, problem
        source = done.recording
    try:
        recording = load_recording(source)
    except RecordingError as error:
        return None, str(error)
    case = Case(
        found.name,
        found.path,
        recording,
        found.truth,
        found.truth_path,
        found.video,
        found.truth_digest,
    )
    return case, problem or _late_labels(recording, source, found)


def _late_labels(recording: Recording, source: Path, found: CaseFiles) -> str | None:
    """Say if labels go on where a recording has ended, as they do where it was cut off."""
    times_s = recording.times_s
    end_s = float(times_s[-1]) if len(times_s) else 0.0
    last_s = max((r.end_s for r in found.truth.expected), default=0.0) if found.truth else 0.0
    if last_s <= end_s + _LATE_S:
        return None
    return (
        f"{source}: ends at {end_s:.1f} s, but {found.truth_path.name} goes on until "
        f"{last_s:.1f} s; record it again, or label what is there."
    )
