"""How far a day has come is known from the history, and never in the way."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from histories import completed, plan_of, steps

from posetrainer.history.database import reading
from posetrainer.history.records import SessionInfo
from posetrainer.history.today import day_so_far, done_until, name_of
from posetrainer.history.writer import HistoryWriter
from posetrainer.rules.events import Event
from posetrainer.rules.person import Person
from posetrainer.workout.day import BEGINNING, DaySoFar
from posetrainer.workout.flow import Flow
from posetrainer.workout.plan import Plan
from posetrainer.workout.results import Reason

PLAN = plan_of("wall_squat", "heel_slides", repetitions=3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "history.sqlite3"


def train(path: Path, flow: Flow, plan: Plan = PLAN, person: str | None = None) -> None:
    """Stand in front of the camera for a moment."""
    info = SessionInfo(plan.title, name_of(plan), person)
    with HistoryWriter(path, info, pytest.fail) as writer:
        for number in range(3):
            writer.add(flow.step(None, number / 15), number / 15)


def do(path: Path, events: Sequence[Event], day: DaySoFar = BEGINNING) -> None:
    """Do something of the first exercise in a minute."""
    with HistoryWriter(path, SessionInfo(PLAN.title, name_of(PLAN)), pytest.fail) as writer:
        for moment, time_s in steps(PLAN, events, day=day):
            writer.add(moment, time_s)


def repeat(path: Path, repetitions: int) -> None:
    """Do repetitions of the first exercise in a minute."""
    do(path, [completed(n + 1) for n in range(repetitions)])


def today(path: Path, plan: Plan = PLAN, person: str | None = None, days: int = 0) -> DaySoFar:
    """How far it has come, without what came of the exercises."""
    return replace(whole_day(path, plan, person, days), reasons={}, before=())


def whole_day(path: Path, plan: Plan = PLAN, person: str | None = None, days: int = 0) -> DaySoFar:
    return day_so_far(path, plan, person, datetime.now().date() + timedelta(days=days))


def test_the_same_day_goes_on_where_it_was(path: Path) -> None:
    repeat(path, 2)
    assert today(path) == DaySoFar(0, 2, 2, trained_s=60)
    train(path, Flow(PLAN, Person(), day=DaySoFar(1, 2, 1)))
    assert today(path) == DaySoFar(1, 2, 1, trained_s=60)


def test_what_came_of_the_exercises_is_known_the_whole_day(path: Path) -> None:
    fast = replace(completed(1), good=False, shortfalls=("tempo",))
    do(path, [fast])
    so_far = whole_day(path)
    assert (so_far.counted, so_far.good, so_far.reasons) == (1, 0, {Reason("tempo"): 1})
    do(path, [completed(2), completed(3)], so_far)
    day = whole_day(path)
    assert day.block == 1
    (squats,) = day.before
    assert (squats.counted, squats.good, squats.reasons) == (3, 2, {Reason("tempo"): 1})


def test_what_came_of_a_session_includes_the_ones_it_went_on_from(path: Path) -> None:
    do(path, [replace(completed(1), good=False, shortfalls=("tempo",))])
    do(path, [completed(1), completed(2, shortfalls=("hold",))])
    do(path, [completed(3)], whole_day(path))
    with reading(path) as db:
        (first,), _ = done_until(db, 1)
        (all_day,), trained_s = done_until(db, 3)
    assert (first.counted, first.good, first.reasons) == (1, 0, {Reason("tempo"): 1})
    # The second session began anew.
    assert (all_day.counted, all_day.good, all_day.reasons) == (3, 2, {Reason("hold"): 1})
    assert trained_s == 120


def test_whose_turn_it_is_goes_on_too(path: Path) -> None:
    plan = plan_of("straight_leg_raise")
    train(path, Flow(plan, Person(), day=DaySoFar(0, 2, 2, "right")), plan)
    assert today(path, plan) == DaySoFar(0, 2, 2, "right")


def test_what_is_done_after_going_on_is_added(path: Path) -> None:
    train(path, Flow(PLAN, Person(), day=DaySoFar(0, 1, 0)))
    assert today(path) == DaySoFar(0, 1, 0)
    flow = Flow(PLAN, Person(), day=DaySoFar(1))
    train(path, flow)
    flow.back()
    train(path, flow)
    assert today(path) == DaySoFar(0)


def test_between_the_last_repetition_and_the_next_exercise_the_next_is_next(path: Path) -> None:
    repeat(path, 3)
    assert today(path) == DaySoFar(1, trained_s=60)


def test_another_day_begins_anew(path: Path) -> None:
    repeat(path, 2)
    assert today(path, days=1) == DaySoFar()


def test_another_plan_begins_anew_at_no_minutes(path: Path) -> None:
    repeat(path, 2)
    assert today(path, plan_of("wall_squat", "heel_slides", repetitions=4)) == DaySoFar()


def test_what_was_trained_before_it_was_begun_anew_is_no_part_of_it(path: Path) -> None:
    repeat(path, 2)
    repeat(path, 1)
    assert today(path) == DaySoFar(0, 1, 1, trained_s=60)
    train(path, Flow(PLAN, Person(), day=DaySoFar(0, 1, 1, trained_s=60)))
    assert today(path).trained_s == pytest.approx(60)


def test_another_person_has_another_day(path: Path) -> None:
    repeat(path, 2)
    train(path, Flow(PLAN, Person(), day=DaySoFar(1)), person="anna")
    assert today(path, person="anna") == DaySoFar(1)
    assert today(path) == DaySoFar(0, 2, 2, trained_s=60)


def test_a_plan_that_is_done_is_known_until_it_is_begun_anew(path: Path) -> None:
    flow = Flow(PLAN, Person(), day=DaySoFar(1))
    flow.next()
    assert flow.over
    train(path, flow)
    assert today(path) == DaySoFar(done=True)
    repeat(path, 1)
    assert today(path) == DaySoFar(0, 1, 1, trained_s=60)


def test_a_history_that_cannot_be_read_is_no_reason_not_to_train(path: Path) -> None:
    path.write_bytes(b"\xff\xfe")
    assert today(path) == DaySoFar()
    path.unlink()
    path.mkdir()
    assert day_so_far(path, PLAN, None, date(2026, 3, 1)) == DaySoFar()
