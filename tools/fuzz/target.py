"""Targets of fuzzing: how inputs of a kind are made, and which results are valid."""

import contextlib
import io
import random
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

#: Limit for each input, in seconds of processor time.
SLOWEST_S = 2.0
#: Longest sentence, in characters.
_LONGEST_LINE = 400


class FaultError(Exception):
    """The result of an input is not valid."""


@dataclass(frozen=True)
class Target:
    """One kind of input.

    Parameters
    ----------
    name : str
    suffix : str
        Suffix of the file name.
    make : callable
        Makes one input from random numbers only.
    judge : callable
        Gives the file to the program. Returns whether it was accepted; False if it was refused in
        a sentence. Any exception is a fault.
    slowest_s : float
        Limit for one input, in seconds of processor time.
    hours : float
        Media time of one input, if it is fixed.
    prepare : callable
        Called before the first input.
    """

    name: str
    suffix: str
    make: Callable[[random.Random], bytes]
    judge: Callable[[Path], bool]
    slowest_s: float = SLOWEST_S
    hours: float = 0.0
    prepare: Callable[[], object] = object


def command(*arguments: object, told: bool = False) -> bool:
    """Run a command in this process; return whether it succeeded.

    Parameters
    ----------
    *arguments : object
        Arguments of the program.
    told : bool
        Whether it prints its progress on stderr, so that only the last line must be a sentence.

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
    """Check that all lines of a message are sentences.

    Raises
    ------
    FaultError
        If one is empty, too long, without a full stop, or has control characters.
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
    """Check that a text has no control characters.

    Raises
    ------
    FaultError
        If it has any.
    """
    odd = next((c for c in text if not c.isprintable() and c not in "\n\t"), None)
    if odd is not None:
        at = text.index(odd)
        raise FaultError(f"{odd!r} reaches the terminal: {text[max(0, at - 60) : at + 60]!r}")
