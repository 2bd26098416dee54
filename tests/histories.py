"""Sessions without a camera, written into a history: what happened is what one says."""

import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from time import process_time
from timeit import repeat

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.history.database import transaction, writing
from posetrainer.history.records import Ratings, SessionInfo
from posetrainer.history.session_log import SessionLog
from posetrainer.recordings.columns import Header
from posetrainer.rules.events import Event, RepetitionCompleted, RepetitionMissed
from posetrainer.rules.person import Person
from posetrainer.workout.day import BEGINNING, DaySoFar
from posetrainer.workout.flow import Flow
from posetrainer.workout.plan import Block, Plan, with_dose
from posetrainer.workout.step_result import StepResult

RAISE = "straight_leg_raise"
UNASKED = Ratings()
NOON = datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
MISSED = RepetitionMissed(
    time_s=30.0,
    side="left",
    reason="partial",
    peak=6.0,
    needed=8.0,
    unit="in",
    start_s=25.0,
    end_s=30.0,
    too_fast=False,
    faults=(),
    obstacle=None,
)


def plan_of(*exercises: str, repetitions: int = 4) -> Plan:
    specs = [with_dose(load_exercise(i), repetitions, 1) for i in exercises]
    return Plan("A plan", tuple(Block(spec) for spec in specs))


def completed(number: int, **other: object) -> RepetitionCompleted:
    """One repetition of eight seconds, a good one of 45 degrees unless told otherwise."""
    end_s = 8.0 * number
    usual = RepetitionCompleted(
        time_s=end_s,
        number=number,
        side="left" if number % 2 else "right",
        good=not (other.get("shortfalls") or other.get("faults")),
        shortfalls=(),
        faults=(),
        start_s=end_s - 7,
        end_s=end_s,
        peak=45.0,
        peak_speed=30.0,
        unit="deg",
        held_s=5.2,
    )
    return replace(usual, **other)  # type: ignore[arg-type]


def steps(
    plan: Plan, events: Sequence[Event], *, minutes: float = 1.0, day: DaySoFar = BEGINNING
) -> Iterator[tuple[StepResult, float]]:
    """A moment of getting ready, and one for each event, evenly over some minutes."""
    first = Flow(plan, Person(), day=day).step(None, 0.0)
    yield first, 0.0
    counted, good = day.counted, day.good
    for number, event in enumerate(events, 1):
        if isinstance(event, RepetitionCompleted):
            counted, good = event.number, good + event.good
        elapsed_s = day.trained_s + 60 * minutes * number / len(events)
        progress = replace(first.progress, ready=True, obstacle=None, counted=counted, good=good)
        situation = replace(first.situation, stage="exercise", elapsed_s=elapsed_s)
        yield (
            replace(first, events=[event], progress=progress, situation=situation),
            event.time_s,
        )


def keep(
    path: Path,
    began_at: datetime = NOON,
    events: Sequence[Event] = (completed(1), completed(2)),
    *,
    exercise: str = RAISE,
    minutes: float = 1.0,
    person: str | None = None,
    ratings: Ratings = UNASKED,
    recording: tuple[Path, Header] | None = None,
) -> int:
    """Keep a session of one exercise; return its number."""
    plan = plan_of(exercise)
    log = SessionLog(SessionInfo(plan.blocks[0].spec.title, None, person, ratings), began_at)
    if recording is not None:
        log.note_recording(*recording)
    for moment, time_s in steps(plan, events, minutes=minutes):
        log.add(moment, time_s)
    log.update()
    with writing(path) as db, transaction(db):
        log.write(db)
    assert log.session_id is not None
    return log.session_id


def posetrainer_in_less_than(seconds: float, *arguments: str) -> bytes:
    """Run a command and return its output, timed by its processor: others may want one, too."""
    import resource  # Windows has none.

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "posetrainer", *arguments]
    done = subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    took_s = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert took_s < seconds * slowness()
    return done.stdout


def slowness() -> float:
    """Return how many times slower this machine is now than an idle one of 2024, at least 1."""
    return max(1.0, min(repeat(_additions, timer=process_time, number=1, repeat=3)) / 0.32)


def _additions() -> None:
    total = 0
    for number in range(5_000_000):
        total += number
