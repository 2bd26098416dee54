"""Keeping the landmarks of a session, to judge it anew without its pictures."""

import importlib.metadata
from datetime import datetime
from pathlib import Path
from types import TracebackType

import platformdirs
from typing_extensions import Self

from posetrainer.capture import Frame, Gap
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.pose import Pose
from posetrainer.recordings.layout import SUFFIX, Header, Moment
from posetrainer.recordings.writer import RecordingWriter
from posetrainer.sessions.loop import Step


def usual_path(exercise: str) -> Path:
    """Return where the recording of a session that begins now is kept."""
    now = datetime.now().strftime("%Y-%m-%d_%H-%M-%S")
    return recordings_folder() / f"{now}_{exercise}{SUFFIX}"


def recordings_folder() -> Path:
    """Return the folder of this user's recordings."""
    return platformdirs.user_data_path("posetrainer") / "recordings"


def header_of(spec: ExerciseSpec | None, stature_m: float, live: bool) -> Header:
    """Return the header of a recording that is made now."""
    return Header(
        spec=spec.model_dump(mode="json", exclude_none=True) if spec else None,
        stature_m=stature_m,
        live=live,
        made_at=datetime.now().astimezone().isoformat(timespec="seconds"),
        versions={name: importlib.metadata.version(name) for name in ("posetrainer", "mediapipe")},
    )


class Recorder:
    """Watches a session and keeps what it sees.

    Parameters
    ----------
    path : Path
        Of the recording.
    header : Header

    Raises
    ------
    RecordingError
        If the file cannot be written.
    """

    def __init__(self, path: Path, header: Header) -> None:
        self._writer = RecordingWriter(path, header)
        self._empty = True

    def __call__(self, step: Step) -> None:
        """Keep one step."""
        self._empty = False
        self._writer.add(moment_of(step.item, step.pose))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.close()
        if self._empty:
            # A camera that never opened is no session.
            self._writer.path.unlink(missing_ok=True)


def moment_of(item: Frame | Gap, pose: Pose | None) -> Moment:
    """Return what is recorded of a frame and the pose in it, or of a gap."""
    if isinstance(item, Gap):
        return Moment(item.time_s, (0, 0), None, item.reason)
    height, width = item.image.shape[:2]
    return Moment(item.time_s, (width, height), pose, None)
