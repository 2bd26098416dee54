"""Faults of a page's server: a line each in the terminal, no traceback, and it goes on."""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

#: They log what any client sends that is no request of theirs: no fault of the page.
_SERVERS = ("engineio.server", "socketio.server")


class _ErrorHandler(logging.Handler):
    """Tells errors; warnings of the libraries are about pages that have gone."""

    def __init__(self, what: str, tell: Callable[[str], None]) -> None:
        super().__init__(logging.ERROR)
        self._what = what
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        """Tell one."""
        self._tell(f"{self._what} met a fault and goes on: {_what(record)}.")


def _what(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return record.getMessage().partition("\n")[0]
    where = traceback.extract_tb(error.__traceback__)[-1:]
    at = "".join(f", in {Path(place.filename).name}:{place.lineno}" for place in where)
    said = str(error).partition("\n")[0]
    return f"{type(error).__name__}: {said}{at}"


@contextmanager
def faults_told(what: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Meanwhile, tell what the server of a page, as ``The studio``, logs as errors."""
    root, lines = logging.getLogger(), _ErrorHandler(what, tell)
    root.addHandler(lines)
    for server in _SERVERS:
        logging.getLogger(server).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        root.removeHandler(lines)
