"""How far a day has come is kept, and never in the way."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from posetrainer.capture import Frame
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.rules.person import Person
from posetrainer.runtime.loop import Step
from posetrainer.runtime.recorder import Recorder
from posetrainer.runtime.today import Day, keeping, load_day, name_of
from posetrainer.workout.flow import Flow
from posetrainer.workout.plan import Block, Plan, with_dose

TODAY, TOMORROW = date(2026, 3, 1), date(2026, 3, 2)


def plan_of(*exercises: str, repetitions: int = 3) -> Plan:
    specs = [with_dose(load_exercise(i), repetitions) for i in exercises]
    return Plan("A plan", tuple(Block(spec) for spec in specs))


PLAN = plan_of("wall_squat", "heel_slides")


def step_of(flow: Flow, time_s: float) -> Step:
    frame = Frame(round(time_s * 10), time_s, np.zeros((48, 64, 3), np.uint8))
    return Step(frame, None, flow.step(None, time_s))


def kept_by(flow: Flow, path: Path) -> Day:
    keeping(path, PLAN, flow, TODAY)(step_of(flow, 0.0))
    return load_day(path, PLAN, TODAY)


def test_the_same_day_goes_on_where_it_was(tmp_path: Path) -> None:
    flow = Flow(PLAN, Person(), begin_at=1, counted=(2, 1), elapsed_s=400)
    day = kept_by(flow, tmp_path / "today.json")
    assert (day.block, day.counted, day.good, day.elapsed_s) == (1, 2, 1, 400)


def test_another_day_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "today.json"
    kept_by(Flow(PLAN, Person(), begin_at=1, elapsed_s=400), path)
    day = load_day(path, PLAN, TOMORROW)
    assert (day.block, day.elapsed_s) == (0, 0.0)


def test_another_plan_begins_anew_but_the_day_is_as_long(tmp_path: Path) -> None:
    path = tmp_path / "today.json"
    kept_by(Flow(PLAN, Person(), begin_at=1, elapsed_s=400), path)
    day = load_day(path, plan_of("wall_squat", "heel_slides", repetitions=4), TODAY)
    assert (day.block, day.elapsed_s) == (0, 400)


def test_a_plan_that_is_done_begins_anew(tmp_path: Path) -> None:
    flow = Flow(PLAN, Person(), begin_at=1)
    flow.next()
    assert flow.over
    assert kept_by(flow, tmp_path / "today.json").block == 0


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b'{"date": 3}',
        b"\xff\xfe",
        b'{"date": "2026-03-01", "plan": "x", "elapsed_s": null}',
        b'{"date": "2026-03-01", "plan": "x", "block": -1}',
    ],
)
def test_a_broken_file_is_no_reason_not_to_train(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "today.json"
    path.write_bytes(content)
    assert load_day(path, PLAN, TODAY) == Day(TODAY.isoformat(), name_of(PLAN))


def test_a_folder_that_cannot_be_written_is_no_reason_either(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    flow = Flow(PLAN, Person())
    keeping(blocked / "today.json", PLAN, flow, TODAY)(step_of(flow, 0.0))


def test_each_exercise_has_a_recording_of_its_own(tmp_path: Path) -> None:
    flow = Flow(PLAN, Person())
    with Recorder(lambda spec: tmp_path / f"{spec.id}.arrows", 1.7, live=True) as recorder:
        recorder.begin(flow.situation.spec)
        recorder(step_of(flow, 0.0))
        flow.next()
        recorder(step_of(flow, 0.1))
        flow.back()
        recorder(step_of(flow, 0.2))
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["heel_slides.arrows", "wall_squat-2.arrows", "wall_squat.arrows"]


def test_a_session_without_a_picture_leaves_no_recording(tmp_path: Path) -> None:
    flow = Flow(PLAN, Person())
    with Recorder(lambda _: tmp_path / "kept.arrows", 1.7, live=True) as recorder:
        recorder.begin(flow.situation.spec)
        assert recorder.paths
    assert list(tmp_path.iterdir()) == []
