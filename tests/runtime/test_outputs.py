"""The files a session leaves behind."""

import contextlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from acceptance.limited import needs_limits, no_file_larger_than
from numpy.typing import NDArray

from posetrainer.rules.events import Ready, SideChanged
from posetrainer.runtime.outputs import EventLog, OptionalOutput, VideoWriter
from posetrainer.system.output_files import OutputError


def test_events_can_be_read_before_the_log_is_closed(tmp_path: Path) -> None:
    path = tmp_path / "new" / "events.jsonl"
    with EventLog(path) as log:
        log.write([Ready(1.0, "left"), SideChanged(2.5, "right")])
        lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert lines == [
        {"event": "Ready", "time_s": 1.0, "side": "left"},
        {"event": "SideChanged", "time_s": 2.5, "side": "right"},
    ]


def test_a_video_keeps_uneven_times(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    times_s = [0.0, 0.05, 0.3, 0.31, 1.0]
    with VideoWriter(path) as video:
        for i, time_s in enumerate(times_s):
            video.write(np.full((49, 65, 3), 40 * i, np.uint8), time_s)
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
    assert [float(frame.time) for frame in frames] == pytest.approx(times_s, abs=1e-3)
    assert (frames[0].width, frames[0].height) == (64, 48)


def test_a_video_without_pictures_leaves_no_file(tmp_path: Path) -> None:
    with VideoWriter(tmp_path / "out.mp4"):
        pass
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("writer", [EventLog, VideoWriter])
def test_a_folder_in_the_way(writer: type, tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written"):
        writer(tmp_path)


def test_a_name_with_a_colon_is_no_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("12:30.mp4", "http:8080", "pipe:1"):
        with VideoWriter(Path(name)) as video:
            video.write(np.zeros((48, 64, 3), np.uint8), 0.0)
        with av.open(f"file:{name}") as container:
            assert len(list(container.decode(video=0))) == 1


def noise(number: int) -> NDArray[np.uint8]:
    return np.random.default_rng(number).integers(0, 255, (96, 128, 3), dtype=np.uint8)


@needs_limits
def test_a_video_plays_up_to_where_the_disk_was_full(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    lost = []
    with no_file_larger_than(500_000):
        video = VideoWriter(path)
        with OptionalOutput(video, video.write, lost.append) as film:
            for i in range(90):
                film(noise(i), i / 15)
    assert len(lost) == 1
    assert "out.mp4 cannot be written" in lost[0]
    played = 0
    with av.open(str(path)) as container, contextlib.suppress(av.FFmpegError):
        for _ in container.decode(video=0):
            played += 1
    assert 15 <= played < 90


WRITING = """
import os, sys
sys.path[:0] = [{tests!r}]
from pathlib import Path
from runtime.test_outputs import VideoWriter, noise

with VideoWriter(Path(sys.argv[1])) as video:
    for i in range(90):
        video.write(noise(i), i / 15)
    os.kill(os.getpid(), 9)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="has no such signal")
def test_a_video_of_a_killed_program_plays_to_its_last_seconds(tmp_path: Path) -> None:
    path = tmp_path / "out.mp4"
    code = WRITING.format(tests=str(Path(__file__).parents[1]))
    assert subprocess.run([sys.executable, "-c", code, path], check=False).returncode == -9
    with av.open(str(path)) as container:
        times_s = [float(frame.time) for frame in container.decode(video=0)]
    assert times_s[0] == 0
    assert times_s[-1] > 3.5


def test_what_cannot_be_written_any_more_is_reported_once_and_closed() -> None:
    reported, closed = [], []

    @contextlib.contextmanager
    def output() -> Iterator[None]:
        yield
        closed.append(True)
        raise OutputError("closing fails, too")

    def write(number: int) -> None:
        if number >= 2:
            raise OutputError(f"{number} cannot be written")

    with OptionalOutput(output(), write, reported.append) as attempt:
        for number in range(5):
            attempt(number)
    assert reported == ["2 cannot be written"]
    assert closed == [True]
    with OptionalOutput(output(), write, reported.append):
        pass
    assert reported[1:] == ["closing fails, too"]
