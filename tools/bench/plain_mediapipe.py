"""MediaPipe's own `Pose`, unchanged, as the baseline of benchmarks."""

from contextlib import nullcontext

import cv2
import numpy as np
from typing_extensions import Self

from posetrainer.capture.frame import Frame
from posetrainer.pose.mediapipe_estimator import pose_from, quiet_stderr
from posetrainer.pose.pose import Pose


class PlainMediaPipe:
    """Estimator like `MediaPipeEstimator` that uses MediaPipe's own class."""

    def __init__(self) -> None:
        with quiet_stderr():
            from mediapipe.python.solutions.pose import Pose as Solution

            self._solution = Solution(model_complexity=1, smooth_landmarks=False)
            # Its threads write messages when they start.
            self._solution.process(np.zeros((64, 64, 3), np.uint8))
        self._seen_somebody = False

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the person's pose, or None if nobody is seen."""
        picture = cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB)
        with nullcontext() if self._seen_somebody else quiet_stderr():
            found = self._solution.process(picture)
        if found.pose_landmarks is None:
            return None
        self._seen_somebody = True
        return pose_from(frame, found.pose_landmarks.landmark, found.pose_world_landmarks.landmark)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._solution.close()
