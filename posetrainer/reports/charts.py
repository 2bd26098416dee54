"""Charts over time: lines, and bars of weeks or months; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from posetrainer.reports.plot import Bar, Chart, Plot, Series, Tick


def time_chart(
    title: str,
    series: Sequence[Series],
    first: date,
    last: date,
    *,
    width: float,
    scale: tuple[float, float] | None = None,
    from_zero: bool = True,
    rule: tuple[float, str] | None = None,
    changed: Sequence[date] = (),
) -> Chart:
    """Return lines over time.

    Parameters
    ----------
    title : str
    series : sequence of Series
    first, last : date
    width : float
    scale : (float, float), optional
        Ends of the scale; left out, of the values.
    from_zero : bool
        Whether a scale of the values has room for 0.
    rule : (float, str), optional
        A value across the chart, and its words.
    changed : sequence of date
        Days to be marked.
    """
    values = [v + s.error * sign for s in series for _, v in s.points for sign in (-1, 1)]
    values += [rule[0]] if rule else []
    values += [0.0] if from_zero else []
    low, high = scale or (min(values), max(values))
    plot = Plot(first, last, low, high, width)
    return plot.chart(
        title,
        lines=tuple(plot.line(one) for one in series if one.points),
        rule=Tick(plot.y(rule[0]), rule[1]) if rule else None,
        marks=tuple(plot.x(day.toordinal() - 0.5) for day in changed),
    )


@dataclass(frozen=True)
class Period:
    """A week or a month with its value.

    Parameters
    ----------
    first : date
    days : int
        How long it is.
    value : float
    label : str
        The value in words.
    """

    first: date
    days: int
    value: float
    label: str


def period_chart(
    title: str,
    periods: Sequence[Period],
    first: date,
    last: date,
    *,
    width: float,
    wanted: tuple[float, float],
) -> Chart:
    """Return a bar for each week or month.

    Parameters
    ----------
    title : str
    periods : sequence of Period
    first, last : date
    width : float
    wanted : (float, float)
        What is prescribed: from, to; where they are the same, a line.
    """
    least, most = wanted
    plot = Plot(first, last, 0.0, max(most, *(p.value for p in periods)), width, whole=True)
    bars = tuple(plot.bar(p.first, p.days, p.value, p.label) for p in periods if p.value)
    if least == most:
        return plot.chart(title, bars=bars, rule=Tick(plot.y(most), ""))
    top = plot.y(most)
    wide = plot.right - plot.left
    return plot.chart(title, bars=bars, range=Bar(plot.left, top, wide, plot.y(least) - top, ""))
