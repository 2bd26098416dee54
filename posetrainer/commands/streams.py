"""Standard output and error: they take any text, and end quietly where they cannot be written."""

import codecs
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: How what an encoding lacks is written, for `str.encode` and streams.
PLAINLY = "plainly"
#: What consoles of other encodings than UTF-8 may lack.
_PLAIN = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "○": "o",
        "●": "*",
        "★": "*",
        "•": "*",
        "⚠": "!",
        "▶": ">",
        "→": ">",
        "‖": "=",
        "–": "-",
        "—": "-",
        "…": "...",
        "·": "-",
        "×": "x",
        "±": "+-",
        "°": " deg",
        "“": '"',
        "”": '"',
        "‘": "'",
        "’": "'",
    }
)


def _plainly(error: UnicodeError) -> tuple[str | bytes, int]:
    """Write what an encoding lacks in plain letters, or else as its number."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end].translate(_PLAIN)
    return lacking.encode("ascii", "backslashreplace").decode("ascii"), error.end


codecs.register_error(PLAINLY, _plainly)


class _LostStreamError(OSError):
    """Standard output or error cannot be written, as on a full disk."""


class _Stream(io.TextIOWrapper):
    """A stream that takes any text, and tells its own failures from those of other files.

    A reader that has gone is told as ever: there are those who know what to do about it.
    """

    def write(self, text: str, /) -> int:
        with _told_apart():
            return super().write(text)

    def flush(self) -> None:
        with _told_apart():
            super().flush()


@contextmanager
def _told_apart() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _LostStreamError(error.errno, error.strerror) from None


@contextmanager
def standard_streams() -> Iterator[None]:
    """Run a command line with streams that take any text, in whatever encoding.

    Raises
    ------
    SystemExit
        If standard output or error cannot be written, as on a full disk: the exit code alone
        tells, since there may be nowhere to say it.
    """
    _prepare()
    try:
        yield
    except _LostStreamError:
        _given_up()
        sys.exit(1)
    except SystemExit as end:
        if _given_up() and not end.code:
            sys.exit(1)
        raise
    if _given_up():
        sys.exit(1)


def _prepare() -> None:
    """Replace the streams that Python has opened; those of a test are left alone."""
    out, err = sys.stdout, sys.stderr
    if isinstance(out, io.TextIOWrapper) and out is sys.__stdout__:
        sys.stdout = _on(out.fileno(), out)
    if isinstance(err, io.TextIOWrapper) and err is sys.__stderr__:
        # A descriptor of its own: while C++ libraries are silenced by pointing theirs nowhere,
        # in another thread, nothing that is meant for the user may be lost.
        sys.stderr = _on(os.dup(err.fileno()), err)


def _on(descriptor: int, like: io.TextIOWrapper) -> _Stream:
    """Return a stream on a descriptor that is as one which Python has opened."""
    buffering = 0 if like.write_through else -1
    return _Stream(
        os.fdopen(descriptor, "wb", buffering, closefd=False),
        like.encoding,
        PLAINLY,
        line_buffering=like.line_buffering,
        write_through=like.write_through,
    )


def _given_up() -> bool:
    """Return whether a stream cannot be written; Python will not try again as it ends."""
    given_up = False
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
            given_up = True
    return given_up
