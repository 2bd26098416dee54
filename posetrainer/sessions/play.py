"""Playing a session to its end: the loop, those who watch it, and what it came to."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from posetrainer.capture import CaptureError, Source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.rules.profile import Profile
from posetrainer.rules.trainer import Trainer
from posetrainer.sessions.loop import Estimator, Step, run
from posetrainer.sessions.summary import Summary, Tracker

#: Looks at every step; may raise :class:`SessionOver`.
Watcher = Callable[[Step], None]


class SessionOver(Exception):  # noqa: N818 - it is no error
    """The session is over before its source is: the user has quit, or the dose is done."""


@dataclass(frozen=True)
class Outcome:
    """What a session came to, and the sentence of what broke it off, if anything did."""

    summary: Summary
    broken_off: str | None


def play(
    open_it: Callable[[], Source],
    spec: ExerciseSpec,
    profile: Profile,
    watchers: Callable[[Source], Iterable[Watcher]],
    estimator: Callable[[], AbstractContextManager[Estimator]] = MediaPipeEstimator,
) -> Outcome:
    """Play a source through the trainer.

    Whatever ends it (the source's end, a broken file, the user), all that came before is in
    the outcome.

    Parameters
    ----------
    open_it : callable
        Opens the source; called when the pose model is ready, since a camera runs on from
        its opening.
    spec : ExerciseSpec
    profile : Profile
    watchers : callable
        Given the open source, returns those who look at every step, in order.
    estimator : callable
        Makes what finds the poses.

    Raises
    ------
    CaptureError
        If the source cannot be opened at all.
    """
    trainer = Trainer(spec, profile)
    tracker = Tracker(spec)
    broken_off = None
    with estimator() as poses, open_it() as source:
        watching = list(watchers(source))
        try:
            for step in run(source, poses, trainer):
                tracker.add(step)
                for watch in watching:
                    watch(step)
        except CaptureError as error:
            broken_off = str(error)
        except (SessionOver, KeyboardInterrupt):
            pass
    return Outcome(tracker.summary(), broken_off)
