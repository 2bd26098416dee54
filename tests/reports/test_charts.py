"""Charts: whatever the values are, all of it lies in the plot."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.reports.charts import Period, period_chart, time_chart
from posetrainer.reports.grain import averaged, grain_of
from posetrainer.reports.plot import Chart, Series

FIRST = date(2026, 1, 1)
DAYS = st.integers(0, 6000)
VALUES = st.floats(-200, 200)


def inside(chart: Chart) -> bool:
    places = [place for line in chart.lines for place in line.points]
    for line in chart.lines:
        places += [tuple(map(float, corner.split(","))) for corner in line.band.split()]  # type: ignore[misc]
    places += [(bar.x, bar.y) for bar in chart.bars]
    places += [(bar.x + bar.width, bar.y + bar.height) for bar in chart.bars]
    places += [(tick.at, chart.top) for tick in chart.days]
    places += [(chart.left, tick.at) for tick in chart.values]
    return all(
        chart.left - 0.1 <= x <= chart.right + 0.1 and chart.top - 0.1 <= y <= chart.bottom + 0.1
        for x, y in places
    )


@given(
    st.lists(st.tuples(DAYS, VALUES), min_size=1, max_size=20),
    DAYS,
    st.floats(0, 20),
    st.booleans(),
)
def test_all_lies_in_the_plot(
    values: list[tuple[int, float]], more: int, error: float, from_zero: bool
) -> None:
    points = [(FIRST + timedelta(days=day), value) for day, value in sorted(values)]
    last = points[-1][0] + timedelta(days=more)
    series = [Series("left", "first", points, error)]
    chart = time_chart("Title", series, FIRST, last, width=680, from_zero=from_zero)
    assert inside(chart)
    assert 1 < len(chart.values) <= 8
    assert len(chart.days) <= 14
    x = [place for place, _ in chart.lines[0].points]
    assert x == sorted(x)


def test_days_on_the_axis_are_round() -> None:
    def named(days: int) -> list[str]:
        points = [(FIRST, 1.0)]
        series = [Series("left", "first", points)]
        last = FIRST + timedelta(days=days)
        return [tick.label for tick in time_chart("", series, FIRST, last, width=334).days]

    assert named(2) == ["1 Jan", "2 Jan", "3 Jan"]
    assert named(20) == ["1 Jan", "8 Jan", "15 Jan"]
    assert named(400) == ["Jan 2026", "Jul 2026", "Jan 2027"]


def test_bars_of_weeks_lie_in_the_plot() -> None:
    monday = date(2026, 3, 2)
    weeks = [Period(monday + timedelta(weeks=n), 7, float(n), str(n)) for n in range(6)]
    last = monday + timedelta(weeks=5, days=1)
    chart = period_chart("Days", weeks, monday, last, width=334, wanted=(3, 4))
    assert inside(chart)
    assert [bar.label for bar in chart.bars] == ["1", "2", "3", "4", "5"]
    assert chart.range is not None
    assert chart.bars[2].y == pytest.approx(chart.range.y + chart.range.height)
    assert chart.bars[3].y == pytest.approx(chart.range.y)


@given(
    st.lists(st.tuples(DAYS, VALUES, st.integers(1, 30)), min_size=1, max_size=30),
    st.sampled_from(("day", "week", "month")),
)
def test_means_keep_the_mean_of_all(values: list[tuple[int, float, int]], grain: str) -> None:
    dated = [(FIRST + timedelta(days=day), value, weight) for day, value, weight in sorted(values)]
    weight = sum(w for *_, w in dated)
    mean = sum(v * w for _, v, w in dated) / weight
    found = averaged(dated, grain)  # type: ignore[arg-type]
    assert [day for day, _ in found] == sorted({day for day, _ in found})
    lowest, highest = min(v for _, v, _ in dated), max(v for _, v, _ in dated)
    assert all(lowest - 1e-9 <= v <= highest + 1e-9 for _, v in found)
    if len(found) == 1:
        assert found[0][1] == pytest.approx(mean, abs=1e-9)
    assert averaged([(d, 7.5, w) for d, _, w in dated], grain)[0][1] == pytest.approx(7.5)  # type: ignore[arg-type]


def test_a_longer_time_has_a_coarser_grain() -> None:
    grains = [grain_of(FIRST, FIRST + timedelta(days=days)) for days in (1, 84, 365, 5000)]
    assert grains == ["day", "day", "week", "month"]
