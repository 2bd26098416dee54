"""Errors that a user can mend: their base, and those of the public API.

Each has one sentence that names the file, the field and the mend. Others of the command line are
defined where they are raised.
"""

from posetrainer.printable import printable


class UserError(Exception):
    """Something the user can mend; the message is one sentence that names it and the mend.

    It quotes names of files and what is written in them, so it is made printable here.
    """

    def __str__(self) -> str:
        return printable(super().__str__())


class SpecError(UserError):
    """A spec cannot be used; every line of the message names file, line, field and mend."""


class CaptureError(UserError):
    """A source cannot be opened or read; the message is one sentence for the user."""


class CutOffError(CaptureError):
    """A file ends before its own header says it should; every whole frame was delivered."""


class RecordingError(UserError):
    """A recording cannot be read; the message is one sentence for the user."""


class MissingPackageError(UserError, ImportError):
    """A package that only some functions need is not installed."""
