"""Training by week, and trends; pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean, linear_regression

from posetrainer.history.summaries import DaySummary

#: What is prescribed: 20 to 30 minutes a day, on three to four days a week.
MINUTES_A_DAY = 30
DAYS_A_WEEK = 3, 4
#: On fewer days there is no trend to be sure of.
FEWEST_DAYS = 4
_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class WeekSummary:
    """What was done in one week.

    Parameters
    ----------
    monday : date
        Its first day.
    days : int
        Days on which somebody exercised.
    minutes : float
    repetitions, good, missed, too_fast : int
        As in :class:`DaySummary`.
    """

    monday: date
    days: int
    minutes: float
    repetitions: int
    good: int
    missed: int
    too_fast: int


@dataclass(frozen=True)
class Trend:
    """The straight line through a value over days.

    Parameters
    ----------
    first, last : float
        The line on the first and on the last day.
    per_week : float
        How much it grows in a week.
    sure : bool
        Whether it grows or falls by more than chance would have it, at 95 %.
    """

    first: float
    last: float
    per_week: float
    sure: bool


def weeks(days: Sequence[DaySummary]) -> list[WeekSummary]:
    """Return all weeks from that of the first day to that of the last, idle ones as well."""
    if not days:
        return []
    by_week: dict[date, list[DaySummary]] = {}
    for day in days:
        by_week.setdefault(monday_of(day.day), []).append(day)
    found, monday = [], min(by_week)
    while monday <= max(by_week):
        found.append(_week(monday, by_week.get(monday, [])))
        monday += _WEEK
    return found


def monday_of(day: date) -> date:
    """Return the first day of the week of a day."""
    return day - timedelta(days=day.weekday())


def answers(days: Sequence[DaySummary], question: str) -> list[tuple[date, float]]:
    """Return the answers to a question, a field of :class:`Ratings`, on the days that have one."""
    found = ((day.day, getattr(day.ratings, question)) for day in days)
    return [(day, float(value)) for day, value in found if value is not None]


def trend(points: Sequence[tuple[date, float]]) -> Trend | None:
    """Fit a line through one value a day; None on fewer than :data:`FEWEST_DAYS` days.

    Parameters
    ----------
    points : sequence of (date, float)
        In the order of days, no day twice.
    """
    if len(points) < FEWEST_DAYS:
        return None
    times = [(day - points[0][0]).days / 7 for day, _ in points]
    values = [value for _, value in points]
    slope, start = linear_regression(times, values)
    freedom = len(points) - 2
    off = sum((v - start - slope * t) ** 2 for t, v in zip(times, values, strict=True)) / freedom
    middle = fmean(times)
    error = math.sqrt(off / sum((t - middle) ** 2 for t in times))
    # Student's t at 97.5 %, to within 4 % from two degrees of freedom on.
    student = 1.96 + 2.4 / freedom + 4 / freedom**2
    return Trend(start, start + slope * times[-1], slope, abs(slope) > student * error)


def _week(monday: date, days: Sequence[DaySummary]) -> WeekSummary:
    return WeekSummary(
        monday,
        len(days),
        sum(day.minutes for day in days),
        sum(day.repetitions for day in days),
        sum(day.good for day in days),
        sum(day.missed for day in days),
        sum(day.too_fast for day in days),
    )
