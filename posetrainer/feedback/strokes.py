"""Smooth lines, discs and arrows on pictures, placed to a sixteenth of a pixel."""

import math
from collections.abc import Iterable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from posetrainer.feedback.palette import Colour
from posetrainer.feedback.points import Point, at_angle, between
from posetrainer.feedback.text import Box, Image

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
    cv2.line(image, _fixed(a), _fixed(b), colour, max(1, round(width)), cv2.LINE_AA, _SHIFT)


def lines(image: Image, ends: Sequence[tuple[Point, Point]], colour: Colour, width: float) -> None:
    """Draw lines with round ends, given by both ends of each; quicker than one by one."""
    if ends:
        thickness = max(1, round(width))
        cv2.polylines(image, list(_whole(ends)), False, colour, thickness, cv2.LINE_AA, _SHIFT)


def path(
    image: Image, points: Sequence[Point], colour: Colour, width: float, closed: bool = False
) -> None:
    """Draw lines through points."""
    thickness = max(1, round(width))
    cv2.polylines(image, [_whole(points)], closed, colour, thickness, cv2.LINE_AA, _SHIFT)


def area(image: Image, points: Sequence[Point], colour: Colour) -> None:
    """Fill the polygon of the points."""
    cv2.fillPoly(image, [_whole(points)], colour, cv2.LINE_AA, _SHIFT)


def _whole(points: Sequence[Point] | Sequence[tuple[Point, Point]]) -> NDArray[np.int32]:
    near = np.clip(np.array(points), -_FARTHEST, _FARTHEST)
    whole: NDArray[np.int32] = np.rint(near * _ONE).astype(np.int32)
    return whole


def fill(image: Image, box: Box, colour: Colour) -> None:
    """Fill a box; ten times faster than assigning a colour to its part of the array."""
    cv2.rectangle(image, (box.x, box.y), (box.x + box.w - 1, box.y + box.h - 1), colour, -1)


def disc(image: Image, middle: Point, radius: float, colour: Colour) -> None:
    """Fill a circle."""
    cv2.circle(image, _fixed(middle), round(radius * _ONE), colour, -1, cv2.LINE_AA, _SHIFT)


def circle(image: Image, middle: Point, radius: float, colour: Colour, width: float) -> None:
    """Draw a circle's outline."""
    thickness = max(1, round(width))
    cv2.circle(image, _fixed(middle), round(radius * _ONE), colour, thickness, cv2.LINE_AA, _SHIFT)


def dashes(
    image: Image, a: Point, b: Point, colour: Colour, width: float, dash: float = 3.0
) -> None:
    """Draw a dashed line whose dashes and gaps are ``dash`` widths long."""
    length = math.hypot(b[0] - a[0], b[1] - a[1])
    if not 0 < length < _FARTHEST:
        return
    # An odd number of pieces: a dash at both ends.
    pieces = max(1, 2 * round((length / (dash * width) - 1) / 2) + 1)
    ends = [
        (between(a, b, i / pieces), between(a, b, (i + 1) / pieces)) for i in range(0, pieces, 2)
    ]
    lines(image, ends, colour, width)


def arrow_head(image: Image, tip: Point, toward_deg: float, size: float, colour: Colour) -> None:
    """Fill a triangle whose tip points into a direction, an angle as in `at_angle`."""
    area(image, [tip, *(at_angle(tip, size, toward_deg + turn) for turn in (150, 210))], colour)


def pill(image: Image, middle: Point, width: float, height: float, colour: Colour) -> None:
    """Fill a lying rectangle with round ends."""
    half = max(0.0, (width - height) / 2)
    x, y = middle
    line(image, (x - half, y), (x + half, y), colour, height)


class Pen:
    """Draws in lengths of its own around an origin: x to the right, y down, or up.

    Parameters
    ----------
    image : ndarray, shape (H, W, 3), uint8
        Is changed.
    origin : tuple of float
        Pixels.
    scale : float
        Pixels to a length of 1.
    up : bool
        Whether y goes up.
    """

    def __init__(self, image: Image, origin: Point, scale: float, *, up: bool = False) -> None:
        self.image = image
        self.scale = scale
        self._origin = origin
        self._down = -1.0 if up else 1.0

    def at(self, point: Point) -> Point:
        """Return a point in pixels."""
        (x, y), scale = self._origin, self.scale
        return x + scale * point[0], y + self._down * scale * point[1]

    def line(self, a: Point, b: Point, colour: Colour, width: float) -> None:
        """Draw a line with round ends, two pixels wide at least."""
        line(self.image, self.at(a), self.at(b), colour, max(2.0, self.scale * width))

    def path(
        self, points: Iterable[Point], colour: Colour, width: float, closed: bool = False
    ) -> None:
        """Draw lines through points, two pixels wide at least."""
        pixels = [self.at(point) for point in points]
        path(self.image, pixels, colour, max(2.0, self.scale * width), closed)

    def area(self, points: Iterable[Point], colour: Colour, edge: float = 0.0) -> None:
        """Fill a polygon; an edge around it rounds its corners."""
        pixels = [self.at(point) for point in points]
        area(self.image, pixels, colour)
        if edge:
            path(self.image, pixels, colour, self.scale * edge, closed=True)

    def disc(self, middle: Point, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        disc(self.image, self.at(middle), self.scale * radius, colour)

    def circle(self, middle: Point, radius: float, colour: Colour, width: float) -> None:
        """Draw a circle's outline, two pixels wide at least."""
        width = max(2.0, self.scale * width)
        circle(self.image, self.at(middle), self.scale * radius, colour, width)

    def arrow_head(self, tip: Point, toward_deg: float, size: float, colour: Colour) -> None:
        """Fill a triangle whose tip points into a direction, clockwise from the right."""
        arrow_head(self.image, self.at(tip), toward_deg, self.scale * size, colour)
