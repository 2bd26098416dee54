"""A report as one self-contained HTML page: no network, no script, no font."""

from calendar import monthrange
from functools import cache, partial
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from posetrainer.feedback.durations import in_words
from posetrainer.feedback.spec_words import spec_words
from posetrainer.feedback.stored_words import translated
from posetrainer.history.trends import DAYS_A_WEEK, MINUTES_A_DAY, answers
from posetrainer.language.dates import full_date
from posetrainer.language.translation import current_language, decimal, tr, tr_in
from posetrainer.language.units import shown, unit_name
from posetrainer.reports import numbers, wording
from posetrainer.reports.charts import Period, period_chart, time_chart
from posetrainer.reports.glance import glance
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
    """Return the page, in the user's language and units.

    Parameters
    ----------
    report : Report
    """
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            report=report,
            language=current_language(),
            glance=glance(report),
            source=SOURCE,
            days_a_week=DAYS_A_WEEK,
            minutes_a_day=MINUTES_A_DAY,
            training_charts=_training_charts(report),
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
    environment.filters.update(
        day=full_date,
        count=numbers.count,
        duration=in_words,
        spec_words=spec_words,
        translated=translated,
    )
    environment.globals.update(words=wording, numbers=numbers, tr=tr)
    return environment


def _training_charts(report: Report) -> tuple[Chart, Chart]:
    """Return days a week and minutes a day: of each week, or where there are many, each month."""
    by_month = report.grain == "month"
    days, minutes = list[Period](), list[Period]()
    for beginning, group in groupby(
        report.weeks, lambda week: week.monday.replace(day=1) if by_month else week.monday
    ):
        weeks = list(group)
        length = monthrange(beginning.year, beginning.month)[1] if by_month else 7
        trained = sum(week.days for week in weeks)
        a_week = trained / len(weeks)
        days.append(Period(beginning, length, a_week, decimal(a_week, ".1f" if by_month else "g")))
        if trained:
            a_day = sum(week.minutes for week in weeks) / trained
            minutes.append(Period(beginning, length, a_day, f"{a_day:.0f}"))
    least, most = DAYS_A_WEEK
    chart = partial(period_chart, first=days[0].first, last=report.last, width=_HALF)
    titles = (
        (tr("Days of training a week, by month"), tr("Minutes of a training day, by month"))
        if by_month
        else (tr("Days of training in each week"), tr("Minutes of a training day, by week"))
    )
    return (
        chart(titles[0], days, wanted=(least, most)),
        chart(titles[1], minutes, wanted=(MINUTES_A_DAY, MINUTES_A_DAY)),
    )


def _feelings(report: Report) -> tuple[Chart, ...]:
    """Return pain and effort over time; nothing where no question was answered."""
    pain = (
        _answers(report, "pain_before", tr("before training"), "first"),
        _answers(report, "pain_after", tr("after training"), "second"),
    )
    effort = (_answers(report, "effort", tr_in("chart", "effort"), "only"),)
    chart = partial(time_chart, first=report.first, last=report.last, width=_HALF, scale=_SCALE)
    titled = {tr("Pain, 0 to 10"): pain, tr("Effort, 0 to 10"): effort}
    return tuple(
        chart(title, series)
        for title, series in titled.items()
        if any(one.points for one in series)
    )


def _answers(report: Report, question: str, name: str, style: str) -> Series:
    points = ((day, value, 1.0) for day, value in answers(report.days, question))
    return Series(name, style, averaged(points, report.grain))


_STYLES = {"left": "first", "right": "second", "both": "only"}


def _motion(report: Report, found: ExerciseReport) -> Chart | None:
    unit, target = wording.target_of(found.spec)
    series = [
        Series(
            numbers.side_words(side.side),
            _STYLES[side.side],
            [(day, shown(value, unit)) for day, value in side.motion],
            shown(found.error.rmse, unit) if found.error else 0.0,
        )
        for side in found.sides
        if side.motion and unit is not None
    ]
    if not series or unit is None:
        return None
    rule = None
    if target is not None:
        named = tr("target {target}").format(target=numbers.amount(target, unit))
        rule = shown(target, unit), named
    return time_chart(
        tr("Range of motion, in {unit}").format(unit=unit_name(unit)),
        series,
        report.first,
        report.last,
        width=_WIDE,
        from_zero=False,
        rule=rule,
        changed=found.changed,
    )


def _pace(report: Report, found: ExerciseReport) -> Chart | None:
    series = [
        Series(numbers.side_words(side.side), _STYLES[side.side], side.pace)
        for side in found.sides
        if side.pace
    ]
    if not series:
        return None
    title = tr("Time of a repetition, in seconds")
    return time_chart(title, series, report.first, report.last, width=_HALF)


def _fast(report: Report, found: ExerciseReport) -> Chart | None:
    if not found.fast:
        return None
    most = max(share for _, share in found.fast)
    return time_chart(
        tr("Attempts that were too fast, in percent"),
        [Series(tr("too fast"), "only", found.fast)],
        report.first,
        report.last,
        width=_HALF,
        scale=(0.0, max(_LEAST_PERCENT, most)),
    )
