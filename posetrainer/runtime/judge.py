"""Judging of poses in a program of your own."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from posetrainer.capture import Frame, Gap
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.pose import TimedPose
from posetrainer.rules.events import Event
from posetrainer.rules.person import Person
from posetrainer.rules.trainer import Trainer
from posetrainer.runtime.loop import Estimator, poses_of
from posetrainer.runtime.summary import SessionSummary, Tracker

#: The shortest and the tallest stature that lengths are measured against, in metres.
STATURES_M = (0.5, 2.5)


@dataclass(frozen=True)
class Judgement:
    """What some poses come to, by the rules of an exercise.

    Parameters
    ----------
    events : tuple of Event
        What was noticed, in the order of time.
    summary : SessionSummary
        Repetitions, good ones, holds, faults and more, as numbers.
    """

    events: tuple[Event, ...]
    summary: SessionSummary


def judge(
    poses: Iterable[TimedPose], spec: ExerciseSpec, *, stature_m: float = Person.stature_m
) -> Judgement:
    """Judge poses by an exercise, exactly as in front of the camera.

    To judge them one by one as they come, use :class:`~posetrainer.rules.trainer.Trainer`.

    Parameters
    ----------
    poses : iterable of (float, Pose or None)
        Media time in seconds and the pose then, in the order of time; None where nobody is seen.
        A :class:`~posetrainer.recordings.reader.Recording` is one, and so is what
        :func:`~posetrainer.pose.arrays.poses_from_numpy` and :func:`estimate_poses` return.
    spec : ExerciseSpec
    stature_m : float
        The person's stature in metres: lengths in inches are measured against it.

    Raises
    ------
    ValueError
        If a time is not finite, or the stature is not that of a person.

    Examples
    --------
    >>> from posetrainer import judge, load_exercise, load_recording
    >>> judgement = judge(load_recording("session.arrows"), load_exercise("heel_raises"))
    >>> judgement.summary.repetitions, judgement.summary.good
    (4, 4)
    >>> type(judgement.events[0]).__name__
    'Ready'
    """
    shortest_m, tallest_m = STATURES_M
    if not shortest_m <= stature_m <= tallest_m:
        raise ValueError(f"stature_m must be metres, {shortest_m} to {tallest_m}, not {stature_m}")
    trainer, tracker, events = Trainer(spec, Person(stature_m)), Tracker(spec), list[Event]()
    last_s = 0.0
    for time_s, pose in poses:
        noticed = trainer.step(pose, time_s)
        tracker.add_moment(time_s, noticed, trainer.progress, pose is not None)
        events += noticed
        last_s = time_s
    noticed = trainer.finish()
    tracker.add_moment(last_s, noticed, trainer.progress, None)
    return Judgement((*events, *noticed), tracker.summary())


def estimate_poses(source: Iterable[Frame | Gap], estimator: Estimator) -> Iterator[TimedPose]:
    """Return the poses in a source's frames, one by one.

    Parameters
    ----------
    source : iterable of Frame or Gap
        What :func:`~posetrainer.capture.source.open_source` returns.
    estimator : Estimator
        What :func:`~posetrainer.pose.opening.open_estimator` returns, or whatever else has a
        method ``estimate(frame)`` that returns a pose or None.

    Yields
    ------
    float
        Media time in seconds.
    Pose or None
        None where nobody is seen, and where there is no picture.

    Raises
    ------
    CaptureError
        If the source breaks off; every pose up to there has been given.

    Examples
    --------
    >>> from itertools import islice
    >>> from posetrainer import estimate_poses, open_estimator, open_source
    >>> with open_estimator(live=False) as estimator, open_source("clip.mp4") as source:
    ...     poses = list(islice(estimate_poses(source, estimator), 3))
    >>> [(round(time_s, 3), pose is not None) for time_s, pose in poses]
    [(0.0, True), (0.067, True), (0.133, True)]
    """
    for item, pose in poses_of(source, estimator):
        yield item.time_s, pose
