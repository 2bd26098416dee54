"""A session from start to end: the loop, its watchers and the outcome."""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from posetrainer.capture import Source
from posetrainer.errors import UserError
from posetrainer.feedback.instructor import Instructor
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.runtime.loop import Estimator, Step, run
from posetrainer.runtime.summary import SessionSummary, Tracker
from posetrainer.workout.flow import Flow

#: Looks at every step; may raise :class:`SessionOver`.
Watcher = Callable[[Step], None]


class SessionOver(Exception):  # noqa: N818 - it is no error
    """The session is over before its source is: the user has quit, or the dose is done."""


@dataclass(frozen=True)
class Outcome:
    """What a session came to.

    Parameters
    ----------
    summaries : tuple of SessionSummary
        Of each exercise that was begun, in order; of the first one at least.
    broken_off : str or None
        The sentence of what broke it off, if anything did.
    lost : tuple of str
        A sentence for each output that could not be written to its end, or was found damaged.
    recordings : tuple of Path
        What was kept of its landmarks.
    session_id : int or None
        Its number in the history; None if it is not in there.
    """

    summaries: tuple[SessionSummary, ...]
    broken_off: str | None
    lost: tuple[str, ...] = ()
    recordings: tuple[Path, ...] = ()
    session_id: int | None = None

    @property
    def summary(self) -> SessionSummary:
        """Return the summary of the last exercise, often the only one."""
        return self.summaries[-1]


def play(
    open_it: Callable[[], Source],
    flow: Flow,
    watchers: Callable[[Source], Iterable[Watcher]],
    estimator: Callable[[], AbstractContextManager[Estimator]] = MediaPipeEstimator,
    instructor: Instructor | None = None,
) -> Outcome:
    """Play a source through a flow of exercises.

    Whatever ends it (the source's end, a broken file, the user), all that came before is in
    the outcome.

    Parameters
    ----------
    open_it : callable
        Opens the source; called when the pose model is ready, since a camera runs on from
        its opening.
    flow : Flow
        What is done, and where it stands.
    watchers : callable
        Given the open source, returns those who look at every step, in order.
    estimator : callable
        Makes what finds the poses.
    instructor : Instructor or None
        None for one of its own.

    Raises
    ------
    CaptureError
        If the source cannot be opened at all.
    """
    trackers = {0: Tracker(flow.situation.spec)}
    broken_off = None
    with estimator() as poses, open_it() as source:
        watching = list(watchers(source))
        try:
            for step in run(source, poses, flow, instructor):
                if step.moment.judged:
                    entry = step.moment.entry
                    trackers.setdefault(entry, Tracker(step.moment.spec)).add(step)
                for watch in watching:
                    watch(step)
        except UserError as error:
            # A source that breaks off: what was done is summed up.
            broken_off = str(error)
        except (SessionOver, KeyboardInterrupt):
            pass
    return Outcome(tuple(tracker.summary() for tracker in trackers.values()), broken_off)
