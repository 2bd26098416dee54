"""Arguments and loading of the recordings that tuning commands work on."""

import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posetrainer.commands.common import keep_apart
from posetrainer.commands.jobs import shown_jobs
from posetrainer.errors import UserError

if TYPE_CHECKING:
    from rich.console import Console

    from posetrainer.system.jobs import JobRunner
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
    """Refuse outputs that cannot be written, before the long work starts.

    Parameters
    ----------
    outputs : mapping of str to Path or None
        Paths by option.
    places : iterable of Path
        Where the cases are read from.
    spec_file : Path or None
        Another input.

    Raises
    ------
    UserError
        If an output is a folder, its folder does not exist, or it would overwrite an input.
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
    """Load cases, with progress on the console.

    Parameters
    ----------
    places, exercise, labelled
        As in :func:`posetrainer.tuning.case_files.find_cases`.
    console : Console
    all_of_them : bool
        Whether one that cannot be read is an error, instead of being reported on stderr.
    threads : int or None
        Threads of the pose model, for videos.

    Raises
    ------
    UserError
        If no case is found or can be read.
    """
    from posetrainer.system.jobs import LOCAL
    from posetrainer.system.processes import interrupt_on_ctrl_c
    from posetrainer.tuning.cases import load_cases

    interrupt_on_ctrl_c()
    return load_cases(
        list(places),
        exercise,
        labelled=labelled,
        report=_report(all_of_them),
        threads=threads,
        runner=shown_jobs(LOCAL, _LOOKING, console),
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
    """Return the files of labelled cases, for jobs that load them.

    Parameters
    ----------
    places, exercise, console, all_of_them, threads
        As in :func:`cases_at`.
    runner : JobRunner
        Estimates the poses of videos.

    Raises
    ------
    UserError
        As in :func:`cases_at`.
    """
    from posetrainer.system.processes import interrupt_on_ctrl_c
    from posetrainer.tuning.cases import recorded_cases

    interrupt_on_ctrl_c()
    return recorded_cases(
        places,
        exercise,
        labelled=True,
        report=_report(all_of_them),
        threads=threads,
        runner=shown_jobs(runner, _LOOKING, console),
    )


def _report(all_of_them: bool) -> Callable[[str], None] | None:
    return None if all_of_them else partial(print, file=sys.stderr)
