"""Terminal tables of the history, at most sixty columns wide."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from rich.table import Column, Table

from posetrainer.feedback.spec_words import spec_words
from posetrainer.feedback.terminal import side_words
from posetrainer.history.summaries import DaySummary, ExerciseDay
from posetrainer.history.trends import (
    DAYS_A_WEEK,
    MINUTES_A_DAY,
    Trend,
    WeekSummary,
    trend,
)
from posetrainer.kinematics.measurands import Unit
from posetrainer.language.dates import day_and_month, full_date, weekday
from posetrainer.language.translation import decimal, tr
from posetrainer.language.units import shown, sign

#: A bar of so many signs is a whole day's training, and a longer day no longer.
_BAR = 6


def weeks_table(weeks: Iterable[WeekSummary]) -> Table:
    """Return the weeks against the days that are prescribed."""
    least, most = DAYS_A_WEEK
    table = _table(
        tr("Weeks ({least} to {most} days are prescribed)").format(least=least, most=most),
        *(
            Column(tr("from"), no_wrap=True),
            _right(tr("days")),
            _right(tr("minutes")),
            _right(tr("repetitions")),
        ),
        *(_right(tr("good")), _right(tr("too fast"))),
    )
    for week in weeks:
        enough = "✓" if week.days >= least else " "
        table.add_row(
            full_date(week.monday),
            f"{week.days} {enough}",
            f"{week.minutes:.0f}",
            str(week.repetitions),
            *_shares(week),
        )
    return table


def days_table(days: Iterable[DaySummary]) -> Table:
    """Return the days against the minutes that are prescribed."""
    table = _table(
        tr("Days ({minutes} minutes are prescribed)").format(minutes=MINUTES_A_DAY),
        *(
            Column(tr("day"), no_wrap=True),
            _right(tr("min")),
            "",
            _right(tr("reps")),
            _right(tr("good")),
        ),
        *(_right(tr("too fast")), tr("pain"), _right(tr("effort")), tr("sessions")),
    )
    for day in days:
        felt = day.ratings
        pain = (felt.pain_before, felt.pain_after)
        change = "" if pain == (None, None) else " → ".join(map(_or_dash, pain))
        table.add_row(
            f"{weekday(day.day)} {day_and_month(day.day)}",
            f"{day.minutes:.0f}",
            "█" * min(_BAR, round(_BAR * day.minutes / MINUTES_A_DAY)),
            str(day.repetitions),
            *_shares(day),
            change,
            "" if felt.effort is None else decimal(felt.effort, "g"),
            " ".join(map(str, day.sessions)),
        )
    return table


def exercises_table(days: Sequence[ExerciseDay]) -> Table:
    """Return the exercises, side by side, with their trends."""
    table = _table(
        tr("Exercises (↗ and ↘: a trend that is no chance)"),
        *(tr("exercise"), tr("side"), _right(tr("days")), _right(tr("reps")), _right(tr("good"))),
        *(_right(tr("too fast")), _right(tr("motion")), _right(tr("a week"))),
    )
    for (_, side, unit), group in groupby(days, lambda day: (day.exercise, day.side, day.unit)):
        of_side = list(group)
        counted = [day for day in of_side if day.repetitions]
        good = trend([(day.day, day.good / day.repetitions) for day in counted])
        attempts = [(day, day.repetitions + day.missed) for day in of_side]
        fast = trend([(day.day, day.too_fast / number) for day, number in attempts])
        peaks = [(day.day, day.peak) for day in counted if day.peak is not None]
        motion = trend(peaks)
        table.add_row(
            spec_words(of_side[0].title),
            "" if side == "both" else side_words(side),
            str(len(of_side)),
            str(sum(day.repetitions for day in counted)),
            _share(sum(day.good for day in counted), sum(day.repetitions for day in counted))
            + _arrow(good),
            _share(sum(day.too_fast for day in of_side), sum(number for _, number in attempts))
            + _arrow(fast),
            _motion(peaks, unit) + (_arrow(motion) if peaks else ""),
            decimal(shown(motion.per_week, unit), "+.1f")
            if unit is not None and motion is not None and motion.sure
            else "",
        )
    return table


def _motion(peaks: Sequence[tuple[date, float]], unit: Unit | None) -> str:
    if not peaks or unit is None:
        return ""
    mean = sum(peak for _, peak in peaks) / len(peaks)
    return decimal(shown(mean, unit), ".0f" if unit == "deg" else ".1f") + sign(unit)


def _shares(done: DaySummary | WeekSummary) -> tuple[str, str]:
    return (
        _share(done.good, done.repetitions),
        _share(done.too_fast, done.repetitions + done.missed),
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else ""


def _arrow(found: Trend | None) -> str:
    if found is None or not found.sure:
        return " "
    return "↗" if found.per_week > 0 else "↘"


def _or_dash(value: int | None) -> str:
    return "–" if value is None else str(value)


def _right(name: str) -> Column:
    return Column(name, justify="right")


def _table(title: str, *columns: Column | str) -> Table:
    """Return an empty table; where the terminal is narrow, its cells wrap at spaces."""
    table = Table(*columns, title=f"\n{title}", box=None, padding=(0, 1, 0, 0), pad_edge=False)
    table.title_justify, table.title_style = "left", "bold"
    for column in table.columns:
        column.header_style, column.overflow = "dim", "fold"
    return table
