"""The one loop of live training, replay and demo: a source's frames through the trainer."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from posetrainer.capture import Frame, Gap, Source
from posetrainer.pose.pose import Pose
from posetrainer.rules.events import Event
from posetrainer.rules.progress import Progress
from posetrainer.rules.trainer import Trainer


class Estimator(Protocol):
    """Whatever finds a person's pose in the frames of one source, in the order of time."""

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the pose in a frame, None if nobody is seen."""


@dataclass(frozen=True)
class Step:
    """One moment of a session: what was seen and what it meant."""

    item: Frame | Gap
    pose: Pose | None
    events: list[Event]
    progress: Progress

    @property
    def time_s(self) -> float:
        """Media time in seconds."""
        return self.item.time_s


def poses_of(source: Source, estimator: Estimator) -> Iterator[tuple[Frame | Gap, Pose | None]]:
    """Return a source's frames one by one, each with the pose in it.

    Raises
    ------
    CaptureError
        If the source breaks off; every frame up to there has been given.
    """
    for item in source:
        yield item, estimator.estimate(item) if isinstance(item, Frame) else None


def run(source: Source, estimator: Estimator, trainer: Trainer) -> Iterator[Step]:
    """Judge a source's frames one by one.

    Raises
    ------
    CaptureError
        If the source breaks off; every step up to there has been given.
    """
    for item, pose in poses_of(source, estimator):
        events = trainer.step(pose, item.time_s)
        yield Step(item, pose, events, trainer.progress)
