"""Making recordings of many videos at once, to judge them without waiting for poses."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from posetrainer.errors import UserError
from posetrainer.recordings.layout import SUFFIX
from posetrainer.recordings.reader import is_recording, load_recording

#: Of a recording that is being made.
UNFINISHED = ".unfinished"


@dataclass(frozen=True)
class Extracted:
    """What became of one video.

    Parameters
    ----------
    video, recording : Path
    outcome : {"made", "there", "failed"}
        ``there``: it had been made before, and the video has not changed since.
    moments : int
        In the recording.
    problem : str or None
        Why the video could not be read, or not to its end.
    """

    video: Path
    recording: Path
    outcome: Literal["made", "there", "failed"]
    moments: int = 0
    problem: str | None = None


def plan(videos: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Return where the recording of each video goes.

    Raises
    ------
    UserError
        If two videos would share a recording.
    """
    places: dict[Path, Path] = {}
    for video in videos:
        recording = folder / f"{video.stem}{SUFFIX}"
        for other, taken in places.items():
            if taken == recording:
                raise UserError(f"{other} and {video} would both become {recording}; rename one.")
        places[video] = recording
    return places


def extract(places: dict[Path, Path]) -> Iterator[Extracted]:
    """Make recordings in parallel processes; yields each as it is done.

    What is there already is not made again, so that one can go on where one stopped.
    """
    # The pose model runs in threads of its own, which a forked process would not have.
    context = multiprocessing.get_context("spawn")
    workers = max(1, min(len(places), os.cpu_count() or 1))
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        jobs = [pool.submit(_extract, video, recording) for video, recording in places.items()]
        for done in as_completed(jobs):
            yield done.result()


def _extract(video: Path, recording: Path) -> Extracted:
    from posetrainer.capture import CaptureError
    from posetrainer.capture.files import VideoFile
    from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
    from posetrainer.recordings.writer import RecordingWriter
    from posetrainer.rules.profile import Profile
    from posetrainer.sessions.loop import poses_of
    from posetrainer.sessions.recorder import header_of, moment_of

    there = _there(video, recording)
    if there is not None:
        return Extracted(video, recording, "there", there)
    unfinished = recording.with_name(recording.name + UNFINISHED)
    moments, problem = 0, None
    try:
        with VideoFile(video) as source:
            header = header_of(None, Profile().stature_m, live=False)
            with MediaPipeEstimator() as estimator, RecordingWriter(unfinished, header) as writer:
                try:
                    for item, pose in poses_of(source, estimator):
                        writer.add(moment_of(item, pose))
                        moments += 1
                except CaptureError as error:
                    problem = str(error)
        unfinished.replace(recording)
    except UserError as error:
        return Extracted(video, recording, "failed", problem=str(error))
    return Extracted(video, recording, "made", moments, problem)


def _there(video: Path, recording: Path) -> int | None:
    """Return how many moments a recording has that need not be made again."""
    if not is_recording(recording) or not video.exists():
        return None
    if recording.stat().st_mtime < video.stat().st_mtime:
        return None
    return len(load_recording(recording).times_s)
