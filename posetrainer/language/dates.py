"""Dates in the user's language."""

from datetime import date

from posetrainer.language.translation import msg, tr

_WEEKDAYS = (msg("Mon"), msg("Tue"), msg("Wed"), msg("Thu"), msg("Fri"), msg("Sat"), msg("Sun"))
_MONTHS = (
    *(msg("Jan"), msg("Feb"), msg("Mar"), msg("Apr"), msg("May"), msg("Jun")),
    *(msg("Jul"), msg("Aug"), msg("Sep"), msg("Oct"), msg("Nov"), msg("Dec")),
)


def weekday(day: date) -> str:
    """Return a short name of the day of the week: "Fri"."""
    return tr(_WEEKDAYS[day.weekday()])


def day_and_month(day: date) -> str:
    """Return the day of the month: "6 Mar"."""
    return tr("{day} {month}").format(day=day.day, month=tr(_MONTHS[day.month - 1]))


def month_and_year(day: date) -> str:
    """Return the month: "Mar 2026"."""
    return f"{tr(_MONTHS[day.month - 1])} {day.year}"


def full_date(day: date) -> str:
    """Return the date: "6 Mar 2026"."""
    return f"{day_and_month(day)} {day.year}"
