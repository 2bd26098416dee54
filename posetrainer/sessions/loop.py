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


def run(source: Source, estimator: Estimator, trainer: Trainer) -> Iterator[Step]:
    """Judge a source's frames one by one.

    Raises
    ------
    CaptureError
        If the source breaks off; every step up to there has been given.
    """
    for item in source:
        pose = estimator.estimate(item) if isinstance(item, Frame) else None
        events = trainer.step(pose, item.time_s)
        yield Step(item, pose, events, trainer.progress)
