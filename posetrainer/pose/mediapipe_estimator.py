"""MediaPipe's pose model behind one small class; no other package imports MediaPipe.

The model is the one inside the 0.10.21 wheel (BlazePose full). Later releases are not used, since
they contain no model and open network connections.
"""

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.capture.frame import Frame
from posetrainer.pose.mediapipe_graph import PoseGraph
from posetrainer.pose.pose import Pose
from posetrainer.system.processes import defer_ctrl_c


class MediaPipeEstimator:
    """Estimator of one person's pose in a sequence of frames.

    Frames must come in the order of time: the person is tracked from one to the next.

    Parameters
    ----------
    threads : int
        Number of threads of the networks. Landmarks do not depend on it.
    min_detection_confidence : float
        Least confidence of the person detector, 0 to 1.
    min_tracking_confidence : float
        Least confidence of tracking, 0 to 1; below it the person is detected again.
    """

    def __init__(
        self,
        threads: int = 1,
        min_detection_confidence: float = 0.5,
        min_tracking_confidence: float = 0.5,
    ) -> None:
        with quiet_stderr(), defer_ctrl_c():
            self._graph = PoseGraph(threads, min_detection_confidence, min_tracking_confidence)
            # The graph starts asynchronously: a first frame waits for it, and for its messages.
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
        # The graph copies writeable arrays.
        picture.flags.writeable = False
        # The graph writes another message at the first person.
        with contextlib.nullcontext() if self._seen_somebody else quiet_stderr():
            found = self._graph.process(picture)
        if found is None:
            return None
        self._seen_somebody = True
        return pose_from(frame, *found)

    def close(self) -> None:
        """Close the graph and end its threads."""
        self._graph.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def pose_from(frame: Frame, image: Iterable[Any], world: Iterable[Any]) -> Pose:
    """Return the pose in a frame from MediaPipe's landmarks.

    Parameters
    ----------
    frame : Frame
    image, world : iterable of MediaPipe's landmarks
        As fractions of the picture's size, and in metres.
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
    """Round numbers to the precision of recordings, so that a replay gives the same events."""
    return numbers.astype(np.float32).astype(np.float64)


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Discard what C++ libraries write to the standard error descriptor."""
    sys.stderr.flush()
    kept = os.dup(2)
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(null, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(null)
