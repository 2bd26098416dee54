"""Corrections of a source by the user: its rotation, and the speed at which it was filmed."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.capture.frame import Frame, Gap, Source
from posetrainer.quarter_turns import TURNS_DEG, Turn


@dataclass(frozen=True)
class Adjustment:
    """How to correct the pictures and times of a source.

    Parameters
    ----------
    turn_deg : {0, 90, 180, 270}
        Turn every picture clockwise by this angle, after the rotation tag of a file.
    fps : float or None
        True, constant frame rate of a file, in place of its own time stamps; None keeps these.
    speed : float
        Factor by which a file is played faster: 4 for a film slowed down to a quarter.
    auto : bool
        Whether the turn is estimated from the pictures instead of given by the user.

    Raises
    ------
    ValueError
        If the turn is not a quarter turn, or the rate or speed is not above 0.
    """

    turn_deg: Turn = 0
    fps: float | None = None
    speed: float = 1.0
    auto: bool = False

    def __post_init__(self) -> None:
        if self.turn_deg not in TURNS_DEG:
            raise ValueError(f"turn_deg must be one of {TURNS_DEG}, not {self.turn_deg}")
        for name, value in (("fps", self.fps), ("speed", self.speed)):
            if value is not None and not 0 < value < math.inf:
                raise ValueError(f"{name} must be above 0, not {value}")

    @property
    def retimes(self) -> bool:
        """Whether media times differ from the source's own."""
        return self.fps is not None or self.speed != 1.0


AS_IT_IS = Adjustment()


def turned(image: NDArray[np.uint8], turn_deg: Turn) -> NDArray[np.uint8]:
    """Return a picture, shape (H, W, 3), turned clockwise."""
    # rot90 turns counterclockwise.
    return np.ascontiguousarray(np.rot90(image, -(turn_deg // 90)))


class TurnedSource:
    """A source with every picture turned by quarters.

    Parameters
    ----------
    source : Source
        Is closed together with this one.
    turn_deg : {90, 180, 270}
        Clockwise.
    """

    def __init__(self, source: Source, turn_deg: Turn) -> None:
        self._source = source
        self._turn_deg = turn_deg
        size = source.info.size
        self.info = replace(source.info, size=size[::-1] if turn_deg % 180 else size)

    def __iter__(self) -> Iterator[Frame | Gap]:
        for item in self._source:
            if isinstance(item, Gap):
                yield item
            else:
                yield replace(item, image=turned(item.image, self._turn_deg))

    def __enter__(self) -> Self:
        self._source.__enter__()
        return self

    def __exit__(self, *error: Any) -> None:
        self._source.__exit__(*error)
