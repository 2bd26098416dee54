"""Profiles as files: read, refused with a sentence, kept with their comments."""

from pathlib import Path

import pytest
from each import for_each

from posetrainer.errors import SpecError, UserError
from posetrainer.profiles.model import Override, PersonProfile, ProfileError
from posetrainer.profiles.store import (
    load_profile,
    profile_names,
    profiles_folder,
    save_profile,
)

ANNA = """\
# Anna, after her knee operation.
name: anna
stature_cm: 164   # measured on 3 March
exercises:
  wall_squat:
    hold_s: 3
    target_deg: 30   # "knees to 30 degrees for now"
    note: until the check-up in March
  # The left hip is sore.
  knee_to_chest:
    skip_sides: [left]
  heel_raises:
    skip: yes
"""


@pytest.fixture
def anna(folder: Path) -> Path:
    return written(folder, ANNA)


def written(folder: Path, text: str, name: str = "anna") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_folder_is_the_users_own(folder: Path) -> None:
    assert profiles_folder() == folder
    assert profile_names() == ()


def test_a_file_written_by_hand_is_read(anna: Path) -> None:
    profile = load_profile("anna")
    assert profile.stature_m == 1.64
    assert profile.override("wall_squat") == Override(
        target_deg=30, hold_s=3, note="until the check-up in March"
    )
    assert profile.override("knee_to_chest").only_side == "right"
    assert profile.skips("heel_raises")
    assert not profile.skips("wall_squat")
    assert profile.override("ankle_pumps") == Override()
    assert profile_names() == ("anna",)


def test_what_is_saved_is_what_is_read() -> None:
    profile = PersonProfile(
        name="bob_2",
        stature_cm=181.5,
        exercises={
            "straight_leg_raise": Override(target_in=8.5, skip_sides=("right",)),
            "wall_squat": Override(hold_s=2.5, repetitions=6, note="until: March"),
            "heel_slides": Override(skip=True),
        },
    )
    path = save_profile(profile)
    assert load_profile("bob_2") == profile
    assert path.parent == profiles_folder()
    # Nothing else is left in the folder.
    assert list(path.parent.iterdir()) == [path]


def test_comments_and_order_stay_where_a_value_changes(anna: Path) -> None:
    profile = load_profile("anna")
    override = profile.override("wall_squat").model_copy(update={"target_deg": 35.0})
    save_profile(profile.with_override("wall_squat", override))
    assert anna.read_text(encoding="utf-8") == ANNA.replace(
        "target_deg: 30   #", "target_deg: 35   #"
    ).replace("skip: yes", "skip: true")


def test_what_is_as_prescribed_again_goes_from_the_file(anna: Path) -> None:
    profile = load_profile("anna").with_override("heel_raises", Override())
    save_profile(profile)
    assert "heel_raises" not in anna.read_text(encoding="utf-8")
    assert load_profile("anna") == profile


def test_references_in_the_file_do_not_stand_in_the_way(folder: Path) -> None:
    text = (
        "name: anna\nexercises:\n  heel_slides: &less\n    repetitions: 4\n"
        "  ankle_pumps:\n    <<: *less\n"
    )
    written(folder, text)
    profile = load_profile("anna")
    assert profile.override("ankle_pumps").repetitions == 4
    changed = profile.with_override("ankle_pumps", Override(skip=True))
    save_profile(changed)
    assert load_profile("anna") == changed


def test_a_file_that_is_no_yaml_is_written_anew(folder: Path) -> None:
    written(folder, "name: [anna\n")
    save_profile(PersonProfile(name="anna", stature_cm=164))
    assert load_profile("anna") == PersonProfile(name="anna", stature_cm=164)


def test_a_file_that_stands_for_endless_data_is_refused_and_written_anew(folder: Path) -> None:
    lines = [
        "a0: &a0 {x: 1}",
        *(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}" for i in range(1, 40)),
    ]
    path = written(folder, "\n".join(lines))
    with pytest.raises(SpecError, match="holds far more than a spec does"):
        load_profile("anna")
    save_profile(PersonProfile(name="anna"))
    assert load_profile("anna") == PersonProfile(name="anna")
    assert "a0" not in path.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_one_sentence(folder: Path) -> None:
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way", encoding="utf-8")
    with pytest.raises(ProfileError, match="cannot be written"):
        save_profile(PersonProfile(name="anna"))


@for_each(
    ("old", "new", "said"),
    [
        ("target_deg", "target_dge", "wall_squat.target_dge: unknown key; did you mean"),
        ("target_deg: 30", "target: 30", "its unit is missing: write target_deg or target_in."),
        ("wall_squat", "wal_squat", "exercises.wal_squat: there is no such exercise; did you mean"),
        ("target_deg", "target_in", "target_in: wall_squat is measured in degrees; write target"),
        (
            "target_deg: 30",
            "target_deg: 12",
            "12 is too small to be distinguished from rest; write 20 or",
        ),
        ("target_deg: 30", "target_deg: 57", "57 is far beyond the prescribed 45; write 56.25 or"),
        ("target_deg: 30", "target_deg: lots", "'lots' is not a number"),
        ("hold_s: 3", "hold_s: 0", "hold_s: 0 is too small"),
        ("skip_sides: [left]", "skip_sides: left", "'left' is not a list; write one in brackets"),
        ("skip_sides: [left]", "skip_sides: [lefd]", "'lefd' is not known here; did you mean 'l"),
        ("skip_sides: [left]", "skip_sides: [left, right]", "no side is left to exercise"),
        ("skip_sides: [left]", "hold_s: 500", "hold_s: 500 is too large; write 120 or less."),
        ("skip: yes", "skip_sides: [left]", "both sides work together"),
        ("skip: yes", "hold_s: 3", "nothing is held in heel_raises; delete it."),
        ("name: anna", "name: annna", "name: 'annna' is not the file's name; write 'anna'"),
        ("stature_cm: 164", "stature_cm: 1.64", "stature_cm: 1.64 is too small; write 50 or more."),
    ],
)
def test_a_mistake_is_a_sentence_with_its_line(folder: Path, old: str, new: str, said: str) -> None:
    assert ANNA.count(old) == 1
    path = written(folder, ANNA.replace(old, new))
    with pytest.raises(SpecError) as caught:
        load_profile("anna")
    line = ANNA[: ANNA.index(old)].count("\n") + 1
    (reported,) = str(caught.value).splitlines()
    assert reported.startswith(f"{path}:{line}: ")
    assert said in reported


def test_one_number_for_two_sides_must_be_even(folder: Path) -> None:
    text = "name: anna\nexercises:\n  knee_to_chest:\n    repetitions: 5\n"
    written(folder, text)
    with pytest.raises(SpecError, match="5 cannot be shared evenly by two sides"):
        load_profile("anna")
    written(folder, text + "    skip_sides: [left]\n")
    assert load_profile("anna").override("knee_to_chest").repetitions == 5


def test_an_empty_file_is_reported_with_how_to_begin(folder: Path) -> None:
    written(folder, "")
    with pytest.raises(SpecError, match="is empty; begin with `name:`"):
        load_profile("anna")


@for_each(
    ("name", "said"),
    [
        ("../anna", "did you mean 'anna'"),
        ("Anna B", "did you mean 'anna_b'"),
        ("7", "begin with a small letter"),
        ("", "begin with a small letter"),
        ("anna\n", "did you mean 'anna'"),
        ("a" * 41, "up to 40"),
        ("con", "on Windows"),
    ],
)
def test_a_name_must_be_safe_as_that_of_a_file(name: str, said: str) -> None:
    for act in (
        lambda: load_profile(name),
        lambda: save_profile(PersonProfile.model_construct(name=name)),
    ):
        with pytest.raises(ProfileError, match=said):
            act()


def test_an_unknown_profile_suggests_the_nearest(anna: Path) -> None:
    with pytest.raises(ProfileError, match="no profile 'ana'; did you mean 'anna'"):
        load_profile("ana")


def test_what_is_not_valid_is_not_saved(anna: Path) -> None:
    profile = load_profile("anna").with_override("wall_squat", Override(target_deg=3))
    with pytest.raises(UserError, match=r"exercises\.wall_squat\.target_deg: 3 is too small"):
        save_profile(profile)
    assert anna.read_text(encoding="utf-8") == ANNA
