"""Every sample through the command line: what is said equals what the truth file says."""

from pathlib import Path
from typing import Any

import pytest
from acceptance.cli import CLIPS, posetrainer, read_events

from posetrainer.tuning.truth import TrueRepetition, Truth, load_truth

HOLD_TOLERANCE_S = 0.3
WARN_WITHIN_S = 0.3
#: An event is caused by a repetition if it lies in it, or this long after: the end of a
#: movement is noticed once landmarks and filters have come to rest.
AFTER_S = 0.5

TRUTHS = sorted(CLIPS.glob("*.truth.json"))


def test_the_samples_are_there() -> None:
    names = {path.name.split(".")[0] for path in TRUTHS}
    for exercise in ("wall_squat", "heel_slides", "straight_leg_raise"):
        assert {f"{exercise}_good", f"{exercise}_errors"} <= names


@pytest.mark.slow
@pytest.mark.parametrize("truth_path", TRUTHS, ids=lambda path: path.name.split(".")[0])
def test_replay_says_what_the_truth_says(truth_path: Path, tmp_path: Path) -> None:
    truth = load_truth(truth_path)
    log = tmp_path / "events.jsonl"
    run = posetrainer(
        *("replay", CLIPS / truth.clip, "--exercise", truth.exercise),
        *("--headless", "--json", "--events", log),
    )
    assert run.code == 0, run.err
    assert_summary(run.record, truth)
    events = read_events(log)
    finished = [e for e in events if e["event"].startswith("Repetition")]
    assert len(finished) == len(truth.repetitions)
    for event, real in zip(finished, truth.repetitions, strict=True):
        assert_finished(event, real)
    assert_warned_in_time(events, truth)
    for event in events:
        assert_has_cause(event, truth)


def assert_summary(record: dict[str, Any], truth: Truth) -> None:
    real = truth.repetitions
    assert record["exercise"] == truth.exercise
    assert record["duration_s"] == pytest.approx(truth.duration_s, abs=0.1)
    assert record["frames"] == truth.frames
    assert record["repetitions"] == len(truth.counted)
    assert record["good"] == sum(r.good for r in real)
    assert record["missed"] == sum(r.missed is not None for r in real)
    assert record["too_fast"] == sum(r.too_fast_s is not None for r in real)
    assert record["refused"] is None
    for side, count in record["by_side"].items():
        assert count == sum(r.side == side for r in truth.counted), side
    faults = [fault for r in real for fault in r.faults]
    assert record["faults"] == {fault: faults.count(fault) for fault in faults}
    holds = [r.hold.seconds for r in truth.counted if r.hold]
    assert record["holds_s"] == pytest.approx(holds, abs=HOLD_TOLERANCE_S)


def assert_finished(event: dict[str, Any], real: TrueRepetition) -> None:
    assert event["side"] == real.side
    assert (event["event"] == "RepetitionMissed") == (real.missed is not None)
    assert real.start_s < event["end_s"] < real.end_s + AFTER_S
    if real.missed is not None:
        assert event["reason"] == real.missed
    else:
        assert event["good"] == real.good
        assert ("tempo" in event["shortfalls"]) == (real.too_fast_s is not None)
        assert set(event["faults"]) == set(real.faults)


def assert_warned_in_time(events: list[dict[str, Any]], truth: Truth) -> None:
    warned_s = [e["time_s"] for e in events if e["event"] == "TooFast"]
    for real in truth.repetitions:
        if real.too_fast_s is not None:
            within = [t for t in warned_s if 0 <= t - real.too_fast_s <= WARN_WITHIN_S]
            assert within, f"{real.kind} at {real.too_fast_s}: warned at {warned_s}"


def assert_has_cause(event: dict[str, Any], truth: Truth) -> None:
    """Nothing is said that did not happen."""
    if event["event"] in ("Ready", "SideChanged", "SetCompleted"):
        return
    causes = [
        real
        for real in truth.repetitions
        if real.start_s <= event["time_s"] <= real.end_s + AFTER_S
    ]
    assert causes, f"no repetition at the time of {event}"
    if event["event"] == "TooFast":
        assert causes[0].too_fast_s is not None, event
    if event["event"] == "FormFaultFound":
        assert event["fault"] in causes[0].faults, event
    if event["event"] == "HoldBroken":
        assert causes[0].kind == "broken_hold", event
    assert event["event"] not in ("LostSight", "PostureLost", "SightRegained"), event
