"""An exercise as it is for one person."""

import re
from typing import Any

import pytest
from each import for_each
from hypothesis import assume, given
from hypothesis import strategies as st

from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.exercises.check import find_problems
from posetrainer.exercises.check_numbers import least_gap, least_step
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.cues import start_words
from posetrainer.profiles.apply import adapted, with_sides
from posetrainer.profiles.feasibility import bands_of
from posetrainer.profiles.model import Override, PersonProfile, ProfileError
from posetrainer.rules.thresholds import Thresholds

SPECS = {exercise: load_exercise(exercise) for exercise in exercise_ids()}
MEASURED = {exercise: spec for exercise, spec in SPECS.items() if spec.repetition}


def anna(exercise: str, **override: Any) -> ExerciseSpec:
    """The exercise for Anna, with this override."""
    return adapted(
        SPECS[exercise],
        PersonProfile(name="anna", exercises={exercise: Override(**override)}),
    )


def bands(spec: ExerciseSpec) -> Thresholds:
    found = bands_of(spec)
    assert found is not None
    return found


def key(exercise: str) -> str:
    return f"target_{bands(SPECS[exercise]).unit}"


def test_nothing_changes_without_an_override() -> None:
    profile = PersonProfile(name="anna", exercises={"wall_squat": Override(target_deg=30)})
    for exercise, spec in SPECS.items():
        if exercise != "wall_squat":
            assert adapted(spec, profile) == spec


def test_knees_to_30_degrees_for_now() -> None:
    spec = anna("wall_squat", target_deg=30, hold_s=3, repetitions=6)
    found = bands(spec)
    assert found.prescribed == 30
    # As prescribed, two thirds of the way count.
    assert found.counts == 20
    assert found.rest < found.attempt < found.counts < found.target < 30
    assert (spec.hold_s, spec.dose.repetitions) == (3, 6)
    assert spec.cues.start == "Slide down slowly until your knees are bent to 30 degrees."


@st.composite
def overridden(draw: st.DrawFn) -> tuple[ExerciseSpec, ExerciseSpec]:
    """Draw an exercise as prescribed, and as a profile may change it."""
    exercise = draw(st.sampled_from(sorted(SPECS)))
    spec = SPECS[exercise]
    override: dict[str, Any] = {
        "repetitions": draw(st.none() | st.integers(1, 50).map((2).__mul__))
    }
    if spec.hold_s:
        override["hold_s"] = draw(st.none() | st.floats(0.1, 120))
    if spec.dose.sides != "both":
        override["skip_sides"] = draw(st.sampled_from([(), ("left",), ("right",)]))
    if spec.repetition:
        share = draw(st.none() | st.floats(0.05, 1.4))
        override[key(exercise)] = share and share * bands(spec).prescribed
    try:
        return spec, anna(exercise, **override)
    except ProfileError:
        # A target too small or too large, told by a test below.
        assume(False)
        raise


@given(overridden())
def test_whatever_a_profile_may_ask_for_is_a_valid_exercise(
    specs: tuple[ExerciseSpec, ExerciseSpec],
) -> None:
    spec, own = specs
    assert find_problems(own) == []
    assert type(own).model_validate(own.model_dump(exclude_none=True)) == own
    if own.repetition is None:
        return
    before, after = bands(spec), bands(own)
    assert own.driver is not None
    step, gap = least_step(own.driver), least_gap(own.driver)
    assert after.attempt - after.rest >= min(step, before.attempt - before.rest) - 1e-9
    assert after.counts - after.rest >= min(gap, before.counts - before.rest) - 1e-9
    # What was a twitch never counts, and the camera's error is not believed to have grown.
    assert after.counts >= before.attempt - 1e-9
    assert after.prescribed - after.target <= before.prescribed - before.target + 1e-9


@given(overridden())
def test_safety_is_never_loosened(specs: tuple[ExerciseSpec, ExerciseSpec]) -> None:
    spec, own = specs
    for part in ("form", "tempo", "start", "throughout", "measures", "stop_if", "rhythm"):
        assert getattr(own, part) == getattr(spec, part)


@for_each("exercise", sorted(MEASURED))
def test_what_counts_keeps_its_share_of_the_target(exercise: str) -> None:
    before = bands(SPECS[exercise])
    for share in (0.95, 1.1):
        after = bands(anna(exercise, **{key(exercise): share * before.prescribed}))
        assert after.counts >= share * before.counts - 0.01
        if share > 1:
            assert after.counts == pytest.approx(share * before.counts, abs=0.01)


@for_each("exercise", sorted(MEASURED))
def test_a_target_of_ones_own_is_not_raised_by_ones_best(exercise: str) -> None:
    own = anna(exercise, **{key(exercise): 0.95 * bands(SPECS[exercise]).prescribed})
    assert own.repetition is not None
    assert own.repetition.target.of_best is None


@for_each("exercise", sorted(MEASURED))
def test_no_words_name_the_old_target(exercise: str) -> None:
    old = bands(SPECS[exercise]).prescribed
    own = anna(exercise, **{key(exercise): 0.95 * old})
    for _, text in own.cues:
        assert not re.search(rf"\b{old:g} (degrees|inches)", text or "")


@for_each("exercise", sorted(MEASURED))
def test_much_more_than_prescribed_is_refused(exercise: str) -> None:
    most = 1.25 * bands(SPECS[exercise]).prescribed
    assert bands(anna(exercise, **{key(exercise): most})).prescribed == most
    with pytest.raises(ProfileError, match="far beyond the prescribed"):
        anna(exercise, **{key(exercise): most + 0.1})


def test_a_limit_of_the_form_holds_for_targets_too() -> None:
    spec = SPECS["wall_squat"]
    # The limit is read from a straight knee, the target from the knee at rest.
    low = spec.form["too_deep"].model_copy(
        update={"keep": spec.form["too_deep"].keep.model_copy(update={"at_most_deg": 50})}
    )
    strict = spec.model_copy(update={"form": {**spec.form, "too_deep": low}})
    profile = PersonProfile(name="anna", exercises={"wall_squat": Override(target_deg=52)})
    with pytest.raises(ProfileError, match="52 is beyond too_deep, which allows 50"):
        adapted(strict, profile)
    assert bands(adapted(spec, profile)).prescribed == 52


def test_a_target_too_close_to_rest_is_refused() -> None:
    with pytest.raises(ProfileError, match="write 20 or more, or leave the exercise out"):
        anna("wall_squat", target_deg=19.9)
    assert bands(anna("wall_squat", target_deg=20)).counts == 20


@for_each(
    ("exercise", "override", "said"),
    [
        ("straight_leg_raise", {"target_deg": 20}, "measured in inches; write target_in"),
        ("wall_squat", {"target_deg": 30, "target_in": 9}, "in degrees; delete this key"),
        ("abdominal_contraction", {"target_deg": 30}, "the trainer sets the pace"),
        ("heel_raises", {"hold_s": 3}, "nothing is held in heel_raises"),
        ("wall_squat", {"skip_sides": ("left",)}, "both sides work together"),
    ],
)
def test_what_does_not_fit_the_exercise_is_refused(
    exercise: str, override: dict[str, Any], said: str
) -> None:
    with pytest.raises(ProfileError, match=said) as caught:
        anna(exercise, **override)
    assert str(caught.value).startswith(f"profile anna: exercises.{exercise}.")
    assert "\n" not in str(caught.value)


def test_a_paced_hold_may_be_shorter() -> None:
    spec = anna("abdominal_contraction", hold_s=3, repetitions=4)
    assert (spec.hold_s, spec.dose.repetitions) == (3, 4)


@pytest.mark.parametrize(
    ("exercise", "repetitions"),
    [("knee_to_chest", 5), ("straight_leg_raise", 5), ("heel_slides", 10)],
    ids=["each", "alternate", "either"],
)
def test_one_side_alone_does_its_own_share(exercise: str, repetitions: int) -> None:
    spec = anna(exercise, skip_sides=("left",))
    assert spec.dose.sides == "right"
    assert spec.dose.repetitions == repetitions
    assert start_words(spec).startswith("Right side only. ")
    assert anna(exercise, skip_sides=("left",), repetitions=3).dose.repetitions == 3


def test_sides_alone_can_be_taken_from_a_profile() -> None:
    override = Override(target_deg=30, skip_sides=("right",))
    profile = PersonProfile(name="anna", exercises={"knee_to_chest": override})
    spec = with_sides(SPECS["knee_to_chest"], profile)
    assert spec.dose.sides == "left"
    assert spec.repetition == SPECS["knee_to_chest"].repetition
