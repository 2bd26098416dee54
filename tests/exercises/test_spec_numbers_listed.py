"""The numbers of a spec: listed, named, changed, and which of them are limits of safety."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from each import each_shipped, for_each
from pydantic import Field

from posetrainer.errors import SpecError, UserError
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.changes import by_number, tried, with_numbers
from posetrainer.exercises.numbers import SpecNumber, field_named, numbers_of, plain
from posetrainer.exercises.safety import is_safety_limit, loosens
from posetrainer.exercises.spec import ExerciseSpec, Hold, Repetition

COUNTS = ("repetition", "counts", "at_least_in")


@pytest.fixture
def leg_raise() -> ExerciseSpec:
    return load_exercise("straight_leg_raise")


def number_in(spec: ExerciseSpec, name: str) -> SpecNumber:
    return next(number for number in numbers_of(spec) if number.name == name)


def leaves(value: Any, field: tuple[str | int, ...] = ()) -> Iterator[tuple[Any, Any]]:
    if isinstance(value, dict):
        for key, child in value.items():
            yield from leaves(child, (*field, key))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield field, value


@each_shipped
def test_every_number_of_a_shipped_spec_is_listed_once(shipped: Path) -> None:
    spec = load_exercise(shipped.stem)
    dumped = spec.model_dump(exclude={"key_poses"})
    assert [(n.field, n.value) for n in numbers_of(spec)] == list(leaves(dumped))


@each_shipped
def test_every_number_has_a_known_role_a_unit_and_a_meaning(shipped: Path) -> None:
    for number in numbers_of(load_exercise(shipped.stem)):
        assert number.role != "other", number.name
        assert number.unit
        assert "_" not in number.unit
        assert number.label
        assert number.meaning.endswith((".", "”")), number.name


def test_a_threshold_is_a_line_on_its_measure(leg_raise: ExerciseSpec) -> None:
    lines = {n.name: (n.measure, n.role) for n in numbers_of(leg_raise) if n.is_threshold}
    assert lines["repetition.counts.at_least_in"] == ("ankle_lift", "counts")
    assert lines["form.knee_bent.keep.at_most_deg"] == ("knee_angle", "keep high")
    assert lines["throughout.other_knee_bent.keep.at_least_deg"] == ("other_knee", "keep low")
    assert "tempo.out.at_most_in_s" not in lines


def test_a_number_is_described_in_words(leg_raise: ExerciseSpec) -> None:
    high = number_in(leg_raise, "form.too_high.keep.at_most_in")
    assert (high.value, high.unit, high.label) == (20, "inches", "too high keep at most")
    assert "Largest allowed value" in high.meaning
    assert "“Too high. Not above the other knee.”" in high.meaning
    counts = number_in(leg_raise, "repetition.counts.at_least_in")
    assert counts.meaning == "From here on the attempt counts as a repetition."


def test_bounds_are_those_of_the_language(leg_raise: ExerciseSpec) -> None:
    repetitions = number_in(leg_raise, "dose.repetitions")
    assert (repetitions.least, repetitions.most, repetitions.whole) == (1, 100, True)
    hold = number_in(leg_raise, "repetition.hold.seconds")
    assert (hold.least, hold.most, hold.whole) == (0, 120, False)


def test_a_number_that_the_language_gains_is_listed(leg_raise: ExerciseSpec) -> None:
    class Waiting(Hold):
        wait_s: float = Field(2.0, ge=0, description="Seconds to wait.")

    class Patient(Repetition):
        hold: Waiting | None = None

    assert leg_raise.repetition is not None
    patient = Patient.model_validate(leg_raise.repetition.model_dump(exclude_none=True))
    longer = leg_raise.model_copy(update={"repetition": patient})
    found = number_in(longer, "repetition.hold.wait_s")
    assert (found.value, found.unit, found.role, found.least) == (2.0, "seconds", "time", 0)
    assert len(numbers_of(longer)) == len(numbers_of(leg_raise)) + 1


@each_shipped
def test_a_name_leads_to_its_field_and_back(shipped: Path) -> None:
    spec = load_exercise(shipped.stem)
    for number in numbers_of(spec):
        assert field_named(spec, number.name) == number.field


@for_each(
    ("text", "field"),
    [
        ("counts", COUNTS),
        ("target", ("repetition", "target", "at_least_in")),
        ("tolerance_in", ("repetition", "target", "tolerance_in")),
        ("too_high", ("form", "too_high", "keep", "at_most_in")),
        ("too_high.for_s", ("form", "too_high", "for_s")),
        ("hold.seconds", ("repetition", "hold", "seconds")),
    ],
)
def test_a_part_of_a_name_is_enough(
    leg_raise: ExerciseSpec, text: str, field: tuple[str, ...]
) -> None:
    assert field_named(leg_raise, text) == field


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("conts", "did you mean 'counts'?"),
        ("repetition.cuonts.at_least_in", "did you mean 'repetition.counts.at_least_in'?"),
        ("tempo", "tempo.out.at_least_s, tempo.out.at_most_in_s, tempo.back"),
        ("nothing of the kind", "its numbers are dose.repetitions, "),
    ],
)
def test_what_is_no_name_is_reported_with_the_nearest(
    leg_raise: ExerciseSpec, text: str, hint: str
) -> None:
    with pytest.raises(UserError, match=r"straight_leg_raise") as caught:
        field_named(leg_raise, text)
    assert hint in str(caught.value)


def test_other_numbers_make_another_spec(leg_raise: ExerciseSpec) -> None:
    changed = with_numbers(leg_raise, {COUNTS: 7.5, ("dose", "repetitions"): 12.0})
    assert changed.repetition is not None
    assert changed.repetition.counts.at_least_in == 7.5
    assert changed.dose.repetitions == 12
    was = {n.field: n.value for n in numbers_of(leg_raise)}
    now = {n.field: n.value for n in numbers_of(changed)}
    assert {f for f in was if was[f] != now[f]} == {COUNTS, ("dose", "repetitions")}
    assert with_numbers(changed, {COUNTS: 8, ("dose", "repetitions"): 10}) == leg_raise


def test_a_range_judges_by_its_new_ends(leg_raise: ExerciseSpec) -> None:
    # A range may have worked out its ends before.
    assert leg_raise.form["too_high"].range.holds(19)
    changed = with_numbers(leg_raise, {("form", "too_high", "keep", "at_most_in"): 18})
    assert not changed.form["too_high"].range.holds(19)
    assert leg_raise.form["too_high"].range.holds(19)


@for_each(
    ("field", "value", "say"),
    [
        (COUNTS, 3, "3 inches lies below attempt, which is 3.5; raise counts or lower attempt."),
        (COUNTS, float("nan"), "nan is no ordinary number; write one."),
        (("dose", "repetitions"), 2.5, "2.5 is not a whole number; write one, without quotes."),
        (("dose", "repetitions"), True, "true is not a whole number; write one, without quotes."),
        (("repetition", "hold", "seconds"), 0, "0 is too small; write a number above 0."),
        (("form", "too_hihg", "for_s"), 1, "there is no such number; did you mean "),
        (("id",), 1, "1 is not a text; "),
    ],
)
def test_a_number_that_cannot_be_is_refused(
    leg_raise: ExerciseSpec, field: tuple[str, ...], value: float, say: str
) -> None:
    spec, problems = tried(leg_raise, {field: value})
    assert spec is None
    assert say in by_number(leg_raise, problems, {field: value})[field]
    with pytest.raises(SpecError, match=".".join(field[:2])):
        with_numbers(leg_raise, {field: value})


def test_a_problem_is_shown_at_the_number_that_makes_it(leg_raise: ExerciseSpec) -> None:
    attempt = ("repetition", "attempt", "at_least_in")
    changes = {("dose", "sets"): 2, attempt: 9}
    _, problems = tried(leg_raise, changes)
    (place, say), *more = by_number(leg_raise, problems, changes).items()
    assert not more
    assert place == attempt
    assert say.startswith("counts: 8 inches lies below attempt, which is 9; ")


@pytest.mark.parametrize(
    ("value", "written"), [(0.1 + 0.2, "0.3"), (12.0, "12"), (1.6, "1.6"), (-0.25, "-0.25")]
)
def test_a_number_is_as_people_write_it(value: float, written: str) -> None:
    assert str(plain(value)) == written


@for_each(
    ("exercise", "name", "looser"),
    [
        ("wall_squat", "tempo.out.at_most_deg_s", 1),
        ("wall_squat", "tempo.back.at_least_s", -1),
        ("wall_squat", "form.too_deep.keep.at_most_deg", 1),
        ("wall_squat", "form.too_deep.for_s", 1),
        ("wall_squat", "repetition.target.at_least_deg", 1),
        ("straight_leg_raise", "form.too_high.keep.at_most_in", 1),
        ("aerobic_march", "rhythm.at_most_per_min", 1),
        ("wall_squat", "repetition.counts.at_least_deg", 0),
        ("wall_squat", "form.trunk_leans.keep.at_most_deg", 0),
        ("wall_squat", "start.knees_straight.keep.at_most_deg", 0),
        ("hamstring_stretch", "form.bouncing.keep.at_most_deg", 0),
        ("straight_leg_raise", "form.other_foot_lifts.keep.at_most_in", 0),
        ("straight_leg_raise", "form.other_foot_lifts.for_s", 0),
    ],
)
def test_limits_of_safety_are_loosened_in_one_direction(
    exercise: str, name: str, looser: int
) -> None:
    spec = load_exercise(exercise)
    number = number_in(spec, name)
    old = number.value
    assert is_safety_limit(spec, number.field) == (looser != 0)
    assert loosens(spec, number.field, old, old * 1.1) == (looser > 0)
    assert loosens(spec, number.field, old, old * 0.9) == (looser < 0)
    assert not loosens(spec, number.field, old, old)


def test_a_swing_that_is_a_matter_of_safety_is_not_looked_at_more_briefly() -> None:
    stretch = load_exercise("hamstring_stretch")
    within = ("measures", "bouncing", "swing_within_s")
    assert not is_safety_limit(stretch, within)
    severe = stretch.form["bouncing"].model_copy(update={"severity": "safety"})
    stretch = stretch.model_copy(update={"form": {**stretch.form, "bouncing": severe}})
    assert loosens(stretch, within, 2, 1)
    assert not loosens(stretch, within, 2, 3)
