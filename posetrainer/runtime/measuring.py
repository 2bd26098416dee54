"""Measurement of a comfortable range in a clip."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from posetrainer.capture import Source, is_live, open_source
from posetrainer.errors import CaptureError
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.obstacle_words import instruction_for
from posetrainer.pose.opening import open_estimator
from posetrainer.profiles.model import ProfileError
from posetrainer.profiles.propose import REPETITIONS, ComfortRange
from posetrainer.recordings.reader import RecordingSource, is_recording, load_recording
from posetrainer.rules.events import Event
from posetrainer.rules.person import Person
from posetrainer.rules.trainer import Trainer
from posetrainer.runtime.loop import Estimator, poses_of

#: Takes what was noticed at each moment.
Reporter = Callable[[Iterable[Event]], None]


def measure(where: str, spec: ExerciseSpec, stature_m: float, report: Reporter) -> list[float]:
    """Return how far the first slow repetitions in a clip went.

    Parameters
    ----------
    where : str
        A video file, a recording, or a stream's address.
    spec : ExerciseSpec
        As `comfort_spec` gives it.
    stature_m : float
        The person's stature in metres.
    report : callable
        Takes the events as they come.

    Returns
    -------
    list of float
        Peaks in the unit of the driving measure, one for each repetition.

    Raises
    ------
    UserError
        If the clip cannot be played, or has too few repetitions.
    """
    comfort = ComfortRange()
    trainer = Trainer(spec, Person(stature_m))
    broken_off = None
    opened, estimator = _ways(where)
    with estimator as poses, opened() as source:
        try:
            for item, pose in poses_of(source, poses):
                events = trainer.step(pose, item.time_s)
                report(events)
                comfort.add(events)
                if comfort.complete:
                    return comfort.peaks
            comfort.add(trainer.finish())
            if comfort.complete:
                return comfort.peaks
        except CaptureError as error:
            broken_off = str(error)
    obstacle = trainer.progress.obstacle
    why = broken_off or (instruction_for(obstacle) if obstacle else None)
    raise too_few(where, spec, comfort, why)


def too_few(where: str, spec: ExerciseSpec, comfort: ComfortRange, why: str | None) -> ProfileError:
    """Return that too few repetitions were seen to measure a range, and why."""
    return ProfileError(
        f"{where}: {len(comfort.peaks)} of {REPETITIONS} slow repetitions of {spec.id} were seen, "
        "too few to measure a range; show the whole movement, slowly."
        + (f" ({why})" if why else "")
    )


def _ways(where: str) -> tuple[Callable[[], Source], AbstractContextManager[Estimator]]:
    """How a clip is opened, and what finds the poses in it."""
    path = Path(where)
    if is_recording(path):
        kept = RecordingSource(path, load_recording(path))
        return lambda: kept, nullcontext(kept)
    if not is_live(where):
        # A file that cannot be played is reported before the pose model is loaded.
        with open_source(where):
            pass
    return lambda: open_source(where, reconnect=False), open_estimator(live=is_live(where))
