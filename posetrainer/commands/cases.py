"""What all commands of tuning begin with: the recordings they look at."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posetrainer.commands.common import keep_apart
from posetrainer.commands.jobs import ShownJobs
from posetrainer.errors import UserError

if TYPE_CHECKING:
    from rich.console import Console

    from posetrainer.jobs import JobRunner
    from posetrainer.tuning.case_files import CaseFiles
    from posetrainer.tuning.cases import Case

_LOOKING = "Looking"

PlacesArgument = Annotated[
    list[Path],
    typer.Argument(help="Recordings, videos, truth files, or folders with any of them."),
]


def require_places(
    outputs: Mapping[str, Path | None], places: Iterable[Path], spec_file: Path | None = None
) -> None:
    """Refuse files that cannot be written, before the long work that is to be written there.

    Parameters
    ----------
    outputs : mapping of str to Path or None
        By option.
    places : iterable of Path
        Where the cases are that are read.
    spec_file : Path or None
        Is read, too.

    Raises
    ------
    UserError
        If one is a folder, or its folder is not there, or it would be written over what is read.
    """
    from posetrainer.tuning.case_files import find_cases

    files = [file for file in outputs.values() if file is not None]
    for file in files:
        if file.is_dir():
            raise UserError(f"{file}: cannot be written (it is a folder); name a file in it.")
        if not file.parent.is_dir():
            raise UserError(f"{file}: cannot be written (there is no folder {file.parent}).")
    if files:
        found = find_cases(list(places))
        read = [file for case in found for file in (case.truth_path, case.recording, case.video)]
        keep_apart(outputs, spec_file, *read)


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
        As :func:`posetrainer.tuning.case_files.find_cases` takes them.
    console : Console
    all_of_them : bool
        Whether one that cannot be read is an error, instead of being reported on stderr.
    threads : int or None
        Of the pose model, for videos.

    Raises
    ------
    UserError
        If nothing is found, or nothing can be read.
    """
    from posetrainer.jobs import LOCAL
    from posetrainer.processes import heed_ctrl_c
    from posetrainer.tuning.cases import load_cases

    heed_ctrl_c()
    return load_cases(
        list(places),
        exercise,
        labelled=labelled,
        report=_report(all_of_them),
        threads=threads,
        runner=ShownJobs(LOCAL, _LOOKING, console),
    )


def labelled_files(
    places: Sequence[Path],
    exercise: str | None,
    console: "Console",
    runner: "JobRunner",
    *,
    all_of_them: bool = False,
    threads: int | None = None,
) -> "list[CaseFiles]":
    """Return the files of labelled cases, for jobs that load them; see :func:`cases_at`.

    Parameters
    ----------
    places, exercise, console, all_of_them, threads
        As there.
    runner : JobRunner
        Looks at videos.

    Raises
    ------
    UserError
        As there.
    """
    from posetrainer.processes import heed_ctrl_c
    from posetrainer.tuning.cases import recorded_cases

    heed_ctrl_c()
    return recorded_cases(
        places,
        exercise,
        labelled=True,
        report=_report(all_of_them),
        threads=threads,
        runner=ShownJobs(runner, _LOOKING, console),
    )


def _report(all_of_them: bool) -> Callable[[str], None] | None:
    return None if all_of_them else partial(print, file=sys.stderr)
