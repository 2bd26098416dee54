"""The data of a report, read from the history."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import TypeVar

from pydantic import ValidationError

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.history import findings
from posetrainer.history.sessions import spec_text
from posetrainer.history.span import Span
from posetrainer.history.summaries import (
    DaySummary,
    ExerciseDay,
    Grain,
    days,
    exercise_days,
    unjudged,
)
from posetrainer.history.trends import WeekSummary, monday_of, trend, weeks
from posetrainer.reports.grain import grain_of
from posetrainer.reports.measure_error import measure_error
from posetrainer.reports.model import ExerciseReport, Points, Report, SideReport

_T = TypeVar("_T")
_WEEK = timedelta(days=7)


def collect(db: sqlite3.Connection, person: str | None, since: date, today: date) -> Report | None:
    """Return what was done; None if nothing was.

    Parameters
    ----------
    db : sqlite3.Connection
        The history.
    person : str or None
        Name of a profile; None for everybody.
    since, today : date
        First and last day of the report. Where there is no earlier session, it begins with the
        first training.
    """
    span = Span(since=since, before=today + timedelta(days=1), person=person)
    by_day = days(db, span)
    if not by_day:
        return None
    began = findings.first_day(db, Span(person=person))
    first = since if began is not None and began < since else by_day[0].day
    grain = grain_of(first, today)
    people = findings.people(db, span)
    return Report(
        persons=tuple(name for name in people if name is not None),
        unnamed=None in people,
        first=first,
        last=today,
        grain=grain,
        days=by_day,
        weeks=_all_weeks(by_day, first, today),
        exercises=_exercises(db, span, grain),
    )


def _all_weeks(by_day: Sequence[DaySummary], first: date, last: date) -> list[WeekSummary]:
    """Return all weeks of the time, idle ones at its ends as well."""
    known = {week.monday: week for week in weeks(by_day)}
    monday, found = monday_of(first), []
    while monday <= last:
        found.append(known.get(monday) or WeekSummary(monday, 0, 0.0, 0, 0, 0, 0))
        monday += _WEEK
    return found


def _exercises(db: sqlite3.Connection, span: Span, grain: Grain) -> tuple[ExerciseReport, ...]:
    by_day = _grouped((day.exercise, day) for day in exercise_days(db, span, grain))
    flaws = _grouped((flaw.exercise, flaw) for flaw in findings.flaws(db, span))
    judges = _grouped((judge.exercise, judge) for judge in findings.judges(db, span))
    not_judged = _grouped(unjudged(db, span))
    found = []
    for prescription in findings.prescriptions(db, span):
        exercise = prescription.exercise
        spec = _spec(db, judges[exercise][-1].spec_digest)
        done = by_day.get(exercise, [])
        unit = spec.driver.unit if spec and spec.driver else None
        found.append(
            ExerciseReport(
                prescription=prescription,
                spec=spec,
                unit=unit,
                error=measure_error(spec) if spec else None,
                sides=tuple(
                    _side(list(of_side), unit) for _, of_side in groupby(done, lambda day: day.side)
                ),
                fast=_fast(done) if spec is None or spec.tempo else (),
                flaws=tuple(flaws.get(exercise, ())),
                unjudged=tuple(not_judged.get(exercise, ())),
                judges=tuple(judges[exercise]),
            )
        )
    return tuple(found)


def _side(done: Sequence[ExerciseDay], unit: str | None) -> SideReport:
    """Return what was done on one side; range of motion in another unit is left out."""
    # They are by unit first, which differs where another spec judged.
    done = sorted(done, key=lambda day: day.day)
    measured = [
        (day.day, day.peak, day.repetitions)
        for day in done
        if day.peak is not None and day.unit == unit
    ]
    timed = [(day.day, day.seconds, day.repetitions) for day in done if day.seconds is not None]
    held = [(day.day, day.held_s, day.repetitions) for day in done if day.held_s is not None]
    return SideReport(
        side=done[0].side,
        repetitions=sum(day.repetitions for day in done),
        good=sum(day.good for day in done),
        attempts=sum(day.repetitions + day.missed for day in done),
        too_fast=sum(day.too_fast for day in done),
        peak=_mean(measured),
        highest=max(
            (day.highest for day in done if day.highest is not None and day.unit == unit),
            default=None,
        ),
        seconds=_mean(timed),
        held_s=_mean(held),
        motion=[(day, peak) for day, peak, _ in measured],
        pace=[(day, seconds) for day, seconds, _ in timed],
        trend=trend([(day, peak) for day, peak, _ in measured]),
    )


def _fast(done: Iterable[ExerciseDay]) -> Points:
    """Return the share of attempts that were too fast, in percent; both sides together."""
    counts: dict[date, tuple[int, int]] = {}
    for day in done:
        fast, number = counts.get(day.day, (0, 0))
        counts[day.day] = fast + day.too_fast, number + day.repetitions + day.missed
    return [(day, 100 * fast / number) for day, (fast, number) in sorted(counts.items()) if number]


def _mean(values: Sequence[tuple[date, float, float]]) -> float | None:
    weights = sum(weight for *_, weight in values)
    return sum(value * weight for _, value, weight in values) / weights if weights else None


def _spec(db: sqlite3.Connection, digest: str) -> ExerciseSpec | None:
    """Return a spec as it judged; None if it is of a version whose language differs."""
    try:
        return ExerciseSpec.model_validate_json(spec_text(db, digest) or "")
    except ValidationError:
        return None


def _grouped(pairs: Iterable[tuple[str, _T]]) -> Mapping[str, list[_T]]:
    found: dict[str, list[_T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found
