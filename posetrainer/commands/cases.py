"""What all commands of tuning begin with: the recordings they look at."""

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from posetrainer.tuning.cases import Case

PlacesArgument = Annotated[
    list[Path],
    typer.Argument(help="Recordings, videos, truth files, or folders with any of them."),
]


def cases_at(
    places: Iterable[Path],
    exercise: str | None,
    console: "Console",
    *,
    labelled: bool = False,
    all_of_them: bool = False,
) -> "list[Case]":
    """Load the cases in some places, with the progress on the console.

    Parameters
    ----------
    places, exercise, labelled
        As :func:`posetrainer.tuning.cases.find_cases` takes them.
    console : Console
    all_of_them : bool
        Whether one that cannot be read is an error, instead of being told on stderr.

    Raises
    ------
    UserError
        If nothing is found, or nothing can be read.
    """
    from rich.progress import track

    from posetrainer.tuning.cases import load_cases

    return load_cases(
        list(places),
        exercise,
        labelled=labelled,
        # Of nothing, it would leave an empty line.
        track=lambda looked_at, count: (
            track(looked_at, "Looking", count, console=console, transient=True)
            if count
            else looked_at
        ),
        tell=None if all_of_them else partial(print, file=sys.stderr),
    )
