"""Two slow repetitions within comfort, and the target proposed after them."""

from typing import Any

import pytest
from bodies import Course, judge, lying, resting, sliding, squats
from each import for_each
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.exercises.check import find_problems
from posetrainer.profiles.apply import adapted
from posetrainer.profiles.feasibility import bands_of
from posetrainer.profiles.model import Override, PersonProfile, ProfileError
from posetrainer.profiles.propose import ComfortRange, comfort_spec, propose
from posetrainer.rules.events import (
    Event,
    FormFaultFound,
    RepetitionCompleted,
    SetCompleted,
    TooFast,
)

#: A person who has come into place keeps still for this time, in seconds.
BEGIN_S = 2.0
SPECS = {exercise: load_exercise(exercise) for exercise in exercise_ids()}
MEASURED = [exercise for exercise, spec in SPECS.items() if spec.repetition]


@for_each("exercise", MEASURED)
def test_the_guide_is_two_easy_repetitions_with_speed_and_form_watched(exercise: str) -> None:
    spec = SPECS[exercise]
    guide = comfort_spec(spec)
    assert find_problems(guide) == []
    assert (guide.dose.repetitions, guide.dose.sets, guide.hold_s) == (2, 1, 0)
    assert (guide.tempo, guide.form, guide.throughout) == (spec.tempo, spec.form, spec.throughout)
    assert guide.cues.start == "Slowly, twice, only as far as is comfortable."
    assert guide.rhythm is None
    before, now = bands_of(spec), bands_of(guide)
    assert before is not None
    assert now is not None
    # A small movement counts, but nobody is sent further than prescribed.
    assert now.rest < now.attempt <= now.counts <= before.counts
    assert now.prescribed == before.prescribed


def test_nothing_is_measured_where_the_trainer_sets_the_pace() -> None:
    spec = SPECS["abdominal_contraction"]
    with pytest.raises(ProfileError, match="measures no range"):
        comfort_spec(spec)
    with pytest.raises(ProfileError, match="nothing can be proposed"):
        propose(spec, [])


@for_each(
    ("exercise", "peaks", "proposed"),
    [
        ("wall_squat", [37, 50], None),
        ("wall_squat", [36.9, 50], 30),
        ("wall_squat", [41, 34], 30),
        ("wall_squat", [33, 34], 30),
        ("wall_squat", [32.9, 34], 25),
        # Nothing below this can be distinguished from rest.
        ("wall_squat", [21, 30], 20),
        ("straight_leg_raise", [10.4, 12], 9.5),
        ("straight_leg_raise", [10.5, 12], None),
        ("heel_raises", [1.3, 1.5], 1.0),
    ],
)
def test_the_smaller_peak_less_a_margin_rounded_down(
    exercise: str, peaks: list[float], proposed: float | None
) -> None:
    assert propose(SPECS[exercise], peaks) == proposed


def test_a_movement_too_small_to_count_gives_no_target() -> None:
    with pytest.raises(ProfileError, match="too little to be distinguished from rest"):
        propose(SPECS["wall_squat"], [15, 40])


@given(st.sampled_from(MEASURED), st.lists(st.floats(0.0, 1.3), min_size=1, max_size=3))
def test_whatever_is_proposed_is_within_comfort_and_can_be_kept(
    exercise: str, shares: list[float]
) -> None:
    spec = SPECS[exercise]
    bands = bands_of(spec)
    assert bands is not None
    peaks = [share * bands.prescribed for share in shares]
    try:
        proposed = propose(spec, peaks)
    except ProfileError:
        return
    if proposed is None:
        assert min(peaks) >= bands.target
        return
    assert proposed <= min(peaks)
    override = Override(**{f"target_{bands.unit}": proposed})
    own = adapted(spec, PersonProfile(name="anna", exercises={exercise: override}))
    reached = bands_of(own)
    assert reached is not None
    assert min(peaks) >= reached.target


def of(kind: type[Event], events: list[Event]) -> list[Any]:
    return [event for event in events if isinstance(event, kind)]


def peaks_of(events: list[Event]) -> list[float]:
    comfort = ComfortRange()
    comfort.add(events)
    assert comfort.complete
    return comfort.peaks


def test_knees_that_bend_to_36_degrees_are_asked_for_30() -> None:
    spec = SPECS["wall_squat"]
    course = Course(0).stay(BEGIN_S).to(36, 3).stay(0.5).to(0, 3).stay(1).to(38, 3).to(0, 3).stay(1)
    events = judge(comfort_spec(spec), squats(course))
    assert len(of(SetCompleted, events)) == 1
    peaks = peaks_of(events)
    assert peaks == pytest.approx([36, 38], abs=1.5)
    assert propose(spec, peaks) == 30


def test_a_small_slide_is_measured_too() -> None:
    spec = SPECS["heel_slides"]
    course = Course(0).stay(BEGIN_S)
    for _ in range(2):
        course = course.to(44, 3).stay(0.5).to(0, 3).stay(1)
    events = judge(comfort_spec(spec), lying(resting(), sliding(course)))
    assert [done.side for done in of(RepetitionCompleted, events)] == ["right", "right"]
    assert propose(spec, peaks_of(events)) == 40


def test_what_was_too_fast_is_no_measure_of_comfort() -> None:
    course = Course(0).stay(BEGIN_S).to(44, 0.5).stay(0.5).to(0, 3).stay(1)
    for deep in (36, 34, 40):
        course = course.to(deep, 3).stay(0.5).to(0, 3).stay(1)
    events = judge(comfort_spec(SPECS["wall_squat"]), squats(course))
    assert len(of(TooFast, events)) == 1
    assert peaks_of(events) == pytest.approx([36, 34], abs=1.5)


def test_form_is_still_corrected() -> None:
    course = Course(0).stay(BEGIN_S).to(85, 4).stay(1).to(0, 4).stay(1)
    events = judge(comfort_spec(SPECS["wall_squat"]), squats(course))
    assert "too_deep" in [fault.fault for fault in of(FormFaultFound, events)]
