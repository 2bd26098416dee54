"""``posetrainer report``: what was done, as a page for a physiotherapist."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from posetrainer.commands.history import DateFormats, check_person


def report_command(
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since", formats=DateFormats, help="From this day on; left out, twelve weeks."
        ),
    ] = None,
    person: Annotated[
        str | None,
        typer.Option("--person", help="Of this profile; may be left out where there is but one."),
    ] = None,
    to: Annotated[Path, typer.Option("--to", help="Write this file.")] = Path(
        "posetrainer-report.html"
    ),
) -> None:
    """Write what was done as a page for a physiotherapist, to read, print or send."""
    from posetrainer.commands.common import keep_apart
    from posetrainer.history.database import history_path, reading
    from posetrainer.reports.person_report import person_report
    from posetrainer.system.output_files import write_file

    keep_apart({"--to": to}, history_path())
    with reading(history_path()) as db:
        check_person(db, person)
    text = person_report(
        history_path(), person, datetime.now().date(), since.date() if since else None
    )
    write_file(to, text.encode(), private=True)
    print(f"Written to {to}: open it in a browser, and print it from there.")
