"""Writing of a session into the history during the session, each repetition at once."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

from typing_extensions import Self

from posetrainer.history.database import (
    BUSY_TIMEOUT_S,
    HistoryError,
    is_locked,
    open_to_write,
    transaction,
    translated_errors,
)
from posetrainer.history.records import SessionInfo
from posetrainer.history.session_log import SessionLog
from posetrainer.recordings.columns import Header
from posetrainer.workout.step_result import StepResult

#: While a session goes on, another program's writing is waited for no longer than this, in
#: seconds: what could not be written is written with the next step.
LIVE_TIMEOUT_S = 0.05


class HistoryWriter:
    """Write a session into the history, step by step. A context manager.

    A history that cannot be opened is reported with the first step, as one that cannot be
    written any more is: the session can go on without it.

    Parameters
    ----------
    path : Path
        Of the database.
    info : SessionInfo
    report : callable
        Takes a sentence about a history that was damaged.
    """

    def __init__(self, path: Path, info: SessionInfo, report: Callable[[str], None]) -> None:
        self._path = path
        self._report = report
        self._log = SessionLog(info)
        self._db: sqlite3.Connection | None = None
        self._problem: HistoryError | None = None

    @property
    def session_id(self) -> int | None:
        """Number of the session in the history; None until its first step is written."""
        return self._log.session_id

    def add(self, moment: StepResult, time_s: float, gap: str | None = None) -> None:
        """Write what a step brought.

        Parameters
        ----------
        moment : StepResult
        time_s : float
            Media time.
        gap : str or None
            Why there was no picture.

        Raises
        ------
        HistoryError
            If it cannot be written.
        """
        if self._problem is not None:
            raise self._problem
        self._log.add(moment, time_s, gap)
        try:
            self._flush()
        except HistoryError as problem:
            self._problem = problem
            raise

    def note_recording(self, path: Path, header: Header) -> None:
        """Note where the landmarks of the exercise at work, or of the first one, are kept."""
        self._log.note_recording(path, header)

    def _flush(self, *, at_last: bool = False) -> None:
        """Make the changes, or leave them waiting while another program writes."""
        if not self._log.has_changes or self._db is None:
            return
        with translated_errors(self._path):
            try:
                with transaction(self._db):
                    self._log.write(self._db)
            except sqlite3.OperationalError as error:
                if is_locked(error) and not at_last:
                    return
                raise
        self._log.clear()

    def __enter__(self) -> Self:
        try:
            self._db = open_to_write(self._path, self._report)
            self._set_busy_timeout(LIVE_TIMEOUT_S)
        except HistoryError as error:
            self._problem = error
        return self

    def __exit__(self, *_error: object) -> None:
        if self._db is None:
            return
        try:
            if self._problem is None:
                self._set_busy_timeout(BUSY_TIMEOUT_S)
                self._log.update()
                self._flush(at_last=True)
        finally:
            self._db.close()

    def _set_busy_timeout(self, seconds: float) -> None:
        """Let a change wait so long for another program to have written."""
        assert self._db is not None
        self._db.execute(f"PRAGMA busy_timeout = {round(1000 * seconds)}")
