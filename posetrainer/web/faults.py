"""Errors of a page's server: one line each in the terminal, and it goes on."""

import logging
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

#: Loggers of malformed requests by any client, which are no fault of the page.
_SERVERS = ("engineio.server", "socketio.server")


class _ErrorHandler(logging.Handler):
    """Reports errors; warnings of the libraries are about pages that have gone."""

    def __init__(self, what: str, report: Callable[[str], None]) -> None:
        super().__init__(logging.ERROR)
        self._what = what
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        """Report one."""
        self._report(f"{self._what} met a fault and goes on: {_what(record)}.")


def _what(record: logging.LogRecord) -> str:
    error = record.exc_info[1] if record.exc_info else None
    if error is None:
        return record.getMessage().partition("\n")[0]
    where = traceback.extract_tb(error.__traceback__)[-1:]
    at = "".join(f", in {Path(place.filename).name}:{place.lineno}" for place in where)
    text = str(error).partition("\n")[0]
    return f"{type(error).__name__}: {text}{at}"


@contextmanager
def reported_faults(what: str, report: Callable[[str], None]) -> Iterator[None]:
    """Report errors that the server of a page, such as ``The studio``, logs in this context."""
    root, lines = logging.getLogger(), _ErrorHandler(what, report)
    root.addHandler(lines)
    for server in _SERVERS:
        logging.getLogger(server).setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        root.removeHandler(lines)
