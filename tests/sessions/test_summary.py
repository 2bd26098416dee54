"""What a session is summed up to."""

import math
from dataclasses import replace

import pytest
from scripted_source import NobodyThere, ScriptedSource, frames

from posetrainer.capture import Gap
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.rules import events as ev
from posetrainer.rules.trainer import Trainer
from posetrainer.sessions.loop import Step, run
from posetrainer.sessions.summary import Tracker

SPEC = load_exercise("straight_leg_raise")


GOOD = ev.RepetitionCompleted(
    time_s=0.5,
    number=1,
    side="left",
    good=True,
    shortfalls=(),
    faults=(),
    start_s=0.0,
    end_s=0.5,
    peak=12.0,
    peak_speed=9.0,
    unit="in",
    held_s=5.2,
)


def tracked(*events: ev.Event) -> Tracker:
    tracker = Tracker(SPEC)
    progress = Trainer(SPEC).progress
    for frame in frames(30):
        due = [e for e in events if frame.time_s <= e.time_s < frame.time_s + 1 / 15]
        tracker.add(Step(frame, None, due, progress))
    return tracker


def test_counts_good_sides_and_holds() -> None:
    short = replace(GOOD, time_s=1.0, side="right", good=False, shortfalls=("hold",), held_s=2.0)
    found = tracked(ev.Ready(0.0, None), GOOD, short).summary()
    assert (found.repetitions, found.good, found.missed) == (2, 1, 0)
    assert found.by_side == {"left": 1, "right": 1}
    assert found.holds_s == (5.2, 2.0)
    assert found.refused is None


def test_two_warnings_of_one_attempt_are_one_too_fast_attempt() -> None:
    def warning(time_s: float, start_s: float, phase: ev.TempoPhase) -> ev.TooFast:
        return ev.TooFast(time_s, "left", start_s, phase, 40.0, 20.0, "in", "Slower.")

    found = tracked(warning(0.2, 0.1, "out"), warning(0.6, 0.1, "back"), warning(1.0, 0.9, "out"))
    assert found.summary().too_fast == 2


def test_a_fault_said_again_in_the_same_attempt_is_one_fault() -> None:
    def fault(time_s: float, again: bool) -> ev.FormFaultFound:
        return ev.FormFaultFound(
            time_s, "left", "knee_bent", 40.0, "correction", "Straighten.", again
        )

    found = tracked(fault(0.2, False), fault(0.8, True), fault(1.2, False)).summary()
    assert found.faults == {"knee_bent": 2}


def test_the_last_frame_lasts_as_long_as_the_others() -> None:
    assert tracked().summary().duration_s == pytest.approx(2.0)


def test_nobody_there_is_the_reason_to_refuse() -> None:
    tracker = Tracker(SPEC)
    for step in run(ScriptedSource(frames(40)), NobodyThere(), Trainer(SPEC)):
        tracker.add(step)
    found = tracker.summary()
    assert found.refused == "Nobody was seen."
    assert found.frames == found.frames_without_person == 40


def test_gaps_are_no_frames() -> None:
    items = [*frames(15), Gap(1.2, "The camera has gone."), Gap(1.4, "The camera has gone.")]
    tracker = Tracker(SPEC)
    for step in run(ScriptedSource(items), NobodyThere(), Trainer(SPEC)):
        tracker.add(step)
    assert tracker.summary().frames == 15


def test_an_empty_session_sums_up_to_nothing() -> None:
    found = Tracker(SPEC).summary()
    assert found.repetitions == found.frames == 0
    assert found.duration_s == 0
    assert not any(isinstance(v, float) and math.isnan(v) for v in found.as_record().values())
