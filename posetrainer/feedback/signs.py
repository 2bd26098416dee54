"""Signs that show the state without words and without colour.

Every sign is drawn around a middle and fills a circle of the given radius, in pixels.
"""

import math
from functools import lru_cache

import numpy as np

from posetrainer.feedback import strokes
from posetrainer.feedback.palette import BLACK, FAINT, YELLOW, Colour
from posetrainer.feedback.points import Point, arc_points, at_angle
from posetrainer.feedback.strokes import Pen
from posetrainer.feedback.text import Box, Image

_MIDDLE: Point = (0.0, 0.0)


def check(image: Image, middle: Point, radius: float, ink: Colour, ground: Colour) -> None:
    """Filled disc with a check mark: good."""
    pen = Pen(image, middle, radius)
    pen.disc(_MIDDLE, 1.0, ground)
    pen.path([(-0.46, 0.04), (-0.12, 0.38), (0.48, -0.36)], ink, 0.24)


def warning(image: Image, middle: Point, radius: float) -> None:
    """Yellow triangle with a black exclamation mark: danger, as on every machine."""
    pen = Pen(image, (middle[0], middle[1] + 0.14 * radius), radius)
    for share, colour in ((1.0, BLACK), (0.82, YELLOW)):
        pen.area([at_angle(_MIDDLE, share, angle) for angle in (-90, 30, 150)], colour, 0.16)
    pen.line((0.0, -0.42), (0.0, 0.06), BLACK, 0.17)
    pen.disc((0.0, 0.31), 0.11, BLACK)


def arrow(image: Image, middle: Point, radius: float, colour: Colour, *, down: bool) -> None:
    """Block arrow, up or down."""
    outline = (
        (0.0, -0.92), (0.84, -0.08), (0.34, -0.08), (0.34, 0.84),
        (-0.34, 0.84), (-0.34, -0.08), (-0.84, -0.08),
    )  # fmt: skip
    Pen(image, middle, radius, up=down).area(outline, colour)


def turn(image: Image, middle: Point, radius: float, opening: bool, colour: Colour) -> None:
    """Arrow along an arc: a joint that bends, or opens again."""
    # A little over half a turn, so that the head has room below the gap.
    start, sweep = (-35.0, -215.0) if opening else (-145.0, 215.0)
    # The gap is on one side and the head below: the middle of what is seen lies elsewhere.
    around = math.copysign(0.1, -sweep), -0.06
    pen = Pen(image, middle, radius)
    pen.path(arc_points(around, 0.66, start, sweep), colour, 0.3)
    # The head follows the curve: it is turned on by half of what it is long.
    toward = start + sweep + math.copysign(90.0 + 22.0, sweep)
    tip = at_angle(at_angle(around, 0.66, start + sweep), 0.62, toward)
    pen.arrow_head(tip, toward, 0.86, colour)


def ring(
    image: Image, middle: Point, radius: float, colour: Colour, width: float, share: float
) -> None:
    """Ring that is filled by an :func:`arc`."""
    strokes.circle(image, middle, radius, FAINT, width)
    arc(image, middle, radius, colour, width, share)


def arc(
    image: Image, middle: Point, radius: float, colour: Colour, width: float, share: float
) -> None:
    """Arc from the top on over a share of a circle, -1 to 1: clockwise, or the other way."""
    if share:
        sweep = 360.0 * max(-1.0, min(1.0, share))
        strokes.path(image, arc_points(middle, radius, -90.0, sweep), colour, width)


def dashed_ring(image: Image, middle: Point, radius: float, colour: Colour, width: float) -> None:
    """Circle of dashes: not there yet."""
    for start in range(0, 360, 30):
        strokes.path(image, arc_points(middle, radius, start, 16), colour, width)


def dashed_limb(image: Image, middle: Point, radius: float, ink: Colour) -> None:
    """Bent, dashed limb with its joint: the same line as the fault has in the picture."""
    pen = Pen(image, middle, radius)
    hip, knee, foot = (pen.at(at) for at in ((-0.72, 0.5), (-0.02, -0.55), (0.62, 0.72)))
    for a, b in ((hip, knee), (knee, foot)):
        strokes.dashes(image, a, b, ink, 0.2 * radius, dash=1.9)
    strokes.disc(image, knee, 0.24 * radius, ink)


def information(image: Image, middle: Point, radius: float, ink: Colour) -> None:
    """The letter i in a circle: what to do now."""
    pen = Pen(image, middle, radius)
    pen.circle(_MIDDLE, 0.88, ink, 0.13)
    pen.disc((0.0, -0.42), 0.13, ink)
    pen.line((0.0, -0.06), (0.0, 0.46), ink, 0.2)


def hidden_eye(image: Image, middle: Point, radius: float, ink: Colour) -> None:
    """Crossed eye: cannot be seen."""
    pen = Pen(image, middle, radius)
    for side in (-1.0, 1.0):
        pen.path(arc_points((0.0, side * 0.62), 1.08, -side * 145, side * 110), ink, 0.13)
    pen.disc(_MIDDLE, 0.24, ink)
    pen.line((-0.66, 0.72), (0.66, -0.72), ink, 0.13)


def muted(image: Image, middle: Point, radius: float, ink: Colour) -> None:
    """Crossed loudspeaker: the voice is silent."""
    pen = Pen(image, middle, radius)
    outline = (
        (-0.8, -0.26), (-0.42, -0.26), (0.06, -0.72), (0.06, 0.72), (-0.42, 0.26), (-0.8, 0.26),
    )  # fmt: skip
    pen.area(outline, ink)
    for down in (-0.3, 0.3):
        pen.line((0.34, -down), (0.86, down), ink, 0.16)


def paused(image: Image, middle: Point, radius: float, ink: Colour) -> None:
    """Two bars: everything stands still."""
    pen = Pen(image, middle, radius)
    for left in (-0.58, 0.18):
        x, y = pen.at((left, -0.68))
        bar = Box(round(x), round(y), round(0.4 * radius), round(1.36 * radius))
        strokes.fill(image, bar, ink)


def stripes(image: Image, box: Box, ink: Colour, ground: Colour) -> None:
    """Slanted stripes over a box, as around a danger zone."""
    box.of(image)[:] = _striped(box.w, box.h, ink, ground)


@lru_cache(maxsize=16)
def _striped(width: int, height: int, ink: Colour, ground: Colour) -> Image:
    tile = np.empty((height, width, 3), np.uint8)
    strokes.fill(tile, Box(0, 0, width, height), ground)
    step = max(4.0, 1.5 * min(width, height))
    along = -float(height)
    while along < width:
        upper, lower = along + height, along
        slanted = [(lower, height), (upper, 0.0), (upper + step, 0.0), (lower + step, height)]
        strokes.area(tile, slanted, ink)
        along += 2 * step
    return tile
