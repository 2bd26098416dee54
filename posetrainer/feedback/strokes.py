"""Smooth lines, arcs, discs and arrows on pictures, placed to a sixteenth of a pixel."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from posetrainer.feedback.palette import Colour
from posetrainer.feedback.text import Box, Image

Point = tuple[float, float]
#: OpenCV takes whole numbers; with four fractional bits lines glide instead of jumping.
_SHIFT = 4
_ONE = 1 << _SHIFT
#: Farther out than this, whole numbers overflow; nothing seen lies there.
_FARTHEST = 20_000.0


def _fixed(point: Point) -> tuple[int, int]:
    x, y = point
    return (
        round(max(-_FARTHEST, min(_FARTHEST, x)) * _ONE),
        round(max(-_FARTHEST, min(_FARTHEST, y)) * _ONE),
    )


def line(image: Image, a: Point, b: Point, colour: Colour, width: float) -> None:
    """Draw a line with round ends; width in pixels."""
    import cv2

    cv2.line(image, _fixed(a), _fixed(b), colour, max(1, round(width)), cv2.LINE_AA, _SHIFT)


def path(
    image: Image, points: Sequence[Point], colour: Colour, width: float, closed: bool = False
) -> None:
    """Draw lines through points."""
    import cv2

    thickness = max(1, round(width))
    cv2.polylines(image, [_whole(points)], closed, colour, thickness, cv2.LINE_AA, _SHIFT)


def area(image: Image, points: Sequence[Point], colour: Colour) -> None:
    """Fill the polygon of the points."""
    import cv2

    cv2.fillPoly(image, [_whole(points)], colour, cv2.LINE_AA, _SHIFT)


def _whole(points: Sequence[Point]) -> NDArray[np.int32]:
    return np.array([_fixed(point) for point in points], np.int32)


def fill(image: Image, box: Box, colour: Colour) -> None:
    """Fill a box; ten times faster than assigning a colour to its part of the array."""
    import cv2

    cv2.rectangle(image, (box.x, box.y), (box.x + box.w - 1, box.y + box.h - 1), colour, -1)


def disc(image: Image, middle: Point, radius: float, colour: Colour) -> None:
    """Fill a circle."""
    import cv2

    cv2.circle(image, _fixed(middle), round(radius * _ONE), colour, -1, cv2.LINE_AA, _SHIFT)


def circle(image: Image, middle: Point, radius: float, colour: Colour, width: float) -> None:
    """Draw a circle's outline."""
    import cv2

    thickness = max(1, round(width))
    cv2.circle(image, _fixed(middle), round(radius * _ONE), colour, thickness, cv2.LINE_AA, _SHIFT)


def arc_points(middle: Point, radius: float, start_deg: float, sweep_deg: float) -> list[Point]:
    """Return points along an arc.

    Parameters
    ----------
    middle : tuple of float
        Pixels.
    radius : float
        Pixels.
    start_deg, sweep_deg : float
        Where it starts, from the x axis toward the y axis (clockwise as seen), and how far
        it goes on from there.
    """
    steps = max(2, math.ceil(abs(sweep_deg) / 4) + 1)
    angles = [math.radians(start_deg + sweep_deg * i / (steps - 1)) for i in range(steps)]
    return [(middle[0] + radius * math.cos(a), middle[1] + radius * math.sin(a)) for a in angles]


def dashes(
    image: Image, a: Point, b: Point, colour: Colour, width: float, dash: float = 3.0
) -> None:
    """Draw a dashed line whose dashes and gaps are ``dash`` widths long."""
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    if not 0 < length < _FARTHEST:
        return
    # An odd number of pieces: a dash at both ends.
    pieces = max(1, 2 * round((length / (dash * width) - 1) / 2) + 1)
    for i in range(0, pieces, 2):
        start, end = (
            (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
            for share in (i / pieces, (i + 1) / pieces)
        )
        line(image, start, end, colour, width)


def arrow_head(image: Image, tip: Point, toward_deg: float, size: float, colour: Colour) -> None:
    """Fill a triangle whose tip points into a direction, given as in :func:`arc_points`."""
    corners = [tip]
    for turn in (150.0, 210.0):
        angle = math.radians(toward_deg + turn)
        corners.append((tip[0] + size * math.cos(angle), tip[1] + size * math.sin(angle)))
    area(image, corners, colour)


def pill(image: Image, middle: Point, width: float, height: float, colour: Colour) -> None:
    """Fill a lying rectangle with round ends."""
    half = max(0.0, (width - height) / 2)
    x, y = middle
    line(image, (x - half, y), (x + half, y), colour, height)
