"""The history as a calendar, a row for each week; pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from html import escape

from posetrainer.history.summaries import DaySummary
from posetrainer.history.trends import DAYS_A_WEEK, MINUTES_A_DAY, monday_of

WEEKS = 6
_WEEK = timedelta(days=7)
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def calendar_html(days: Iterable[DaySummary], today: date) -> str:
    """Return the last weeks as an HTML table.

    Parameters
    ----------
    days : iterable of DaySummary
    today : date
        In the last row.
    """
    by_day = {day.day: day for day in days}
    first = monday_of(today) - (WEEKS - 1) * _WEEK
    heads = "".join(f'<th scope="col">{name}</th>' for name in (*_DAYS, "Week"))
    rows = "".join(_week(first + i * _WEEK, by_day, today) for i in range(WEEKS))
    least, most = DAYS_A_WEEK
    caption = f"Minutes of each day. {least} to {most} days a week are prescribed."
    return (
        f'<table class="calendar"><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _week(monday: date, by_day: dict[date, DaySummary], today: date) -> str:
    days = [monday + timedelta(days=i) for i in range(7)]
    cells = "".join(_cell(day, by_day.get(day), today) for day in days)
    count = sum(day in by_day for day in days)
    enough = " ✓" if count >= DAYS_A_WEEK[0] else ""
    named = f"{count} {'day' if count == 1 else 'days'}{enough}"
    return f'<tr>{cells}<th scope="row">{named if count else ""}</th></tr>'


def _cell(day: date, done: DaySummary | None, today: date) -> str:
    marks = ["today"] if day == today else []
    said = f"{day:%A} {day.day} {day:%B}"
    inner = f"<span>{day.day}</span>"
    if done is not None:
        marks.append("full" if done.minutes >= MINUTES_A_DAY else "some")
        minutes = max(1, round(done.minutes))
        said += f": {minutes} minutes, {done.repetitions} repetitions, {done.good} good"
        inner += f"<b>{minutes}′</b>"
    current = ' aria-current="date"' if day == today else ""
    classes = " ".join(marks)
    hidden = f'<span class="only-read">{escape(said)}</span><div aria-hidden="true">{inner}</div>'
    return f'<td class="{classes}"{current} title="{escape(said)}">{hidden}</td>'
