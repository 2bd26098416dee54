"""What a session is summed up to."""

import io
import math
from dataclasses import replace
from typing import get_args

import pytest
from each import for_each
from rich.console import Console
from scripted_source import NobodyThere, ScriptedSource, frames

from posetrainer.capture import Gap
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.terminal import event_line
from posetrainer.rules import events as ev
from posetrainer.rules.obstacles import NobodySeen
from posetrainer.runtime.loop import Step, run
from posetrainer.runtime.summary import Tracker
from posetrainer.runtime.summary_table import summary_table
from posetrainer.workout.flow import exercise_alone

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


def tracked(*events: ev.Event, spec: ExerciseSpec = SPEC) -> Tracker:
    tracker = Tracker(spec)
    moment = exercise_alone(spec).step(None, 0.0)
    for frame in frames(30):
        due = [e for e in events if frame.time_s <= e.time_s < frame.time_s + 1 / 15]
        tracker.add(Step(frame, None, replace(moment, events=due)))
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
    for step in run(ScriptedSource(frames(40)), NobodyThere(), exercise_alone(SPEC)):
        tracker.add(step)
    found = tracker.summary()
    assert found.refused == NobodySeen()
    assert found.as_record()["refused"] == "Nobody was seen."
    assert found.as_record()["refused_code"] == "nobody_seen"
    assert found.frames == found.frames_without_person == 40


def test_gaps_are_no_frames() -> None:
    items = [*frames(15), Gap(1.2, "The camera has gone."), Gap(1.4, "The camera has gone.")]
    tracker = Tracker(SPEC)
    for step in run(ScriptedSource(items), NobodyThere(), exercise_alone(SPEC)):
        tracker.add(step)
    assert tracker.summary().frames == 15


def test_the_end_of_a_film_is_no_frame() -> None:
    tracker = Tracker(SPEC)
    moment = exercise_alone(SPEC).step(None, 0.0)
    for frame in frames(15):
        tracker.add(Step(frame, None, moment))
    tracker.add(Step(frame, None, replace(moment, events=[GOOD]), last=True))
    found = tracker.summary()
    assert (found.frames, found.frames_without_person, found.repetitions) == (15, 15, 1)
    assert found.duration_s == pytest.approx(1.0)


def test_an_empty_session_sums_up_to_nothing() -> None:
    found = Tracker(SPEC).summary()
    assert found.repetitions == found.frames == 0
    assert found.duration_s == 0
    assert not any(isinstance(v, float) and math.isnan(v) for v in found.as_record().values())


MARCH = load_exercise("aerobic_march")


def steps(*ends_s: float) -> list[ev.Event]:
    return [
        replace(GOOD, time_s=end_s / 10, end_s=end_s, peak=4.0 + i % 2, number=i + 1, held_s=None)
        for i, end_s in enumerate(ends_s)
    ]


def reported(tracker: Tracker, spec: ExerciseSpec) -> str:
    console = Console(width=120, record=True, file=io.StringIO())
    console.print(summary_table(tracker.summary(), spec))
    return console.export_text()


def test_a_march_is_summed_up_by_cadence_evenness_height_and_minutes() -> None:
    # Ten intervals of 0.6 s, one of them 0.9 s; then a pause that is no step.
    ends_s = [0.6 * i for i in range(6)] + [3.3 + 0.6 * i for i in range(1, 6)] + [15.0]
    march = tracked(*steps(*ends_s), spec=MARCH)
    rhythm = march.summary().rhythm
    assert rhythm is not None
    assert rhythm.per_min == 100
    assert rhythm.uneven_percent == pytest.approx(100 * 0.3 / 0.6 / 10, abs=0.1)
    assert rhythm.peak == pytest.approx(4.5)
    assert rhythm.minutes == pytest.approx((9 * 0.6 + 0.9) / 60, abs=0.01)
    assert "100 a minute, uneven by 5 % on average, 4 in on average, for 0.1 min" in reported(
        march, MARCH
    )


@pytest.mark.parametrize("ends_s", [(), (0.6,), (0.6, 1.2)])
def test_two_steps_are_no_rhythm(ends_s: tuple[float, ...]) -> None:
    assert tracked(*steps(*ends_s), spec=MARCH).summary().rhythm is None


def test_without_a_rhythm_in_the_spec_none_is_reported() -> None:
    assert tracked(*steps(0.6, 1.2, 1.8, 2.4)).summary().rhythm is None


def test_what_was_paced_is_called_paced_and_nothing_more_is_claimed() -> None:
    spec = load_exercise("abdominal_contraction")
    done = replace(GOOD, side="both", peak=None, peak_speed=None, unit=None, held_s=5.0)
    tracker = tracked(done, spec=spec)
    assert tracker.summary().paced
    text = reported(tracker, spec)
    assert "Paced" in text
    assert "no camera sees" in text
    assert "Not counted" not in text
    assert "Too fast" not in text
    assert event_line(done).plain.endswith("repetition 1: paced, held 5.0 s, good")


@pytest.mark.parametrize(
    ("flaw", "words"), [("slow", "too slow"), ("quick", "too quick"), ("uneven", "uneven")]
)
def test_a_broken_rhythm_is_reported_with_its_cadence(flaw: ev.RhythmFlaw, words: str) -> None:
    line = event_line(ev.RhythmBroken(61.0, flaw, 154.4, "March a little slower.")).plain
    assert line.endswith(f"{words}: 154 a minute")


@for_each("shortfall", get_args(ev.Shortfall))
def test_every_shortfall_has_its_words(shortfall: ev.Shortfall) -> None:
    done = ev.RepetitionCompleted(
        9.0, 1, "left", False, (shortfall,), ("heel_lifted",), 2.0, 9.0, 90.0, 40.0, "deg", None
    )
    line = event_line(done).plain
    assert "not good: " in line
    assert line.count(",") == (shortfall != "form")
