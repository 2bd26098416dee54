"""The loop of training, replay and demo: frames through flow and coaching."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from posetrainer.capture import Frame, Gap, Source
from posetrainer.capture.ahead import read_ahead
from posetrainer.capture.light import light_of
from posetrainer.feedback.cues import Cue
from posetrainer.feedback.instructor import Instructor
from posetrainer.feedback.utterance import Utterance
from posetrainer.language.translation import msg
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import Event
from posetrainer.rules.progress import Progress
from posetrainer.workout.flow import Flow
from posetrainer.workout.step_result import StepResult

#: The reason of the gap while the user has paused: nothing is looked at then.
PAUSED = msg("Paused.")


class Estimator(Protocol):
    """Finds a person's pose in the frames of one source, in the order of time."""

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the pose in a frame, None if nobody is seen."""


@dataclass(frozen=True)
class Step:
    """One moment of a session: what was seen, what it meant, and what is shown and spoken.

    Parameters
    ----------
    item : Frame or Gap
    pose : Pose or None
        In the frame, if somebody is seen.
    moment : StepResult
        Events, progress, and where the programme stands.
    cue : Cue or None
        The one sentence that is shown.
    spoken : tuple of Utterance
        What is to be heard now.
    last : bool
        Whether the source has ended: the item is that of the step before once more, and what
        was under way is judged.
    """

    item: Frame | Gap
    pose: Pose | None
    moment: StepResult
    cue: Cue | None = None
    spoken: tuple[Utterance, ...] = ()
    last: bool = False

    @property
    def time_s(self) -> float:
        """Media time in seconds."""
        return self.item.time_s

    @property
    def gap(self) -> str | None:
        """Why there is no picture; None if there is one."""
        return self.item.reason if isinstance(self.item, Gap) else None

    @property
    def events(self) -> list[Event]:
        """What the rules noticed."""
        return self.moment.events

    @property
    def progress(self) -> Progress:
        """Where the exercise stands."""
        return self.moment.progress


def poses_of(
    source: Iterable[Frame | Gap], estimator: Estimator
) -> Iterator[tuple[Frame | Gap, Pose | None]]:
    """Return a source's frames one by one, each with the pose in it.

    Raises
    ------
    CaptureError
        If the source breaks off; every frame up to there has been given.
    """
    for item in source:
        yield item, estimator.estimate(item) if isinstance(item, Frame) else None


def run(
    source: Source, estimator: Estimator, flow: Flow, instructor: Instructor | None = None
) -> Iterator[Step]:
    """Judge a source's frames one by one.

    Parameters
    ----------
    source : Source
    estimator : Estimator
    flow : Flow
        While the user has paused, frames become gaps.
    instructor : Instructor or None
        None for one of its own.

    Raises
    ------
    CaptureError
        If the source breaks off; every step up to there has been given.
    """
    instructor = instructor or Instructor()
    looked_at = poses_of(_blank_while_paused(source, flow), estimator)
    # The next pose is found while this one is judged and drawn. Two deep: with one, the finder
    # waits for each hand-over, which costs a tenth of the frames (`bench live`).
    step: Step | None = None
    with contextlib.closing(read_ahead(looked_at, depth=2)) as ahead:
        for item, pose in ahead:
            if flow.paused_by_user and isinstance(item, Frame):
                # It was found before the user paused.
                item, pose = Gap(item.time_s, PAUSED), None  # noqa: PLW2901
            shown = None if isinstance(item, Gap) or source.info.blank else item.image
            moment = flow.step(pose, item.time_s, None if shown is None else light_of(shown))
            gap = item.reason if isinstance(item, Gap) else None
            cue, spoken = instructor.step(moment, gap)
            step = Step(item, pose, moment, cue, spoken)
            yield step
    if step is not None and (moment := flow.finish()).events:
        cue, spoken = instructor.step(moment)
        yield Step(step.item, step.pose, moment, cue, spoken, last=True)


def _blank_while_paused(source: Source, flow: Flow) -> Iterator[Frame | Gap]:
    for item in source:
        yield Gap(item.time_s, PAUSED) if flow.paused_by_user else item
