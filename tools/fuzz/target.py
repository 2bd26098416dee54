"""What is fuzzed: how an input of a kind is made, and what must become of it."""

import contextlib
import io
import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

#: No input may take longer, in seconds of a processor's time.
SLOWEST_S = 2.0
#: A sentence is no page.
_LONGEST_LINE = 400


class FaultError(Exception):
    """An input got another answer than it may get."""


@dataclass(frozen=True)
class Target:
    """One kind of input.

    Parameters
    ----------
    name : str
    suffix : str
        How the name of such a file ends.
    make : callable
        Makes one input, by random numbers alone.
    judge : callable
        Gives the file to the program. Returns whether it was accepted; False where it was refused
        in a sentence. All that it raises is a fault.
    slowest_s : float
        Seconds of processor time that an input may take.
    hours : float
        Media time of one input, where it is of a known length.
    prepare : callable
        Is called before the first input.
    """

    name: str
    suffix: str
    make: Callable[[random.Random], bytes]
    judge: Callable[[Path], bool]
    slowest_s: float = SLOWEST_S
    hours: float = 0.0
    prepare: Callable[[], object] = object


def command(*arguments: object, told: bool = False) -> bool:
    """Run a command as a user does, in this process; whether it ended well.

    Parameters
    ----------
    *arguments : object
        As they follow the name of the program.
    told : bool
        Whether it tells of its work before it ends: the last line alone is a sentence then.

    Raises
    ------
    FaultError
        If it ended neither with code 0 nor with code 2 and sentences.
    """
    from posetrainer.cli import main

    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    before, sys.argv = sys.argv, ["posetrainer", *map(str, arguments)]
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            main()
    except SystemExit as end:
        code = end.code or 0
    finally:
        sys.argv = before
    check_plain(out.getvalue())
    if code == 0:
        return True
    if code != 2:
        raise FaultError(f"exit code {code}: {err.getvalue()}")
    check_plain(err.getvalue())
    lines = err.getvalue().splitlines()
    check_sentences("\n".join(lines[-1:] if told else lines))
    return False


def check_sentences(text: str) -> None:
    """Check what a user is told: lines that are sentences.

    Raises
    ------
    FaultError
        If one is empty, endless, without its stop, or holds control characters.
    """
    lines = text.rstrip("\n").split("\n")
    for line in lines:
        if not re.search(r"\w.*[.?]$", line):
            raise FaultError(f"no sentence: {line!r}")
        if len(line) > _LONGEST_LINE:
            raise FaultError(f"a sentence of {len(line)} characters: {line[:200]!r}")
        if "Input should" in line or "Traceback" in line:
            raise FaultError(f"a programmer's words: {line!r}")
    check_plain(text)


def check_plain(text: str) -> None:
    """Check that a text changes nothing but the place where it is read.

    Raises
    ------
    FaultError
        If it holds control characters.
    """
    odd = next((c for c in text if not c.isprintable() and c not in "\n\t"), None)
    if odd is not None:
        at = text.index(odd)
        raise FaultError(f"{odd!r} reaches the terminal: {text[max(0, at - 60) : at + 60]!r}")
