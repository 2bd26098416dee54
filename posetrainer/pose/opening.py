"""Start of the pose model, with the number of threads that is fastest."""

import time

import numpy as np

from posetrainer.capture.frame import Frame
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.system.processes import cores

#: The networks are small; whether more threads would gain anything was not measured.
_MAX_THREADS = 4
#: Least share of the trial that all threads must compute. They wait for one another some hundred
#: times a frame, busy-waiting: with other programs on the same cores, a frame takes 180 to 400 ms
#: on two threads and 25 to 30 ms on one (measured); with idle cores, 7 and 11 ms.
_BUSY_SHARE = 0.8
_TRIAL_S = 0.1


def open_estimator(
    *, live: bool, drawn: bool = False, threads: int | None = None
) -> MediaPipeEstimator:
    """Start the pose model.

    Parameters
    ----------
    live : bool
        Whether pictures arrive in real time. One thread keeps up with 60 a second, and leaves the
        other cores to other programs.
    drawn : bool
        Whether frames are also drawn, shown or written, which keeps another core busy.
    threads : int or None
        Number of threads; by default one for a live source, else the number of idle cores.

    Examples
    --------
    >>> from posetrainer import open_estimator, open_source
    >>> with open_estimator(live=False) as estimator, open_source("clip.mp4") as source:
    ...     pose = estimator.estimate(next(iter(source)))
    >>> pose.image_xy.shape
    (33, 2)
    """
    if threads is None:
        threads = 1 if live else max(1, min(_MAX_THREADS, cores() - drawn))
        estimator = MediaPipeEstimator(threads)
        if threads == 1 or _have_cores(estimator, threads):
            return estimator
        estimator.close()
        threads = 1
    return MediaPipeEstimator(threads)


def _have_cores(estimator: MediaPipeEstimator, threads: int) -> bool:
    """Whether each thread has a core of its own, by the processor time used in a short trial."""
    blank = Frame(0, 0.0, np.zeros((64, 64, 3), np.uint8))
    began_s, used_s = time.perf_counter(), time.process_time()
    while (took_s := time.perf_counter() - began_s) < _TRIAL_S:
        estimator.estimate(blank)
    return time.process_time() - used_s >= _BUSY_SHARE * threads * took_s
