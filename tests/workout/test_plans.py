"""Plans: read from files, fitted in time and to what is at hand."""

from itertools import groupby
from pathlib import Path
from typing import get_args

import pytest
from each import for_each
from hypothesis import given
from hypothesis import strategies as st

from posetrainer.errors import SpecError
from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.exercises.spec import ExerciseSpec, Level
from posetrainer.workout.builder import (
    EQUIPMENT,
    PlanError,
    build,
    check_equipment,
    shipped_plan,
)
from posetrainer.workout.plan import Plan, load_plan, seconds_of, with_dose

LEVELS: tuple[Level, ...] = get_args(Level)


def ids(plan: Plan) -> list[str]:
    return [block.spec.id for block in plan.blocks]


def written(folder: Path, text: str) -> Path:
    path = folder / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("level", LEVELS)
def test_a_level_offers_its_exercises_and_those_below(level: Level) -> None:
    offered = {entry.exercise for entry in shipped_plan(level).blocks}
    upto = LEVELS[: LEVELS.index(level) + 1]
    assert offered == {i for i in exercise_ids() if load_exercise(i).level in upto}


@pytest.mark.parametrize("level", LEVELS)
def test_each_posture_is_taken_once(level: Level) -> None:
    plan = build(shipped_plan(level), 30)
    postures = [posture for posture, _ in groupby(b.spec.posture for b in plan.blocks)]
    assert len(postures) == len(set(postures))


@pytest.mark.parametrize("level", LEVELS)
def test_half_an_hour_is_filled_but_not_exceeded(level: Level) -> None:
    assert 25 * 60 <= build(shipped_plan(level), 30).seconds <= 30 * 60


@given(
    level=st.sampled_from(LEVELS),
    minutes=st.floats(3, 120),
    at_hand=st.none() | st.frozensets(st.sampled_from(EQUIPMENT)),
)
def test_a_plan_fits_the_time_the_equipment_and_the_article(
    level: Level, minutes: float, at_hand: frozenset[str] | None
) -> None:
    plan = build(shipped_plan(level), minutes, at_hand)
    assert plan.seconds <= minutes * 60
    for block in plan.blocks:
        spec, prescribed = block.spec, load_exercise(block.spec.id)
        assert at_hand is None or set(spec.equipment) - {"belt"} <= at_hand
        assert 1 <= spec.dose.repetitions <= prescribed.dose.repetitions
        assert 1 <= spec.dose.sets <= prescribed.dose.sets
        if spec.dose.sides in ("each", "alternate"):
            assert spec.dose.repetitions % 2 == 0


def test_a_plan_as_written_keeps_its_doses(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "title: Mine\nblocks:\n  - {exercise: wall_squat, repetitions: 4, sets: 2, rest_s: 15}\n"
        "  - exercise: heel_slides\n",
    )
    plan = build(load_plan(path))
    assert ids(plan) == ["wall_squat", "heel_slides"]
    dose = plan.blocks[0].spec.dose
    assert (dose.repetitions, dose.sets, plan.blocks[0].rest_s) == (4, 2, 15)
    assert plan.blocks[1].spec == load_exercise("heel_slides")


def test_exercises_that_a_person_does_not_do_are_left_out() -> None:
    def adapt(spec: ExerciseSpec) -> ExerciseSpec | None:
        return None if spec.id == "wall_squat" else with_dose(spec, 3)

    plan = build(shipped_plan("beginner"), None, None, adapt)
    assert "wall_squat" not in ids(plan)
    assert {block.spec.dose.repetitions for block in plan.blocks} == {3}


def test_nothing_left_is_one_sentence_with_the_mend() -> None:
    with pytest.raises(PlanError, match="no exercise is left; name more --equipment"):
        build(shipped_plan("beginner"), 30, None, lambda _: None)


def test_unknown_equipment_suggests_the_nearest() -> None:
    with pytest.raises(PlanError, match="did you mean 'ball'"):
        check_equipment(["mat", "bal"])


@for_each(
    ("text", "said"),
    [
        ("title: Mine\nblocks:\n  - exercise: wall_squad\n", ":3: blocks.0.exercise: there is no"),
        ("title: Mine\nblocks:\n  - exercise: wall_squat\n    reps: 3\n", ":4: blocks.0.reps: un"),
        ("title: Mine\nblocks:\n  - {exercise: wall_squat, sets: 0}\n", "sets: 0 is too small"),
        ("title: Mine\nblocks: []\n", "too few entries"),
        ("title: Mine\n", "blocks: is missing"),
        ("", "is empty; begin with `title:`"),
        ("title: [\n", ":2: YAML: the line cannot be read"),
    ],
)
def test_a_typo_names_file_line_field_and_mend(text: str, said: str, tmp_path: Path) -> None:
    path = written(tmp_path, text)
    with pytest.raises(SpecError) as caught:
        load_plan(path)
    assert str(caught.value).startswith(str(path))
    assert said in str(caught.value)


def test_longer_doses_take_longer() -> None:
    for exercise in exercise_ids():
        spec = load_exercise(exercise)
        assert seconds_of(with_dose(spec, 20)) > seconds_of(with_dose(spec, 10)) > 0
