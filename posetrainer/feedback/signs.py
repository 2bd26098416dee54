"""The signs that say without words and without colour what is going on.

Every sign is drawn around a middle and fills a circle of the given radius, in pixels.
"""

import math

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
    start, sweep = (-60.0, -225.0) if opening else (-120.0, 225.0)
    around = 0.7 * radius
    strokes.path(
        image, strokes.arc_points(middle, around, start, sweep), colour, max(2.0, 0.3 * radius)
    )
    end = math.radians(start + sweep)
    tip_turn = start + sweep + (90.0 if sweep > 0 else -90.0)
    tip = (
        middle[0] + around * math.cos(end) + 0.52 * radius * math.cos(math.radians(tip_turn)),
        middle[1] + around * math.sin(end) + 0.52 * radius * math.sin(math.radians(tip_turn)),
    )
    strokes.arrow_head(image, tip, tip_turn, 0.95 * radius, colour)


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


def stripes(image: Image, box: Box, ink: Colour, ground: Colour) -> None:
    """Slanted stripes over a box, as around a danger zone."""
    part = box.of(image)
    part[:] = ground
    short = min(box.w, box.h)
    step = max(4.0, 1.5 * short)
    along = -box.h
    while along < box.w:
        slanted = [
            (along, box.h),
            (along + box.h, 0),
            (along + box.h + step, 0),
            (along + step, box.h),
        ]
        strokes.area(part, [(float(x), float(y)) for x, y in slanted], ink)
        along += round(2 * step)
