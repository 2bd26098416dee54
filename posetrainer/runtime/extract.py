"""Extraction of landmarks from many videos into recordings."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from posetrainer.capture import AS_IT_IS, Adjustment
from posetrainer.errors import RecordingError, UserError
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.recordings.columns import SUFFIX
from posetrainer.recordings.origin import doubt
from posetrainer.recordings.reader import Recording, is_recording, load_recording
from posetrainer.system.files import file_digest, replacing
from posetrainer.system.folders import make_folder
from posetrainer.system.jobs import LOCAL, JobRunner
from posetrainer.system.output_files import check_outputs


@dataclass(frozen=True)
class Extracted:
    """What became of one video.

    Parameters
    ----------
    video, recording : Path
    outcome : {"made", "there", "failed"}
        ``there``: it had been made of this video before.
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
    OutputError
        If two videos would share a recording, or one would be written over a video.
    """
    places = {video: folder / f"{video.stem}{SUFFIX}" for video in videos}
    check_outputs({f"the recording of {video}": to for video, to in places.items()}, videos)
    return places


@dataclass(frozen=True)
class ExtractOptions:
    """How poses are extracted.

    Parameters
    ----------
    asked : Adjustment
        How pictures are turned and retimed.
    spec : ExerciseSpec or None
        What is done in the videos; only needed where the turn is to be found.
    threads : int or None
        Of the pose model, in each job; by default as many as the job runner gives.
    """

    asked: Adjustment = AS_IT_IS
    spec: ExerciseSpec | None = None
    threads: int | None = None


DEFAULTS = ExtractOptions()


def extract(
    places: Mapping[Path, Path], options: ExtractOptions = DEFAULTS, runner: JobRunner = LOCAL
) -> Iterator[Extracted]:
    """Make recordings of videos in parallel; yields each when it is done.

    What is there already is not made again, so that one can go on where one stopped, unless
    the video has changed, or its pictures were turned or timed otherwise.
    """
    if options.threads is None:
        options = replace(options, threads=runner.threads_for(len(places)))
    # The longest first, so that no process is left alone with one at the end.
    longest_first = sorted(places.items(), key=lambda place: -_size(place[0]))
    return runner.run(_extract, [(*place, options) for place in longest_first])


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        # Opening it will give the reason.
        return 0


def whole(path: Path) -> Recording | None:
    """Return a recording; None if it is not there whole."""
    if not is_recording(path):
        return None
    try:
        found = load_recording(path)
    except RecordingError:
        return None
    return found if found.whole else None


def _is_as_asked(made: Adjustment, asked: Adjustment) -> bool:
    """Whether pictures were turned and timed as asked; a turn that was found counts as found."""
    return (replace(made, turn_deg=0) if asked.auto else made) == asked


def _extract(video: Path, recording: Path, options: ExtractOptions) -> Extracted:
    """Make one recording unless it is there."""
    found = whole(recording)
    if (
        found is None
        or doubt(recording, found.header, video)
        or not _is_as_asked(found.header.adjustment, options.asked)
    ):
        return _make(video, recording, options)
    return Extracted(video, recording, "there", len(found.times_s))


def _make(video: Path, recording: Path, options: ExtractOptions) -> Extracted:
    """Make one recording, which is there when it is whole; errors become its outcome."""
    try:
        return _record(video, recording, options)
    except UserError as error:
        return Extracted(video, recording, "failed", problem=str(error))
    except OSError as error:
        problem = (
            f"{recording} cannot be written ({error.strerror}); move away what is in its place."
        )
        return Extracted(video, recording, "failed", problem=problem)


def _record(video: Path, recording: Path, options: ExtractOptions) -> Extracted:
    """Record what is seen in a video; where that is cut off, the recording is as well."""
    from posetrainer.capture.source import open_file
    from posetrainer.errors import CutOffError
    from posetrainer.pose.opening import open_estimator
    from posetrainer.recordings.writer import RecordingWriter
    from posetrainer.rules.person import Person
    from posetrainer.runtime.loop import poses_of
    from posetrainer.runtime.orientation import upright
    from posetrainer.runtime.recorder import header_of, moment_of

    moments, problem = 0, None
    adjustment = options.asked
    if options.spec is not None:
        adjustment = upright(lambda first: open_file(video, first), adjustment, options.spec)
    with (
        open_file(video, adjustment) as source,
        open_estimator(live=False, threads=options.threads) as estimator,
    ):
        header = header_of(None, Person().stature_m, live=False, adjustment=adjustment)
        header = replace(header, video=file_digest(video))
        # Not before the model is there: Ctrl+C while processes start ends them at once.
        make_folder(recording.parent)
        with replacing(recording) as unfinished:
            try:
                with RecordingWriter(unfinished, header, called=recording) as writer:
                    for item, pose in poses_of(source, estimator):
                        writer.add(moment_of(item, pose))
                        moments += 1
            except CutOffError as error:
                problem = str(error)
    return Extracted(video, recording, "made", moments, problem, source.info.doubt)
