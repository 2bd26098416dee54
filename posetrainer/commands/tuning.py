"""``posetrainer sweep`` and ``posetrainer fit``: thresholds on labelled recordings."""

import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from posetrainer.commands.cases import PlacesArgument, cases_at, labelled_files, require_places
from posetrainer.commands.common import (
    ExerciseArgument,
    JsonOption,
    SpecOption,
    ThreadsOption,
    chosen_spec,
    console_for,
)
from posetrainer.commands.jobs import SchedulerOption, shown_jobs

if TYPE_CHECKING:
    from posetrainer.exercises.problem import FieldPath
    from posetrainer.exercises.spec import ExerciseSpec

#: Default place of recordings: the samples of a checkout.
USUAL_PLACE = Path("samples")
STEPS, STEPS_OF_TWO, MOST_STEPS = 50, 12, 1000

KeyArgument = Annotated[
    str, typer.Argument(help="The number, as counts or repetition.counts.at_least_in.")
]
OnOption = Annotated[
    list[Path] | None,
    typer.Option("--on", help="Labelled recordings, videos or folders; ./samples if left out."),
]


def sweep_command(
    exercise: ExerciseArgument,
    key: KeyArgument,
    start: Annotated[float, typer.Argument(metavar="FROM", help="Its first value.")],
    stop: Annotated[float, typer.Argument(metavar="TO", help="Its last value.")],
    steps: Annotated[
        int | None,
        typer.Option(
            min=2,
            max=MOST_STEPS,
            help=f"How many values: {STEPS}, or {STEPS_OF_TWO} each of two.",
        ),
    ] = None,
    second: Annotated[
        tuple[str, float, float] | None,
        typer.Option("--and", metavar="KEY FROM TO", help="A second number, for a map."),
    ] = None,
    on: OnOption = None,
    spec_file: SpecOption = None,
    plot: Annotated[
        Path | None, typer.Option(help="Also plot the scores: a .png, .svg or .pdf file.")
    ] = None,
    threads: ThreadsOption = None,
    scheduler: SchedulerOption = None,
    as_json: JsonOption = False,
) -> None:
    """Score labelled recordings over a range of one or two thresholds."""
    from posetrainer.exercises.numbers import field_named, numbers_of
    from posetrainer.system.jobs import for_workers, job_runner
    from posetrainer.tuning.plots import plot_sweep, require_picture
    from posetrainer.tuning.sweep import axis, sweep
    from posetrainer.tuning.sweep_tables import plateau_line, problem_lines, sweep_table

    require_places({"--plot": plot}, _places(on), spec_file)
    if plot is not None:
        require_picture(plot)
    spec = _spec(exercise, spec_file)
    numbers = {number.field: number for number in numbers_of(spec)}
    asked = [(key, start, stop), *([second] if second else [])]
    count = steps or (STEPS_OF_TWO if second else STEPS)
    axes = [axis(numbers[field_named(spec, name)], low, high, count) for name, low, high in asked]
    console = console_for(as_json)
    with job_runner(scheduler) as runner:
        places = for_workers(_places(on), scheduler)
        cases = labelled_files(places, exercise, console, runner, threads=threads)
        swept = sweep(cases, spec, axes, shown_jobs(runner, "Judging", console))
    if as_json:
        print(json.dumps(swept.as_record()))
    else:
        console.print(sweep_table(swept))
        for line in [] if second else [*problem_lines(swept), plateau_line(swept)]:
            console.print(line, highlight=False, soft_wrap=True)
    if plot is not None:
        plot_sweep(swept, f"{spec.title}: {_recordings(len(cases))}", plot)


def _spec(exercise: str, file: Path | None) -> "ExerciseSpec":
    """Return the spec to tune; that of a file must be for the exercise of the recordings."""
    from posetrainer.errors import SpecError

    spec = chosen_spec(exercise, file)
    if spec.id != exercise:
        raise SpecError(
            f"{file}: this spec is of {spec.id}, not of {exercise}; name that exercise."
        )
    return spec


def _places(on: list[Path] | None) -> list[Path]:
    from posetrainer.errors import UserError

    if on:
        return on
    if not USUAL_PLACE.is_dir():
        raise UserError("On which recordings? Name labelled ones, or a folder of them, with --on.")
    return [USUAL_PLACE]


def _recordings(count: int) -> str:
    return "one labelled recording" if count == 1 else f"{count} labelled recordings"


def _allowed(
    spec: "ExerciseSpec", names: Iterable[str], moved: Collection["FieldPath"]
) -> "frozenset[FieldPath]":
    """Return the safety limits that may be loosened; others and fixed ones are refused."""
    from posetrainer.errors import UserError
    from posetrainer.exercises.numbers import dotted, field_named
    from posetrainer.exercises.safety import is_safety_limit

    allowed = frozenset(field_named(spec, name) for name in names)
    for field in allowed:
        if not is_safety_limit(spec, field):
            raise UserError(f"--allow: {dotted(field)} is no limit of safety; leave it out.")
        if field not in moved:
            raise UserError(f"--allow: {dotted(field)} is not moved; name it with --keys, too.")
    return allowed


def fit_command(
    exercise: ExerciseArgument,
    places: PlacesArgument,
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same proposal.")] = 0,
    out: Annotated[
        Path | None, typer.Option(help="Write the diff to this file instead of standard output.")
    ] = None,
    keys: Annotated[
        list[str] | None,
        typer.Option(help="Fit only this number; may be repeated. By default all thresholds."),
    ] = None,
    allow: Annotated[
        list[str] | None,
        typer.Option(help="A safety limit that may be loosened; may be repeated."),
    ] = None,
    spec_file: SpecOption = None,
    folds: Annotated[
        bool, typer.Option("--folds", help="Show the scores of each held-out person.")
    ] = False,
    threads: ThreadsOption = None,
    as_json: JsonOption = False,
) -> None:
    """Propose thresholds from labelled recordings; the spec is not changed."""
    from posetrainer.exercises.catalogue import exercise_path
    from posetrainer.exercises.numbers import field_named
    from posetrainer.tuning.fit import Task, fit, learnt
    from posetrainer.tuning.fit_tables import change_table, held_out_line, scores_table
    from posetrainer.tuning.proposal import as_record, diff_of, write_diff
    from posetrainer.tuning.search import require_search

    require_search()
    require_places({"--out": out}, places, spec_file)
    spec = _spec(exercise, spec_file)
    named = dict.fromkeys(field_named(spec, name) for name in keys or ())
    fields = tuple(named) or learnt(spec)
    allowed = _allowed(spec, allow or (), fields)
    # The diff, or the JSON object, is all of standard output.
    console = console_for(as_json or out is None)
    cases = cases_at(places, exercise, console, labelled=True, threads=threads)
    with console.status(f"Fitting {len(fields)} numbers to {_recordings(len(cases))}"):
        found = fit(cases, Task(spec, fields, allowed, seed))
    diff = diff_of(found, spec_file or exercise_path(exercise))
    console.print(scores_table(found, each=folds))
    console.print(held_out_line(found), highlight=False, soft_wrap=True)
    console.print(change_table(found))
    if as_json:
        print(json.dumps(as_record(found, diff)))
    elif out is None:
        print(diff, end="")
    if out is not None:
        write_diff(diff, out)
