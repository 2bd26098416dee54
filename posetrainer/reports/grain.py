"""Averages by day, week or month, so that a chart stays readable; pure."""

from collections.abc import Iterable
from datetime import date

from posetrainer.history.summaries import Grain
from posetrainer.history.trends import monday_of
from posetrainer.reports.model import Points

#: A chart has room for about this many points: of days, then of weeks.
_MOST_DAYS, _MOST_WEEKS_DAYS = 120, 800


def grain_of(first: date, last: date) -> Grain:
    """Return over what values are averaged in a chart of some time."""
    length = (last - first).days
    if length <= _MOST_DAYS:
        return "day"
    return "week" if length <= _MOST_WEEKS_DAYS else "month"


def averaged(values: Iterable[tuple[date, float, float]], grain: Grain) -> Points:
    """Return weighted means by day, week or month, each on the middle of its days.

    Parameters
    ----------
    values : iterable of (date, float, float)
        Day, value and its weight, above 0, in the order of days.
    grain : {"day", "week", "month"}
    """
    found: dict[date, tuple[float, float, float]] = {}
    for day, value, weight in values:
        begins = _beginning(day, grain)
        total, weights, days = found.get(begins, (0.0, 0.0, 0.0))
        found[begins] = total + weight * value, weights + weight, days + weight * day.toordinal()
    return [
        (date.fromordinal(round(days / weights)), total / weights)
        for total, weights, days in found.values()
    ]


def _beginning(day: date, grain: Grain) -> date:
    if grain == "day":
        return day
    return monday_of(day) if grain == "week" else day.replace(day=1)
