"""The command that opens the studio."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from posetrainer.commands.cases import cases_at
from posetrainer.commands.common import SpecOption, console_for, exercise_id
from posetrainer.errors import UserError

#: In a checkout, the labelled samples.
_SAMPLES = Path("samples")


def tune_command(
    exercise: Annotated[
        str | None,
        typer.Argument(help="Id or title of the exercise; left out where the recordings tell it."),
    ] = None,
    places: Annotated[
        list[Path] | None,
        typer.Argument(help="Recordings, videos, or folders; the samples, or your own sessions."),
    ] = None,
    spec_file: SpecOption = None,
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="Port on this machine; any, if left out.")
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Print the address, and open no browser.")
    ] = False,
) -> None:
    """Look at recordings, move a threshold, and see at once what it does."""
    from posetrainer.language.translation import SOURCE, use_language
    from posetrainer.language.units import use_units
    from posetrainer.studio.app import open_studio
    from posetrainer.tuning.working_spec import open_draft

    # The page shows numbers as they stand in the spec.
    use_language(SOURCE)
    use_units("imperial")
    named, where = _arguments(exercise, places or [])
    where = where or _usual_places()
    draft = open_draft(spec_file or named or _exercise_in(where))
    cases = cases_at(where, draft.spec.id, console_for(as_json=False))
    open_studio(draft, cases, port=port, browser=not no_browser)


def _arguments(first: str | None, places: Sequence[Path]) -> tuple[str | None, list[Path]]:
    """Tell an exercise from a place, where only places are named."""
    from posetrainer.exercises.catalogue import exercise_ids

    if first is not None and first not in exercise_ids() and Path(first).exists():
        return None, [Path(first), *places]
    return exercise_id(first), list(places)


def _usual_places() -> list[Path]:
    from posetrainer.runtime.recorder import recordings_folder

    place = _SAMPLES if _SAMPLES.is_dir() else recordings_folder()
    if not place.is_dir():
        raise UserError("There is no recording yet: name some, or make one with train --record.")
    return [place]


def _exercise_in(places: Sequence[Path]) -> str:
    """Return the one exercise that the recordings are of; no video is looked at for it."""
    from posetrainer.errors import RecordingError
    from posetrainer.recordings.reader import load_recording
    from posetrainer.tuning.case_files import find_cases

    told = set()
    for found in find_cases(places):
        if found.truth is not None:
            # Where none is done, any may be tuned.
            told |= {found.truth.exercise} if found.truth.exercise else set()
        elif found.recording is not None:
            # What cannot be read is told by who loads it.
            with suppress(RecordingError):
                spec = load_recording(found.recording).header.spec
                told |= {str(spec["id"])} if spec else set()
    if len(told) == 1:
        return told.pop()
    if told:
        of = ", ".join(sorted(told))
        raise UserError(f"Which exercise? The recordings are of {of}: name one first.")
    raise UserError("Which exercise? The recordings do not tell: name it first.")
