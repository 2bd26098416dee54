"""Specs drafted from demonstrations: of drawn figures, and as MediaPipe saw the good samples."""

import math
from pathlib import Path

import numpy as np
import pytest
from bodies import (
    Course,
    Film,
    Leg,
    each_pose,
    film,
    jittered,
    judge,
    lift_deg,
    lifting,
    lying,
    mirrored,
    nobody,
    resting,
    sliding,
    squats,
    standing,
)
from hypothesis import given
from hypothesis import strategies as st
from labelled import labelled

from posetrainer.drafting.demonstrate import Demonstration, DemonstrationError, demonstrate
from posetrainer.drafting.periodic import find_cycles, top_of
from posetrainer.drafting.spec_text import Identity, draft
from posetrainer.exercises.library import library_measures
from posetrainer.exercises.loader import load_spec
from posetrainer.recordings.columns import RecordedMoment
from posetrainer.recordings.writer import RecordingWriter
from posetrainer.rules.events import RepetitionCompleted, RepetitionMissed
from posetrainer.runtime.recorder import header_of
from posetrainer.tuning.cases import Case, load_cases
from posetrainer.tuning.compare import compare
from posetrainer.tuning.judging import Judge


def case_of(moments: Film, folder: Path) -> Case:
    path = folder / "shown.arrows"
    with RecordingWriter(path, header_of(None, 1.70, live=False)) as writer:
        for time_s, pose in moments:
            writer.add(RecordedMoment(time_s, (640, 480), pose, None))
    (case,) = load_cases([path])
    return case


def shaky(moments: Film, folder: Path) -> Case:
    return case_of(jittered(moments, 0.3, seed=1), folder)


def drafted(moments: Film, folder: Path, measure: str | None = None) -> Demonstration:
    return demonstrate(shaky(moments, folder), "mine", "Mine", measure)


def times(count: int, top: float, hold_s: float = 0.3) -> Course:
    """To the top and back, so many times, two seconds each way."""
    return after(2, count, top, hold_s)


def after(seconds: float, count: int, top: float, hold_s: float = 0.3) -> Course:
    """The same, later."""
    course = Course(0).stay(seconds)
    return course.repeat(count, lambda c: c.to(top, 2).stay(hold_s).to(0, 2).stay(1.5))


@pytest.fixture(scope="module")
def held_squat(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    return drafted(squats(times(3, 60, hold_s=6), fps=12), tmp_path_factory.mktemp("held"))


@pytest.fixture(scope="module")
def squat(tmp_path_factory: pytest.TempPathFactory) -> Demonstration:
    return drafted(squats(times(3, 60), fps=12), tmp_path_factory.mktemp("free"))


@given(
    count=st.integers(2, 8),
    top=st.floats(0.5, 150),
    length_s=st.floats(1.0, 8.0),
    noise=st.floats(0, 0.05),
    seed=st.integers(0, 99),
)
def test_cycles_are_counted_in_any_unit_and_at_any_pace(
    count: int, top: float, length_s: float, noise: float, seed: int
) -> None:
    times_s = np.arange(0, (count + 0.5) * length_s, 0.05)
    values = top * (1 - np.cos(2 * math.pi * times_s / length_s)) / 2
    values[times_s > count * length_s] = 0
    values += np.random.default_rng(seed).normal(0, noise * top, len(times_s))
    assert top_of(times_s, [values]) == pytest.approx(top, rel=0.2)
    assert len(find_cycles(times_s, values, top)) == count


def test_a_cycle_that_is_not_seen_to_end_is_none() -> None:
    times_s = np.arange(0, 12, 0.05)
    values = 1 - np.cos(2 * math.pi * times_s / 4)
    assert len(find_cycles(times_s, values, 2)) == 3
    values[(times_s > 1.5) & (times_s < 3.2)] = np.nan
    assert len(find_cycles(times_s, values, 2)) == 2
    assert len(find_cycles(times_s[:-40], values[:-40], 2)) == 1
    assert top_of(times_s, [np.full(len(times_s), np.nan)]) == 0


def test_a_held_squat_becomes_a_spec_with_its_hold(held_squat: Demonstration) -> None:
    spec = held_squat.spec
    assert (spec.posture, spec.view, spec.dose.sides) == ("standing", "side", "both")
    assert spec.driver is not None
    assert (spec.driver.kind, spec.driver.parts[1], spec.driver.side) == ("flexion", "knee", "near")
    assert held_squat.agrees
    assert [event.good for event in held_squat.counted] == [True] * 3
    assert spec.repetition is not None
    assert spec.repetition.hold is not None
    assert 4 <= spec.repetition.hold.seconds <= 6
    assert spec.repetition.target.at_least_deg == pytest.approx(60, abs=4)
    assert spec.repetition.counts.at_least_deg == pytest.approx(40, abs=3)


def test_a_draft_counts_others_and_not_what_falls_short(squat: Demonstration) -> None:
    spec = squat.spec
    assert spec.repetition is not None
    assert spec.repetition.hold is None
    others = Course(0).stay(2)
    for depth in (62, 24, 50, 25, 45):
        others.to(depth, 1.5).to(0, 1.5).stay(1.5)
    events = judge(spec, mirrored(squats(others, fps=12, stature_m=1.85)))
    assert sum(isinstance(event, RepetitionCompleted) for event in events) == 3
    assert sum(isinstance(event, RepetitionMissed) for event in events) == 2


@pytest.mark.slow
@pytest.mark.parametrize(
    ("left", "right", "sides", "order"),
    [
        (sliding(times(2, 90)), resting(), "either", ["left", "left"]),
        (resting(), sliding(times(2, 90)), "either", ["right", "right"]),
        (sliding(times(2, 90)), sliding(times(2, 90)), "both", ["both", "both"]),
        (sliding(times(2, 90)), sliding(after(14, 1, 90)), "each", ["left", "left", "right"]),
        (sliding(times(1, 90)), sliding(after(9, 1, 90)), "alternate", ["left", "right"]),
    ],
)
def test_moving_during_a_paced_demonstration_is_reported(
    left: Leg, right: Leg, sides: str, order: list[str], tmp_path: Path
) -> None:
    found = drafted(lying(left, right, fps=12), tmp_path)
    assert found.spec.dose.sides == sides
    assert found.spec.dose.repetitions % 2 == 0, "of each, half of them"
    assert [event.side for event in found.counted] == order


@pytest.mark.slow
def test_a_straight_leg_that_is_lifted_counts_on_its_height_or_rise(tmp_path: Path) -> None:
    leg = lifting(times(3, lift_deg(14)))
    found = drafted(lying(leg, resting(90), fps=12), tmp_path)
    assert found.agrees
    knee = [f for f in found.spec.form.values() if "knee" in f.say]
    assert any("other knee bent" in fault.say for fault in knee)
    lift = drafted(lying(leg, resting(90), fps=12), tmp_path, "foot_lift")
    assert lift.agrees
    assert lift.spec.repetition is not None
    assert lift.spec.repetition.target.at_least_in == pytest.approx(14, abs=1.5)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("top", "hold_s", "count"), [(20, 0, 3), (33, 2, 2), (47, 12, 2), (80, 0.5, 2), (80, 30, 2)]
)
def test_whatever_is_drafted_is_a_spec_without_warnings(
    top: float, hold_s: float, count: int, tmp_path: Path
) -> None:
    shown = jittered(squats(times(count, top, hold_s), fps=10), 0.5, seed=2)
    found = demonstrate(case_of(shown, tmp_path), "mine", "Squat: 'deep' # or not")
    path = tmp_path / "mine.yaml"
    path.write_text(found.text, encoding="utf-8")
    loaded = load_spec(path, "mine")
    assert loaded.spec == found.spec
    assert loaded.spec.title == "Squat: 'deep' # or not"
    assert not loaded.warnings


@pytest.mark.parametrize("spec_id", ["null", "on", "squat"])
def test_any_id_can_be_read_back(squat: Demonstration, spec_id: str, tmp_path: Path) -> None:
    path = tmp_path / f"{spec_id}.yaml"
    path.write_text(draft(squat.found, Identity(spec_id, spec_id, "shown")), encoding="utf-8")
    assert load_spec(path, spec_id).spec.id == spec_id


def test_every_number_reports_where_it_comes_from(held_squat: Demonstration) -> None:
    lines = held_squat.text.splitlines()
    numbered = [i for i, line in enumerate(lines) if "{at_" in line or "{seconds" in line]
    assert len(numbered) >= 10
    assert all("  # " in lines[i] or lines[i - 1].strip().startswith("#") for i in numbered)
    said = [line for line in lines if "say: " in line]
    assert all(line.endswith("  # drafted: check the words") for line in said)
    assert max(map(len, lines)) <= 100


def test_the_words_are_those_of_the_library(squat: Demonstration) -> None:
    spec = squat.spec
    common = library_measures(spec.dose.sides)
    known = {name for name, measure in spec.measures.items() if measure in common.values()}
    assert {"knee_bend", "knee_angle", "trunk_lean"} <= known
    assert all(common[name] == spec.measures[name] for name in known)
    written = squat.text.partition("measures:")[2].partition("repetition:")[0]
    assert not any(f"  {name}: {{kind" in written for name in known)


@pytest.mark.slow
@pytest.mark.parametrize(("way_s", "rhythmic"), [(0.4, True), (1.2, False)])
def test_what_is_quick_and_even_is_a_rhythm(way_s: float, rhythmic: bool, tmp_path: Path) -> None:
    course = Course(0).stay(2)
    pulses = course.repeat(6, lambda c: c.to(60, way_s).to(0, way_s).stay(0.2)).stay(2)
    found = drafted(squats(pulses, fps=25), tmp_path)
    assert found.agrees
    assert all(event.good for event in found.counted)
    rhythm = found.spec.rhythm
    assert (rhythm is not None) == rhythmic
    per_min = 60 / (2 * way_s + 0.2)
    assert rhythm is None or rhythm.at_least_per_min < per_min < rhythm.at_most_per_min


@pytest.mark.slow
def test_what_is_quicker_than_the_language_allows_is_drafted_with_its_limits(
    tmp_path: Path,
) -> None:
    (case,) = labelled("ball_seated_march", tmp_path)
    # The arms go up at more than 500 degrees a second for a moment.
    found = demonstrate(case, "mine", "Mine", "shoulder_bend")
    assert found.spec.tempo is not None
    assert found.spec.tempo.out.at_most_deg_s == 500


@pytest.mark.parametrize("what", ["still", "once", "nobody", "across"])
def test_what_repeats_nothing_is_refused(what: str, tmp_path: Path) -> None:
    still = squats(Course(0).stay(8))
    shown = {
        "still": still,
        "once": squats(times(1, 60)),
        "nobody": each_pose(still, nobody),
        # Who walks bends the knees as well.
        "across": film(12, lambda t: standing(times(3, 60).at(t), x_m=max(0, t - 2) * 0.1 - 0.5)),
    }[what]
    with pytest.raises(DemonstrationError, match=r"shown\.arrows: "):
        drafted(shown, tmp_path)


def test_another_measure_can_be_asked_for(squat: Demonstration, tmp_path: Path) -> None:
    assert "hip_bend" in squat.others
    shown = shaky(squats(times(2, 60), fps=12), tmp_path)
    assert demonstrate(shown, "mine", "Mine", "hip_bend").found.movement.name == "hip_bend"
    with pytest.raises(DemonstrationError, match="did you mean 'hip_bend'"):
        demonstrate(shown, "mine", "Mine", "hip_bent")


@pytest.mark.parametrize(
    "exercise",
    [
        "wall_squat",
        *(
            pytest.param(name, marks=pytest.mark.slow)
            for name in (
                *("aerobic_march", "ankle_pumps", "ball_seated_march", "ball_supine"),
                *("hamstring_stretch", "heel_raises", "heel_slides", "knee_to_chest"),
                *("lumbar_stabilization", "piriformis_stretch", "straight_leg_raise"),
            )
        ),
    ],
)
def test_a_good_sample_is_counted_by_its_own_draft(exercise: str, tmp_path: Path) -> None:
    (case,) = labelled(exercise, tmp_path)
    found = demonstrate(case, exercise, exercise)
    assert found.agrees
    assert all(event.good for event in found.counted)
    (events,) = Judge([case]).events(found.spec)
    assert case.truth is not None
    compared = compare(case.truth, events)
    assert (compared.count_error, compared.side_errors) == (0, 0), compared.mistake_lines


def test_a_muscle_that_tightens_without_a_movement_is_refused(tmp_path: Path) -> None:
    (case,) = labelled("abdominal_contraction", tmp_path)
    with pytest.raises(DemonstrationError, match="no movement repeats itself"):
        demonstrate(case, "mine", "Mine")
