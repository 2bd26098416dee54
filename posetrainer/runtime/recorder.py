"""Recording of the landmarks of a session, to judge it again without its pictures."""

import importlib.metadata
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from typing_extensions import Self

from posetrainer.capture import AS_IT_IS, Adjustment, Frame, Gap
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.pose import Pose
from posetrainer.recordings.columns import SUFFIX, Header, RecordedMoment
from posetrainer.recordings.writer import RecordingWriter
from posetrainer.runtime.loop import Step
from posetrainer.system.files import reserve
from posetrainer.system.folders import data_folder, make_folder
from posetrainer.system.output_files import remove_file


def reserve_path(exercise: str) -> Path:
    """Return where the recording that begins now is kept; no other program gets the same path.

    Leaves an empty file there. If none can be created, the first write reports why.
    """
    now = datetime.now().strftime("%Y-%m-%d_%H-%M-%S")
    path = recordings_folder() / f"{now}_{exercise}{SUFFIX}"
    try:
        make_folder(path.parent)
        return reserve(path)
    except OSError:
        return path


def recordings_folder() -> Path:
    """Return the folder of this user's recordings."""
    return data_folder() / "recordings"


def header_of(
    spec: ExerciseSpec | None, stature_m: float, live: bool, adjustment: Adjustment = AS_IT_IS
) -> Header:
    """Return the header of a recording that is made now."""
    return Header(
        spec=spec.model_dump(mode="json", exclude_none=True) if spec else None,
        stature_m=stature_m,
        live=live,
        made_at=datetime.now().astimezone().isoformat(timespec="microseconds"),
        versions={name: importlib.metadata.version(name) for name in ("posetrainer", "mediapipe")},
        adjustment=adjustment,
    )


class Recorder:
    """Watches a session and keeps what it sees, in a file for each exercise that is begun.

    Parameters
    ----------
    path_for : callable
        Gives the path of an exercise's recording by its spec; a second one of the same path
        gets a number.
    stature_m : float
        The person's stature in metres.
    live : bool
        Whether pictures come at their own pace.
    adjustment : Adjustment
        How they were turned and retimed.
    begun : callable, optional
        Takes path and header of each recording that is begun.

    Raises
    ------
    OutputError
        If a file cannot be written.
    """

    def __init__(
        self,
        path_for: Callable[[ExerciseSpec], Path],
        stature_m: float,
        *,
        live: bool,
        adjustment: Adjustment = AS_IT_IS,
        begun: Callable[[Path, Header], object] | None = None,
    ) -> None:
        self._path_for = path_for
        self._stature_m = stature_m
        self._live = live
        self._adjustment = adjustment
        self._begun = begun
        self._entry = -1
        self._writer: RecordingWriter | None = None
        #: The recordings that were made.
        self.paths: list[Path] = []

    def begin(self, spec: ExerciseSpec) -> None:
        """Begin the recording of an exercise, so that its file is known to be writable."""
        self._close()
        first = self._path_for(spec)
        path, number = first, 2
        while path in self.paths:
            path, number = first.with_stem(f"{first.stem}-{number}"), number + 1
        header = header_of(spec, self._stature_m, self._live, self._adjustment)
        self._writer = RecordingWriter(path, header)
        self._empty = True
        self.paths.append(path)
        if self._begun is not None:
            self._begun(path, header)

    def __call__(self, step: Step) -> None:
        """Keep one step, unless it is in a rest between exercises or after the end."""
        moment = step.moment
        if not moment.judged or step.last:
            return
        if moment.entry != self._entry:
            if self._writer is None or not self._empty:
                self.begin(moment.spec)
            self._entry = moment.entry
        assert self._writer is not None
        self._empty = False
        self._writer.add(moment_of(step.item, step.pose))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._writer is None:
            return
        writer, self._writer = self._writer, None
        try:
            writer.close()
        finally:
            if self._empty or writer.empty:
                # A camera that never opened is no session.
                remove_file(writer.path)
                self.paths.pop()


def moment_of(item: Frame | Gap, pose: Pose | None) -> RecordedMoment:
    """Return what is recorded of a frame and the pose in it, or of a gap."""
    if isinstance(item, Gap):
        return RecordedMoment(item.time_s, (0, 0), None, item.reason)
    height, width = item.image.shape[:2]
    return RecordedMoment(item.time_s, (width, height), pose, None)
