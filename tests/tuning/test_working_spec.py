"""A spec that is being tuned: changes, the way back, saving."""

import math
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import exercise_path, load_exercise
from posetrainer.exercises.changes import tried, with_numbers
from posetrainer.exercises.loader import load_spec
from posetrainer.exercises.numbers import numbers_of
from posetrainer.exercises.safety import loosens
from posetrainer.profiles.model import Override, PersonProfile
from posetrainer.profiles.store import load_profile, profile_path, save_profile
from posetrainer.tuning.working_spec import Difference, WorkingSpec, open_draft

REST = ("repetition", "rest", "at_most_deg")
COUNTS = ("repetition", "counts", "at_least_deg")
TARGET = ("repetition", "target", "at_least_deg")
SECONDS = ("repetition", "hold", "seconds")
DEEPEST = ("form", "too_deep", "keep", "at_most_deg")
DEEP_FOR = ("form", "too_deep", "for_s")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_bytes(exercise_path("wall_squat").read_bytes())
    return path


@pytest.fixture
def draft(path: Path) -> WorkingSpec:
    return open_draft(path)


def counts(draft: WorkingSpec) -> float | None:
    assert draft.spec.repetition is not None
    return draft.spec.repetition.counts.at_least_deg


def deepest(draft: WorkingSpec) -> float | None:
    value = {number.field: number.value for number in numbers_of(draft.spec)}
    return value[DEEPEST]


def test_an_exercise_is_opened_by_its_id_or_its_file(path: Path) -> None:
    assert open_draft("wall_squat").spec == open_draft(path).spec == load_exercise("wall_squat")
    assert open_draft("wall_squat").path == exercise_path("wall_squat")
    with pytest.raises(UserError, match="did you mean 'wall_squat'"):
        open_draft("wall_squad")
    with pytest.raises(UserError, match=r"none\.yaml: there is no such file"):
        open_draft(path.with_name("none.yaml"))


def test_a_change_differs_from_disk_and_is_judged_by(draft: WorkingSpec) -> None:
    changed = draft.set(COUNTS, 28)
    assert counts(changed) == 28
    assert changed.differences == (Difference(COUNTS, on_disk=30, in_draft=28),)
    assert changed.changes == {COUNTS: 28}
    assert counts(draft) == 30, "a draft itself never changes"
    assert {n.field: n.value for n in changed.numbers}[COUNTS] == 28


def test_a_value_equal_to_the_old_one_is_no_change(draft: WorkingSpec) -> None:
    assert draft.set(COUNTS, 30.0) is draft
    again = draft.set(COUNTS, 0.1 + 29.7 + 0.2 - 0.1)
    assert again.changes == {COUNTS: 29.9}
    assert again.reset(COUNTS).changes == {}
    assert again.reset(COUNTS).undo().changes == {COUNTS: 29.9}


def test_changes_are_undone_and_done_again_one_by_one(draft: WorkingSpec) -> None:
    changed = draft.set(COUNTS, 28).set(REST, 9)
    back = changed.undo()
    assert back.changes == {COUNTS: 28}
    assert back.undo().changes == {}
    assert not back.undo().can_undo
    assert back.undo().undo().spec == draft.spec
    assert back.redo().changes == {COUNTS: 28, REST: 9}
    assert not back.redo().can_redo
    assert not back.set(COUNTS, 27).can_redo, "another way was taken"


def test_a_drag_is_one_step(draft: WorkingSpec) -> None:
    before = draft.set(COUNTS, 29, "one")
    dragged = before.set(COUNTS, 28, "other").set(COUNTS, 27.5, "other").set(COUNTS, 27, "other")
    assert dragged.undo().changes == {COUNTS: 29}
    assert dragged.undo().redo().changes == {COUNTS: 27}
    assert dragged.set(COUNTS, 26).undo().changes == {COUNTS: 27}


def test_what_is_not_valid_stays_to_be_seen_and_the_rest_is_judged(draft: WorkingSpec) -> None:
    wrong = draft.set(COUNTS, 28).set(COUNTS, 60)
    assert wrong.changes == {COUNTS: 60}
    assert list(wrong.problems) == [COUNTS]
    assert wrong.problems[COUNTS].startswith("target: 37 degrees (less its tolerance) lies below")
    assert counts(wrong) == 28, "the last one that was valid"
    beside = wrong.set(REST, 9)
    assert list(beside.problems) == [COUNTS]
    assert beside.spec == with_numbers(draft.spec, {COUNTS: 28, REST: 9})
    mended = beside.set(COUNTS, 31)
    assert not mended.problems
    assert mended.spec == with_numbers(draft.spec, {COUNTS: 31, REST: 9})
    assert mended.undo().problems == beside.problems
    assert mended.undo().spec == beside.spec


def test_a_value_of_the_wrong_kind_is_reported_in_place(draft: WorkingSpec) -> None:
    wrong = draft.set(("dose", "repetitions"), 2.5).set(SECONDS, -1)
    assert wrong.problems == {
        ("dose", "repetitions"): "2.5 is not a whole number; write one, without quotes.",
        SECONDS: "-1 is too small; write a number above 0.",
    }
    assert wrong.spec == draft.spec


def test_a_missing_number_is_a_problem_like_any_other(draft: WorkingSpec, path: Path) -> None:
    missing = draft.set(COUNTS, 28).set(COUNTS, math.nan)
    assert missing.problems == {COUNTS: "a number is missing; write one."}
    assert missing.set(COUNTS, math.nan) is missing
    with pytest.raises(UserError, match="a number is missing"):
        missing.save()
    assert missing.undo().changes == {COUNTS: 28}


def test_a_limit_of_safety_is_loosened_only_when_that_is_allowed(
    draft: WorkingSpec, path: Path
) -> None:
    on_disk = draft.spec
    assert draft.is_locked(DEEPEST)
    assert not draft.is_locked(COUNTS)
    assert draft.set(DEEPEST, 60).problems == {}, "tighter"
    loose = draft.set(DEEPEST, 60).set(DEEPEST, 75).set(COUNTS, 28)
    assert loose.problems == {
        DEEPEST: "looser than 70, and a limit of safety; unlock it to try that."
    }
    assert deepest(loose) == 70
    assert counts(loose) == 28, "the rest is judged"
    with pytest.raises(UserError, match="unlock it"):
        loose.save()
    allowed = loose.allow(DEEPEST)
    assert (allowed.problems, deepest(allowed)) == ({}, 75)
    assert allowed.loosened == (Difference(DEEPEST, on_disk=70, in_draft=75),)
    assert not allowed.is_locked(DEEPEST)
    assert allowed.undo().undo().undo().spec == on_disk
    saved = allowed.save()
    assert saved.loosened == ()
    assert "75" in path.read_text(encoding="utf-8")


def test_looser_is_what_is_looser_than_the_file_now(draft: WorkingSpec) -> None:
    saved = draft.set(DEEPEST, 60).save().set(DEEPEST, 65)
    assert list(saved.problems) == [DEEPEST]
    assert deepest(saved) == 60


@pytest.mark.slow
@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_way_loosens_what_is_locked(data: st.DataObject) -> None:
    """Whatever is typed, undone and done again, what is judged allows no more than the file."""
    draft = begun = open_draft("straight_leg_raise")
    numbers = [number for number in draft.numbers if draft.is_locked(number.field)]
    for _ in range(data.draw(st.integers(1, 5))):
        number = data.draw(st.sampled_from(numbers))
        value = data.draw(st.floats(0, 2)) * float(number.value)
        draft = data.draw(
            st.sampled_from([draft.set(number.field, value), draft.undo(), draft.redo()])
        )
    judged = {number.field: number.value for number in numbers_of(draft.spec)}
    for number in numbers:
        field = number.field
        assert not loosens(begun.spec, field, float(number.value), float(judged[field])), field


def test_an_unknown_number_is_refused(draft: WorkingSpec) -> None:
    with pytest.raises(UserError, match=r"too_depe\.for_s: there is no such .*too_deep\.for_s"):
        draft.set(("form", "too_depe", "for_s"), 1)
    with pytest.raises(UserError, match="there is no such number"):
        draft.reset(("form", "too_depe", "for_s"))


def test_saving_changes_the_numbers_of_the_file_alone(draft: WorkingSpec, path: Path) -> None:
    before = path.read_text(encoding="utf-8").splitlines()
    saved = draft.set(COUNTS, 28).allow(DEEP_FOR).set(DEEP_FOR, 0.5).save()
    after = path.read_text(encoding="utf-8").splitlines()
    assert [line.strip() for line in after if line not in before] == [
        "counts: {at_least_deg: 28}  # Two thirds of the way is a real attempt.",
        "too_deep: {measure: knee_angle, keep: {at_most_deg: 70}, for_s: 0.5, severity: safety, "
        'say: "Too deep. Slide up a little."}',
    ]
    assert len(after) == len(before)
    assert saved.changes == {}
    assert load_spec(path).spec == saved.spec


def test_what_was_saved_can_be_undone_and_saved_again(draft: WorkingSpec, path: Path) -> None:
    back = draft.set(COUNTS, 28).save().undo()
    assert back.differences == (Difference(COUNTS, on_disk=28, in_draft=30),)
    back.save()
    assert path.read_bytes() == exercise_path("wall_squat").read_bytes()


def test_a_draft_with_problems_is_not_saved(draft: WorkingSpec, path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(UserError, match=r"mine\.yaml: repetition\.counts\.at_least_deg: target: "):
        draft.set(COUNTS, 60).save()
    assert path.read_bytes() == before


def test_what_somebody_else_saved_is_not_overwritten(draft: WorkingSpec, path: Path) -> None:
    open_draft(path).set(REST, 9).save()
    with pytest.raises(UserError, match="was changed by somebody else meanwhile"):
        draft.set(COUNTS, 28).save()
    assert open_draft(path).spec == with_numbers(draft.spec, {REST: 9})


OPENED = open_draft("wall_squat")


@settings(suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_undoing_everything_leads_back_and_redoing_forth(data: st.DataObject) -> None:
    draft = OPENED
    seen = [draft]
    numbers = numbers_of(OPENED.spec)
    for _ in range(data.draw(st.integers(1, 6))):
        number = data.draw(st.sampled_from(numbers))
        value = data.draw(st.sampled_from([number.value, 0.5, 1, 12, -3, 1000]))
        changed = draft.set(number.field, value)
        if changed is not draft:
            seen.append(changed)
        draft = changed
        assert tried(draft.spec, {})[1] == (), "what is judged by is valid"
        if not draft.problems:
            assert draft.spec == with_numbers(OPENED.spec, draft.changes)
    for earlier in reversed(seen[:-1]):
        draft = draft.undo()
        assert (draft.changes, draft.spec) == (earlier.changes, earlier.spec)
    for later in seen[1:]:
        draft = draft.redo()
        assert (draft.changes, draft.spec) == (later.changes, later.spec)


@pytest.fixture
def anna(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    profile = PersonProfile(name="anna", exercises={"wall_squat": Override(note="Left knee.")})
    path = save_profile(profile)
    path.write_text(f"# Spring.\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    return path


def test_changes_are_kept_in_a_profile(anna: Path, path: Path) -> None:
    before = path.read_bytes()
    draft = open_draft(path).set(TARGET, 42).set(SECONDS, 4).set(("dose", "repetitions"), 6)
    where, left_out = draft.save_as_override("anna")
    assert where == anna == profile_path("anna")
    assert left_out is None
    assert load_profile("anna").override("wall_squat") == Override(
        target_deg=42, hold_s=4, repetitions=6, note="Left knee."
    )
    assert anna.read_text(encoding="utf-8").startswith("# Spring.\n")
    assert path.read_bytes() == before


def test_a_paced_hold_is_kept_in_a_profile(anna: Path) -> None:
    draft = open_draft("abdominal_contraction").set(("paced", "hold_s"), 3)
    draft.save_as_override("anna")
    assert load_profile("anna").override("abdominal_contraction") == Override(hold_s=3)


def test_what_a_profile_cannot_hold_is_reported(anna: Path, draft: WorkingSpec) -> None:
    _, left_out = draft.set(TARGET, 42).set(COUNTS, 28).save_as_override("anna")
    assert left_out == (
        "A profile holds the target, the hold and the repetitions, but not "
        "repetition.counts.at_least_deg."
    )
    before = anna.read_bytes()
    with pytest.raises(UserError, match=r"but not repetition\.counts\.at_least_deg"):
        draft.set(COUNTS, 28).save_as_override("anna")
    with pytest.raises(UserError, match="Nothing is changed"):
        draft.save_as_override("anna")
    with pytest.raises(UserError, match=r"target_deg: 65 is far beyond the prescribed 45"):
        draft.allow(TARGET).set(TARGET, 65).save_as_override("anna")
    assert anna.read_bytes() == before


def test_only_a_profile_that_is_there_is_changed(anna: Path, draft: WorkingSpec) -> None:
    with pytest.raises(UserError, match="There is no profile 'ana'; did you mean 'anna'"):
        draft.set(TARGET, 42).save_as_override("ana")


def test_a_number_of_the_library_is_changed_in_the_file_alone(path: Path) -> None:
    field = ("throughout", "foot_on_floor", "keep", "at_most_in")
    draft = open_draft(path).set(field, 1.5)
    assert draft.differences == (Difference(field, on_disk=2, in_draft=1.5),)
    before = path.read_text(encoding="utf-8")
    saved = draft.save()
    assert path.read_text(encoding="utf-8") == before.replace(
        "{uses: foot_on_floor}", "{uses: foot_on_floor, keep: {at_most_in: 1.5}}"
    )
    assert open_draft(path).spec == saved.spec == draft.spec
    assert load_exercise("wall_squat").throughout["foot_on_floor"].keep.at_most_in == 2
