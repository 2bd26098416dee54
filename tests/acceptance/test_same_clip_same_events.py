"""One clip judged again, in a mirror, and live from a stream: the same counts."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from acceptance.cli import CLIPS, posetrainer
from mjpeg_server import MjpegServer

COUNTS = ("repetitions", "good", "missed", "too_fast", "faults", "refused")
CLIP = CLIPS / "straight_leg_raise_far.mp4"


def judge(video: object, exercise: str, log: Path) -> dict[str, Any]:
    run = posetrainer(
        "replay", video, "--exercise", exercise, "--headless", "--json", "--events", log
    )
    assert run.code == 0, run.err
    return run.record


@pytest.mark.slow
def test_two_replays_give_byte_identical_events(tmp_path: Path) -> None:
    logs = [tmp_path / "first.jsonl", tmp_path / "second.jsonl"]
    records = [judge(CLIP, "straight_leg_raise", log) for log in logs]
    assert records[0] == records[1]
    assert logs[0].read_bytes() == logs[1].read_bytes() != b""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["straight_leg_raise_errors", "heel_slides_errors"])
def test_a_mirrored_clip_gives_the_same_counts_with_sides_swapped(
    name: str, tmp_path: Path
) -> None:
    clip = CLIPS / f"{name}.mp4"
    exercise = name.removesuffix("_errors")
    mirrored = tmp_path / "mirrored.mp4"
    write_mirrored(clip, mirrored)
    plain = judge(clip, exercise, tmp_path / "plain.jsonl")
    seen = judge(mirrored, exercise, tmp_path / "mirrored.jsonl")
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
    command: str, stream: MjpegServer, tmp_path: Path
) -> None:
    recorded = judge(CLIP, "straight_leg_raise", tmp_path / "recorded.jsonl")
    arguments: dict[str, list[object]] = {
        "replay": ["replay", stream.url, "--exercise", "straight_leg_raise"],
        "train": [
            *("train", "straight_leg_raise", "--camera", stream.url),
            *("--repetitions", recorded["repetitions"]),
        ],
    }
    live = posetrainer(*arguments[command], "--headless", "--json")
    assert live.code == 0, live.err
    keys = [*COUNTS, "by_side"]
    assert [live.record[key] for key in keys] == [recorded[key] for key in keys]
    assert live.record["holds_s"] == pytest.approx(recorded["holds_s"], abs=0.3)


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
