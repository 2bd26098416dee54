"""A video clip as the JPEGs that a camera on the network would send."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise

from posetrainer.capture import Frame, open_source
from posetrainer.errors import CaptureError

_QUALITY = 90
# A picture is shown from its time on, even if that has been rounded up.
_A_TRIFLE_S = 1e-6


@dataclass(frozen=True)
class LocalClip:
    """Pictures and when each is shown.

    Parameters
    ----------
    times_s : tuple of float
        Media time in seconds, from 0 and growing, at least two.
    jpegs : tuple of bytes
        One for each time.
    """

    times_s: tuple[float, ...]
    jpegs: tuple[bytes, ...]

    @property
    def fps(self) -> float:
        """Mean pictures a second."""
        return (len(self.times_s) - 1) / self.times_s[-1]

    @property
    def length_s(self) -> float:
        """Seconds until the clip begins anew: the last picture lasts as long as the others."""
        return self.times_s[-1] + 1 / self.fps

    def paced(self, fps: float | None = None) -> Iterator[tuple[float, bytes]]:
        """Yield the clip for ever, over and over, for a stream in real time.

        Parameters
        ----------
        fps : float or None
            Pictures a second: each time the one that the clip shows then, so that people move
            at their own speed; None keeps the clip's own times.

        Yields
        ------
        float
            Seconds since the picture before.
        bytes
            The JPEG.
        """
        if fps is None:
            waits_s = [after - before for before, after in pairwise(self.times_s)]
            yield 0.0, self.jpegs[0]
            while True:
                yield from zip(waits_s, self.jpegs[1:], strict=True)
                yield 1 / self.fps, self.jpegs[0]
        for index in count():
            time_s = (index / fps + _A_TRIFLE_S) % self.length_s
            shown = bisect_right(self.times_s, time_s) - 1
            yield (1 / fps if index else 0.0), self.jpegs[shown]


def load_clip(video: str, longest_s: float) -> LocalClip:
    """Decode a video file and encode its pictures, so that sending them costs nothing.

    Parameters
    ----------
    video : str
        Path of the file.
    longest_s : float
        Seconds of it to keep.

    Raises
    ------
    CaptureError
        If it cannot be opened or has fewer than two pictures.
    """
    import cv2

    times_s: list[float] = []
    jpegs: list[bytes] = []
    with open_source(video) as source:
        for item in source:
            if item.time_s > longest_s:
                break
            if isinstance(item, Frame):
                coded = cv2.imencode(".jpg", item.image, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])[1]
                times_s.append(item.time_s)
                jpegs.append(coded.tobytes())
    if len(jpegs) < 2:
        raise CaptureError(f"{video} has fewer than two pictures: name a longer clip.")
    return LocalClip(tuple(times_s), tuple(jpegs))
