"""The history as tables of a terminal, eighty columns wide."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from rich.table import Column, Table

from posetrainer.history.summaries import DaySummary, ExerciseDay
from posetrainer.history.trends import (
    DAYS_A_WEEK,
    MINUTES_A_DAY,
    Trend,
    WeekSummary,
    trend,
)

_SESSIONS = "sessions"
_UNITS = {"deg": "°", "in": " in"}
#: A bar of so many signs is a whole day's training, and a longer day no longer.
_BAR = 6


def weeks_table(weeks: Iterable[WeekSummary]) -> Table:
    """Return the weeks against the days that are prescribed."""
    least, most = DAYS_A_WEEK
    table = _table(
        f"Weeks ({least} to {most} days are prescribed)",
        *("from", _right("days"), _right("minutes"), _right("repetitions")),
        *(_right("good"), _right("too fast")),
    )
    for week in weeks:
        enough = "✓" if week.days >= least else " "
        table.add_row(
            f"{week.monday:%d %b %Y}",
            f"{week.days} {enough}",
            f"{week.minutes:.0f}",
            str(week.repetitions),
            *_shares(week),
        )
    return table


def days_table(days: Iterable[DaySummary]) -> Table:
    """Return the days against the minutes that are prescribed."""
    table = _table(
        f"Days ({MINUTES_A_DAY} minutes are prescribed)",
        *("day", _right("min"), "", _right("reps"), _right("good"), _right("too fast")),
        *("pain", _right("effort"), _SESSIONS),
    )
    for day in days:
        felt = day.ratings
        pain = (felt.pain_before, felt.pain_after)
        told = "" if pain == (None, None) else " → ".join(map(_or_dash, pain))
        table.add_row(
            f"{day.day:%a %d %b}",
            f"{day.minutes:.0f}",
            "█" * min(_BAR, round(_BAR * day.minutes / MINUTES_A_DAY)),
            str(day.repetitions),
            *_shares(day),
            told,
            "" if felt.effort is None else f"{felt.effort:g}",
            " ".join(map(str, day.sessions)),
        )
    return table


def exercises_table(days: Sequence[ExerciseDay]) -> Table:
    """Return the exercises, side by side, with their trends."""
    table = _table(
        "Exercises (↗ and ↘: a trend that is no chance)",
        *("exercise", "side", _right("days"), _right("reps"), _right("good")),
        *(_right("too fast"), _right("motion"), _right("a week")),
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
            of_side[0].title,
            "" if side == "both" else side,
            str(len(of_side)),
            str(sum(day.repetitions for day in counted)),
            _share(sum(day.good for day in counted), sum(day.repetitions for day in counted))
            + _arrow(good),
            _share(sum(day.too_fast for day in of_side), sum(number for _, number in attempts))
            + _arrow(fast),
            _motion(peaks, unit) + (_arrow(motion) if peaks else ""),
            f"{motion.per_week:+.1f}" if motion is not None and motion.sure else "",
        )
    return table


def _motion(peaks: Sequence[tuple[date, float]], unit: str | None) -> str:
    if not peaks or unit is None:
        return ""
    mean = sum(peak for _, peak in peaks) / len(peaks)
    return f"{mean:.{0 if unit == 'deg' else 1}f}{_UNITS[unit]}"


def _shares(done: DaySummary | WeekSummary) -> tuple[str, str]:
    return (
        _share(done.good, done.repetitions),
        _share(done.too_fast, done.repetitions + done.missed),
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f}%" if whole else ""


def _arrow(found: Trend | None) -> str:
    if found is None or not found.sure:
        return "  "
    return " ↗" if found.per_week > 0 else " ↘"


def _or_dash(value: int | None) -> str:
    return "–" if value is None else str(value)


def _right(name: str) -> Column:
    return Column(name, justify="right")


def _table(title: str, *columns: Column | str) -> Table:
    table = Table(*columns, title=f"\n{title}", box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.title_justify, table.title_style = "left", "bold"
    for column in table.columns:
        column.no_wrap = column.header != _SESSIONS
        column.header_style = "dim"
    return table
