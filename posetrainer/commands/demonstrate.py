"""``posetrainer demonstrate``: a draft of a spec from a demonstration of the exercise."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posetrainer.commands.cases import cases_at, require_places
from posetrainer.commands.common import console_for
from posetrainer.errors import UserError
from posetrainer.system.files import write_whole

if TYPE_CHECKING:
    from posetrainer.drafting.demonstrate import Demonstration
    from posetrainer.tuning.cases import Case

#: How many other measures are listed.
_LISTED = 5


def demonstrate_command(
    recording: Annotated[
        Path, typer.Argument(help="A recording or video of the exercise, done several times, well.")
    ],
    spec_id: Annotated[
        str | None, typer.Option("--id", help="Id of the new exercise; the recording's name.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="Title that the user reads.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="File for the spec; ID.yaml, if left out.")
    ] = None,
    measure: Annotated[
        str | None,
        typer.Option(help="Count on this measure of those listed, not on the best one."),
    ] = None,
    stature_cm: Annotated[
        float | None,
        typer.Option("--stature-cm", min=50, max=250, help="Height of the person; as recorded."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that exists.")] = False,
    no_studio: Annotated[
        bool, typer.Option("--no-studio", help="Write the spec, and open no studio on it.")
    ] = False,
) -> None:
    """Draft the spec of a new exercise from a demonstration, and open it in the studio."""
    from posetrainer.drafting.demonstrate import demonstrate

    console = console_for(as_json=False)
    case, *others = cases_at([recording], None, console, all_of_them=True)
    if others:
        raise UserError(f"{recording}: {len(others) + 1} recordings are there; name one of them.")
    name = _as_id(case.name) if spec_id is None else spec_id
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise UserError(f"--id: {name!r} is not made of small letters, digits and _; change it.")
    path = out or Path(f"{name}.yaml")
    require_places({"--out": path}, [recording])
    if path.exists() and not force:
        raise UserError(f"{path} exists: name another file with --out, or add --force.")
    called = title or name.replace("_", " ").capitalize()
    drafted = demonstrate(_sized(case, stature_cm), name, called, measure)
    try:
        write_whole(path, drafted.text)
    except OSError as error:
        raise UserError(f"{path} cannot be written ({error.strerror}).") from None
    for line in _findings(drafted, path):
        console.print(line, highlight=False, soft_wrap=True)
    if not no_studio:
        _open(path, case)


def _sized(case: "Case", stature_cm: float | None) -> "Case":
    """Return a case with another stature, if one is given."""
    if stature_cm is None:
        return case
    header = replace(case.recording.header, stature_m=stature_cm / 100)
    return replace(case, recording=replace(case.recording, header=header), truth=None)


def _as_id(name: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "_", name.lower()).strip("_")
    return plain if plain[:1].isalpha() else f"exercise_{plain}".rstrip("_")


def _findings(drafted: "Demonstration", path: Path) -> list[str]:
    """Return the findings, one per line."""
    from posetrainer.exercises.vocabulary import UNIT_WORDS

    found, counted = drafted.found, drafted.counted
    movement, limits = found.movement, found.limits
    unit = UNIT_WORDS[limits.unit]
    hold = limits.hold
    good = sum(event.good for event in counted)
    return [
        f"Posture: {found.stance.posture}, seen from the {found.stance.view}",
        f"Counts on: {movement.name} ({movement.measure.kind}, {unit}), sides: {movement.sides}",
        f"Demonstrated: {len(movement.repetitions)} repetitions, "
        f"to {limits.peaks[0]:.1f} to {limits.peaks[1]:.1f} {unit}",
        f"Hold: {hold.seconds:g} s of {hold.seen_s[0]:.1f} s seen" if hold else "Hold: none",
        f"Tempo: out up to {limits.out.seen_speed:.0f}, back up to {limits.back.seen_speed:.0f} "
        f"{unit} a second",
        f"Written to {path}; it counts {len(counted)} in the demonstration, {good} of them good",
        *_doubts(drafted),
    ]


def _doubts(drafted: "Demonstration") -> list[str]:
    doubts = []
    if not drafted.agrees:
        doubts.append("That is not what was demonstrated: look at it in the studio.")
    if drafted.others:
        doubts.append(f"Other measures (--measure): {', '.join(drafted.others[:_LISTED])}")
    return doubts


def _open(path: Path, case: "Case") -> None:
    from posetrainer.studio.app import open_studio
    from posetrainer.tuning.working_spec import open_draft

    open_studio(open_draft(path), [case], port=None, browser=True)
