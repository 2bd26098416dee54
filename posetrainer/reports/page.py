"""A report as one HTML page that needs nothing else: no network, no script, no font."""

from functools import cache, partial
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from posetrainer.history.summaries import DaySummary
from posetrainer.history.trends import DAYS_A_WEEK, MINUTES_A_DAY
from posetrainer.language.units import shown, unit_name
from posetrainer.reports import wording
from posetrainer.reports.charts import time_chart, week_chart
from posetrainer.reports.grain import averaged
from posetrainer.reports.measure_error import SOURCE
from posetrainer.reports.model import ExerciseReport, Report
from posetrainer.reports.plot import Chart, Series

#: Across the page, and beside another one, in pixels.
_WIDE, _HALF = 680, 334
_SCALE = (0.0, 10.0)
#: A scale of shares reaches at least so far: one attempt too fast is no mountain.
_LEAST_PERCENT = 20.0


def page(report: Report) -> str:
    """Return the page.

    Parameters
    ----------
    report : Report
    """
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            source=SOURCE,
            days_a_week=DAYS_A_WEEK,
            minutes_a_day=MINUTES_A_DAY,
            week_charts=_week_charts(report),
            feelings=_feelings(report),
            motion_chart=partial(_motion, report),
            pace_chart=partial(_pace, report),
            fast_chart=partial(_fast, report),
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(day=wording.day_words, count="{:,}".format)
    environment.globals.update(words=wording)
    return environment


def _week_charts(report: Report) -> tuple[Chart, Chart]:
    days = [(week.monday, float(week.days), f"{week.days}") for week in report.weeks]
    minutes = [
        (week.monday, week.minutes / week.days, f"{week.minutes / week.days:.0f}")
        for week in report.weeks
        if week.days
    ]
    chart = partial(week_chart, first=report.weeks[0].monday, last=report.last, width=_HALF)
    least, most = DAYS_A_WEEK
    return (
        chart("Days of training in each week", days, wanted=(least, most)),
        chart("Minutes of a training day, by week", minutes, wanted=(MINUTES_A_DAY, MINUTES_A_DAY)),
    )


def _feelings(report: Report) -> tuple[Chart, ...]:
    """Return pain and effort over time; nothing where no question was answered."""
    pain = (
        _answers(report, "pain_before", "before training", "first"),
        _answers(report, "pain_after", "after training", "second"),
    )
    effort = (_answers(report, "effort", "effort", "only"),)
    chart = partial(time_chart, first=report.first, last=report.last, width=_HALF, scale=_SCALE)
    titled = {"Pain, 0 to 10": pain, "Effort, 0 to 10": effort}
    return tuple(
        chart(title, series)
        for title, series in titled.items()
        if any(one.points for one in series)
    )


def _answers(report: Report, question: str, name: str, style: str) -> Series:
    def answer(day: DaySummary) -> float | None:
        return getattr(day.ratings, question)  # type: ignore[no-any-return]

    answers = [(day.day, v, 1.0) for day in report.days if (v := answer(day)) is not None]
    return Series(name, style, averaged(answers, report.grain))


_STYLES = {"left": "first", "right": "second", "both": "only"}


def _motion(report: Report, found: ExerciseReport) -> Chart | None:
    unit, target = wording.target_of(found.spec)
    series = [
        Series(
            wording.side_words(side.side),
            _STYLES[side.side],
            [(day, shown(value, unit)) for day, value in side.motion],
            shown(found.error.rmse, unit) if found.error else 0.0,
        )
        for side in found.sides
        if side.motion and unit is not None
    ]
    if not series or unit is None:
        return None
    return time_chart(
        f"Range of motion, in {unit_name(unit)}",
        series,
        report.first,
        report.last,
        width=_WIDE,
        from_zero=False,
        rule=None
        if target is None
        else (shown(target, unit), f"target {wording.number(target, unit)}"),
        changed=found.changed,
    )


def _pace(report: Report, found: ExerciseReport) -> Chart | None:
    series = [
        Series(wording.side_words(side.side), _STYLES[side.side], side.pace)
        for side in found.sides
        if side.pace
    ]
    if not series:
        return None
    chart = partial(time_chart, first=report.first, last=report.last, width=_HALF)
    return chart("Time of a repetition, in seconds", series)


def _fast(report: Report, found: ExerciseReport) -> Chart | None:
    if not found.fast:
        return None
    series = [Series("too fast", "only", found.fast)]
    title = "Attempts that were too fast, in percent"
    most = max(share for _, share in found.fast)
    return time_chart(
        title,
        series,
        report.first,
        report.last,
        width=_HALF,
        scale=(0.0, max(_LEAST_PERCENT, most)),
    )
