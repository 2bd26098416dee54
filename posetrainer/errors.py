"""The base of all errors that a user can mend."""

from posetrainer.printable import printable


class UserError(Exception):
    """Something the user can mend; the message is one sentence that names it and the mend.

    It quotes names of files and what is written in them, so it is made printable here.
    """

    def __str__(self) -> str:
        return printable(super().__str__())


class MissingPackageError(UserError, ImportError):
    """A package that only some functions need is not installed."""
