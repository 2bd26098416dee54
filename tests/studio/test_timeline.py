"""The timeline says what the rules noticed and where that is not what is true."""

from dataclasses import replace

import numpy as np
import pytest

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.rules.events import (
    Event,
    FormFaultFound,
    FormRestored,
    HoldBroken,
    HoldCompleted,
    RepetitionCompleted,
    RepetitionMissed,
    TooFast,
)
from posetrainer.rules.obstacles import Unmet
from posetrainer.rules.trainer import Trainer
from posetrainer.studio.markup import lanes_html, mistakes_html
from posetrainer.studio.timeline import Bar, Lane, lanes_of
from posetrainer.studio.workbench import verdict_of
from posetrainer.tuning.cases import Case
from posetrainer.tuning.compare import compare
from posetrainer.tuning.judging import Curves
from posetrainer.tuning.truth import TrueHold, TrueRepetition, Truth

TIMES = np.arange(0, 30.01, 0.5)


def curves() -> Curves:
    count = len(TIMES)
    phases = ["rest"] * count
    phases[4:8], phases[8:12], phases[12:16] = ["out"] * 4, ["hold"] * 4, ["back"] * 4
    ready = TIMES >= 1
    lie_down = Unmet("down", "Lie down <here> & wait.")
    start = replace(Trainer(load_exercise("heel_slides")).progress, side="left")
    progress = tuple(
        replace(start, phase=phase, ready=bool(r), obstacle=None if r else lie_down)
        for phase, r in zip(phases, ready, strict=True)
    )
    return Curves(TIMES, {}, {}, progress, ())


def completed(number: int, start_s: float, end_s: float, *, good: bool = True) -> Event:
    return RepetitionCompleted(
        time_s=end_s,
        number=number,
        side="left",
        good=good,
        shortfalls=() if good else ("hold",),
        faults=(),
        start_s=start_s,
        end_s=end_s,
        peak=12.3,
        peak_speed=8.0,
        unit="in",
        held_s=5.1,
    )


def missed(start_s: float, end_s: float) -> Event:
    return RepetitionMissed(
        end_s, "right", "partial", 5.0, 8.0, "in", start_s, end_s, False, (), None
    )


def true(start_s: float, end_s: float, *, counted: bool = True) -> TrueRepetition:
    return TrueRepetition(
        kind="good" if counted else "partial",
        side="left",
        start_s=start_s,
        end_s=end_s,
        hold=TrueHold(start_s=start_s + 1, end_s=end_s - 1) if counted else None,
        too_fast_s=None,
        counted=counted,
        good=counted,
        missed=None if counted else "partial",
        faults=(),
    )


def truth_of(*repetitions: TrueRepetition) -> Truth:
    return Truth(
        clip="a.mp4", exercise="e", frames=61, duration_s=30.0, repetitions=tuple(repetitions)
    )


def lane(name: str, events: list[Event], truth: Truth | None = None) -> Lane:
    mistakes = compare(truth, events).mistakes if truth else ()
    lanes = {lane.name: lane for lane in lanes_of(curves(), events, truth, mistakes)}
    return lanes[name]


def test_phases_and_places_are_stretches_that_meet() -> None:
    assert [(b.kind, b.start_s, b.end_s) for b in lane("phases", []).bars] == [
        ("out", 2.0, 4.0),
        ("hold", 4.0, 6.0),
        ("back", 6.0, 8.0),
    ]
    assert [(b.kind, b.start_s, b.end_s) for b in lane("in place", []).bars] == [
        ("unready", 0.0, 1.0),
        ("ready", 1.0, 30.0),
    ]


def test_repetitions_are_good_or_counted_or_missed() -> None:
    found = lane("found", [completed(1, 2, 8), missed(9, 11), completed(2, 12, 18, good=False)])
    assert [(b.kind, b.label) for b in found.bars] == [
        ("good", "1 L"),
        ("missed", "R"),
        ("counted", "2 L"),
    ]
    assert found.summary == "2 counted, 1 good"
    assert "reached 5.0 of 8 inches" in found.bars[1].tip
    assert "counted, not good (hold)" in found.bars[2].tip


def test_holds_speed_and_faults_have_their_times() -> None:
    events = [
        HoldCompleted(9.0, "left", 4.0, 5.0),
        TooFast(10.0, "left", 9.5, "back", 30.0, 24.0, "in", "Slowly."),
        FormFaultFound(12.0, "left", "knee_bent", 33.0, "correction", "Straighten.", again=False),
        FormFaultFound(13.0, "left", "knee_bent", 33.0, "correction", "Straighten.", again=True),
        HoldBroken(14.0, "left", 12.5, 1.5, 5.0),
        FormRestored(14.5, "left", "knee_bent"),
        completed(1, 9.5, 16),
    ]
    assert [(b.kind, b.start_s, b.end_s) for b in lane("holds", events).bars] == [
        ("held", 4.0, 9.0),
        ("broken", 12.5, 14.0),
    ]
    (fast,) = lane("too fast", events).bars
    assert (fast.start_s, "30 inches a second" in fast.tip) == (10.0, True)
    (fault,) = lane("form", events).bars
    assert (fault.start_s, fault.end_s, fault.label) == (12.0, 14.5, "knee\N{NO-BREAK SPACE}bent")


def test_what_differs_from_the_truth_is_marked_on_either_lane() -> None:
    truth = truth_of(true(2, 8), true(9, 11, counted=False), true(20, 26))
    events = [completed(1, 2, 8), completed(2, 9, 11), completed(3, 14, 18)]
    marked = [(b.start_s, b.differs) for b in lane("true", events, truth).bars if b.differs]
    assert marked == [(9.0, "counted"), (20.0, "not found")]
    (phantom,) = [b for b in lane("found", events, truth).bars if b.differs]
    assert (phantom.start_s, phantom.differs) == (14.0, "an attempt where nothing happens")


def test_without_truth_there_is_no_lane_of_it() -> None:
    assert "true" not in {lane.name for lane in lanes_of(curves(), [], None, ())}
    marking = Bar(3.0, 4.0, "marking", "…", "")
    lanes = {lane.name: lane for lane in lanes_of(curves(), [], None, (), marking)}
    assert lanes["true"].bars == (marking,)


def test_what_people_wrote_is_no_html() -> None:
    html = lanes_html(lanes_of(curves(), [completed(1, 2, 8)], None, ()), (0.0, 30.0))
    assert "Lie down &lt;here&gt; &amp; wait." in html
    assert "<here>" not in html


def test_a_bar_lies_where_its_time_is() -> None:
    html = lanes_html([Lane("found", (Bar(10.0, 25.0, "good", "1", "tip"),))], (5.0, 25.0))
    assert "left:25.000%;width:75.000%" in html
    assert 'data-seek="10.000"' in html


@pytest.mark.parametrize("number", [0, 1])
def test_a_mistake_leads_to_its_moment(case: Case, number: int) -> None:
    truth = truth_of(true(2, 8), true(20, 26))
    judged = verdict_of(
        Case(case.name, case.path, case.recording, truth, case.truth_path, None), ()
    )
    html = mistakes_html(judged)
    assert html.count("not found") == 2
    assert f'data-seek="{truth.repetitions[number].start_s:.3f}"' in html
    assert "Nothing differs" not in html
