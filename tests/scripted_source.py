"""A source and an estimator that follow a script, so that sessions run without a model."""

from collections.abc import Iterator, Sequence

import numpy as np
from typing_extensions import Self

from posetrainer.capture import Frame, Gap, SourceInfo
from posetrainer.pose.pose import Pose


class ScriptedSource:
    """Gives frames and gaps as listed, then raises an error if there is one."""

    def __init__(self, items: Sequence[Frame | Gap], error: Exception | None = None) -> None:
        self.info = SourceInfo("script", live=False, size=(64, 48), blank=True)
        self._items = items
        self._error = error
        self.closed = False

    def __iter__(self) -> Iterator[Frame | Gap]:
        yield from self._items
        if self._error is not None:
            raise self._error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.closed = True


class NobodyThere:
    """Sees nobody in any frame."""

    def estimate(self, frame: Frame) -> Pose | None:
        return None


def frames(count: int, fps: float = 15.0) -> list[Frame]:
    image = np.zeros((48, 64, 3), np.uint8)
    return [Frame(i, i / fps, image) for i in range(count)]
