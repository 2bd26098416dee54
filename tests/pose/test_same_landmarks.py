"""However the model is run, its landmarks are those of MediaPipe's own class, bit for bit."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from posetrainer.capture import Frame, open_source
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.pose.pose import Pose
from tools.bench.plain_mediapipe import PlainMediaPipe

CLIPS = Path(__file__).resolve().parents[2] / "samples" / "clips"


def frames_of(clip: Path, count: int) -> Iterator[Frame]:
    with open_source(str(clip)) as source:
        yield from (item for item in islice(source, count) if isinstance(item, Frame))
    # Nobody, so that a person is looked for once more.
    yield Frame(count, 0.0, np.full((360, 480, 3), 128, np.uint8))


def numbers(pose: Pose | None) -> bytes | None:
    if pose is None:
        return None
    return b"".join(a.tobytes() for a in (pose.image_xy, pose.world_xyz, pose.visibility))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("threads", "frames"),
    # Threads that have to share a core wait for each other many times as long as they compute.
    [(1, 30), pytest.param(2, 15, marks=pytest.mark.alone)],
)
def test_landmarks_are_those_of_mediapipe_as_it_comes(threads: int, frames: int) -> None:
    clips, seen = sorted(CLIPS.glob("*.mp4")), 0
    with MediaPipeEstimator(threads) as ours, PlainMediaPipe() as plain:
        for clip in clips:
            for frame in frames_of(clip, frames):
                pose = ours.estimate(frame)
                seen += pose is not None
                assert numbers(pose) == numbers(plain.estimate(frame)), (clip.name, frame.index)
    assert seen > 0.9 * frames * len(clips)
