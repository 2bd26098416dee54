"""Standard output and error that accept any text, and end quietly when they cannot be written."""

import codecs
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: Name of the error handler, for `str.encode` and streams.
PLAIN_ASCII = "posetrainer.plain_ascii"
#: Characters that encodings other than UTF-8 may lack.
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


def _plain_ascii(error: UnicodeError) -> tuple[str | bytes, int]:
    """Replace characters that an encoding lacks by similar ASCII, or by an escape sequence."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end].translate(_PLAIN)
    return lacking.encode("ascii", "backslashreplace").decode("ascii"), error.end


codecs.register_error(PLAIN_ASCII, _plain_ascii)


class _LostStreamError(OSError):
    """Standard output or error cannot be written, as on a full disk."""


class _Stream(io.TextIOWrapper):
    """A stream that raises `_LostStreamError` where it cannot be written.

    A closed pipe stays a `BrokenPipeError`, which Click and Python handle.
    """

    def write(self, text: str, /) -> int:
        with _as_lost_stream():
            return super().write(text)

    def flush(self) -> None:
        with _as_lost_stream():
            super().flush()


@contextmanager
def _as_lost_stream() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _LostStreamError(error.errno, error.strerror) from None


@contextmanager
def standard_streams() -> Iterator[None]:
    """Run a command line with streams that accept any text in any encoding.

    Raises
    ------
    SystemExit
        If standard output or error cannot be written, as on a full disk. Nothing is printed
        about it, since there may be no stream left to print to.
    """
    _replace_streams()
    try:
        yield
    except _LostStreamError:
        _close_lost_streams()
        sys.exit(1)
    except SystemExit as end:
        if _close_lost_streams() and not end.code:
            sys.exit(1)
        raise
    if _close_lost_streams():
        sys.exit(1)


def _replace_streams() -> None:
    """Replace the streams that Python has opened, but not those of a test."""
    out, err = sys.stdout, sys.stderr
    if isinstance(out, io.TextIOWrapper) and out is sys.__stdout__:
        sys.stdout = _opened(out.fileno(), out)
    if isinstance(err, io.TextIOWrapper) and err is sys.__stderr__:
        # A copy of the descriptor: while another thread silences C++ libraries by redirecting
        # descriptor 2, messages for the user must not be lost.
        sys.stderr = _opened(os.dup(err.fileno()), err)


def _opened(descriptor: int, like: io.TextIOWrapper) -> _Stream:
    """Return a stream on a descriptor, set up like one that Python has opened."""
    buffering = 0 if like.write_through else -1
    return _Stream(
        os.fdopen(descriptor, "wb", buffering, closefd=False),
        like.encoding,
        PLAIN_ASCII,
        line_buffering=like.line_buffering,
        write_through=like.write_through,
    )


def _close_lost_streams() -> bool:
    """Redirect streams that cannot be written to the null device; return whether any was lost.

    Python would otherwise report a failed flush at exit.
    """
    lost = False
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError:
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
            lost = True
    return lost
