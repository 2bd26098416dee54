"""What every source of pictures delivers, whatever it reads from."""

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
        Number of the frame in its source, from 0; a live source skips numbers of frames
        that came while the last one was still being looked at.
    time_s : float
        Media time in seconds from the source's first frame, greater for every frame than for
        the one before: stamped at the grab for a camera or stream, taken from the container
        for a file.
    image : ndarray, shape (H, W, 3), uint8
        Blue, green, red; upright, as a player would show it.
    """

    index: int
    time_s: float
    image: NDArray[np.uint8]


@dataclass(frozen=True)
class Gap:
    """A live source has no picture at the moment; the session's time goes on.

    Parameters
    ----------
    time_s : float
        Media time in seconds, on the same clock as the frames.
    reason : str
        One sentence for the user, e.g. that the camera has gone and how to mend it.
    """

    time_s: float
    reason: str


@dataclass(frozen=True)
class SourceInfo:
    """What is known of a source before its first frame.

    Parameters
    ----------
    name : str
        The file's path, the stream's address or ``camera 0``.
    live : bool
        Whether pictures come at their own pace and can be missed.
    size : tuple of int
        Width and height in pixels of the upright picture.
    fps : float or None
        Nominal frames a second, if the source tells.
    frame_count : int or None
        Number of frames, if the source tells.
    duration_s : float or None
        Length in seconds, if the source tells.
    doubt : str or None
        One sentence for the user where the times of a source are not to be relied upon.
    blank : bool
        Whether its frames show nothing, and only stand for those that landmarks were found in.
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
    """Frames in the order of time, once; a context manager that lets go of device or file.

    Only a live source has gaps. Iterating raises `CutOffError` after the last frame of a file
    that ends too early.
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
