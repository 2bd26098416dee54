"""The signs that say without words and without colour what is going on.

Every sign is drawn around a middle and fills a circle of the given radius, in pixels.
"""

import math
from functools import lru_cache

import numpy as np

from posetrainer.feedback import strokes
from posetrainer.feedback.palette import BLACK, YELLOW, Colour
from posetrainer.feedback.strokes import Point
from posetrainer.feedback.text import Box, Image


def check(image: Image, middle: Point, radius: float, ink: Colour, ground: Colour) -> None:
    """Filled disc with a check mark: good."""
    strokes.disc(image, middle, radius, ground)
    x, y = middle
    tick = [
        (x - 0.46 * radius, y + 0.04 * radius),
        (x - 0.12 * radius, y + 0.38 * radius),
        (x + 0.48 * radius, y - 0.36 * radius),
    ]
    strokes.path(image, tick, ink, 0.24 * radius)


def warning(image: Image, middle: Point, radius: float) -> None:
    """Yellow triangle with a black exclamation mark: danger, as on every machine."""
    x, y = middle
    y += 0.14 * radius
    for share, colour in ((1.0, BLACK), (0.82, YELLOW)):
        corners = [
            (x + share * radius * math.sin(turn), y - share * radius * math.cos(turn))
            for turn in (0.0, math.tau / 3, 2 * math.tau / 3)
        ]
        strokes.area(image, corners, colour)
        # A stroke of the same colour rounds the corners.
        strokes.path(image, corners, colour, 0.16 * radius, closed=True)
    strokes.line(
        image, (x, y - 0.42 * radius), (x, y + 0.06 * radius), BLACK, max(2.0, 0.17 * radius)
    )
    strokes.disc(image, (x, y + 0.31 * radius), 0.11 * radius, BLACK)


def arrow(image: Image, middle: Point, radius: float, toward_deg: float, colour: Colour) -> None:
    """Block arrow; 0 points right, 90 down."""
    cos, sin = math.cos(math.radians(toward_deg)), math.sin(math.radians(toward_deg))
    outline = (
        (0.92, 0.0), (0.08, 0.84), (0.08, 0.34), (-0.84, 0.34),
        (-0.84, -0.34), (0.08, -0.34), (0.08, -0.84),
    )  # fmt: skip
    corners = [
        (middle[0] + radius * (a * cos - b * sin), middle[1] + radius * (a * sin + b * cos))
        for a, b in outline
    ]
    strokes.area(image, corners, colour)


def turn(image: Image, middle: Point, radius: float, opening: bool, colour: Colour) -> None:
    """Arrow along an arc: a joint that bends, or opens again."""
    # A little over half a turn, so that the head has room below the gap.
    start, sweep = (-35.0, -215.0) if opening else (-145.0, 215.0)
    around = 0.66 * radius
    # The gap is on one side and the head below: the middle of what is seen lies elsewhere.
    middle = (middle[0] + math.copysign(0.1 * radius, -sweep), middle[1] - 0.06 * radius)
    strokes.path(
        image, strokes.arc_points(middle, around, start, sweep), colour, max(2.0, 0.3 * radius)
    )
    end = math.radians(start + sweep)
    # The head follows the curve: it is turned on by half of what it is long.
    toward = start + sweep + math.copysign(90.0 + 22.0, sweep)
    tip = (
        middle[0] + around * math.cos(end) + 0.62 * radius * math.cos(math.radians(toward)),
        middle[1] + around * math.sin(end) + 0.62 * radius * math.sin(math.radians(toward)),
    )
    strokes.arrow_head(image, tip, toward, 0.86 * radius, colour)


def dashed_ring(image: Image, middle: Point, radius: float, colour: Colour, width: float) -> None:
    """Circle of dashes: not there yet."""
    for start in range(0, 360, 30):
        strokes.path(image, strokes.arc_points(middle, radius, start, 16), colour, width)


def dashed_limb(image: Image, middle: Point, radius: float, ink: Colour) -> None:
    """Bent, dashed limb with its joint: the same line as the fault has in the picture."""
    x, y = middle
    hip, knee = (x - 0.72 * radius, y + 0.5 * radius), (x - 0.02 * radius, y - 0.55 * radius)
    foot = (x + 0.62 * radius, y + 0.72 * radius)
    for a, b in ((hip, knee), (knee, foot)):
        strokes.dashes(image, a, b, ink, 0.2 * radius, dash=1.9)
    strokes.disc(image, knee, 0.24 * radius, ink)


def information(image: Image, middle: Point, radius: float, ink: Colour) -> None:
    """The letter i in a circle: what to do now."""
    x, y = middle
    strokes.circle(image, middle, 0.88 * radius, ink, max(2.0, 0.13 * radius))
    strokes.disc(image, (x, y - 0.42 * radius), 0.13 * radius, ink)
    strokes.line(image, (x, y - 0.06 * radius), (x, y + 0.46 * radius), ink, 0.2 * radius)


def hidden_eye(image: Image, middle: Point, radius: float, ink: Colour) -> None:
    """Crossed eye: cannot be seen."""
    x, y = middle
    width = max(2.0, 0.13 * radius)
    for side in (-1.0, 1.0):
        lid = strokes.arc_points(
            (x, y + side * 0.62 * radius), 1.08 * radius, -side * 145, side * 110
        )
        strokes.path(image, lid, ink, width)
    strokes.disc(image, middle, 0.24 * radius, ink)
    strokes.line(
        image,
        (x - 0.66 * radius, y + 0.72 * radius),
        (x + 0.66 * radius, y - 0.72 * radius),
        ink,
        width,
    )


def muted(image: Image, middle: Point, radius: float, ink: Colour) -> None:
    """Crossed loudspeaker: the voice is silent."""
    x, y = middle
    outline = (
        (-0.8, -0.26), (-0.42, -0.26), (0.06, -0.72), (0.06, 0.72), (-0.42, 0.26), (-0.8, 0.26),
    )  # fmt: skip
    strokes.area(image, [(x + radius * a, y + radius * b) for a, b in outline], ink)
    for down in (-1.0, 1.0):
        a = x + 0.34 * radius, y - 0.3 * down * radius
        b = x + 0.86 * radius, y + 0.3 * down * radius
        strokes.line(image, a, b, ink, max(2.0, 0.16 * radius))


def paused(image: Image, middle: Point, radius: float, ink: Colour) -> None:
    """Two bars: everything stands still."""
    x, y = middle
    for side in (-1.0, 1.0):
        left, top = x + side * 0.38 * radius - 0.2 * radius, y - 0.68 * radius
        strokes.fill(
            image,
            Box(round(left), round(top), round(0.4 * radius), round(1.36 * radius)),
            ink,
        )


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
