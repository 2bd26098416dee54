"""Labelled recordings of the good samples, as MediaPipe saw them."""

import shutil
from pathlib import Path

from sample_poses import recorded

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.recordings.columns import RecordedMoment
from posetrainer.recordings.writer import RecordingWriter
from posetrainer.runtime.recorder import header_of
from posetrainer.tuning.case_files import CaseFiles
from posetrainer.tuning.cases import Case, load_cases, recorded_cases
from tools.record import CLIPS


def put_recording(exercise: str, folder: Path) -> Path:
    """Put a recording and its truth file into a folder."""
    path = folder / f"{exercise}_good.arrows"
    header = header_of(load_exercise(exercise), 1.70, live=False)
    with RecordingWriter(path, header) as writer:
        for time_s, pose in recorded(exercise):
            assert pose is not None
            writer.add(RecordedMoment(time_s, pose.frame_size, pose, None))
    name = f"{exercise}_good.truth.json"
    shutil.copy(CLIPS / name, folder / name)
    return path


def labelled(exercise: str, folder: Path) -> list[Case]:
    """The good sample of an exercise, and what is true of it."""
    return load_cases([put_recording(exercise, folder)], exercise, labelled=True)


def labelled_files(exercise: str, folder: Path) -> list[CaseFiles]:
    """The files of it, for jobs that load it."""
    return recorded_cases([put_recording(exercise, folder)], exercise, labelled=True)
