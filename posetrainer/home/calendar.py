"""The history as a calendar, a row for each week; pure."""

from collections.abc import Iterable
from datetime import date, timedelta
from html import escape

from posetrainer.history.summaries import DaySummary
from posetrainer.history.trends import DAYS_A_WEEK, MINUTES_A_DAY, monday_of
from posetrainer.language.dates import day_and_month, weekday
from posetrainer.language.translation import tr, tr_many

WEEKS = 6
_WEEK = timedelta(days=7)


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
    names = [*(weekday(first + timedelta(days=i)) for i in range(7)), tr("Week")]
    heads = "".join(f'<th scope="col">{name}</th>' for name in names)
    rows = "".join(_week(first + i * _WEEK, by_day, today) for i in range(WEEKS))
    least, most = DAYS_A_WEEK
    caption = tr("Minutes of each day. {least} to {most} days a week are prescribed.")
    caption = caption.format(least=least, most=most)
    return (
        f'<table class="calendar"><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _week(monday: date, by_day: dict[date, DaySummary], today: date) -> str:
    days = [monday + timedelta(days=i) for i in range(7)]
    cells = "".join(_cell(day, by_day.get(day), today) for day in days)
    count = sum(day in by_day for day in days)
    enough = " ✓" if count >= DAYS_A_WEEK[0] else ""
    named = tr_many("{number} day", "{number} days", count).format(number=count) + enough
    return f'<tr>{cells}<th scope="row">{named if count else ""}</th></tr>'


def _cell(day: date, done: DaySummary | None, today: date) -> str:
    marks = ["today"] if day == today else []
    label = f"{weekday(day)} {day_and_month(day)}"
    inner = f"<span>{day.day}</span>"
    if done is not None:
        marks.append("full" if done.minutes >= MINUTES_A_DAY else "some")
        minutes = max(1, round(done.minutes))
        details = tr(": {minutes} minutes, {repetitions} repetitions, {good} good")
        label += details.format(minutes=minutes, repetitions=done.repetitions, good=done.good)
        inner += f"<b>{minutes}′</b>"
    current = ' aria-current="date"' if day == today else ""
    classes = " ".join(marks)
    hidden = f'<span class="only-read">{escape(label)}</span><div aria-hidden="true">{inner}</div>'
    return f'<td class="{classes}"{current} title="{escape(label)}">{hidden}</td>'
