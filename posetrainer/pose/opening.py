"""The pose model on as many threads as a session profits from."""

import time

import numpy as np

from posetrainer.capture.frame import Frame
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.processes import cores

#: More are not taken unasked: the networks are small, and what more would gain is not measured.
_MOST = 4
#: Threads wait for each other some hundred times a frame, and keep their cores busy meanwhile.
#: With other programs at work on the same cores, a frame takes 180 to 400 ms on two threads and
#: 25 to 30 ms on one (measured); with idle cores, 7 and 11 ms.
_FREE = 0.8
_TRIED_S = 0.1


def open_estimator(
    *, live: bool, drawn: bool = False, threads: int | None = None
) -> MediaPipeEstimator:
    """Start the pose model.

    Parameters
    ----------
    live : bool
        Whether pictures come at their own pace. One thread keeps up with 60 a second, and
        leaves the other cores to whatever else runs while somebody exercises.
    drawn : bool
        Whether frames are drawn, shown or written meanwhile, which keeps another core busy.
    threads : int or None
        As many; by default one live, else as many as there are cores with nothing to do.

    Examples
    --------
    >>> from posetrainer import open_estimator, open_source
    >>> with open_estimator(live=False) as estimator, open_source("clip.mp4") as source:
    ...     pose = estimator.estimate(next(iter(source)))
    >>> pose.image_xy.shape
    (33, 2)
    """
    if threads is None:
        threads = 1 if live else max(1, min(_MOST, cores() - drawn))
        estimator = MediaPipeEstimator(threads)
        if threads == 1 or _have_cores(estimator, threads):
            return estimator
        estimator.close()
        threads = 1
    return MediaPipeEstimator(threads)


def _have_cores(estimator: MediaPipeEstimator, threads: int) -> bool:
    """Whether each thread has a core for itself: all of them compute, or none of it counts."""
    nobody = Frame(0, 0.0, np.zeros((64, 64, 3), np.uint8))
    began_s, used_s = time.perf_counter(), time.process_time()
    while (took_s := time.perf_counter() - began_s) < _TRIED_S:
        estimator.estimate(nobody)
    return time.process_time() - used_s >= _FREE * threads * took_s
