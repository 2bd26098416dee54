"""Chart coordinates of days and values, in the units of the viewBox; pure.

What is drawn, and in which colours, is the template's.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from posetrainer.language.dates import day_and_month, month_and_year
from posetrainer.language.translation import decimal
from posetrainer.reports.model import Points

_HEIGHT = 150
#: Around the plot: of the numbers at its left, the last day at its right, the days below.
_LEFT, _RIGHT, _TOP, _BOTTOM = 38, 14, 10, 22
#: Room that a day's name takes, and a number's.
_DAY_WIDE, _NUMBER_HIGH = 62, 26
#: Steps between names on the axis: whole weeks, then months.
_WEEKS, _MONTHS = (1, 2, 4), (1, 2, 3, 6, 12, 24, 60, 120)
_MARGIN_DAYS = 0.5


@dataclass(frozen=True)
class Series:
    """Values that belong together.

    Parameters
    ----------
    name : str
        For the legend.
    style : str
        Name of the look that the template gives it.
    points : sequence of (date, float)
    error : float
        Half the height of the band around the line; 0 for none.
    """

    name: str
    style: str
    points: Points
    error: float = 0.0


@dataclass(frozen=True)
class Tick:
    """A place on an axis, or a line across the plot, with its words."""

    at: float
    label: str


@dataclass(frozen=True)
class Line:
    """A series in the coordinates of a chart.

    Parameters
    ----------
    name, style : str
    points : tuple of (float, float)
    band : str
        Corners of its band as an SVG polygon; empty for none.
    """

    name: str
    style: str
    points: tuple[tuple[float, float], ...]
    band: str

    @property
    def path(self) -> str:
        """The points as an SVG polyline."""
        return _joined(self.points)


@dataclass(frozen=True)
class Bar:
    """One bar; all numbers as in an SVG rect."""

    x: float
    y: float
    width: float
    height: float
    label: str


@dataclass(frozen=True)
class Chart:
    """A chart, laid out.

    Parameters
    ----------
    title : str
        What it shows, for who cannot see it as well.
    width, height : float
    left, right, top, bottom : float
        Edges of the plot.
    days, values : tuple of Tick
        On the axes.
    lines : tuple of Line
    bars : tuple of Bar
    rule : Tick or None
        A line across at what is prescribed.
    range : Bar or None
        What is prescribed, as a range.
    marks : tuple of float
        Days on which something changed.
    """

    title: str
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    days: tuple[Tick, ...]
    values: tuple[Tick, ...]
    lines: tuple[Line, ...] = ()
    bars: tuple[Bar, ...] = ()
    rule: Tick | None = None
    range: Bar | None = None
    marks: tuple[float, ...] = ()


class Plot:
    """Days and values to places in a chart.

    Parameters
    ----------
    first, last : date
        On the axis from left to right.
    low, high : float
        Values that must have room.
    width : float
        Of the whole chart.
    whole : bool
        Whether values are counts, so that there are no ticks between them.
    """

    def __init__(
        self, first: date, last: date, low: float, high: float, width: float, *, whole: bool = False
    ) -> None:
        self.width = width
        self.left, self.right = float(_LEFT), width - _RIGHT
        self.top, self.bottom = float(_TOP), float(_HEIGHT - _BOTTOM)
        self._first, self._last = first, last
        self._from = first.toordinal() - _MARGIN_DAYS
        self._to = last.toordinal() + _MARGIN_DAYS
        step = _step((high - low) or 1.0, (self.bottom - self.top) / _NUMBER_HIGH)
        self._step = max(1.0, step) if whole else step
        self._low = math.floor(low / self._step + 1e-9) * self._step
        self._high = max(math.ceil(high / self._step - 1e-9) * self._step, self._low + self._step)

    def x(self, day: float) -> float:
        """Return where a day's ordinal lies."""
        share = (day - self._from) / (self._to - self._from)
        return round(self.left + share * (self.right - self.left), 1)

    def y(self, value: float) -> float:
        """Return where a value lies; one outside of the plot lies on its edge."""
        share = (value - self._low) / (self._high - self._low)
        return round(self.bottom - min(1.0, max(0.0, share)) * (self.bottom - self.top), 1)

    def line(self, series: Series) -> Line:
        """Return a series in the coordinates of the chart."""
        places = [(self.x(day.toordinal()), value) for day, value in series.points]
        above = [(x, self.y(value + series.error)) for x, value in places]
        below = [(x, self.y(value - series.error)) for x, value in places]
        return Line(
            series.name,
            series.style,
            tuple((x, self.y(value)) for x, value in places),
            _joined([*above, *reversed(below)]) if series.error else "",
        )

    def bar(self, day: date, days: int, value: float, label: str) -> Bar:
        """Return a bar over some days; a little of their room is left between it and the next."""
        left, right = (
            max(self.left, self.x(day.toordinal() - 0.5)),
            self.x(day.toordinal() + days - 0.5),
        )
        room = min(self.right, right) - left
        top = self.y(value)
        return Bar(round(left + room / 8, 1), top, round(room * 3 / 4, 1), self.bottom - top, label)

    def chart(self, title: str, **drawn: object) -> Chart:
        """Return the chart with what is drawn in it."""
        return Chart(
            title=title,
            width=self.width,
            height=_HEIGHT,
            left=self.left,
            right=self.right,
            top=self.top,
            bottom=self.bottom,
            days=tuple(self._days()),
            values=tuple(self._values()),
            **drawn,  # type: ignore[arg-type]
        )

    def _values(self) -> Iterator[Tick]:
        decimals = max(0, -math.floor(math.log10(self._step) + 1e-9))
        for number in range(round((self._high - self._low) / self._step) + 1):
            value = self._low + number * self._step
            yield Tick(self.y(value), decimal(value, f".{decimals}f"))

    def _days(self) -> Iterator[Tick]:
        room = max(1, int((self.right - self.left) / _DAY_WIDE))
        length = (self._last - self._first).days
        weeks = next((weeks for weeks in _WEEKS if length <= 7 * weeks * room), None)
        if length < room:
            days = [self._first + timedelta(days=n) for n in range(length + 1)]
        elif weeks is not None:
            days = [self._first + timedelta(weeks=n) for n in range(0, length // 7 + 1, weeks)]
        else:
            months = next((m for m in _MONTHS if length <= 30 * m * room), _MONTHS[-1])
            days = list(_months(self._first, self._last, months))
            yield from (Tick(self.x(day.toordinal()), month_and_year(day)) for day in days)
            return
        yield from (Tick(self.x(day.toordinal()), day_and_month(day)) for day in days)


def _step(length: float, most: float) -> float:
    """Return a round step (1, 2 or 5 times a power of ten) that goes into a length so often."""
    rough = length / max(1.0, most)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * step for step in (1, 2, 5, 10) if power * step >= rough * (1 - 1e-9))


def _months(first: date, last: date, step: int) -> Iterator[date]:
    """Yield first days of months, every so many, within some time."""
    # Counted from January, so that years begin with a name.
    month = first.year * 12 + first.month - 1
    month += -month % step if first.day == 1 else step - month % step
    while (day := date(month // 12, month % 12 + 1, 1)) <= last:
        yield day
        month += step


def _joined(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in points)
