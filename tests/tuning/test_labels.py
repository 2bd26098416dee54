"""Labelling a recording, and the truth file that comes of it."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from each import for_each
from hypothesis import given
from hypothesis import strategies as st
from recording_files import moments, write

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.recordings.reader import load_recording
from posetrainer.rules.events import RepetitionCompleted
from posetrainer.runtime.recorder import header_of
from posetrainer.system.files import NOTHING
from posetrainer.tuning.cases import Case
from posetrainer.tuning.compare import compare
from posetrainer.tuning.labels import LabelError, Labels, labels_of, new_truth
from posetrainer.tuning.truth import TrueHold, Truth
from posetrainer.tuning.truth_file import TruthError, load_truth, save_truth

SAMPLES = Path(__file__).parents[2] / "samples" / "clips"
BLANK = Truth(
    clip="mine.arrows", exercise="wall_squat", frames=300, duration_s=20.0, repetitions=()
)


@pytest.fixture
def two() -> Labels:
    """Repetitions from 2 to 6, held from 3 to 5, and from 8 to 9."""
    first = Labels(20.0).begin(2).hold_begins(3).hold_ends(5).end(6)
    return first.begin(8, "left").end(9)


def test_marks_make_repetitions(two: Labels) -> None:
    first, second = two.repetitions
    assert (first.start_s, first.hold, first.end_s) == (2, TrueHold(start_s=3, end_s=5), 6)
    assert (first.side, first.counted, first.good, first.kind) == ("both", True, True, "good")
    assert (second.hold, second.side) == (None, "left")
    assert two.started is None


def test_an_earlier_repetition_is_put_in_its_place(two: Labels) -> None:
    assert [r.start_s for r in two.begin(0).end(2).repetitions] == [0, 2, 8]
    assert [r.start_s for r in two.begin(6).end(8).repetitions] == [2, 6, 8]


@for_each(
    ("act", "say"),
    [
        (lambda two: two.begin(5.9), "5.9 s is inside of the repetition from 2 to 6 s; delete"),
        (lambda two: two.begin(21), "21 s is not in the recording, which lasts 20 s."),
        (lambda two: two.begin(float("nan")), "nan s is not in the recording"),
        (lambda two: two.begin(-1), "-1 s is not in the recording"),
        (lambda two: two.begin(7).end(8.5), "Until 8.5 s it would overlap the repetition from 8 "),
        (lambda two: two.begin(7).end(6.5), "6.5 s is before the last mark, 7 s; go on from there"),
        (lambda two: two.begin(7).end(7), "The repetition starts at 7 s; mark a later time."),
        (lambda two: two.begin(7).begin(7.5), "The repetition that starts at 7 s has no end yet"),
        (lambda two: two.end(7), "No repetition has started that could have the end; mark its"),
        (lambda two: two.hold_begins(7), "No repetition has started that could have a hold"),
        (lambda two: two.begin(10).hold_ends(11), "No hold has begun in this repetition"),
        (lambda two: two.begin(10).hold_begins(11).end(12), "The hold has no end yet; mark it"),
        (lambda two: two.begin(10).hold_begins(11).hold_begins(12), "The hold began at 11 s alr"),
        (lambda two: two.begin(10).hold_begins(11).hold_ends(11), "The hold begins at 11 s; mark"),
        (
            lambda two: two.begin(10).hold_begins(11).hold_ends(12).hold_ends(13),
            "The hold ended at 12 s already; mark the end of the repetition, or undo.",
        ),
        (lambda two: two.begin(10).as_truth(BLANK), "The repetition that starts at 10 s has no"),
        (lambda two: two.set_too_fast(0, 7), "7 s is not inside of the repetition from 2 to 6 s"),
        (lambda two: two.delete(2), "There is no repetition 3"),
        (lambda two: two.set_side(-1, "left"), "There is no repetition 0"),
    ],
)
def test_what_cannot_be_is_refused(two: Labels, act: Callable[[Labels], object], say: str) -> None:
    with pytest.raises(LabelError) as caught:
        act(two)
    assert str(caught.value).startswith(say)


def test_verdicts_go_together(two: Labels) -> None:
    fast = two.set_too_fast(0, 2.5).repetitions[0]
    assert (fast.too_fast_s, fast.counted, fast.good, fast.kind) == (2.5, True, False, "too_fast")
    bent = two.toggle_fault(0, "too_deep").toggle_fault(0, "trunk_leans").repetitions[0]
    assert (bent.faults, bent.good, bent.kind) == (("too_deep", "trunk_leans"), False, "too_deep")
    missed = two.toggle_fault(0, "too_deep").set_missed(0).repetitions[0]
    assert (missed.missed, missed.counted, missed.good) == ("partial", False, False)
    broken = two.set_missed(0).set_good(0, False).repetitions[0]
    assert (broken.missed, broken.counted, broken.good) == (None, True, False)
    good = two.set_too_fast(0, 2.5).toggle_fault(0, "too_deep").set_missed(0).set_good(0)
    assert good.repetitions == two.repetitions
    mended = (
        two.set_too_fast(0, 2.5).set_too_fast(0, None).toggle_fault(0, "x").toggle_fault(0, "x")
    )
    assert (mended.repetitions[0].too_fast_s, mended.repetitions[0].faults) == (None, ())


def test_a_repetition_is_found_by_its_time(two: Labels) -> None:
    assert [two.at(time_s) for time_s in (1, 2, 5.9, 6, 8, 9)] == [None, 0, 0, None, 1, None]
    assert two.set_side(two.at(8) or 0, "right").repetitions[1].side == "right"
    assert [r.start_s for r in two.delete(0).repetitions] == [8]


def test_every_change_is_undone(two: Labels) -> None:
    assert two.delete(0).undo() == two
    assert two.undo().started is not None
    assert two.set_good(0, False).set_missed(1).undo().undo() == two
    blank = Labels(20.0)
    assert blank.undo() is blank


Press = tuple[str, float, int]
KEYS = (
    *("begin", "hold_begins", "hold_ends", "end", "delete", "side"),
    *("good", "not_good", "missed", "fast", "fault", "undo"),
)
PRESSES = st.lists(
    st.tuples(
        st.sampled_from(KEYS),
        st.floats(-1, 21),
        st.integers(0, 3),
    ),
    max_size=40,
)


def pressed(labels: Labels, press: Press) -> Labels:
    key, time_s, number = press
    acts: dict[str, Callable[[], Labels]] = {
        "begin": partial(labels.begin, time_s),
        "hold_begins": partial(labels.hold_begins, time_s),
        "hold_ends": partial(labels.hold_ends, time_s),
        "end": partial(labels.end, time_s),
        "delete": partial(labels.delete, number),
        "good": partial(labels.set_good, number),
        "not_good": partial(labels.set_good, number, False),
        "missed": partial(labels.set_missed, number),
        "fast": partial(labels.set_too_fast, number, time_s),
        "fault": partial(labels.toggle_fault, number, "too_deep"),
        "side": partial(labels.set_side, number, "left"),
        "undo": labels.undo,
    }
    try:
        return acts[key]()
    except LabelError:
        return labels


@given(presses=PRESSES, in_order=st.booleans())
def test_any_keys_make_ordered_labels_that_are_kept(presses: list[Press], in_order: bool) -> None:
    labels = Labels(20.0)
    times = sorted(time_s for _, time_s, _ in presses)
    for i, (key, time_s, number) in enumerate(presses):
        labels = pressed(labels, (key, times[i] if in_order else time_s, number))
    repetitions = labels.repetitions
    for one in repetitions:
        hold = one.hold or TrueHold(start_s=one.start_s, end_s=one.end_s)
        assert 0 <= one.start_s <= hold.start_s < hold.end_s <= one.end_s <= 20
        assert one.too_fast_s is None or one.start_s <= one.too_fast_s <= one.end_s
        assert one.counted == (one.missed is None)
        assert not (one.good and (one.missed or one.faults or one.too_fast_s is not None))
    assert all(one.end_s <= next_one.start_s for one, next_one in pairwise(repetitions))
    truth = Labels(20.0, repetitions).as_truth(BLANK)
    assert Truth.model_validate_json(truth.model_dump_json()) == truth
    assert labels_of(truth).repetitions == repetitions


def test_a_truth_file_is_written_and_scored_against(two: Labels, tmp_path: Path) -> None:
    path = tmp_path / "mine.truth.json"
    truth = two.set_side(0, "left").as_truth(BLANK)
    save_truth(path, truth)
    assert load_truth(path) == truth
    said = RepetitionCompleted(
        time_s=6,
        number=1,
        side="left",
        good=True,
        shortfalls=(),
        faults=(),
        start_s=2,
        end_s=6,
        peak=45.0,
        peak_speed=20.0,
        held_s=2.0,
        unit="deg",
    )
    found = compare(load_truth(path), [said])
    assert (found.count_error, found.side_errors, found.hold_errors_s) == (-1, 0, (0.0,))
    assert found.mistake_lines == ("8.0 s, good: not found",)


def test_a_folder_that_is_not_there_is_reported(two: Labels, tmp_path: Path) -> None:
    with pytest.raises(TruthError, match=r"mine\.truth\.json: cannot be written \(No such file"):
        save_truth(tmp_path / "none" / "mine.truth.json", two.as_truth(BLANK))


def test_what_somebody_else_labelled_meanwhile_is_left(two: Labels, tmp_path: Path) -> None:
    path = tmp_path / "mine.truth.json"
    theirs, ours = BLANK, two.as_truth(BLANK)
    saved = save_truth(path, theirs)
    save_truth(path, two.delete(0).as_truth(BLANK), saved.digest)
    for digest in (saved.digest, NOTHING):
        with pytest.raises(TruthError, match=r"mine\.truth\.json: was changed by somebody else"):
            save_truth(path, ours, digest)
    assert len(load_truth(path).repetitions) == 1
    # As the sentence says.
    path.rename(tmp_path / "theirs.truth.json")
    save_truth(path, ours, saved.digest)
    assert load_truth(path) == ours


@pytest.mark.parametrize("clip", ["straight_leg_raise_errors", "wall_squat_front"])
def test_what_labels_do_not_know_stays_in_a_truth_file(clip: str, tmp_path: Path) -> None:
    path = tmp_path / "copy.truth.json"
    before = load_truth(SAMPLES / f"{clip}.truth.json")
    labels = labels_of(before)
    saved = save_truth(path, labels.as_truth(before))
    assert load_truth(path) == saved.truth == before
    one = labels.repetitions[0]
    save_truth(path, labels.set_good(0, False).as_truth(before), saved.digest)
    after = load_truth(path)
    assert after.model_dump(exclude={"repetitions"}) == before.model_dump(exclude={"repetitions"})
    assert after.repetitions[1:] == before.repetitions[1:]
    unlike = {k for k, v in after.repetitions[0] if v != dict(one)[k]}
    assert unlike <= {"good", "kind"}


def test_the_person_of_saved_labels_is_changed_and_undone(two: Labels, tmp_path: Path) -> None:
    saved = save_truth(tmp_path / "mine.truth.json", two.set_body("anna").as_truth(BLANK))
    labels = labels_of(saved.truth)
    assert labels.body == "anna"
    assert labels.set_body("anna") is labels
    named = labels.set_body("b").set_body("be").set_body("ben")
    assert named.as_truth(saved.truth).body == "ben"
    assert named.undo() == labels, "the letters of a name are one change"
    assert named.delete(0).set_body("eva").undo().body == "ben"


def test_a_new_recording_has_a_truth_to_begin_with(tmp_path: Path) -> None:
    path = tmp_path / "mine.arrows"
    header = header_of(load_exercise("wall_squat"), 1.83, live=True)
    write(path, moments(30), header)
    case = Case("mine", path, load_recording(path), None, tmp_path / "mine.truth.json", None)
    truth = new_truth(case, "wall_squat", body="anna")
    assert (truth.clip, truth.exercise, truth.body) == ("mine.arrows", "wall_squat", "anna")
    assert (truth.stature_m, truth.frames, truth.repetitions) == (1.83, 30, ())
    assert truth.duration_s == pytest.approx(case.recording.times_s[-1], abs=1e-3)
    assert truth.size == tuple(case.recording.sizes[0])
    assert labels_of(truth).begin(0).end(truth.duration_s).repetitions[0].counted
