"""Judging again with another number gives what judging anew would give."""

import subprocess
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from labelled import put_recording
from sample_poses import recorded

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.changes import tried
from posetrainer.exercises.numbers import numbers_of
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.landmarks import COUNT, INDEX
from posetrainer.pose.pose import OPPOSITE
from posetrainer.recordings.columns import NUMBERS, ROW, Header
from posetrainer.recordings.reader import Recording
from posetrainer.rules.events import Event
from posetrainer.rules.person import Person
from posetrainer.rules.trainer import Trainer
from posetrainer.tuning.cases import Case
from posetrainer.tuning.judging import Judge, curves_of
from posetrainer.tuning.side_by_side import SideBySide

SPOILS = st.sampled_from([0.3, 0.7, 0.9, 1.1, 1.4, 3.0])


def case_of(exercise: str, gone: Sequence[tuple[float, float]] = ()) -> Case:
    """A recording of a good clip; in some stretches of time nobody is seen."""
    film = recorded(exercise)
    landmarks = np.zeros((len(film), COUNT, NUMBERS), np.float32)
    seen = np.ones(len(film), np.bool_)
    sizes = np.zeros((len(film), 2), np.uint16)
    for number, (time_s, pose) in enumerate(film):
        assert pose is not None
        landmarks[number, :, :2] = pose.image_xy
        landmarks[number, :, 5] = pose.visibility
        sizes[number] = pose.frame_size
        seen[number] = not any(start_s <= time_s < end_s for start_s, end_s in gone)
    times_s = np.array([time_s for time_s, _ in film])
    header = Header(None, 1.7, live=False, made_at="", versions={})
    flat = landmarks.reshape(len(film), ROW)
    recording = Recording(header, times_s, sizes, flat, seen, {}, whole=True)
    path = Path(f"{exercise}.arrows")
    return Case(exercise, path, recording, None, path.with_suffix(".truth.json"), None)


def anew(case: Case, spec: ExerciseSpec) -> tuple[Event, ...]:
    """The events of a trainer that sees the recording for the first time."""
    trainer, recording = Trainer(spec, Person(case.stature_m)), case.recording
    return tuple(
        event
        for number, time_s in enumerate(recording.times_s.tolist())
        for event in trainer.step(recording.pose(number), time_s)
    )


def with_changes(spec: ExerciseSpec, data: st.DataObject) -> ExerciseSpec:
    """The spec with a few numbers spoiled, as far as it stays a valid one."""
    numbers = data.draw(st.lists(st.sampled_from(numbers_of(spec)), max_size=3))
    for number in numbers:
        value = number.value * data.draw(SPOILS)
        spec = tried(spec, {number.field: round(value) if number.whole else value})[0] or spec
    return spec


#: One that is lifted on turns, one that swings, one that is paced, and one for both sides.
VARIED = ("straight_leg_raise", "hip_flexor_stretch", "abdominal_contraction", "wall_squat")


@pytest.mark.slow
@pytest.mark.parametrize("exercise", VARIED)
def test_a_judge_with_a_full_cache_judges_like_a_new_one(exercise: str) -> None:
    case = case_of(exercise, gone=[(7.0, 7.4), (9.0, 9.8), (14.0, 17.0)])
    judge = Judge([case])

    @settings(max_examples=8)
    @given(st.data())
    def judge_with_other_numbers(data: st.DataObject) -> None:
        spec = with_changes(load_exercise(exercise), data)
        (events,) = judge.events(spec)
        assert events == anew(case, spec)
        assert judge.curves(0, spec).events == events

    judge_with_other_numbers()


def test_each_number_gets_its_own_events_and_the_first_ones_come_back() -> None:
    case, spec = case_of("wall_squat"), load_exercise("wall_squat")
    stricter = tried(spec, {("repetition", "target", "at_least_deg"): 70.0})[0]
    assert stricter is not None
    judge = Judge([case])
    before, other, again = (judge.events(s) for s in (spec, stricter, spec))
    assert before == again == [anew(case, spec)]
    assert other == [anew(case, stricter)] != before


@pytest.mark.slow
def test_legs_that_get_other_names_are_judged_again_alike() -> None:
    case, spec = case_of("straight_leg_raise"), load_exercise("straight_leg_raise")
    rows = case.recording.landmarks.reshape(-1, COUNT, NUMBERS)
    legs = slice(INDEX["left_knee"], COUNT)
    rows[150:, legs] = rows[150:, OPPOSITE[legs]]
    looser = tried(spec, {("repetition", "hold", "seconds"): 4.0})[0]
    assert looser is not None
    judge = Judge([case])
    for other in (spec, looser, spec):
        assert judge.events(other) == [anew(case, other)]


@pytest.mark.slow
def test_a_swing_is_read_anew_when_its_time_changes() -> None:
    spec = load_exercise("hip_flexor_stretch")
    (name,) = [n for n, m in spec.measures.items() if m.swing_within_s is not None]
    shorter = tried(spec, {("measures", name, "swing_within_s"): 0.5})[0]
    assert shorter is not None
    case = case_of("hip_flexor_stretch")
    judge = Judge([case])
    for asked in (spec, shorter):
        seen = judge.curves(0, asked).measures
        fresh = curves_of(case, asked).measures
        assert seen.keys() == fresh.keys()
        for place in seen:
            np.testing.assert_array_equal(seen[place], fresh[place])


def test_curves_are_of_the_moments_and_know_what_cannot_be_seen() -> None:
    case = case_of("wall_squat", gone=[(5.0, 6.0)])
    curves = curves_of(case, load_exercise("wall_squat"))
    bend = curves.measures["knee_bend", None]
    assert len(bend) == len(curves.progress) == len(curves.times_s)
    assert np.isnan(bend[(curves.times_s >= 5.0) & (curves.times_s < 6.0)]).all()
    assert np.nanmax(bend) == pytest.approx(45, abs=12)
    assert {"rest", "out", "hold", "back"} == {now.phase for now in curves.progress}


@pytest.mark.slow
def test_side_by_side_is_the_same_in_the_order_of_the_cases() -> None:
    spec = load_exercise("wall_squat")
    cases = [
        case_of("wall_squat", gone=[(20.0, 26.0)]),
        case_of("heel_raises"),
        case_of("wall_squat"),
    ]
    alone = Judge(cases)
    with closing(SideBySide(cases, processes=2)) as judge:
        assert judge.events(spec) == alone.events(spec)
        assert judge.curves(2, spec).events == alone.events(spec)[2]


@pytest.mark.slow
def test_a_process_that_dies_as_it_starts_is_an_error_and_nobody_waits(tmp_path: Path) -> None:
    path = put_recording("wall_squat", tmp_path)
    # What is read from standard input no other process can begin with.
    program = f"""
from contextlib import closing
from pathlib import Path
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.tuning.cases import load_cases
from posetrainer.tuning.side_by_side import SideBySide
with closing(SideBySide(load_cases([Path({str(path)!r})]))) as judge:
    judge.events(load_exercise("wall_squat"))
"""
    run = subprocess.run(
        [sys.executable, "-"],
        input=program,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert run.returncode == 1
    assert "BrokenProcessPool" in run.stderr


def test_speeds_are_those_of_the_driving_measure() -> None:
    curves = curves_of(case_of("wall_squat"), load_exercise("wall_squat"))
    (speed,) = curves.speeds.values()
    phases = np.array([now.phase for now in curves.progress])
    held, out, back = (speed[phases == phase] for phase in ("hold", "out", "back"))
    assert np.nanmedian(np.abs(held)) < 3
    assert np.nanmax(out) > 15
    assert np.nanmin(back) < -15


def test_nothing_drives_what_is_paced() -> None:
    curves = curves_of(case_of("abdominal_contraction"), load_exercise("abdominal_contraction"))
    assert all(np.isnan(speed).all() for speed in curves.speeds.values())
