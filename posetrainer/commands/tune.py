"""``posetrainer tune``: opens the studio."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from posetrainer.commands.cases import cases_at
from posetrainer.commands.common import (
    NoBrowserOption,
    PortOption,
    SpecOption,
    console_for,
    exercise_id,
)
from posetrainer.errors import UserError

#: The labelled samples of a checkout.
_SAMPLES = Path("samples")


def tune_command(
    exercise: Annotated[
        str | None,
        typer.Argument(help="Id or title of the exercise; by default that of the recordings."),
    ] = None,
    places: Annotated[
        list[Path] | None,
        typer.Argument(help="Recordings, videos, or folders; if left out, choose on the page."),
    ] = None,
    spec_file: SpecOption = None,
    port: PortOption = None,
    no_browser: NoBrowserOption = False,
) -> None:
    """Move thresholds over recordings, and see their effect at once."""
    from posetrainer.language.translation import SOURCE, use_language
    from posetrainer.language.units import use_units
    from posetrainer.studio.app import open_studio
    from posetrainer.tuning.working_spec import open_draft

    # The page shows numbers as they are in the spec.
    use_language(SOURCE)
    use_units("imperial")
    named, where = _arguments(exercise, places or [])
    chosen = spec_file or named or (_exercise_in(where) if where else None)
    where = where or _usual_places()
    if chosen is None:
        # The user chooses on the page.
        open_studio(None, (), places=where, port=port, browser=not no_browser)
        return
    if not where:
        raise UserError(
            "There is no recording yet: name some, make one with train, or choose a video on the "
            "page that posetrainer tune alone opens."
        )
    draft = open_draft(chosen)
    cases = cases_at(where, draft.spec.id, console_for(as_json=False))
    open_studio(draft, cases, places=where, port=port, browser=not no_browser)


def _arguments(first: str | None, places: Sequence[Path]) -> tuple[str | None, list[Path]]:
    """Return exercise and places; the first argument may be a place, too."""
    from posetrainer.exercises.catalogue import exercise_ids

    if first is not None and first not in exercise_ids() and Path(first).exists():
        return None, [Path(first), *places]
    return exercise_id(first), list(places)


def _usual_places() -> list[Path]:
    from posetrainer.runtime.recorder import recordings_folder

    place = _SAMPLES if _SAMPLES.is_dir() else recordings_folder()
    return [place] if place.is_dir() else []


def _exercise_in(places: Sequence[Path]) -> str | None:
    """Return the exercise of the recordings by their headers, if it is the same in all."""
    from posetrainer.studio.library import exercise_of
    from posetrainer.tuning.case_files import find_cases

    exercises = {exercise_of(found) for found in find_cases(places)} - {None}
    return exercises.pop() if len(exercises) == 1 else None
