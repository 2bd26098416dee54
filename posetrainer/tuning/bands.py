"""Scores by how far the camera stands off the best place for the view."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from posetrainer.exercises.spec import View
from posetrainer.rules.events import Ready
from posetrainer.rules.obstacles import WrongView
from posetrainer.tuning.compare import Comparison
from posetrainer.tuning.judging import Curves

#: Each band goes from one of these, in degrees, up to the next.
EDGES_DEG = (0.0, 10.0, 22.0, 38.0, math.inf)
#: Further off than this, a view may be refused as well as judged.
REFUSABLE_DEG = 30.0
#: The reason must then be given so soon, in seconds from the first moment.
NAMED_WITHIN_S = 3.0

#: How far the camera is off, in degrees, and how the clip was judged.
Angled = tuple[float, Comparison]


@dataclass(frozen=True)
class Band:
    """The clips whose camera stands off by so much.

    Parameters
    ----------
    low_deg, high_deg : float or None
        From the first on, up to the second; None where there is no end.
    clips : int
    count_exact, good_exact : int
        Clips that were judged, and whose count, whose number of good repetitions, is right.
    refused_right : int
        Clips that were refused, and had to be, or are so far off that they may be.
    side_errors, phantoms : int
        As in :class:`posetrainer.tuning.compare.Comparison`.
    """

    low_deg: float
    high_deg: float | None
    clips: int
    count_exact: int
    good_exact: int
    refused_right: int
    side_errors: int
    phantoms: int

    @property
    def name(self) -> str:
        """The band in words."""
        if self.high_deg is None:
            return f"from {self.low_deg:g}° on"
        return f"{self.low_deg:g} to {self.high_deg:g}°"


def sum_up_bands(clips: Sequence[Angled]) -> list[Band]:
    """Return the bands in which there are any clips, the nearest first."""
    bands = []
    for low_deg, high_deg in pairwise(EDGES_DEG):
        found = [clip for off_deg, clip in clips if low_deg <= off_deg < high_deg]
        if found:
            bands.append(_band(low_deg, high_deg, found))
    return bands


def _band(low_deg: float, high_deg: float, clips: Sequence[Comparison]) -> Band:
    judged = [clip for clip in clips if clip.refused_right is None]
    return Band(
        low_deg,
        high_deg if math.isfinite(high_deg) else None,
        len(clips),
        count_exact=sum(clip.count_error == 0 for clip in judged),
        good_exact=sum(clip.good_error == 0 for clip in judged),
        refused_right=sum(clip.refused_right is True for clip in clips),
        side_errors=sum(clip.side_errors for clip in clips),
        phantoms=sum(clip.phantoms for clip in clips),
    )


def refused_in_time(off_deg: float | None, view: View, judged: Curves) -> bool:
    """Whether a clip was refused for its view, early enough, and is so far off that it may be."""
    if off_deg is None or off_deg <= REFUSABLE_DEG:
        return False
    if any(isinstance(event, Ready) for event in judged.events):
        return False
    soon = judged.times_s <= judged.times_s[:1] + NAMED_WITHIN_S
    return WrongView(view) in judged.obstacles[: int(soon.sum())]
