"""Making recordings of many videos at once, to judge them without waiting for poses."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from posetrainer.capture import AS_IT_IS, Adjustment
from posetrainer.errors import UserError
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.processes import cores, in_processes
from posetrainer.recordings.layout import SUFFIX
from posetrainer.recordings.reader import is_recording, load_recording
from posetrainer.recordings.writer import RecordingError

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
    doubt : str or None
        Why the times in a recording that was made now may be wrong.
    """

    video: Path
    recording: Path
    outcome: Literal["made", "there", "failed"]
    moments: int = 0
    problem: str | None = None
    doubt: str | None = None


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


@dataclass(frozen=True)
class Looking:
    """How videos are looked at.

    Parameters
    ----------
    asked : Adjustment
        How pictures are turned and timed anew.
    spec : ExerciseSpec or None
        What is done in the videos; only needed where the turn is to be found.
    threads : int or None
        Of the pose model, in each process; by default those of one process are all that pay,
        and those of several fill the cores by themselves.
    """

    asked: Adjustment = AS_IT_IS
    spec: ExerciseSpec | None = None
    threads: int | None = None


AS_USUAL = Looking()


def extract(places: Mapping[Path, Path], looking: Looking = AS_USUAL) -> Iterator[Extracted]:
    """Make recordings in parallel processes; yields each as it is done.

    What is there already is not made again, so that one can go on where one stopped, unless
    its pictures were turned or timed otherwise.

    Parameters
    ----------
    places : mapping of Path to Path
        From videos to their recordings.
    looking : Looking
    """
    missing = {}
    for video, recording in places.items():
        moments = moments_in(recording, looking.asked) if _is_newer(recording, video) else None
        if moments is None:
            missing[video] = recording
        else:
            yield Extracted(video, recording, "there", moments)
    yield from make(missing, looking)


def moments_in(recording: Path, asked: Adjustment = AS_IT_IS) -> int | None:
    """Return how many moments a recording has; None if it is not there whole, and as asked."""
    if not is_recording(recording):
        return None
    try:
        found = load_recording(recording)
    except RecordingError:
        return None
    made = found.header.adjustment
    as_asked = (replace(made, turn_deg=0) if asked.auto else made) == asked
    return len(found.times_s) if found.whole and as_asked else None


def make(places: Mapping[Path, Path], looking: Looking = AS_USUAL) -> Iterator[Extracted]:
    """Make recordings as :func:`extract` does, whatever is there."""
    if looking.threads is None and len(places) > 1:
        looking = replace(looking, threads=max(1, cores() // len(places)))
    return in_processes(_make, [(*place, looking) for place in places.items()])


def _make(video: Path, recording: Path, looking: Looking) -> Extracted:
    """Make one recording; what is not finished bears another name, and is not left lying about."""
    # Another process may be making the same.
    unfinished = recording.with_name(f"{recording.name}.{os.getpid()}{UNFINISHED}")
    try:
        made = _look(video, unfinished, looking)
        unfinished.replace(recording)
    except UserError as error:
        return Extracted(video, recording, "failed", problem=str(error))
    except OSError as error:
        say = f"{recording} cannot be written ({error.strerror}); move away what is in its place."
        return Extracted(video, recording, "failed", problem=say)
    finally:
        # Where its folder is a file, or may not be written to, there is none.
        with suppress(OSError):
            unfinished.unlink()
    return replace(made, recording=recording)


def _look(video: Path, recording: Path, looking: Looking) -> Extracted:
    """Record what is seen in a video; where that is cut off, the recording is as well."""
    from posetrainer.capture import CutOffError
    from posetrainer.capture.source import open_file
    from posetrainer.pose.opening import open_estimator
    from posetrainer.recordings.writer import RecordingWriter
    from posetrainer.rules.profile import Profile
    from posetrainer.sessions.loop import poses_of
    from posetrainer.sessions.recorder import header_of, moment_of
    from posetrainer.sessions.way_up import upright

    moments, problem = 0, None
    adjustment = looking.asked
    if looking.spec is not None:
        adjustment = upright(lambda first: open_file(video, first), adjustment, looking.spec)
    with (
        open_file(video, adjustment) as source,
        open_estimator(live=False, threads=looking.threads) as estimator,
    ):
        header = header_of(None, Profile().stature_m, live=False, adjustment=adjustment)
        try:
            with RecordingWriter(recording, header) as writer:
                for item, pose in poses_of(source, estimator):
                    writer.add(moment_of(item, pose))
                    moments += 1
        except CutOffError as error:
            problem = str(error)
    return Extracted(video, recording, "made", moments, problem, source.info.doubt)


def _is_newer(recording: Path, video: Path) -> bool:
    """Whether a recording is there, and its video has not changed since."""
    try:
        return recording.stat().st_mtime >= video.stat().st_mtime
    except OSError:
        return False
