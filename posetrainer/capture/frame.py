"""Frames, gaps and the protocol of a source."""

from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self


@dataclass(frozen=True)
class Frame:
    """One picture and the moment it shows.

    Parameters
    ----------
    index : int
        Number of the frame in its source, from 0; a live source skips the numbers of frames that
        arrived while the last one was being processed.
    time_s : float
        Media time in seconds since the source's first frame, strictly increasing: the time of
        the grab for a camera or stream, the container's time stamp for a file.
    image : ndarray, shape (H, W, 3), uint8
        Blue, green, red; upright, as a player would show it.
    """

    index: int
    time_s: float
    image: NDArray[np.uint8]


@dataclass(frozen=True)
class Gap:
    """A moment at which a live source has no picture; media time goes on.

    Parameters
    ----------
    time_s : float
        Media time in seconds, on the same clock as the frames.
    reason : str
        One sentence for the user, with the correction.
    """

    time_s: float
    reason: str


@dataclass(frozen=True)
class SourceInfo:
    """What is known about a source before its first frame.

    Parameters
    ----------
    name : str
        The file's path, the stream's address or ``camera 0``.
    live : bool
        Whether pictures arrive in real time and can be missed.
    size : tuple of int
        Width and height in pixels of the upright picture.
    fps : float or None
        Nominal frame rate, if known.
    frame_count : int or None
        Number of frames, if known.
    duration_s : float or None
        Length in seconds, if known.
    doubt : str or None
        One sentence for the user if the times of the source are unreliable.
    blank : bool
        Whether its frames are black placeholders for those in which landmarks were found.
    """

    name: str
    live: bool
    size: tuple[int, int]
    fps: float | None = None
    frame_count: int | None = None
    duration_s: float | None = None
    doubt: str | None = None
    blank: bool = False


class Source(Protocol):
    """Frames in the order of time, to be iterated once; a context manager that closes the source.

    Only a live source has gaps. Iterating raises `CutOffError` after the last frame of a truncated
    file.
    """

    info: SourceInfo

    def __iter__(self) -> Iterator[Frame | Gap]: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...
