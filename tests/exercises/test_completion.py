"""Specs that leave out what follows from the rest, or what the library says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from each import each_shipped, for_each
from hypothesis import given
from hypothesis import strategies as st
from mistakes import mistakes

from posetrainer.exercises.catalogue import exercise_path, load_exercise
from posetrainer.exercises.completion import completed
from posetrainer.exercises.document import Document
from posetrainer.exercises.library import library
from posetrainer.exercises.loader import load_spec, spec_in
from posetrainer.exercises.spec import ExerciseSpec

LONG_FORM = Path(__file__).with_name("long_form.yaml")
#: The least that a spec can say.
LEAST = """
id: mine
title: Mine
level: beginner
source: Nobody
posture: supine
view: side
setup: [Lie down.]
stop_if: Stop if it hurts.
dose: {repetitions: 10, sides: each}
repetition:
  measure: hip_bend
  target: {at_least_deg: 45, tolerance_deg: 8}
tempo: {out: {at_most_deg_s: 80}, say: Too fast.}
form:
  bouncing: {uses: bouncing}
  trunk_rises: {uses: trunk_rises, keep: {at_most_deg: 15}}
cues: {start: Pull., go_on: A little more., back: Back.}
"""


def spec_of(text: str) -> ExerciseSpec:
    return spec_in(Document(Path("mine.yaml"), text=text)).spec


@pytest.fixture
def mine(tmp_path: Path) -> Callable[..., Path]:
    """Write the least spec with one passage replaced by another."""

    def write(old: str, new: str) -> Path:
        assert LEAST.count(old) == 1
        path = tmp_path / "mine.yaml"
        path.write_text(LEAST.replace(old, new), encoding="utf-8")
        return path

    return write


@each_shipped
def test_an_exercise_of_the_catalogue_fits_one_screen(shipped: Path) -> None:
    lines = shipped.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 40
    assert max(map(len, lines)) <= 120


def test_the_short_form_and_the_long_one_are_the_same_exercise() -> None:
    assert load_spec(LONG_FORM).spec == load_exercise("wall_squat")


def test_what_leaves_nothing_out_stays_as_it_is() -> None:
    data = Document(LONG_FORM).data
    assert completed(data).data == data
    assert not completed(data).origins


@given(target=st.floats(20, 170), tolerance=st.floats(0, 10), unit=st.sampled_from(("deg", "in")))
def test_bands_are_shares_of_what_reaches_the_target(
    target: float, tolerance: float, unit: str
) -> None:
    asked = {f"at_least_{unit}": target, f"tolerance_{unit}": tolerance}
    repetition = completed({"repetition": {"measure": "x", "target": asked}}).data["repetition"]
    close = 0.5 if unit == "deg" else 0.05
    shares = {
        "rest": ("at_most", 0.28),
        "attempt": ("at_least", 0.49),
        "counts": ("at_least", 0.83),
    }
    for band, (end, share) in shares.items():
        value = repetition[band][f"{end}_{unit}"]
        assert value == pytest.approx(share * (target - tolerance), abs=close + 1e-9)
        assert round(value, 0 if unit == "deg" else 1) == value


def test_what_is_written_counts_more_than_what_follows() -> None:
    spec = spec_of(LEAST.replace("  target:", "  counts: {at_least_deg: 25}\n  target:"))
    assert spec.repetition is not None
    assert spec.repetition.rest.at_most_deg == 10
    assert spec.repetition.attempt.at_least_deg == 18
    assert spec.repetition.counts.at_least_deg == 25


def test_what_is_still_and_how_fast_back() -> None:
    spec = spec_of(LEAST.replace("tempo:", "  hold: {seconds: 5}\ntempo:"))
    assert spec.tempo is not None
    assert spec.tempo.back == spec.tempo.out
    assert spec.repetition is not None
    assert spec.repetition.hold is not None
    assert (spec.repetition.hold.still_deg_s, spec.repetition.hold.still_in_s) == (6, None)


@pytest.mark.parametrize(("sides", "side"), [("each", "moving"), ("both", "near")])
def test_a_measure_without_a_side_is_of_the_side_that_exercises(sides: str, side: str) -> None:
    spec = spec_of(LEAST.replace("sides: each", f"sides: {sides}"))
    assert spec.driver is not None
    assert spec.driver.side == side
    assert spec.measures["trunk_rise"].side == "near"


def test_bouncing_is_the_swing_of_the_measure_that_counts() -> None:
    own = "measures:\n  stretch: {kind: straightening, joint: knee}\n"
    spec = spec_of(LEAST.replace("measure: hip_bend", "measure: stretch") + own)
    swing = spec.measures["bouncing"]
    assert (swing.kind, swing.side, swing.swing_within_s) == ("straightening", "moving", 2)


def test_a_condition_of_the_library_is_changed_key_by_key() -> None:
    changed = LEAST.replace("keep: {at_most_deg: 15}", "keep: {at_most_deg: 15}, for_s: 1")
    fault, usual = spec_of(changed).form["trunk_rises"], library().conditions["trunk_rises"]
    assert (fault.measure, fault.say) == (usual["measure"], usual["say"])
    assert fault.keep is not None
    assert (fault.keep.at_most_deg, fault.for_s) == (15, 1)


def test_a_measure_of_ones_own_has_the_librarys_name() -> None:
    own = "measures:\n  trunk_rise: {kind: lift, part: shoulder, side: near}\n"
    text = LEAST.replace("keep: {at_most_deg: 15}", "keep: {at_most_in: 3}") + own
    assert spec_of(text).measures["trunk_rise"].kind == "lift"


def test_every_condition_of_the_library_can_be_used() -> None:
    words = library().conditions
    # At rest nothing is corrected.
    faults = [word for word, keys in words.items() if "rest" not in keys.get("during", ())]
    text = LEAST
    for section, used in (("start", words), ("throughout", words), ("form", faults)):
        entries = "".join(f"  my_{word}: {{uses: {word}}}\n" for word in used)
        text = text.replace(f"{section}:\n", "") + f"{section}:\n{entries}"
        text = text.replace("  bouncing: {uses: bouncing}\n", "")
        text = text.replace("  trunk_rises: {uses: trunk_rises, keep: {at_most_deg: 15}}\n", "")
    spec = spec_of(text)
    for section, used in (("start", words), ("throughout", words), ("form", faults)):
        said = {name: judged.say for name, judged in getattr(spec, section).items()}
        assert said == {f"my_{word}": words[word]["say"] for word in used}


def test_every_measure_of_the_library_is_used() -> None:
    counted = {"knee_bend", "straightened", "hip_bend", "foot_lift", "heel_lift"}
    asked = {one["measure"] for one in library().conditions.values()}
    assert set(library().measures) == asked | counted


MISTAKES = mistakes(r"""
uses: trunk_rises => uses: trunk_rise
    form.trunk_rises.uses: 'trunk_rise' is not in the library; did you mean 'trunk_rises
uses: trunk_rises => uses: 0.5
    form.trunk_rises.uses: what is written is not in the library; posetrainer exercises
uses: trunk_rises => uses: {a: {uses: trunk_rises}, b: [1, 2], c: a longer text than anybody reads}
    form.trunk_rises.uses: what is written is not in the library; posetrainer exercises
uses: trunk_rises => use: trunk_rises
    form.trunk_rises.use: unknown key; did you mean
measure: hip_bend => measure: hip_ben
    repetition.measure: there is no measure 'hip_ben'; did you
\n  target: {at_least_deg: 45, tolerance_deg: 8} =>
    repetition.target: is missing; add it.
target: {at_least_deg: 45, tolerance_deg: 8} => traget: {at_least_deg: 45}
    repetition.traget: unknown key; did you mean 'target'?
at_least_deg: 45, => at_least_deg: far,
    repetition.target.at_least_deg: 'far' is not a number; write one, without quotes.
{at_least_deg: 45, tolerance_deg: 8} => {at_least_in: 45}
    repetition.target.at_least_in: the measure is in degrees; write at_least_deg.
tolerance_deg: 8 => tolerance_deg: 50
    repetition.target: less its tolerance it is -5 degrees; it must stay above 0.
sides: each => side: each
    dose.side: unknown key; did you mean 'sides'?
out: { => aut: {
    tempo.aut: unknown key; did you mean 'out'?
id: mine => id: mine\nkey_poses: wall_squad
    key_poses: no exercise 'wall_squad' is shipped with key poses; did you mean 'wall_sq
""")


@for_each(("old", "new", "said"), MISTAKES)
def test_a_mistake_is_reported_where_it_was_made_and_nowhere_else(
    mine: Callable[..., Path],
    complaints: Callable[[Path], list[str]],
    old: str,
    new: str,
    said: str,
) -> None:
    (reported,) = complaints(mine(old, new))
    assert reported.partition(": ")[2].startswith(said)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ("uses", "measure", "target", "hold", "out", "sides", "kind", "at_least_deg")
                ),
                inner,
                max_size=4,
            )
        ),
        max_leaves=12,
    ),
    st.sampled_from(
        ("dose", "measures", "start", "form", "repetition", "tempo", "key_poses", "id")
    ),
)
def test_nonsense_is_left_to_those_who_report_it(value: Any, key: str) -> None:
    completed({"dose": {"sides": "each"}, key: value})


def test_a_picture_is_found_by_the_id_or_by_name() -> None:
    shipped = load_exercise("wall_squat").key_poses
    text = exercise_path("wall_squat").read_text(encoding="utf-8")
    other = text.replace("id: wall_squat", "id: my_squat")
    assert spec_of(other).key_poses is None
    assert spec_of(other + "key_poses: wall_squat\n").key_poses == shipped
    assert load_spec(LONG_FORM).spec.key_poses == shipped, "one's own, written in the file"
