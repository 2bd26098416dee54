"""Trends of exercises, pain and effort: charts and sentences; pure."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from posetrainer.feedback.spec_words import spec_words
from posetrainer.history.summaries import DaySummary, ExerciseDay
from posetrainer.history.trends import answers, trend
from posetrainer.language.dates import day_and_month
from posetrainer.language.translation import current_language, decimal, msg, tr, tr_in
from posetrainer.language.units import shown, sign

#: Colours of Okabe and Ito, each with a shape of its own.
_LOOKS = (("#0072b2", "circle"), ("#d55e00", "rect"), ("#009e73", "triangle"))
_SIDES = {"left": msg("left side"), "right": msg("right side"), "both": msg("range of motion")}

#: JavaScript that words a day on the axis.
_DATE = "(day) => new Date(day).toLocaleDateString('%s', {day: 'numeric', month: 'short'})"

Line = tuple[str, Sequence[tuple[date, float]]]


def exercises_in(days: Sequence[ExerciseDay]) -> dict[str, str]:
    """Return the titles of the exercises that have something measured, by their ids."""
    return {day.exercise: spec_words(day.title) for day in days if day.peak is not None}


def motion_lines(days: Sequence[ExerciseDay], exercise: str) -> list[Line]:
    """Return the mean range of motion of an exercise over the days, a line for each side."""
    lines: dict[str, list[tuple[date, float]]] = {}
    for day in days:
        if day.exercise == exercise and day.peak is not None:
            peak = shown(day.peak, day.unit) if day.unit else day.peak
            lines.setdefault(tr(_SIDES[day.side]), []).append((day.day, peak))
    return [(name, points) for name, points in lines.items()]  # noqa: C416 - typed anew


def felt_lines(days: Sequence[DaySummary]) -> list[Line]:
    """Return pain before and after, and effort, over the days; those that were answered."""
    names = {
        "pain_before": tr("pain before"),
        "pain_after": tr("pain after"),
        "effort": tr_in("chart", "effort"),
    }
    found = [(name, answers(days, question)) for question, name in names.items()]
    return [(name, points) for name, points in found if points]


def unit_of(days: Sequence[ExerciseDay], exercise: str) -> str:
    """Return the unit that is shown of an exercise's range of motion, as it follows a number."""
    units = (day.unit for day in days if day.exercise == exercise and day.unit)
    return next((sign(unit) for unit in units), "")


def sentence(line: Line, unit: str) -> str:
    """Return a line in words, with its trend where there is one to be sure of."""
    name, points = line
    (first, before), (last, now) = points[0], points[-1]
    if len(points) == 1:
        template = tr("{name}: {value}{unit} on {day}.")
        return template.format(name=name, value=f"{now:.0f}", unit=unit, day=day_and_month(last))
    found = trend(points)
    template = tr("{name}: {before}{unit} on {first}, {now}{unit} on {last}.")
    if found is not None and found.sure:
        template = tr(
            "{name}: {before}{unit} on {first}, {now}{unit} on {last}; {change}{unit} a week."
        )
    return template.format(
        name=name,
        before=f"{before:.0f}",
        now=f"{now:.0f}",
        first=day_and_month(first),
        last=day_and_month(last),
        unit=unit,
        change=decimal(found.per_week, "+.1f") if found else "",
    )


def chart_option(lines: Sequence[Line], unit: str, highest: float | None = None) -> dict[str, Any]:
    """Return lines over days as options of ECharts.

    Parameters
    ----------
    lines : sequence of Line
    unit : str
        As it follows a number.
    highest : float, optional
        Where the axis ends; where it fits, if left out.
    """
    series = [
        {
            "type": "line",
            "name": name,
            "data": [[day.isoformat(), round(value, 1)] for day, value in points],
            "symbol": symbol,
            "symbolSize": 9,
            "color": colour,
        }
        for (name, points), (colour, symbol) in zip(lines, _LOOKS, strict=False)
    ]
    words = {"fontSize": 14}
    return {
        "animation": False,
        "grid": {"left": 52, "right": 24, "top": 40, "bottom": 30},
        "legend": {"top": 0, "itemGap": 24, "textStyle": words},
        "tooltip": {"trigger": "axis"},
        "xAxis": {
            "type": "time",
            "minInterval": 24 * 3600 * 1000,
            "axisLabel": {**words, "hideOverlap": True, ":formatter": _DATE % current_language()},
        },
        "yAxis": {
            "type": "value",
            "max": highest,
            # A range of motion far from 0 has room to show its change.
            "scale": highest is None,
            "axisLabel": {**words, "formatter": f"{{value}}{unit}"},
            # Seen on light and on dark paper.
            "splitLine": {"lineStyle": {"color": "#808890", "opacity": 0.35}},
        },
        "series": series,
    }
