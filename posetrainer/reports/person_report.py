"""The report on one person, from the history file."""

from datetime import date, timedelta
from pathlib import Path

from posetrainer.errors import UserError
from posetrainer.history.database import reading
from posetrainer.language.translation import tr
from posetrainer.reports.collect import collect
from posetrainer.reports.numbers import enumerated
from posetrainer.reports.page import page

#: Weeks in a report unless its first day is given.
USUAL_WEEKS = 12


def person_report(history: Path, person: str | None, today: date, since: date | None = None) -> str:
    """Return the report on a person as a page that needs nothing else.

    Parameters
    ----------
    history : Path
    person : str or None
        Name of the profile; None where only one person has trained.
    today : date
        Last day of the report.
    since : date, optional
        First day; :data:`USUAL_WEEKS` ago, if left out.

    Raises
    ------
    UserError
        If there is nothing to report, or several people have trained.
    """
    first = since or today - timedelta(weeks=USUAL_WEEKS)
    with reading(history) as db:
        report = collect(db, person, first, today)
    if report is None:
        raise UserError(
            tr(
                "Nothing was trained since {first}; name an earlier day with --since, or train "
                "with `posetrainer programme`."
            ).format(first=first)
        )
    if len(report.persons) > 1:
        raise UserError(
            tr(
                "A report is about one person, and {names} have trained since {first}: choose one "
                "on the home page, or with --person."
            ).format(names=enumerated(report.persons), first=first)
        )
    return page(report)
