"""``posetrainer exercises``: the catalogue, and specs of your own."""

import json
from pathlib import Path
from typing import Annotated

import typer

from posetrainer.commands.common import MaybeExerciseArgument, chosen_spec, console_for, validated
from posetrainer.commands.help import CommandGroup

exercises_app = typer.Typer(
    cls=CommandGroup, help="The exercises, and specs of your own.", rich_markup_mode=None
)


@exercises_app.callback(invoke_without_command=True)
def exercises(context: typer.Context) -> None:
    """List the exercises."""
    if context.invoked_subcommand is not None:
        return
    from posetrainer.exercises.catalogue import exercises_by_level
    from posetrainer.feedback.terminal import catalogue_table

    console_for(as_json=False).print(catalogue_table(exercises_by_level()))


@exercises_app.command()
def show(
    exercise: MaybeExerciseArgument = None,
    spec_file: Annotated[
        Path | None, typer.Option("--spec", help="A spec file of your own.")
    ] = None,
    expanded: Annotated[
        bool, typer.Option("--expanded", help="Every number, and where it comes from.")
    ] = False,
    profile: Annotated[
        str | None, typer.Option("--profile", help="Every number as it is for this person.")
    ] = None,
) -> None:
    """Print the spec of an exercise."""
    from posetrainer.exercises.catalogue import exercise_path
    from posetrainer.exercises.document import Document, read_text

    path = spec_file or exercise_path(chosen_spec(exercise, None).id)
    text = read_text(path)
    if expanded or profile:
        from posetrainer.exercises import expanded as expansion
        from posetrainer.exercises.loader import spec_in

        document, person = Document(path, text=text), None
        if profile is not None:
            from posetrainer.profiles.apply import adapted
            from posetrainer.profiles.store import load_profile

            person = profile, adapted(spec_in(document).spec, load_profile(profile))
        text = expansion.expanded(document, person)
    print(text, end="")


@exercises_app.command()
def library() -> None:
    """Print the library: measures and conditions that a spec may name."""
    from posetrainer.exercises.library import library_path

    print(library_path().read_text(encoding="utf-8"), end="")


@exercises_app.command()
def schema() -> None:
    """Print the JSON Schema of specs, for editors."""
    from posetrainer.exercises.spec import ExerciseSpec

    print(json.dumps(ExerciseSpec.model_json_schema(), indent=2))


@exercises_app.command()
def validate(file: Annotated[Path, typer.Argument(help="A spec.")]) -> None:
    """Check a spec of your own."""
    from posetrainer.printable import printable

    print(printable(f"{file}: {validated(file).title}: this spec is valid."))
