"""A problem of a spec: its field and a message."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Keys and list positions from the top of a spec down to a value.
FieldPath = tuple[str | int, ...]


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong, or doubtful.

    Parameters
    ----------
    field : tuple
        What it is about.
    message : str
        What is wrong; the mend. The end of a sentence that begins with the field.
    line : int or None
        Line in the file, from 1 on; None if it is that of the field.
    """

    field: FieldPath
    message: str
    line: int | None = None


def suggest(given: str, known: Iterable[str], listed_by: str | None = None) -> str:
    """Return the end of a sentence: the nearest valid word, all of them, or what lists them."""
    words = list(known)
    near = nearest(given, words)
    if near:
        return f"did you mean {near!r}?"
    return f"{listed_by} lists what is there." if listed_by else f"write {one_of(words)}."


def nearest(given: str, known: Sequence[str]) -> str | None:
    """Return the known word that was probably meant, if there is one."""
    near = difflib.get_close_matches(given.lower(), known, n=1, cutoff=0.6)
    return near[0] if near else None


def one_of(words: Sequence[str]) -> str:
    """Return words as a choice: ``a, b or c``."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)
