"""``posetrainer report``: what was done, as a page for a physiotherapist."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from posetrainer.commands.history import DateFormats, check_person

#: Of a report whose beginning is not named.
_WEEKS = 12


def report_command(
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since", formats=DateFormats, help=f"From this day on; left out, {_WEEKS} weeks."
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
    from posetrainer.errors import UserError
    from posetrainer.history.database import history_path, reading
    from posetrainer.language.translation import SOURCE, use_language
    from posetrainer.output_files import write_file
    from posetrainer.reports.collect import collect
    from posetrainer.reports.page import page
    from posetrainer.reports.wording import names

    # All of it is in one language, that of the page.
    use_language(SOURCE)
    keep_apart({"--to": to}, history_path())
    today = datetime.now().date()
    first = since.date() if since else today - timedelta(weeks=_WEEKS)
    with reading(history_path()) as db:
        check_person(db, person)
        report = collect(db, person, first, today)
    if report is not None and len(report.persons) > 1:
        raise UserError(
            f"A report is about one person, and {names(report.persons)} have trained since "
            f"{first}: name one with --person."
        )
    if report is None:
        raise UserError(
            f"Nothing was trained since {first}; name an earlier day with --since, or train with "
            "`posetrainer programme`."
        )
    write_file(to, page(report).encode(), private=True)
    print(f"Written to {to}: open it in a browser, and print it from there.")
