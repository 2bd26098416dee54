"""Synthetic histories for pictures and tests: twelve weeks of training, or thousands of sessions.

What happens is drawn by a fixed random seed. The right leg is weaker and catches up, the knee
bends less and less, pain falls, and the camera does not always see everything.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.history.database import transaction, writing
from posetrainer.history.records import Ratings, SessionInfo
from posetrainer.history.session_log import SessionLog
from posetrainer.rules.events import (
    Event,
    LostSight,
    RepetitionCompleted,
    RepetitionMissed,
    RepetitionSide,
    Shortfall,
    SightRegained,
)
from posetrainer.rules.obstacles import PartsUnseen
from posetrainer.rules.person import Person
from posetrainer.workout.flow import Flow
from posetrainer.workout.plan import Block, Plan
from posetrainer.workout.step_result import StepResult

WEEKS = 12
#: Days of the week, from Monday; the third week is missed, and some days by chance.
_WEEKDAYS, _IDLE_WEEK, _MISSED = (0, 2, 4, 5), 3, 0.15
_SEED = 17
#: Shortest and longest duration of an exercise.
_EXERCISE_S = 360.0, 480.0


@dataclass(frozen=True)
class _Course:
    """How one exercise goes: where the range of motion begins and ends, and its faults."""

    exercise: str
    first: float
    last: float
    spread: float
    fault: str


_COURSES = (
    _Course("straight_leg_raise", 9.6, 12.6, 0.5, "knee_bent"),
    _Course("heel_slides", 76, 90, 4, "heel_lifted"),
    _Course("wall_squat", 38, 47, 3, "trunk_leans"),
    _Course("abdominal_contraction", 0, 0, 0, ""),
)


def write_history(
    path: Path, last: datetime, person: str | None = "Anna", weeks: int = WEEKS
) -> int:
    """Write the history; return the number of sessions.

    Parameters
    ----------
    path : Path
        Of the database.
    last : datetime
        With its time zone: no session begins later.
    person : str or None
    weeks : int
    """
    chance = random.Random(_SEED)
    monday = last - timedelta(days=last.weekday(), weeks=weeks - 1)
    plan = Plan("A day", tuple(Block(load_exercise(course.exercise)) for course in _COURSES))
    number = 0
    with writing(path) as db, transaction(db):
        for week in range(weeks):
            for weekday in _WEEKDAYS:
                began_at = monday + timedelta(weeks=week, days=weekday)
                if week == _IDLE_WEEK or began_at > last or chance.random() < _MISSED:
                    continue
                share = week / max(1, weeks - 1)
                info = SessionInfo(plan.title, "plan", person, _ratings(share, chance))
                log = SessionLog(info, began_at)
                for moment, time_s in _session(plan, share, chance):
                    log.add(moment, time_s)
                log.update()
                log.write(db)
                number += 1
    return number


def write_many(path: Path, sessions: int, last: datetime) -> None:
    """Write sessions of five exercises with ten repetitions each, two a day, up to the last."""
    write_history(path, last - timedelta(days=sessions), None, weeks=1)
    with writing(path) as db:
        db.execute("BEGIN")
        db.executemany(
            "INSERT INTO session (uid, began_at, day, title, version) VALUES (?, ?, ?, 't', '0')",
            (
                (str(n), began_at.isoformat(), began_at.date().isoformat())
                for n in range(sessions)
                for began_at in [last - timedelta(days=n // 2)]
            ),
        )
        db.execute(
            "WITH five(e) AS (VALUES ('a'), ('b'), ('c'), ('d'), ('e')) "
            "INSERT INTO exercise (session_id, block, exercise, title, spec_id, prescribed, "
            "counted_before, good_before, began_s, trained_s, ready) "
            "SELECT id, 0, e, e, 1, 10, 0, 0, 0, 300, 1 FROM session, five WHERE id > 1"
        )
        db.execute(
            "WITH RECURSIVE ten(n) AS (VALUES (1) UNION ALL SELECT n + 1 FROM ten WHERE n < 10) "
            "INSERT INTO attempt (exercise_id, place, number, side, good, too_fast, start_s, "
            "end_s, peak, peak_speed, unit, held_s, shortfalls, faults) "
            "SELECT id, n, n, iif(n % 2, 'left', 'right'), id % 3 > 0, id % 19 = 0, 8 * n, "
            "8 * n + 7, 40 + n + id % 7, 30, 'deg', 5.1, "
            """iif(id % 3, '[]', '["form", "hold"]'), iif(id % 3, '[]', '["knee_bent"]') """
            "FROM exercise, ten WHERE id > 1"
        )
        db.execute("COMMIT")


def _ratings(share: float, chance: random.Random) -> Ratings:
    if chance.random() < 0.1:
        return Ratings()
    before = round(6 - 3.5 * share + chance.uniform(-1, 1))
    return Ratings(before, max(0, before - chance.randint(0, 2)), round(6 - 2 * share))


def _session(plan: Plan, share: float, chance: random.Random) -> Iterator[tuple[StepResult, float]]:
    first = Flow(plan, Person()).step(None, 0.0)
    time_s, exercise_s = 0.0, chance.uniform(*_EXERCISE_S)
    for number, (block, course) in enumerate(zip(plan.blocks, _COURSES, strict=True)):
        spec = block.spec
        events = list(_events(spec, course, share, chance))
        for at, event in enumerate([None, *events]):
            time_s += exercise_s / (len(events) + 1)
            counted = isinstance(event, RepetitionCompleted)
            progress = replace(
                first.progress,
                ready=True,
                obstacle=None,
                counted=event.number if isinstance(event, RepetitionCompleted) else 0,
                good=int(counted),
            )
            elapsed_s = exercise_s * (number + at / max(1, len(events)))
            situation = replace(
                first.situation, stage="exercise", block=number + 1, elapsed_s=elapsed_s
            )
            happened = [] if event is None else [_at(event, time_s)]
            step = replace(
                first,
                spec=spec,
                events=happened,
                progress=progress,
                situation=situation,
                entry=number,
            )
            yield step, time_s


def _at(event: Event, time_s: float) -> Event:
    """Return an event, whose times end at 0, at its place in the session."""
    if isinstance(event, RepetitionCompleted | RepetitionMissed):
        return replace(
            event, time_s=time_s, start_s=time_s + event.start_s, end_s=time_s + event.end_s
        )
    return replace(event, time_s=time_s)


def _events(
    spec: ExerciseSpec, course: _Course, share: float, chance: random.Random
) -> Iterator[Event]:
    number = 0
    for place in range(spec.dose.repetitions * spec.dose.sets):
        side: RepetitionSide = "both"
        if spec.dose.sides in ("each", "alternate", "either"):
            side = "right" if place % 2 else "left"
        behind = 0.12 * (1 - share) if side == "right" else 0.0
        peak = (course.first + (course.last - course.first) * share) * (1 - behind)
        peak += chance.gauss(0, course.spread)
        if chance.random() < 0.04 and spec.driver is not None:
            yield _missed(spec, side, peak / 2)
            continue
        number += 1
        yield _completed(spec, course, number, side, peak, share, chance)
    if chance.random() < 0.2:
        yield LostSight(0.0, PartsUnseen(("feet",)))
        yield SightRegained(0.0, 10.0)


def _completed(
    spec: ExerciseSpec,
    course: _Course,
    number: int,
    side: RepetitionSide,
    peak: float,
    share: float,
    chance: random.Random,
) -> RepetitionCompleted:
    faulty = course.fault in spec.form and chance.random() < 0.3 - 0.25 * share
    faults = (course.fault,) if faulty else ()
    shortfalls: list[Shortfall] = ["form"] if faults else []
    unit = spec.driver.unit if spec.driver else None
    target = spec.repetition.target if spec.repetition else None
    if target is not None:
        wanted = target.at_least_in if unit == "in" else target.at_least_deg
        tolerance = target.tolerance_in if unit == "in" else target.tolerance_deg
        if peak < (wanted or 0.0) - (tolerance or 0.0):
            shortfalls.append("target")
    if spec.tempo is not None and chance.random() < 0.12 - 0.08 * share:
        shortfalls.append("tempo")
    seconds = spec.hold_s + 3.5 + share + chance.uniform(-0.5, 0.5)
    return RepetitionCompleted(
        time_s=0.0,
        number=number,
        side=side,
        good=not shortfalls,
        shortfalls=tuple(shortfalls),
        faults=faults,
        start_s=-seconds,
        end_s=0.0,
        peak=None if unit is None else peak,
        peak_speed=None if unit is None else peak / 2,
        unit=unit,
        held_s=spec.hold_s + chance.uniform(0, 0.6) if spec.hold_s else None,
    )


def _missed(spec: ExerciseSpec, side: RepetitionSide, peak: float) -> RepetitionMissed:
    assert spec.driver is not None
    return RepetitionMissed(
        time_s=0.0,
        side=side,
        reason="partial",
        peak=peak,
        needed=2 * peak,
        unit=spec.driver.unit,
        start_s=-3.0,
        end_s=0.0,
        too_fast=False,
        faults=(),
        obstacle=None,
    )
