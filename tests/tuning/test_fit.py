"""A fit moves what the recordings speak of, and nothing else; limits of safety never loosen."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from acceptance.cli import CLIPS, HOMES
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from labelled import labelled
from landmarks import look_at

from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import exercise_ids, exercise_path, load_exercise
from posetrainer.exercises.changes import with_numbers
from posetrainer.exercises.numbers import field_named, numbers_of
from posetrainer.exercises.problem import FieldPath
from posetrainer.exercises.safety import loosens
from posetrainer.profiles.feasibility import bands_of
from posetrainer.tuning.cases import Case, load_cases
from posetrainer.tuning.evaluation import verdict
from posetrainer.tuning.fit import Fit, Task, fit, learnt
from posetrainer.tuning.fit_tables import held_out_line
from posetrainer.tuning.judging import Judge
from posetrainer.tuning.proposal import diff_of
from posetrainer.tuning.search import MARGIN, REACH, Knob, Landscape, knob, settle
from tools.tuning_docs import spoiled, taught_and_held_out

SQUAT = load_exercise("wall_squat")
FEET = field_named(SQUAT, "foot_on_floor")
OUT, BACK = (field_named(SQUAT, f"tempo.{way}.at_most_deg_s") for way in ("out", "back"))
COUNTED = [i for i in exercise_ids() if load_exercise(i).repetition]


@pytest.fixture(scope="module")
def squats(tmp_path_factory: pytest.TempPathFactory) -> list[Case]:
    return labelled("wall_squat", tmp_path_factory.mktemp("recordings"))


#: The landmarks of planted heels move by an inch: with this, no squat counts.
STRICT = with_numbers(SQUAT, {FEET: 0.5})


@pytest.fixture(scope="module")
def found(squats: list[Case]) -> Fit:
    """What is proposed for a limit that is too strict."""
    return fit(squats, Task(STRICT, (FEET,)))


def changed(found: Fit) -> dict[FieldPath, float]:
    return {change.number.field: change.value for change in found.changes}


def test_what_is_too_strict_gets_room(found: Fit) -> None:
    assert (found.before.score.count_error, found.after.score.count_error) == (3, 0)
    assert list(changed(found)) == [FEET]
    assert 1.2 < changed(found)[FEET] < 2.0
    assert found.spec == with_numbers(STRICT, changed(found))
    assert found.before.cost > found.after.cost


def test_nothing_is_changed_without_need(squats: list[Case]) -> None:
    assert fit(squats, Task(SQUAT, (field_named(SQUAT, "trunk_leans"),))).changes == ()


@pytest.mark.slow
def test_a_limit_of_safety_is_loosened_only_where_that_is_allowed(squats: list[Case]) -> None:
    slow = with_numbers(SQUAT, {OUT: 30.0})
    kept = fit(squats, Task(slow, (OUT,)))
    assert kept.changes == ()
    assert kept.after.score.too_fast.wrong == 3
    loosened = fit(squats, Task(slow, (OUT,), frozenset([OUT])))
    assert loosened.after.score.too_fast.wrong == 0
    assert list(changed(loosened)) == [OUT]


@pytest.mark.slow
@pytest.mark.parametrize("deepest", [47, 49, 51])
def test_a_limit_of_safety_moves_no_nearer_to_mistakes(squats: list[Case], deepest: float) -> None:
    deep = field_named(SQUAT, "too_deep")
    # These squats go down to 46 degrees: from there on, a lower limit would be wrong.
    assert fit(squats, Task(with_numbers(SQUAT, {deep: deepest}), (deep,))).changes == ()


@pytest.mark.slow
def test_the_same_seed_proposes_the_same(squats: list[Case]) -> None:
    strict = with_numbers(SQUAT, {FEET: 0.7, OUT: 30.0})
    task = Task(strict, learnt(strict), frozenset([OUT]), seed=3)
    assert fit(squats, task) == fit(squats, task)


@pytest.mark.slow
def test_each_person_is_judged_by_what_was_learnt_from_the_others(squats: list[Case]) -> None:
    [hers] = squats
    assert hers.truth is not None
    his = replace(hers, truth=hers.truth.model_copy(update={"body": "somebody else"}))
    found = fit([hers, his], Task(STRICT, (FEET,)))
    assert [fold.body for fold in found.folds] == sorted([hers.truth.body, "somebody else"])
    assert found.held_out is not None
    assert [one.score.count_error for one in found.held_out] == [3, 0]
    assert "Of 2 persons" in held_out_line(found)


def test_one_person_alone_proves_little(found: Fit) -> None:
    assert found.held_out is None
    assert "All recordings are of one person" in held_out_line(found)


def test_a_diff_changes_just_the_numbers(found: Fit, tmp_path: Path) -> None:
    text = exercise_path("wall_squat").read_text(encoding="utf-8")
    own = tmp_path / "my_squat.yaml"
    usual, low = "{uses: foot_on_floor}", "{uses: foot_on_floor, keep: {at_most_in: 0.7}}"
    assert usual in text
    own.write_text(text.replace(usual, low), encoding="utf-8")
    lines = diff_of(found, own).splitlines()
    assert [line for line in lines if line[0] in "-+"] == [
        f"--- {own}",
        f"+++ {own}",
        f"-  foot_on_floor: {low}",
        f"+  foot_on_floor: {low.replace('0.7', f'{changed(found)[FEET]:g}')}",
    ]
    assert "0.7" in own.read_text(encoding="utf-8")


def test_what_cannot_be_learnt_is_reported(squats: list[Case]) -> None:
    paced = load_exercise("abdominal_contraction")
    with pytest.raises(UserError, match="the trainer sets the pace"):
        fit(squats, Task(paced, learnt(paced)))
    [case] = squats
    assert case.truth is not None
    empty = replace(case, truth=case.truth.model_copy(update={"repetitions": ()}))
    with pytest.raises(UserError, match="no recording has a labelled attempt"):
        fit([empty], Task(SQUAT, learnt(SQUAT)))


class Plateau(Landscape):
    """One threshold, right between two values."""

    def __init__(self, low: float, high: float) -> None:
        (number,) = (number for number in numbers_of(SQUAT) if number.field == FEET)
        super().__init__(Judge([]), SQUAT, [knob(SQUAT, number, may_loosen=True)])
        self.low, self.high = low, high

    def cost(self, values: Mapping[FieldPath, float]) -> float:
        return 0.0 if self.low <= values[FEET] <= self.high else 1.0


@given(low=st.floats(0.8, 5), width=st.floats(1.3, 5))
def test_a_threshold_keeps_off_the_edges_of_its_plateau(low: float, width: float) -> None:
    high = low * width
    plateau = Plateau(low, high)
    own, found = plateau.own[FEET], settle(plateau, plateau.own)[FEET]
    # Two digits are written, and an edge is found within a step.
    about = 2**0.1
    room = 2**MARGIN
    if low * room * about <= own <= high / room / about:
        assert found == own
    elif width >= room**2 * about**2 and high < own * 2.5:
        assert low * room / about <= found <= high / room * about
    elif width < room**2 / about**2 and own / 2.5 < low and high < own * 2.5:
        assert found == pytest.approx((low * high) ** 0.5, rel=about - 1)
    assert low <= found <= high


@cache
def knobs_of(exercise: str, may_loosen: bool) -> list[Knob]:
    spec = load_exercise(exercise)
    numbers = [n for n in numbers_of(spec) if n.field in learnt(spec) and n.value]
    return [knob(spec, number, may_loosen=may_loosen) for number in numbers]


@given(exercise=st.sampled_from(COUNTED), octaves=st.floats(-REACH, REACH), data=st.data())
def test_no_place_on_a_line_loosens_a_limit(
    exercise: str, octaves: float, data: st.DataObject
) -> None:
    spec = load_exercise(exercise)
    one = data.draw(st.sampled_from(knobs_of(exercise, False)))
    own = one.number.value
    assert not any(loosens(spec, one.number.field, own, one.at(x)) for x in (octaves, *one.line))
    assert one.at(0) == own


@given(exercise=st.sampled_from(COUNTED), data=st.data())
def test_the_bands_of_a_repetition_stay_in_order(exercise: str, data: st.DataObject) -> None:
    spec, knobs = load_exercise(exercise), knobs_of(exercise, True)
    places = data.draw(arrays(float, len(knobs), elements=st.floats(-REACH, REACH)))
    values = Landscape(Judge([]), spec, knobs).at(places)
    moved = {one.number.role: values[one.number.field] for one in knobs[::-1]}
    bands = bands_of(spec)
    assert bands is not None
    reach = bands.prescribed - moved.get("tolerance", 0.0)
    assert moved["rest"] <= moved["attempt"] <= moved["counts"] <= reach


@pytest.mark.slow
@pytest.mark.parametrize("exercise", ["heel_slides", "straight_leg_raise"])
def test_spoiled_thresholds_are_mended_for_somebody_else(
    exercise: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The landmarks that all tests of a run share.
    look_at(CLIPS.glob(f"{exercise}_*.mp4"))
    monkeypatch.setenv("XDG_CACHE_HOME", HOMES["XDG_CACHE_HOME"])
    shipped = load_exercise(exercise)
    cases = load_cases([CLIPS], exercise, labelled=True)
    taught, others = taught_and_held_out(cases, exercise)
    held_out = Judge(others)
    wrong = spoiled(shipped, seed=0)
    # What was spoiled towards the strict can be mended only by loosening it.
    task = Task(wrong, learnt(wrong), frozenset(learnt(wrong)))
    found = fit(taught, task)
    assert verdict(held_out, wrong).cost > verdict(held_out, shipped).cost + 1
    assert verdict(held_out, found.spec).cost <= verdict(held_out, shipped).cost + 0.5
