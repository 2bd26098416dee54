"""Files that the studio can open: uploads, recorded sessions, and named places.

A dropped file is copied into this user's cache folder, readable by this user alone, and stays
there until it is removed.
"""

import re
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posetrainer.errors import RecordingError, UserError
from posetrainer.profiles.store import existing_path
from posetrainer.recordings.columns import SUFFIX
from posetrainer.recordings.reader import load_recording
from posetrainer.runtime.recorder import recordings_folder
from posetrainer.system.files import replacing
from posetrainer.system.folders import cache_folder, make_folder
from posetrainer.tuning.case_files import TRUTH_SUFFIX, VIDEO_SUFFIXES, CaseFiles, find_cases
from posetrainer.tuning.extractions import forget

_KINDS = (*sorted(VIDEO_SUFFIXES), SUFFIX)
#: What the browser lets choose.
ACCEPTED = ",".join(_KINDS)
#: No profile has this name.
_NOBODY = "-"
_LONGEST_NAME = 100
#: The latest files of a place that are listed.
_LISTED = 100


@dataclass(frozen=True)
class Listed:
    """A file that the studio can be opened on.

    Parameters
    ----------
    name : str
        As people call it.
    path : Path
    exercise : str or None
        Id of the exercise that is done in it, if known.
    changed_at : datetime
        When it was written last.
    """

    name: str
    path: Path
    exercise: str | None
    changed_at: datetime


@dataclass(frozen=True)
class Shelf:
    """Files of one origin, the latest first.

    Parameters
    ----------
    title : str
    files : tuple of Listed
    left_out : int
        Number of earlier ones that are not listed.
    problem : str or None
        Why some of it cannot be listed, in a sentence.
    """

    title: str
    files: tuple[Listed, ...]
    left_out: int = 0
    problem: str | None = None


def shelves(person: str | None, places: Sequence[Path]) -> tuple[Shelf, ...]:
    """Return what can be opened, but for what there is none of.

    Parameters
    ----------
    person : str or None
        Whose dropped files are listed: a profile's name, or those of nobody in particular.
    places : sequence of Path
        Recordings, videos, and folders that were named.
    """
    found = (
        _shelf("Dropped here", [uploads_folder(person)]),
        _shelf("Named when the studio was started", places),
        _shelf("Sessions on this machine", [recordings_folder()]),
    )
    return tuple(shelf for shelf in found if shelf.files or shelf.problem)


def exercise_of(files: CaseFiles) -> str | None:
    """Return the exercise of a case, where its truth or its recording has it."""
    if files.truth is not None:
        return files.truth.exercise
    if files.recording is not None:
        # Loading it reports why it cannot be read.
        with suppress(RecordingError):
            spec = load_recording(files.recording).header.spec
            return str(spec["id"]) if spec else None
    return None


def uploads_folder(person: str | None) -> Path:
    """Return the folder of what was dropped for a person; it may not be there yet."""
    return cache_folder() / "uploads" / (person or _NOBODY)


async def receive(content: AsyncIterator[bytes], name: str, person: str | None) -> Path:
    """Keep a file that was dropped.

    Parameters
    ----------
    content : async iterator of bytes
    name : str
        As the browser gives it.
    person : str or None
        For whom: a profile's name.

    Returns
    -------
    Path
        Where it is kept; with a number, where there is another file of this name.

    Raises
    ------
    UserError
        If it is neither a video nor a recording, there is no such person, or it cannot be
        written.
    """
    named = _plain(name)
    if person is not None:
        existing_path(person)
    folder = uploads_folder(person)
    try:
        make_folder(folder)
        path = _free(folder / named)
        with replacing(path) as part, part.open("wb") as file:
            async for some in content:
                file.write(some)
            if not file.tell():
                raise UserError(f"{named} is empty: choose another file.")
    except OSError as error:
        raise UserError(
            f"{named} cannot be kept in {folder} ({error.strerror}); make room there, or check "
            "the rights of that folder."
        ) from None
    return path


def remove(path: Path) -> None:
    """Remove a file that was dropped, with its labels and its landmarks.

    Raises
    ------
    UserError
        If it was not dropped, or cannot be removed.
    """
    if not is_dropped(path):
        raise UserError(f"{path} was not dropped here: remove it yourself.")
    try:
        forget(path)
        path.unlink(missing_ok=True)
        path.with_name(f"{path.stem}{TRUTH_SUFFIX}").unlink(missing_ok=True)
    except OSError as error:
        raise UserError(f"{path} cannot be removed ({error.strerror}).") from None


def is_dropped(path: Path) -> bool:
    """Whether a file lies among those that were dropped."""
    return path.parent.parent == uploads_folder(None).parent


def _plain(name: str) -> str:
    """Return a name that is safe on every system, without any folder."""
    own = re.split(r"[/\\]", name)[-1]
    own = re.sub(r"[^\w .()+-]", "_", own).lstrip(". ")
    stem, suffix = Path(own).stem[:_LONGEST_NAME], Path(own).suffix
    if suffix.lower() not in _KINDS:
        raise UserError(
            f"{own or 'It'} is neither a video nor a recording: drop a file that ends in "
            f"{', '.join(_KINDS)}."
        )
    return f"{stem}{suffix}"


def _free(path: Path) -> Path:
    number, free = 2, path
    # Labels belong to a name, whatever its suffix.
    while any(free.parent.glob(f"{_escaped(free.stem)}.*")):
        free = path.with_stem(f"{path.stem} {number}")
        number += 1
    return free


def _escaped(stem: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", stem)


def _shelf(title: str, places: Iterable[Path]) -> Shelf:
    there = [place for place in places if place.exists()]
    if not there:
        return Shelf(title, ())
    try:
        found = find_cases(there)
    except UserError as error:
        nothing = not any(any(place.iterdir()) for place in there if place.is_dir())
        return Shelf(title, (), problem=None if nothing else str(error))
    # What was copied together stays in the order of the names.
    latest = sorted(_written(found), key=lambda one: one[0] // 60, reverse=True)
    files = tuple(
        Listed(files.name, files.path, exercise_of(files), datetime.fromtimestamp(written))
        for written, files in latest[:_LISTED]
    )
    return Shelf(title, files, max(0, len(latest) - _LISTED))


def _written(found: Iterable[CaseFiles]) -> Iterator[tuple[float, CaseFiles]]:
    for files in found:
        # A truth file may name a clip that has gone.
        with suppress(OSError):
            yield files.path.stat().st_mtime, files
