"""The files a session leaves behind."""

import json
from pathlib import Path

import av
import numpy as np
import pytest

from posetrainer.rules.events import Ready, SideChanged
from posetrainer.sessions.outputs import EventLog, OutputError, VideoWriter


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
