"""Options and functions that several commands share."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from posetrainer.language.translation import use_language
from posetrainer.language.units import Units, use_units

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from posetrainer.capture import Adjustment
    from posetrainer.exercises.spec import ExerciseSpec
    from posetrainer.runtime.play import Outcome

#: The same as ``posetrainer.feedback.voice.output.VoiceMode``, which takes longer to import.
VoiceMode = Literal["off", "tones", "full"]
Rotate = Literal["0", "90", "180", "270", "auto"]


def exercise_id(name: str | None) -> str | None:
    """Return the id of the exercise that an argument names by its id or title.

    Raises
    ------
    SpecError
        If there is no such exercise; the message lists them.
    """
    from posetrainer.exercises.catalogue import exercise_named

    return None if name is None else exercise_named(name)


_EXERCISE_HELP = "Id or title of the exercise."
ExerciseArgument = Annotated[str, typer.Argument(help=_EXERCISE_HELP, callback=exercise_id)]
#: If it is missing, :func:`chosen_spec` lists the exercises.
MaybeExerciseArgument = Annotated[
    str | None, typer.Argument(help=_EXERCISE_HELP, callback=exercise_id)
]
SpecOption = Annotated[
    Path | None, typer.Option("--spec", help="Judge by this spec file, not the catalogue's.")
]
PortOption = Annotated[
    int | None, typer.Option(min=1, max=65535, help="Port on this machine; any, if left out.")
]
NoBrowserOption = Annotated[
    bool, typer.Option("--no-browser", help="Print the address, and open no browser.")
]
JsonOption = Annotated[
    bool, typer.Option("--json", help="Print the result as one JSON object on stdout.")
]
VoiceOption = Annotated[
    VoiceMode, typer.Option("--voice", help="Words and tones, tones alone, or silence.")
]


def _use_language(code: str | None) -> str | None:
    if code is not None:
        use_language(code)
    return code


def _use_units(units: Units | None) -> Units | None:
    if units is not None:
        use_units(units)
    return units


_LANGUAGE_HELP = "Language of voice, screen and terminal, such as de; by default the system's."
_UNITS_HELP = "Lengths in centimetres or inches; by default as the system's territory has them."
LanguageOption = Annotated[
    str | None, typer.Option("--language", callback=_use_language, help=_LANGUAGE_HELP)
]
UnitsOption = Annotated[
    Units | None, typer.Option("--units", callback=_use_units, help=_UNITS_HELP)
]
#: Options before the command, which apply to every command.
AnyLanguageOption = Annotated[
    str | None,
    typer.Option("--language", envvar="POSETRAINER_LANGUAGE", help=_LANGUAGE_HELP),
]
AnyUnitsOption = Annotated[
    Units | None, typer.Option("--units", envvar="POSETRAINER_UNITS", help=_UNITS_HELP)
]
RotateOption = Annotated[
    Rotate,
    typer.Option(
        "--rotate", help="Turn the picture clockwise; auto finds the way up by the posture."
    ),
]
FpsOption = Annotated[
    float | None,
    typer.Option("--fps", min=1, max=1000, help="True frame rate of a video with wrong times."),
]
SpeedOption = Annotated[
    float,
    typer.Option(
        "--speed", min=0.1, max=100, help="Play a video this many times faster: 4 for slow motion."
    ),
]
ThreadsOption = Annotated[
    int | None,
    typer.Option(
        "--threads",
        min=1,
        max=64,
        envvar="POSETRAINER_THREADS",
        help="Threads of the pose model; by default the fastest number.",
    ),
]


def adjustment_of(rotate: Rotate, fps: float | None, speed: float) -> "Adjustment":
    """Return the adjustment of a source from the options."""
    from posetrainer.capture.adjustment import Adjustment
    from posetrainer.quarter_turns import TURNS_DEG

    if rotate == "auto":
        return Adjustment(fps=fps, speed=speed, auto=True)
    [turn_deg] = [turn for turn in TURNS_DEG if turn == int(rotate)]
    return Adjustment(turn_deg, fps, speed)


def keep_apart(outputs: "Mapping[str, Path | None]", *inputs: Path | str | None) -> None:
    """Refuse outputs that would overwrite an input, a spec of the catalogue or each other.

    Parameters
    ----------
    outputs : mapping of str to Path or None
        Paths by option.
    *inputs : Path, str or None
        Files that the command reads.

    Raises
    ------
    OutputError
        If one would, or is a network address.
    """
    from posetrainer.system.output_files import check_outputs
    from posetrainer.system.resources import specs_folder

    check_outputs(outputs, [*inputs, *specs_folder().glob("*.yaml")])


def chosen_spec(exercise: str | None, file: Path | None) -> "ExerciseSpec":
    """Return the spec in a file if one is given, else one of the catalogue.

    Raises
    ------
    SpecError
        If neither is given, there is no such spec, or it is not valid.
    """
    from posetrainer.errors import SpecError
    from posetrainer.exercises.catalogue import exercise_list, load_exercise

    if file is not None:
        return validated(file)
    if exercise is None:
        raise SpecError(f"Which exercise? Name one by its id or its title:\n{exercise_list()}")
    return load_exercise(exercise)


def validated(file: Path) -> "ExerciseSpec":
    """Load a spec, and print its warnings on stderr."""
    from posetrainer.exercises.loader import load_spec

    loaded = load_spec(file)
    for warning in loaded.warnings:
        print(f"warning: {warning}", file=sys.stderr)
    return loaded.spec


def console_for(as_json: bool) -> "Console":
    """Return the console for people: stdout, or stderr if stdout is for JSON."""
    from rich.console import Console

    return Console(stderr=as_json)


def finish(outcome: "Outcome", spec: "ExerciseSpec", console: "Console", as_json: bool) -> None:
    """Print the result of a session, then its problems; exit with code 2 if there are any."""
    from posetrainer.runtime.summary_table import summary_table

    if as_json:
        print(json.dumps(outcome.summary.as_record()))
    else:
        console.print(summary_table(outcome.summary, spec))
    problems = [*outcome.lost, *([outcome.broken_off] if outcome.broken_off else [])]
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        raise typer.Exit(2)
