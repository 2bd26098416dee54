"""Numbers of a spec's file, changed in place."""

import os
import re
import stat
from pathlib import Path

import pytest
from each import each_shipped, for_each
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mistakes import mistakes

from posetrainer.errors import SpecError
from posetrainer.exercises.catalogue import exercise_ids, exercise_path, load_exercise
from posetrainer.exercises.changes import tried
from posetrainer.exercises.document import Document, read_text
from posetrainer.exercises.editing import edited, save_edited
from posetrainer.exercises.loader import spec_in
from posetrainer.exercises.numbers import SpecNumber, numbers_of
from posetrainer.exercises.spec import ExerciseSpec

#: It leaves nothing out.
SQUAT = Path(__file__).with_name("long_form.yaml")
COUNTS = ("repetition", "counts", "at_least_deg")
DEEP = ("form", "too_deep", "keep", "at_most_deg")
DEEP_FOR = ("form", "too_deep", "for_s")
DEEP_AGAIN = ("form", "too_deep", "again_after_s")


@pytest.fixture(scope="module")
def squat() -> str:
    """Without key poses, which take their time."""
    return read_text(SQUAT).partition("\nkey_poses:")[0]


def spec_of(text: str) -> ExerciseSpec:
    return spec_in(Document(Path("mine.yaml"), text=text)).spec


def changed_lines(old: str, new: str) -> list[tuple[str, str]]:
    pairs = zip(old.splitlines(), new.splitlines(), strict=True)
    return [(a.strip(), b.strip()) for a, b in pairs if a != b]


def test_one_number_is_one_changed_line(squat: str) -> None:
    assert changed_lines(squat, edited(squat, {COUNTS: 28.5})) == [
        ("counts: {at_least_deg: 30}", "counts: {at_least_deg: 28.5}")
    ]


@each_shipped
@pytest.mark.slow
def test_what_is_as_it_was_changes_no_byte(shipped: Path) -> None:
    text = read_text(shipped)
    same = {number.field: number.value for number in numbers_of(load_exercise(shipped.stem))}
    assert edited(text, same) == text


@pytest.mark.parametrize(
    ("value", "written"), [(0.1 + 0.7, "0.8"), (2.0, "2"), (1.60, "1.6"), (0.00001, "0.00001")]
)
def test_numbers_are_written_as_people_write_them(squat: str, value: float, written: str) -> None:
    assert edited(squat, {DEEP_FOR: value}).count(f"    for_s: {written}\n") == 1


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark_stay(squat: str, ends: str, mark: str) -> None:
    text = mark + squat.replace("\n", ends)
    changes = {COUNTS: 29, DEEP_FOR: 0.5, ("dose", "sets"): 3}
    new = edited(text, changes)
    assert new.startswith(mark + "# ")
    assert re.sub(f"{ends}$", "", new).count("\n") == new.count(ends) - 1
    assert spec_of(new) == tried(spec_of(squat), changes)[0]


def test_what_is_not_written_is_added_in_the_order_of_the_language(squat: str) -> None:
    new = edited(squat, {DEEP_AGAIN: 4, ("dose", "sets"): 2, DEEP_FOR: 0.5})
    assert "  repetitions: 10\n  sets: 2\n  rest_s: 30\n" in new
    added = "    keep: {at_most_deg: 70}\n    for_s: 0.5\n    again_after_s: 4\n    severity:"
    assert added in new
    assert len(new.splitlines()) == len(squat.splitlines()) + 3


@for_each(
    ("old", "new", "field", "added"),
    [
        (
            "target: {at_least_deg: 45, tolerance_deg: 8}",
            "target: {at_least_deg: 45} # why",
            ("repetition", "target", "tolerance_deg"),
            "target: {at_least_deg: 45, tolerance_deg: 0.7} # why\n",
        ),
        (
            "target: {at_least_deg: 45, tolerance_deg: 8}",
            "target: {tolerance_deg: 8,\n    at_least_deg: 45}",
            ("repetition", "target", "of_best"),
            "target: {tolerance_deg: 8, of_best: 0.7,\n    at_least_deg: 45}\n",
        ),
        (
            "out: {at_least_s: 0.5, at_most_deg_s: 60}",
            "out: {at_most_deg_s: 60}",
            ("tempo", "out", "at_least_s"),
            "out: {at_least_s: 0.7, at_most_deg_s: 60}\n",
        ),
        (
            "  out: {at_least_s: 0.5, at_most_deg_s: 60}",
            "  out:\n    # fast\n    at_most_deg_s: 60 # yes",
            ("tempo", "out", "at_least_s"),
            "  out:\n    # fast\n    at_least_s: 0.7\n    at_most_deg_s: 60 # yes\n",
        ),
        (
            "    keep: {at_most_deg: 70}\n    severity: safety\n    say: Too deep. Slide up",
            "    severity: safety\n    say: >-\n      Too deep.\n      Slide\n    keep:\n"
            "      at_most_deg: 70 # knees\n\n    # more\n    during: [out] # up",
            DEEP_AGAIN,
            "    during: [out] # up a little.\n    again_after_s: 0.7\n  trunk_leans:",
        ),
        (
            "    keep: {at_most_deg: 70}\n    severity: safety\n    say: Too deep. Slide up",
            "    keep:\n      at_most_deg: 70 # knees\n\n    # more\n    severity: safety\n"
            "    say: Slide up",
            DEEP_FOR,
            "      at_most_deg: 70 # knees\n    for_s: 0.7\n\n    # more\n",
        ),
        (
            "    keep: {at_most_deg: 70}\n    severity: safety\n",
            "    keep: {at_most_deg: 70}\n    during:\n      - out\n      - hold # too\n"
            "    severity: safety\n",
            DEEP_FOR,
            "      - hold # too\n    for_s: 0.7\n    severity: safety\n",
        ),
    ],
)
def test_a_key_is_added_however_its_group_is_written(
    squat: str, old: str, new: str, field: tuple[str, ...], added: str
) -> None:
    text = squat.replace(old, new, 1)
    result = edited(text, {field: 0.7})
    assert added in result
    assert {n.field: n.value for n in numbers_of(spec_of(result))}[field] == 0.7


def test_a_key_is_added_at_the_end_of_a_file_without_a_last_line_end(squat: str) -> None:
    dose = "dose:\n  repetitions: 10\n  rest_s: 30\n  sides: both\n"
    assert dose in squat
    text = squat.replace(dose, "") + "dose: \n  sides: both\n  repetitions: 10"
    assert edited(text, {("dose", "rest_s"): 20}).endswith("\n  repetitions: 10\n  rest_s: 20")


@pytest.fixture(scope="module")
def short() -> str:
    """A spec that names conditions of the library, and leaves out what follows from the rest."""
    text = read_text(exercise_path("knee_to_chest"))
    bands = (
        "  rest: {at_most_deg: 8}\n  attempt: {at_least_deg: 13}\n  counts: {at_least_deg: 30}\n"
    )
    ways = "at_least_s: 0.7, at_most_deg_s: 80}, back: {at_least_s: 0.5, at_most_deg_s: 80}"
    assert bands in text
    assert ways in text
    return text.replace(bands, "").replace(ways, "at_least_s: 0.7, at_most_deg_s: 80}")


ADDED = mistakes(r"""
measure: hip_bend => measure: hip_bend\n  attempt: {at_least_deg: 16}
    repetition.attempt.at_least_deg 16
{uses: knee_bent} => {uses: knee_bent, keep: {at_least_deg: 60}}
    start.knee_bent.keep.at_least_deg 60
keep: {at_most_in: 3.5}} => keep: {at_most_in: 3.5}, for_s: 0.8}
    form.other_foot_lifts.for_s 0.8
{uses: trunk_rises} => {uses: trunk_rises, again_after_s: 9}
    form.trunk_rises.again_after_s 9
hold: {seconds: 20} => hold: {seconds: 20, still_deg_s: 5}
    repetition.hold.still_deg_s 5
at_most_deg_s: 80}, => at_most_deg_s: 80}, back: {at_least_s: 0.7, at_most_deg_s: 70},
    tempo.back.at_most_deg_s 70
start:\n  knee_bent
=> measures: {bouncing: {side: moving, swing_within_s: 3, joint: hip, kind: flexion}}
| start:
|   knee_bent
    measures.bouncing.swing_within_s 3
""")


@for_each(("old", "new", "number"), ADDED)
def test_what_the_library_or_the_target_gives_is_written_beside_it(
    short: str, old: str, new: str, number: str
) -> None:
    field, value = number.split()
    assert short.count(old) == 1
    assert edited(short, {tuple(field.split(".")): float(value)}) == short.replace(old, new)


def test_what_follows_from_a_changed_number_stays_as_it_was(short: str) -> None:
    before = spec_of(short)
    changes = {("repetition", "target", "at_least_deg"): 60, ("tempo", "out", "at_most_deg_s"): 75}
    new = edited(short, changes)
    assert spec_of(new) == tried(before, changes)[0]
    assert "  rest: {at_most_deg: 10}\n  attempt: {at_least_deg: 18}\n" in new
    assert (
        "out: {at_least_s: 0.7, at_most_deg_s: 75}, back: {at_least_s: 0.7, at_most_deg_s: 80}"
        in (new)
    )


def test_a_named_number_keeps_its_name(squat: str) -> None:
    text = squat.replace("{at_most_deg: 70}", "{at_most_deg: &deep  70}")
    assert "{at_most_deg: &deep  72}" in edited(text, {DEEP: 72})


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [
        ("{at_most_deg: &deep 70}", "{at_most_deg: *deep}", DEEP),
        ("&deep {at_most_deg: 70}", "*deep", DEEP),
        ("{at_most_deg: &deep 70}", "{at_most_deg: *deep}", ("form", "trunk_leans", *DEEP[2:])),
        ("&deep {at_most_deg: 70}", "{<<: *deep}", DEEP),
    ],
)
def test_a_shared_number_is_not_changed(
    squat: str, first: str, second: str, field: tuple[str, ...]
) -> None:
    text = squat.replace("{at_most_deg: 70}", first).replace("{at_most_deg: 20}", second)
    with pytest.raises(SpecError, match=rf"^mine\.yaml:\d+: {'.'.join(field)}: .*reference"):
        edited(text, {field: 40}, Path("mine.yaml"))


def test_a_number_taken_in_from_elsewhere_is_written_out(squat: str) -> None:
    text = squat.replace("{at_most_deg: 70}", "&deep {at_most_deg: 70}")
    text = text.replace("{at_most_deg: 20}", "{<<: *deep}")
    field = ("form", "trunk_leans", "keep", "at_most_deg")
    assert "keep: {at_most_deg: 40, <<: *deep}" in edited(text, {field: 40})


def test_a_key_is_added_behind_a_reference(squat: str) -> None:
    text = squat.replace("{at_most_deg: 70}", "&deep {at_most_deg: 70}")
    text = text.replace("{at_most_deg: 20}\n    for_s: 0.6", "*deep # as deep")
    new = edited(text, {("form", "trunk_leans", "for_s"): 1})
    assert "    keep: *deep # as deep\n    for_s: 1\n" in new


def test_a_result_that_is_no_spec_is_refused(squat: str) -> None:
    with pytest.raises(SpecError, match=r"^mine\.yaml:\d+: repetition\.target: 37 degrees"):
        edited(squat, {COUNTS: 60}, Path("mine.yaml"))
    with pytest.raises(SpecError, match=r"^mine\.yaml:\d+: repetition\.cuonts.*: there is no such"):
        edited(squat, {("repetition", "cuonts", "at_least_deg"): 60}, Path("mine.yaml"))


def moved(number: SpecNumber, share: float) -> float:
    """Another value of a number that the language allows by itself."""
    value = round(number.value * share, 3) or share
    if number.whole:
        value = max(1, round(value))
    return min(value, number.most) if number.most is not None else value


@pytest.mark.slow
@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_any_numbers_of_any_spec(data: st.DataObject) -> None:
    exercise = data.draw(st.sampled_from(exercise_ids()))
    spec, text = load_exercise(exercise), read_text(exercise_path(exercise))
    some = data.draw(st.lists(st.sampled_from(numbers_of(spec)), unique_by=lambda n: n.field))
    changes = {n.field: moved(n, data.draw(st.floats(0.9, 1.1))) for n in some}
    wanted, problems = tried(spec, changes)
    if wanted is None:
        with pytest.raises(SpecError, match=re.escape(problems[0].message)):
            edited(text, changes)
        return
    new = edited(text, changes)
    assert spec_of(new) == wanted
    letters = iter(re.sub(r"[\d.]+", "", new))
    assert all(letter in letters for letter in re.sub(r"[\d.]+", "", text)), "nothing is lost"
    assert re.findall("#.*", new) == re.findall("#.*", text)
    back = {n.field: n.value for n in some}
    assert spec_of(edited(new, back)) == spec


@pytest.fixture
def mine(tmp_path: Path, squat: str) -> Path:
    path = tmp_path / "mine.yaml"
    path.write_bytes(squat.encode())
    return path


def test_a_file_is_changed_and_keeps_its_mode(mine: Path, squat: str) -> None:
    mine.chmod(0o640)
    text = save_edited(mine, squat, {COUNTS: 29})
    assert mine.read_bytes().decode() == text == edited(squat, {COUNTS: 29})
    assert stat.S_IMODE(mine.stat().st_mode) == 0o640
    assert list(mine.parent.iterdir()) == [mine], "nothing is left beside it"


def test_a_link_stays_a_link(mine: Path, squat: str) -> None:
    link = mine.with_name("link.yaml")
    link.symlink_to(mine)
    save_edited(link, squat, {COUNTS: 29})
    assert link.is_symlink()
    assert "at_least_deg: 29}" in mine.read_text(encoding="utf-8")


def test_a_file_that_somebody_else_changed_is_left_alone(mine: Path, squat: str) -> None:
    theirs = squat.replace("Wall", "Hall")
    mine.write_text(theirs, encoding="utf-8")
    with pytest.raises(SpecError, match=r"mine\.yaml: was changed by somebody else meanwhile"):
        save_edited(mine, squat, {COUNTS: 29})
    assert mine.read_text(encoding="utf-8") == theirs


def test_a_file_that_cannot_be_written_is_reported(
    mine: Path, squat: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(SpecError, match=r"mine\.yaml: cannot be written \(No space left"):
        save_edited(mine, squat, {COUNTS: 29})
    assert mine.read_text(encoding="utf-8") == squat
    assert list(mine.parent.iterdir()) == [mine]
