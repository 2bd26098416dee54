"""What all commands of tuning begin with: the recordings they look at."""

import sys
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posetrainer.errors import UserError

if TYPE_CHECKING:
    from rich.console import Console

    from posetrainer.tuning.cases import Case

PlacesArgument = Annotated[
    list[Path],
    typer.Argument(help="Recordings, videos, truth files, or folders with any of them."),
]


def require_places(*files: Path | None) -> None:
    """Refuse files that cannot be written, before the long work that is to be written there.

    Raises
    ------
    UserError
        If one is a folder, or its folder is not there.
    """
    for file in files:
        if file is None:
            continue
        if file.is_dir():
            raise UserError(f"{file}: cannot be written (it is a folder); name a file in it.")
        if not file.parent.is_dir():
            raise UserError(f"{file}: cannot be written (there is no folder {file.parent}).")


def cases_at(
    places: Iterable[Path],
    exercise: str | None,
    console: "Console",
    *,
    labelled: bool = False,
    all_of_them: bool = False,
    threads: int | None = None,
) -> "list[Case]":
    """Load the cases in some places, with the progress on the console.

    Parameters
    ----------
    places, exercise, labelled
        As :func:`posetrainer.tuning.cases.find_cases` takes them.
    console : Console
    all_of_them : bool
        Whether one that cannot be read is an error, instead of being told on stderr.
    threads : int or None
        Of the pose model, for videos.

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
        threads=threads,
    )
