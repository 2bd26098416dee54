"""Errors that a user can correct: their base class, and those of the public API.

Each message is one sentence that names the file, the field and the correction. Errors of the
command line alone are defined where they are raised.
"""

from posetrainer.printable import printable


class UserError(Exception):
    """A mistake that the user can correct; the message is one sentence that names both.

    Messages quote file names and file contents, so control characters are escaped here.
    """

    def __str__(self) -> str:
        return printable(super().__str__())


class SpecError(UserError):
    """A spec cannot be used; each line of the message names file, line, field and correction."""


class CaptureError(UserError):
    """A source cannot be opened or read; the message is one sentence for the user."""


class CutOffError(CaptureError):
    """A file is shorter than its header states; every whole frame was delivered."""


class RecordingError(UserError):
    """A recording cannot be read; the message is one sentence for the user."""


class MissingPackageError(UserError, ImportError):
    """A package that only some functions need is not installed."""
