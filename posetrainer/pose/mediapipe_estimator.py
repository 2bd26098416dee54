"""MediaPipe's pose model behind one small class; only its neighbours in this folder know it.

The model is the one inside the 0.10.21 wheel (BlazePose full). No later release is used:
they carry no model and open connections of their own.
"""

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.capture.frame import Frame
from posetrainer.pose.mediapipe_graph import PoseGraph
from posetrainer.pose.pose import Pose
from posetrainer.processes import ctrl_c_put_off


class MediaPipeEstimator:
    """Estimate the pose of the one person in a sequence of frames.

    Frames must come in the order of time: the person is tracked from one to the next.

    Parameters
    ----------
    threads : int
        That the networks run on. Landmarks do not depend on it.
    min_detection_confidence : float
        How sure, 0 to 1, the person detector must be before a person is taken for one.
    min_tracking_confidence : float
        Below this, 0 to 1, the person is looked for anew in the whole picture.
    """

    def __init__(
        self,
        threads: int = 1,
        min_detection_confidence: float = 0.5,
        min_tracking_confidence: float = 0.5,
    ) -> None:
        with quiet_stderr(), ctrl_c_put_off():
            self._graph = PoseGraph(threads, min_detection_confidence, min_tracking_confidence)
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
        picture = np.asarray(cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB), np.uint8)
        # What nobody can change, the graph takes as it is, without a copy.
        picture.flags.writeable = False
        # The graph warns once more when it meets its first person.
        with contextlib.nullcontext() if self._seen_somebody else quiet_stderr():
            found = self._graph.process(picture)
        if found is None:
            return None
        self._seen_somebody = True
        return pose_from(frame, *found)

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


def pose_from(frame: Frame, image: Iterable[Any], world: Iterable[Any]) -> Pose:
    """Return the pose in a frame from MediaPipe's landmarks.

    Parameters
    ----------
    frame : Frame
    image, world : iterable of MediaPipe's landmarks
        As shares of the picture's sides, and in metres.
    """
    height, width = frame.image.shape[:2]
    seen = np.array([(p.x * width, p.y * height, p.visibility) for p in image])
    return Pose(
        time_s=frame.time_s,
        image_xy=_as_recorded(seen[:, :2]),
        world_xyz=_as_recorded(np.array([(p.x, p.y, p.z) for p in world])),
        visibility=_as_recorded(seen[:, 2]),
        frame_size=(width, height),
    )


def _as_recorded(numbers: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return numbers as exact as recordings keep them, so that these give the same events."""
    return numbers.astype(np.float32).astype(np.float64)


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
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
