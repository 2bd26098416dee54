"""What the studio is open on may be replaced by other recordings, another exercise or patient."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from labelled import put_recording

from posetrainer.errors import UserError
from posetrainer.exercises import catalogue
from posetrainer.exercises.catalogue import exercise_path, load_exercise
from posetrainer.profiles.model import Override, PersonProfile
from posetrainer.profiles.store import load_profile, save_profile
from posetrainer.studio.desk import Desk, case_of
from posetrainer.studio.saving import saved
from posetrainer.system.resources import specs_folder
from posetrainer.tuning.cases import Case
from posetrainer.tuning.working_spec import open_draft

TARGET = ("repetition", "target", "at_least_in")
COUNTS = ("repetition", "counts", "at_least_in")


@pytest.fixture
def anna(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A patient who lifts her leg to nine inches."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    override = Override(target_in=9)
    save_profile(
        PersonProfile(name="anna", stature_cm=150, exercises={"straight_leg_raise": override})
    )
    return "anna"


def value(draft: object, field: tuple[str, ...]) -> float:
    return next(n.value for n in draft.numbers if n.field == field)  # type: ignore[attr-defined]


def test_a_patient_is_judged_as_prescribed_and_saved_for(anna: str) -> None:
    before = exercise_path("straight_leg_raise").read_bytes()
    draft = open_draft("straight_leg_raise", anna)
    assert (value(draft, TARGET), value(draft, COUNTS)) == (9, 6)
    assert draft.changes == {}
    draft, reported, is_all = saved(draft.set(TARGET, 8).set(COUNTS, 5))
    assert not is_all
    assert "but not repetition.counts.at_least_in" in reported
    assert load_profile(anna).override("straight_leg_raise").target_in == 8
    assert draft.changes == {COUNTS: 5}, "what a profile cannot hold is not lost"
    assert exercise_path("straight_leg_raise").read_bytes() == before


def test_an_exercise_of_the_catalogue_is_read_again_once_it_is_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    own = tmp_path / "specs"
    shutil.copytree(specs_folder(), own)
    request.addfinalizer(load_exercise.cache_clear)
    monkeypatch.setattr(catalogue, "specs_folder", lambda: own)
    before = load_exercise("straight_leg_raise")
    saved(open_draft("straight_leg_raise").set(COUNTS, 5))
    spec = load_exercise("straight_leg_raise")
    assert spec != before
    assert spec.repetition is not None
    assert spec.repetition.counts.at_least_in == 5


def test_what_is_true_of_another_exercise_is_not_true_of_this(case: Case) -> None:
    assert case.truth is not None
    assert case_of(case, "straight_leg_raise") is case
    tall = replace(case, truth=case.truth.model_copy(update={"stature_m": 1.9}))
    other = case_of(tall, "wall_squat")
    assert (other.truth, other.stature_m) == (None, 1.9)
    assert other.truth_digest == tall.truth_digest, "its labels are not written over"
    unknown = replace(case, truth=None)
    assert case_of(unknown, "wall_squat", 1.5).stature_m == 1.5


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


@pytest.mark.slow
def test_what_is_open_is_replaced_unless_that_fails(desk: Desk, anna: str, tmp_path: Path) -> None:
    path = put_recording("straight_leg_raise", tmp_path)
    path.with_name("straight_leg_raise_good.truth.json").unlink()
    desk.open("straight_leg_raise", [path], anna)
    bench = desk.bench
    assert bench is not None
    assert (bench.cases[0].stature_m, bench.verdicts[0].counted) == (1.5, 4)
    for wrong in ("wall_sqat", "straight_leg_raise"):
        with pytest.raises(UserError):
            desk.open(wrong, [tmp_path / "gone.mp4"])
    assert desk.bench is bench
    broken = tmp_path / "broken.arrows"
    broken.write_text("nonsense")
    desk.open("wall_squat", [path, broken])
    assert [str(broken) in sentence for sentence in desk.left_out] == [True]
    assert desk.bench is not None
    assert (desk.bench.draft.spec.id, desk.bench.verdicts[0].counted) == ("wall_squat", 0)
