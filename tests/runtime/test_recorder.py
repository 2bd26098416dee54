"""Which recordings a session leaves."""

import threading
from pathlib import Path

import numpy as np
import pytest
from histories import plan_of

from posetrainer.capture import Frame
from posetrainer.recordings.columns import Header
from posetrainer.rules.person import Person
from posetrainer.runtime.loop import Step
from posetrainer.runtime.recorder import Recorder, recordings_folder, reserve_path
from posetrainer.workout.flow import Flow

PLAN = plan_of("wall_squat", "heel_slides")


def step_of(flow: Flow, time_s: float) -> Step:
    frame = Frame(round(time_s * 10), time_s, np.zeros((48, 64, 3), np.uint8))
    return Step(frame, None, flow.step(None, time_s))


def test_each_exercise_has_a_recording_of_its_own(tmp_path: Path) -> None:
    flow, begun = Flow(PLAN, Person()), list[tuple[str, str]]()

    def begin(path: Path, header: Header) -> None:
        assert header.spec is not None
        begun.append((path.name, header.spec["id"]))

    def path_for(spec: object) -> Path:
        return tmp_path / f"{spec.id}.arrows"  # type: ignore[attr-defined]

    with Recorder(path_for, 1.7, live=True, begun=begin) as recorder:
        recorder.begin(flow.situation.spec)
        recorder(step_of(flow, 0.0))
        flow.next()
        recorder(step_of(flow, 0.1))
        flow.back()
        recorder(step_of(flow, 0.2))
    names = [path.name for path in recorder.paths]
    assert names == ["wall_squat.arrows", "heel_slides.arrows", "wall_squat-2.arrows"]
    assert begun == list(zip(names, ["wall_squat", "heel_slides", "wall_squat"], strict=True))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(names)


def test_a_session_without_a_picture_leaves_no_recording(tmp_path: Path) -> None:
    flow = Flow(PLAN, Person())
    with Recorder(lambda _: tmp_path / "kept.arrows", 1.7, live=True) as recorder:
        recorder.begin(flow.situation.spec)
        assert recorder.paths
    assert list(tmp_path.iterdir()) == []


def test_trainers_that_begin_at_once_get_recordings_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    paths: list[Path] = []
    together = threading.Barrier(8)

    def begin() -> None:
        together.wait()
        paths.append(reserve_path("wall_squat"))

    trainers = [threading.Thread(target=begin) for _ in range(8)]
    for trainer in trainers:
        trainer.start()
    for trainer in trainers:
        trainer.join()
    assert len(set(paths)) == 8
    assert set(recordings_folder().iterdir()) == set(paths)
