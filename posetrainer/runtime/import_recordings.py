"""Import of old recordings into the history, judged by their specs as if live."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from posetrainer.errors import CutOffError, RecordingError, UserError
from posetrainer.history.database import transaction, writing_checked
from posetrainer.history.records import SessionInfo
from posetrainer.history.session_log import SessionLog
from posetrainer.history.sessions import has_recording
from posetrainer.recordings.columns import SUFFIX, identity_of
from posetrainer.recordings.reader import Recording, RecordingSource, load_recording, spec_of
from posetrainer.rules.person import Person
from posetrainer.runtime.loop import run
from posetrainer.workout.flow import exercise_alone


@dataclass(frozen=True)
class Imported:
    """What became of some recordings.

    Parameters
    ----------
    added, known : int
        Imported, and in the history already.
    problems : tuple of str
        A sentence for each that was not imported, or not to its end.
    """

    added: int
    known: int
    problems: tuple[str, ...]


def import_recordings(
    paths: Iterable[Path], history: Path, person: str | None, report: Callable[[str], None]
) -> Imported:
    """Judge recordings and add them to the history; those it already has are left unchanged.

    Parameters
    ----------
    paths : iterable of Path
        Recordings, and folders of them.
    history : Path
        Its database.
    person : str or None
        Name of the profile of the recorded person.
    report : callable
        Takes a sentence about a history that was damaged.

    Raises
    ------
    UserError
        If there is no such file or folder, or the history cannot be written.
    """
    added, known, problems = 0, 0, list[str]()
    files = list(_recordings(paths))
    with writing_checked(history, report) as db:
        for path in files:
            try:
                recording = load_recording(path)
                identity = identity_of(recording.header)
                if has_recording(db, identity):
                    known += 1
                    continue
                log, problem = _judged(path, recording, person)
            except RecordingError as error:
                problems.append(str(error))
                continue
            with transaction(db):
                # Another program may have imported it in the meantime.
                if has_recording(db, identity):
                    known += 1
                    continue
                log.write(db)
            added += 1
            problems += [problem] if problem else []
    return Imported(added, known, tuple(problems))


def _recordings(paths: Iterable[Path]) -> Iterable[Path]:
    for path in paths:
        if path.is_dir():
            # One that was killed before its first picture is empty.
            yield from sorted(p for p in path.rglob(f"*{SUFFIX}") if p.stat().st_size)
        elif path.exists():
            yield path
        else:
            raise UserError(f"{path}: there is no such file or folder; name a recording.")


def _judged(path: Path, recording: Recording, person: str | None) -> tuple[SessionLog, str | None]:
    """Judge a recording; return what it adds to the history, and why that is not all of it."""
    header, spec = recording.header, spec_of(path, recording)
    try:
        began_at = datetime.fromisoformat(header.made_at).astimezone()
    except ValueError:
        raise RecordingError(f"{path} does not hold the time at which it was made.") from None
    log = SessionLog(SessionInfo(spec.title, person=person), began_at)
    log.note_recording(path, header)
    source, problem = RecordingSource(path, recording), None
    try:
        for step in run(source, source, exercise_alone(spec, Person(header.stature_m))):
            log.add(step.moment, step.time_s, step.gap)
    except CutOffError as error:
        problem = str(error)
    log.update()
    return log, problem
