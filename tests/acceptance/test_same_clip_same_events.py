"""One clip judged again, in a mirror, and live from a stream: the same counts."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from acceptance.cli import CLIPS, Run, posetrainer, posetrainer_here, read_events
from landmarks import recording_of

from posetrainer.feedback.event_records import as_record
from posetrainer.recordings.reader import spec_of
from posetrainer.tuning.cases import load_cases
from posetrainer.tuning.judging import Judge
from tools.bench.local_stream import MjpegServer

COUNTS = ("repetitions", "good", "missed", "too_fast", "faults", "refused")
CLIP = CLIPS / "straight_leg_raise_far.mp4"
#: Other than what is assumed, so that a recording has to know it.
STATURE = ("--stature-cm", "181")


def judge(
    video: object, exercise: str, log: Path, *more: object, command: Callable[..., Run]
) -> dict[str, Any]:
    run = command(
        *("replay", video, "--exercise", exercise, "--headless", "--json", "--events", log),
        *more,
    )
    assert run.code == 0, run.err
    return run.record


@dataclass(frozen=True)
class Replay:
    record: dict[str, Any]
    log: Path
    kept: Path


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> Replay:
    """The clip judged by the command line, as anybody would, and recorded."""
    folder = tmp_path_factory.mktemp("replayed")
    log, kept = folder / "clip.jsonl", folder / "clip.arrows"
    how = (*STATURE, "--record", kept)
    return Replay(judge(CLIP, "straight_leg_raise", log, *how, command=posetrainer), log, kept)


@pytest.mark.slow
def test_two_replays_give_byte_identical_events(replayed: Replay, tmp_path: Path) -> None:
    log = tmp_path / "again.jsonl"
    again = judge(CLIP, "straight_leg_raise", log, *STATURE, command=posetrainer_here)
    assert again == replayed.record
    assert log.read_bytes() == replayed.log.read_bytes() != b""


@pytest.mark.slow
def test_a_mirrored_clip_gives_the_same_counts_with_sides_swapped(tmp_path: Path) -> None:
    exercise = "straight_leg_raise"
    clip, mirrored = CLIPS / f"{exercise}_errors.mp4", tmp_path / "mirrored.mp4"
    write_mirrored(clip, mirrored)
    plain, seen = (
        judge(video, exercise, tmp_path / "events.jsonl", command=posetrainer_here)
        for video in (recording_of(clip), mirrored)
    )
    assert [seen[key] for key in COUNTS] == [plain[key] for key in COUNTS]
    assert seen["by_side"]["left"] == plain["by_side"]["right"]
    assert seen["by_side"]["right"] == plain["by_side"]["left"]
    assert plain["by_side"]["left"] != plain["by_side"]["right"]


@pytest.fixture
def stream() -> Iterator[MjpegServer]:
    with MjpegServer(jpegs(CLIP)) as server:
        yield server


@pytest.mark.slow
@pytest.mark.parametrize("command", ["replay", "train"])
def test_a_live_stream_of_the_clip_gives_the_same_counts(
    command: str, stream: MjpegServer, replayed: Replay, tmp_path: Path
) -> None:
    recorded = replayed.record
    arguments: dict[str, list[object]] = {
        "replay": ["replay", stream.url, "--exercise", "straight_leg_raise"],
        "train": [
            *("train", "straight_leg_raise", "--camera", stream.url),
            *("--repetitions", recorded["repetitions"]),
        ],
    }
    live_log, kept = tmp_path / "live.jsonl", tmp_path / "live.arrows"
    record = ["--record", kept] if command == "replay" else ["--record-to", kept]
    more = (*STATURE, *record, "--headless", "--json", "--events", live_log)
    live = posetrainer(*arguments[command], *more)
    assert live.code == 0, live.err
    keys = [*COUNTS, "by_side"]
    assert [live.record[key] for key in keys] == [recorded[key] for key in keys]
    assert live.record["holds_s"] == pytest.approx(recorded["holds_s"], abs=0.3)
    assert_recording_gives_the_same(kept, live.record, live_log, tmp_path)


@pytest.mark.slow
def test_a_clip_and_its_recording_give_the_same_events(replayed: Replay, tmp_path: Path) -> None:
    assert_recording_gives_the_same(replayed.kept, replayed.record, replayed.log, tmp_path)
    assert replayed.kept.stat().st_size < 1200 * replayed.record["frames"]


def assert_recording_gives_the_same(
    kept: Path, record: dict[str, Any], log: Path, folder: Path
) -> None:
    """In replay and in tuning, without a word about exercise or stature: it knows them."""
    log_again = folder / "again.jsonl"
    again = posetrainer_here("replay", kept, "--headless", "--json", "--events", log_again)
    assert again.code == 0, again.err
    assert again.record == record
    assert log_again.read_bytes() == log.read_bytes() != b""
    (case,) = load_cases([kept])
    (events,) = Judge([case]).events(spec_of(kept, case.recording))
    assert [json.loads(json.dumps(as_record(event))) for event in events] == read_events(log)


@pytest.mark.slow
def test_training_keeps_landmarks_by_default(tmp_path: Path) -> None:
    train = ["train", "straight_leg_raise", "--camera", CLIP, "--repetitions", 1]
    run = posetrainer(*train, "--headless", "--json", "--no-record", XDG_DATA_HOME=str(tmp_path))
    assert run.code == 0, run.err
    assert not list(tmp_path.rglob("*.arrows"))


@pytest.mark.slow
def test_a_camera_that_is_not_there_leaves_no_recording(tmp_path: Path) -> None:
    kept = tmp_path / "kept.arrows"
    run = posetrainer_here(
        "train", "wall_squat", "--camera", "99", "--headless", "--record-to", kept
    )
    assert run.code == 2
    assert not kept.exists()


def jpegs(clip: Path) -> list[tuple[float, bytes]]:
    import cv2

    frames, before_s = [], 0.0
    with av.open(str(clip)) as container:
        for frame in container.decode(video=0):
            found, data = cv2.imencode(".jpg", frame.to_ndarray(format="bgr24"))
            assert found
            frames.append((float(frame.time) - before_s, data.tobytes()))
            before_s = float(frame.time)
    return frames


def write_mirrored(clip: Path, mirrored: Path) -> None:
    with av.open(str(clip)) as source, av.open(str(mirrored), "w") as sink:
        rate = source.streams.video[0].average_rate
        stream = sink.add_stream("libx264", rate=rate, options={"crf": "18"})
        stream.width, stream.height = source.streams.video[0].width, source.streams.video[0].height
        stream.pix_fmt = "yuv420p"
        for frame in source.decode(video=0):
            flipped = np.ascontiguousarray(frame.to_ndarray(format="rgb24")[:, ::-1])
            sink.mux(stream.encode(av.VideoFrame.from_ndarray(flipped, format="rgb24")))
        sink.mux(stream.encode(None))
