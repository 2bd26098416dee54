"""MediaPipe's pose model behind one small class: the only module that knows it.

The model is the one inside the 0.10.21 wheel (BlazePose full). No later release is used:
they carry no model and open connections of their own.
"""

import contextlib
import os
import sys
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.capture.frame import Frame
from posetrainer.pose.pose import Pose


class MediaPipeEstimator:
    """Estimate the pose of the one person in a sequence of frames.

    Frames must come in the order of time: the person is tracked from one to the next.

    Parameters
    ----------
    min_detection_confidence : float
        How sure, 0 to 1, the person detector must be before a person is taken for one.
    min_tracking_confidence : float
        Below this, 0 to 1, the person is looked for anew in the whole picture.
    """

    def __init__(
        self, min_detection_confidence: float = 0.5, min_tracking_confidence: float = 0.5
    ) -> None:
        with _quiet_stderr():
            # Two seconds of import: only those who need inference pay for it.
            from mediapipe.python.solutions.pose import Pose as PoseGraph

            self._graph: Any = PoseGraph(
                model_complexity=1,
                # Our own filter works in degrees and seconds; MediaPipe's believes that
                # every frame comes a thirtieth of a second after the last.
                smooth_landmarks=False,
                min_detection_confidence=min_detection_confidence,
                min_tracking_confidence=min_tracking_confidence,
            )
            # The graph starts in threads of its own: wait for it, and its messages, here.
            self._graph.process(np.zeros((64, 64, 3), np.uint8))
        self._seen_somebody = False

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the person's pose, or None if nobody is seen.

        Parameters
        ----------
        frame : Frame
            The next picture, (H, W, 3) uint8 in blue, green, red.
        """
        height, width = frame.image.shape[:2]
        picture = np.ascontiguousarray(frame.image[:, :, ::-1])
        # The graph warns once more when it meets its first person.
        with contextlib.nullcontext() if self._seen_somebody else _quiet_stderr():
            found = self._graph.process(picture)
        if found.pose_landmarks is None:
            return None
        self._seen_somebody = True
        image = found.pose_landmarks.landmark
        world = found.pose_world_landmarks.landmark
        return Pose(
            time_s=frame.time_s,
            image_xy=_as_recorded([(p.x * width, p.y * height) for p in image]),
            world_xyz=_as_recorded([(p.x, p.y, p.z) for p in world]),
            visibility=_as_recorded([p.visibility for p in image]),
            frame_size=(width, height),
        )

    def close(self) -> None:
        """Let go of the graph and its threads."""
        self._graph.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _as_recorded(numbers: Sequence[Any]) -> NDArray[np.float64]:
    """Return numbers as exact as recordings keep them, so that these give the same events."""
    return np.array(numbers, np.float32).astype(np.float64)


@contextlib.contextmanager
def _quiet_stderr() -> Iterator[None]:
    """Send what C++ libraries write on the standard error descriptor nowhere."""
    sys.stderr.flush()
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
