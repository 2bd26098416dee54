"""Changes of the history by a session, collected step by step and made in one transaction."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from posetrainer.history import rows
from posetrainer.history.exercise_log import ExerciseLog
from posetrainer.history.from_events import attempt_of
from posetrainer.history.records import Attempt, SessionInfo
from posetrainer.recordings.columns import Header
from posetrainer.workout.step_result import StepResult

#: Times are written down at least this often, in seconds of the session.
UPDATE_EVERY_S = 5.0


class SessionLog:
    """Collect what a session changes in the history.

    Parameters
    ----------
    info : SessionInfo
    began_at : datetime, optional
        When it began, with its time zone; left out, at its first step.
    """

    def __init__(self, info: SessionInfo, began_at: datetime | None = None) -> None:
        self._info = info
        self._began_at = began_at
        self._changes: list[Callable[[sqlite3.Connection], object]] = []
        #: Number of the session in the history; None until that is written.
        self.session_id: int | None = None
        self._exercise_id = 0
        self._exercise: ExerciseLog | None = None
        self._attempts = 0
        self._updated_s = 0.0
        self._done = False
        self._first_recording: tuple[Path, Header] | None = None

    def add(self, moment: StepResult, time_s: float, gap: str | None = None) -> None:
        """Take in what a step brought.

        Parameters
        ----------
        moment : StepResult
        time_s : float
            Media time.
        gap : str or None
            Why there was no picture.
        """
        exercise = self._exercise
        if exercise is None or exercise.entry != moment.entry:
            exercise = self._begin(moment, time_s)
        exercise.follow(moment, time_s, gap)
        self._done |= moment.situation.stage == "done"
        attempts = [attempt for event in moment.events if (attempt := attempt_of(event))]
        for attempt in attempts:
            self._insert(attempt)
        if attempts or time_s - self._updated_s >= UPDATE_EVERY_S:
            self._updated_s = time_s
            self.update()

    def note_recording(self, path: Path, header: Header) -> None:
        """Note where the landmarks of the exercise at work, or of the first one, are kept."""
        if self._exercise is None:
            self._first_recording = path, header
            return
        self._changes.append(lambda db: rows.set_recording(db, self._exercise_id, path, header))

    def update(self) -> None:
        """Write down the times, which have grown, with the next changes."""
        exercise = self._exercise
        if exercise is None:
            return
        self._changes.append(lambda db: rows.update_exercise(db, self._exercise_id, exercise))
        if self._done:
            self._changes.append(lambda db: rows.set_done(db, self.session_id))

    @property
    def has_changes(self) -> bool:
        """Whether there are changes to be written."""
        return bool(self._changes)

    def write(self, db: sqlite3.Connection) -> None:
        """Make the changes, within a transaction; they wait until :meth:`clear`."""
        for change in self._changes:
            change(db)

    def clear(self) -> None:
        """Forget the changes, which are in the database now."""
        self._changes.clear()

    def _begin(self, moment: StepResult, time_s: float) -> ExerciseLog:
        """Begin an exercise, and with the first one the session."""
        first = self._exercise is None
        if first:
            began_at = self._began_at or datetime.now().astimezone()
            self._changes.append(lambda db: self._insert_session(db, began_at))
        else:
            self.update()
        self._exercise = exercise = ExerciseLog(moment, time_s)
        self._attempts = 0
        self._changes.append(lambda db: self._insert_exercise(db, exercise))
        if first and self._first_recording is not None:
            self.note_recording(*self._first_recording)
        return exercise

    def _insert_session(self, db: sqlite3.Connection, began_at: datetime) -> None:
        self.session_id = rows.insert_session(db, self._info, began_at)

    def _insert_exercise(self, db: sqlite3.Connection, exercise: ExerciseLog) -> None:
        assert self.session_id is not None
        self._exercise_id = rows.insert_exercise(db, self.session_id, exercise)

    def _insert(self, attempt: Attempt) -> None:
        place, self._attempts = self._attempts, self._attempts + 1
        self._changes.append(lambda db: rows.insert_attempt(db, self._exercise_id, place, attempt))
