"""Finding recordings, videos and truth files that belong together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from posetrainer.errors import RecordingError, UserError
from posetrainer.recordings.columns import SUFFIX
from posetrainer.recordings.reader import load_recording
from posetrainer.system.files import NOTHING
from posetrainer.tuning.truth import Truth
from posetrainer.tuning.truth_file import read_truth

TRUTH_SUFFIX = ".truth.json"
#: In a folder, files of these kinds are videos; a file that is named may be of any kind.
VIDEO_SUFFIXES = frozenset((".mp4", ".m4v", ".mov", ".mkv", ".webm", ".avi", ".mpg", ".mpeg"))


@dataclass(frozen=True)
class CaseFiles:
    """The files of a case.

    Parameters
    ----------
    name : str
        As that of the :class:`~posetrainer.tuning.cases.Case`.
    truth_path : Path
        Where the truth file lies, or would lie.
    truth : Truth or None
    recording, video : Path or None
        At least one of them is known; it need not be there.
    truth_digest : str
        Of the truth file as it was read.
    """

    name: str
    truth_path: Path
    truth: Truth | None
    recording: Path | None
    video: Path | None
    truth_digest: str = NOTHING

    def __str__(self) -> str:
        return str(self.path)

    @property
    def path(self) -> Path:
        """The video, or where there is none the recording."""
        path = self.video or self.recording
        assert path is not None
        return path


def find_cases(
    places: Sequence[Path], exercise: str | None = None, *, labelled: bool = False
) -> tuple[CaseFiles, ...]:
    """Find cases in some places, in the order of the places and then of the names.

    A truth file names its clip. A recording and a video of one name are one case: its landmarks
    are the recording's, its pictures the video's.

    Parameters
    ----------
    places : sequence of Path
        Recordings, videos, truth files, and folders, which are searched to their depth but for
        hidden ones.
    exercise : str or None
        Of a folder, nothing that is of another exercise: by the truth, or by the recording
        itself; a video may be of any. Of what is labelled, nothing of another one at all: its
        labels are no truth for this one.
    labelled : bool
        Only what has a truth file.

    Raises
    ------
    UserError
        If nothing is found, a place does not exist, or a truth file cannot be used.
    """
    cases: dict[Path, CaseFiles] = {}
    for place in places:
        found = list(_in_folder(place) if place.is_dir() else _of_file(place))
        if exercise is not None and (labelled or place.is_dir()):
            found = [case for case in found if _is_of(case, exercise)]
        for case in found:
            if case.truth is not None or not labelled:
                cases.setdefault(case.truth_path.resolve(), case)
    if not cases:
        raise UserError(_nothing(places, exercise, labelled))
    return tuple(_distinctly_named(list(cases.values())))


def longest_first(cases: Iterable[CaseFiles]) -> list[CaseFiles]:
    """Sort cases as jobs: no process is left alone with a long one at the end."""
    return sorted(cases, key=lambda case: -(case.truth.duration_s if case.truth else 0.0))


def _is_of(case: CaseFiles, exercise: str) -> bool:
    if case.truth is not None:
        return case.truth.exercise == exercise
    if case.recording is None:
        return True
    try:
        spec = load_recording(case.recording).header.spec
    except RecordingError:
        # Loading it reports why it cannot be read.
        return True
    return spec is None or spec.get("id") == exercise


def _nothing(places: Sequence[Path], exercise: str | None, labelled: bool) -> str:
    named = ", ".join(map(str, places))
    of = f" for {exercise}" if exercise else ""
    if labelled:
        return f"{named}: there is no *{TRUTH_SUFFIX} file{of}; name a folder that has some."
    return f"{named}: there is no recording or video{of}; name a folder that has some, or a file."


def _in_folder(folder: Path) -> Iterator[CaseFiles]:
    files: dict[tuple[Path, str], list[Path]] = {}
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        if not hidden and _is_of_interest(path):
            files.setdefault((path.parent, _stem(path)), []).append(path)
    found = [case for group in files.values() for case in _of_group(group)]
    # A clip whose truth file has another name has been found twice.
    claimed = {case.path for case in found if case.truth is not None}
    return (case for case in found if case.truth is not None or case.path not in claimed)


def _of_file(path: Path) -> Iterator[CaseFiles]:
    """Find a case by one of its files."""
    if not path.exists() and path.suffix != ".json":
        raise UserError(f"{path} does not exist: check the name and the folder.")
    beside = sorted(other for other in path.parent.glob("*") if _stem(other) == _stem(path))
    group = [path, *(other for other in beside if other != path and _is_of_interest(other))]
    cases = list(_of_group(group))
    return iter([case for case in cases if path in (case.truth_path, case.path, case.recording)])


def _is_of_interest(path: Path) -> bool:
    kind = path.suffix.lower()
    is_truth = path.name.endswith(TRUTH_SUFFIX)
    return (is_truth or kind == SUFFIX or kind in VIDEO_SUFFIXES) and path.is_file()


def _stem(path: Path) -> str:
    return path.name.removesuffix(TRUTH_SUFFIX) if _is_truth(path) else path.stem


def _is_truth(path: Path) -> bool:
    return path.suffix == ".json"


def _of_group(group: Sequence[Path]) -> Iterator[CaseFiles]:
    """Yield the cases among the files of one name, all in one folder."""
    truths = [path for path in group if _is_truth(path)]
    recordings: list[Path | None] = [path for path in group if path.suffix == SUFFIX]
    videos: list[Path | None] = [p for p in group if p not in truths and p not in recordings]
    recording = recordings[0] if recordings else None
    truth, digest = None, NOTHING
    truth_path = group[0].with_name(f"{_stem(group[0])}{TRUTH_SUFFIX}")
    if truths:
        truth_path = truths[0]
        truth, digest = read_truth(truth_path)
        clip = truth_path.with_name(truth.clip)
        if clip.suffix == SUFFIX:
            recording = clip
        elif recording is None or clip.exists():
            videos = [clip, *(video for video in videos if video != clip)]
    video = videos[0] if videos else None
    yield CaseFiles(_stem(truth_path), truth_path, truth, recording, video, digest)
    for other in videos[1:]:
        assert other is not None
        yield CaseFiles(other.stem, other.with_name(other.name + TRUTH_SUFFIX), None, None, other)


def _distinctly_named(cases: Sequence[CaseFiles]) -> Iterator[CaseFiles]:
    """Give each case the shortest name that is its own."""
    ways = [
        [case.name for case in cases],
        [f"{case.path.parent.name}/{case.name}" for case in cases],
        [case.path.name for case in cases],
    ]
    counts = [Counter(names) for names in ways]
    for case, *names in zip(cases, *ways, strict=True):
        own = (name for name, count in zip(names, counts, strict=True) if count[name] == 1)
        yield replace(case, name=next(own, str(case.path)))
