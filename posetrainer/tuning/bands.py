"""Scores by how far the camera is off the best place for the view."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

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


def sum_up_bands(clips: Sequence[Angled]) -> list[dict[str, Any]]:
    """Return a JSON object for each band in which there are any clips, the nearest first.

    ``count_exact`` and ``good_exact`` are clips that were judged and whose count, whose number of
    good repetitions, is right; ``refused_right`` those that were refused, and had to be, or are so
    far off that they may be.
    """
    bands = []
    for low_deg, high_deg in pairwise(EDGES_DEG):
        found = [clip for off_deg, clip in clips if low_deg <= off_deg < high_deg]
        judged = [clip for clip in found if clip.refused_right is None]
        is_last = math.isinf(high_deg)
        if found:
            bands.append(
                {
                    "band": f"from {low_deg:g}° on" if is_last else f"{low_deg:g} to {high_deg:g}°",
                    "low_deg": low_deg,
                    "high_deg": None if is_last else high_deg,
                    "clips": len(found),
                    "count_exact": sum(clip.count_error == 0 for clip in judged),
                    "good_exact": sum(clip.good_error == 0 for clip in judged),
                    "refused_right": sum(clip.refused_right is True for clip in found),
                    "side_errors": sum(clip.side_errors for clip in found),
                    "phantoms": sum(clip.phantoms for clip in found),
                }
            )
    return bands


def refused_in_time(off_deg: float | None, view: View, judged: Curves) -> bool:
    """Whether a clip was refused for its view, early enough, and is so far off that it may be."""
    if off_deg is None or off_deg <= REFUSABLE_DEG:
        return False
    if any(isinstance(event, Ready) for event in judged.events):
        return False
    soon = judged.times_s <= judged.times_s[:1] + NAMED_WITHIN_S
    return any(now.obstacle == WrongView(view) for now in judged.progress[: int(soon.sum())])
