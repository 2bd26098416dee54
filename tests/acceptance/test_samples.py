"""All samples through the command line: what is said equals what the truth files say.

The bars are those of a trainer one can trust: nothing miscounted, no fast movement missed,
nothing counted that is another exercise.
"""

from collections import Counter
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from acceptance.cli import CLIPS, posetrainer, read_events
from landmarks import look_at, recording_of

from posetrainer.exercises.catalogue import exercise_ids
from posetrainer.tuning.truth_file import load_truth

TRUTHS = sorted(CLIPS.glob("*.truth.json"))
#: A foot must be ten degrees up before it is an attempt, and its speed anybody's business.
WARN_WITHIN_S = 0.45

pytestmark = pytest.mark.slow
every_exercise = pytest.mark.parametrize("exercise", exercise_ids())


@pytest.fixture(scope="module")
def record() -> dict[str, Any]:
    """What `score` says of all samples; it takes minutes."""
    look_at(CLIPS / load_truth(truth).clip for truth in TRUTHS)
    run = posetrainer("score", CLIPS, "--cross", "--json", timeout_s=900)
    assert run.code == 0, run.err
    return run.record


def clips(record: dict[str, Any], exercise: str) -> list[dict[str, Any]]:
    found = [clip for clip in record["clips"] if clip["exercise"] == exercise]
    assert found
    return found


def precision(hits: dict[str, int]) -> float:
    return hits["right"] / (hits["right"] + hits["wrong"])


def recall(hits: dict[str, int]) -> float:
    return hits["right"] / (hits["right"] + hits["unsaid"])


def test_every_clip_is_scored(record: dict[str, Any]) -> None:
    assert [clip["clip"] for clip in record["clips"]] == [load_truth(t).clip for t in TRUTHS]


@every_exercise
def test_counts(record: dict[str, Any], exercise: str) -> None:
    for clip in clips(record, exercise):
        assert clip["count_error"] == 0, clip["mistakes"]


@every_exercise
def test_nothing_is_found_where_nothing_happens(record: dict[str, Any], exercise: str) -> None:
    for clip in clips(record, exercise):
        assert clip["phantoms"] == clip["side_errors"] == 0, clip["mistakes"]


@every_exercise
def test_what_cannot_be_judged_is_refused(record: dict[str, Any], exercise: str) -> None:
    for clip in clips(record, exercise):
        truth = load_truth(CLIPS / clip["clip"].replace(".mp4", ".truth.json"))
        assert clip["refused_right"] == (True if truth.refused else None)


@every_exercise
def test_too_fast_is_never_missed_and_reported_in_time(
    record: dict[str, Any], exercise: str
) -> None:
    for clip in clips(record, exercise):
        assert clip["too_fast"]["unsaid"] == 0, clip["mistakes"]
        assert all(0 <= delay <= WARN_WITHIN_S for delay in clip["warning_delays_s"])


def test_over_all_clips(record: dict[str, Any]) -> None:
    over = record["all"]
    assert over["count_error"] <= 0.05
    assert over["off_by_one"] == 1
    assert over["good_right"] >= 0.95
    assert over["hold_error_s"] <= 0.3
    assert recall(over["too_fast"]) == 1
    assert precision(over["too_fast"]) >= 0.95
    assert recall(over["faults"]) >= 0.9
    assert precision(over["faults"]) >= 0.9


@pytest.mark.parametrize("body", ["person_f", "person_m"])
def test_each_body_alone_holds_the_same_bars(record: dict[str, Any], body: str) -> None:
    [score] = [score for score in record["bodies"] if score["body"] == body]
    test_over_all_clips({"all": score})


@every_exercise
def test_no_other_exercise_counts_its_clips(record: dict[str, Any], exercise: str) -> None:
    for clip in clips(record, exercise):
        assert set(clip["cross"]) == set(exercise_ids()) - {exercise}
        assert {other: v["counted"] for other, v in clip["cross"].items() if v["counted"]} == {}


def test_other_exercises_are_reported_as_wrong(record: dict[str, Any]) -> None:
    """Only where both begin in the same way may a person be in place without a word."""
    for clip in record["clips"]:
        for other, verdict in clip["cross"].items():
            if verdict["refused"] is None:
                assert begin_alike(clip["exercise"], other), (clip["clip"], other)
            else:
                assert verdict["refused"] != "Keep still for a moment."


ALIKE = [
    {"abdominal_contraction", "hamstring_stretch", "knee_to_chest"},
    {"heel_slides", "ankle_pumps", "straight_leg_raise", "ball_supine"},
    {"heel_slides", "hamstring_stretch", "knee_to_chest", "straight_leg_raise"},
    {"piriformis_stretch", "hamstring_stretch", "knee_to_chest"},
    {"wall_squat", "heel_raises", "aerobic_march"},
]


def begin_alike(one: str, other: str) -> bool:
    return any({one, other} <= group for group in ALIKE)


@pytest.mark.parametrize(
    "truth_path",
    [next(group) for _, group in groupby(TRUTHS, key=lambda p: p.name.rsplit("_", 1)[0])][::3],
    ids=lambda path: path.name.split(".")[0],
)
def test_replay_sums_up_what_the_truth_says(truth_path: Path, tmp_path: Path) -> None:
    """The same through `replay`, with the events it writes; of short clips with the model."""
    truth = load_truth(truth_path)
    clip, log = CLIPS / truth.clip, tmp_path / "events.jsonl"
    run = posetrainer(
        *("replay", clip if truth.frames < 400 else recording_of(clip)),
        *("--exercise", truth.exercise),
        *("--stature-cm", round(100 * truth.stature_m, 1)),
        *("--headless", "--json", "--events", log),
    )
    assert run.code == 0, run.err
    record, real = run.record, truth.expected
    assert record["frames"] == truth.frames
    assert record["duration_s"] == pytest.approx(truth.duration_s, abs=0.1)
    assert record["repetitions"] == len(truth.counted)
    assert record["good"] == sum(r.good for r in real)
    assert record["too_fast"] == sum(r.too_fast_s is not None for r in real)
    # Which faults are found is scored above; none may be made up.
    assert Counter(record["faults"]) <= Counter(fault for r in real for fault in r.faults)
    for side, count in record["by_side"].items():
        assert count == sum(r.side == side for r in truth.counted), side
    events = read_events(log)
    done = [e for e in events if e["event"] == "RepetitionCompleted"]
    assert [e["good"] for e in done] == [r.good for r in truth.counted]
    for event, true in zip(done, truth.counted, strict=True):
        assert event["start_s"] < true.end_s
        assert event["end_s"] > true.start_s
    reported = {e["event"] for e in events}
    assert not reported & {"LostSight", "PostureLost", "SightRegained"}
