"""The base of all errors that a user can mend."""


class UserError(Exception):
    """Something the user can mend; the message is one sentence that names it and the mend."""
