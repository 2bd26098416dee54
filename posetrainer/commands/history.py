"""``posetrainer history``, ``export`` and ``forget``."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from posetrainer.commands.help import CommandGroup
from posetrainer.language.translation import tr

if TYPE_CHECKING:
    import sqlite3

    from posetrainer.history.forget import Deletion

history_app = typer.Typer(
    cls=CommandGroup,
    help="Show your training: days, weeks and trends.",
    no_args_is_help=False,
    rich_markup_mode=None,
)
PersonOption = Annotated[
    str | None, typer.Option("--person", help="Only this profile; everybody, if left out.")
]
ExportFormat = Literal["csv", "json", "fhir"]
DateFormats = ["%Y-%m-%d"]
SinceOption = Annotated[
    datetime | None, typer.Option("--since", formats=DateFormats, help="From this day on.")
]


@history_app.callback(invoke_without_command=True)
def history_command(
    context: typer.Context,
    weeks: Annotated[int, typer.Option(min=1, max=5200, help="Number of weeks.")] = 8,
    person: PersonOption = None,
) -> None:
    """Show your training: days, weeks and trends."""
    if context.invoked_subcommand is not None:
        return
    from datetime import timedelta

    from rich.console import Console

    from posetrainer.history import trends
    from posetrainer.history.database import history_path, reading
    from posetrainer.history.span import Span
    from posetrainer.history.summaries import days, exercise_days
    from posetrainer.history.tables import days_table, exercises_table, weeks_table

    this_week = trends.monday_of(datetime.now().date())
    span = Span(since=this_week - timedelta(weeks=weeks - 1), person=person)
    with reading(history_path()) as db:
        check_person(db, person)
        by_day, by_exercise = days(db, span), exercise_days(db, span)
    console = Console()
    if not by_day:
        line = tr(
            "Nothing was trained in the last {weeks} weeks; train with `posetrainer programme`."
        )
        print(line.format(weeks=weeks))
        return
    console.print(exercises_table(by_exercise))
    console.print(weeks_table(trends.weeks(by_day)))
    console.print(days_table(by_day))


@history_app.command(name="import")
def import_command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Recordings and folders; if left out, those of train."),
    ] = None,
    person: Annotated[
        str | None, typer.Option("--person", help="Profile of the person in them.")
    ] = None,
) -> None:
    """Import recordings, judged by their own specs; known ones are skipped."""
    from posetrainer.errors import UserError
    from posetrainer.history.database import history_path
    from posetrainer.profiles.store import existing_path
    from posetrainer.runtime.import_recordings import import_recordings
    from posetrainer.runtime.recorder import recordings_folder

    if person is not None:
        existing_path(person)
    found = import_recordings(paths or [recordings_folder()], history_path(), person, print)
    print(f"Imported: {found.added}; in the history already: {found.known}.")
    if found.problems:
        raise UserError("\n".join(found.problems))


def export_command(
    form: Annotated[
        ExportFormat,
        typer.Option("--format", help="CSV has a row for each attempt, JSON everything."),
    ] = "csv",
    out: Annotated[
        Path | None, typer.Option("--out", help="Write to this file instead of standard output.")
    ] = None,
    since: SinceOption = None,
    person: PersonOption = None,
) -> None:
    """Export the history as CSV, JSON or FHIR R4 Observations."""
    from posetrainer.commands.common import keep_apart
    from posetrainer.history.database import history_path, reading
    from posetrainer.history.export import as_csv, as_json
    from posetrainer.history.fhir import as_fhir
    from posetrainer.history.span import Span
    from posetrainer.system.output_files import write_file

    keep_apart({"--out": out}, history_path())
    span = Span(since=since.date() if since else None, person=person)
    with reading(history_path()) as db:
        check_person(db, person)
        text = {"csv": as_csv, "json": as_json, "fhir": as_fhir}[form](db, span)
    if out is None:
        sys.stdout.write(text)
    else:
        write_file(out, text.encode())
        print(f"Written to {out}.")


def forget_command(
    session: Annotated[
        int | None,
        typer.Option("--session", help="Number of a session: see `posetrainer history`."),
    ] = None,
    before: Annotated[
        datetime | None,
        typer.Option("--before", formats=DateFormats, help="All sessions before this day."),
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="All sessions.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask for confirmation.")] = False,
) -> None:
    """Delete sessions and their recordings for good, and report what was deleted."""
    from posetrainer.errors import UserError
    from posetrainer.history import forget
    from posetrainer.history.database import history_path, writing_checked
    from posetrainer.history.span import Span
    from posetrainer.runtime.recorder import recordings_folder

    if sum((session is not None, before is not None, everything)) != 1:
        raise UserError("Which sessions? Name one of --session, --before and --all.")
    path, folder = history_path(), recordings_folder()
    day = before.date() if before else None
    span = Span(before=day, session_id=session)
    with writing_checked(path, print) as db:
        also = forget.recorded(folder, day) if session is None else []
        also += forget.damaged_histories(path) if everything else []
        found = forget.find(db, span, folder, also)
        if not (found.sessions or found.files):
            raise UserError("There are no such sessions; `posetrainer history` lists them.")
        print(f"To be deleted for good: {_summary(found)}.")
        if not yes:
            if not sys.stdin.isatty():
                raise UserError("Nothing is deleted yet: add --yes.")
            typer.confirm("Delete it?", abort=True)
        size = forget.forget(db, found)
    print(f"Deleted: {_summary(found)} ({size / 1e6:.1f} MB).")
    for left in found.elsewhere:
        print(f"Not deleted, since it is in a folder of yours: {left}")
    for damaged in forget.damaged_histories(path):
        print(f"Not deleted: {damaged}, a damaged history that may hold some of it; use --all.")


def _summary(found: "Deletion") -> str:
    days = "" if found.first is None else f" of {found.first}"
    days += f" to {found.last}" if found.last != found.first else ""
    return (
        f"{_number(len(found.sessions), 'session')}{days} with "
        f"{_number(found.repetitions, 'repetition')}, and {_number(len(found.files), 'file')}"
    )


def _number(number: int, what: str) -> str:
    return f"{number} {what}" + "s" * (number != 1)


def check_person(db: "sqlite3.Connection", person: str | None) -> None:
    """Refuse a person without any history; known names are listed."""
    from posetrainer.errors import UserError
    from posetrainer.history.sessions import persons

    if person is None or person in persons(db):
        return
    known = ", ".join(persons(db)) or "nobody"
    raise UserError(f"There is no history of {person!r}, but of {known}; name a profile.")
