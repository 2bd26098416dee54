"""What lies over the camera's picture while nobody exercises: pause, rest, summary."""

import math
from typing import NamedTuple

import numpy as np

from posetrainer.feedback import signs, strokes
from posetrainer.feedback.layout import DIGIT_SHARE, Layout
from posetrainer.feedback.palette import BLACK, BLUISH_GREEN, FAINT, GROUND, MUTED, WHITE
from posetrainer.feedback.text import (
    CAP_HEIGHT,
    Box,
    Image,
    fit,
    put,
    put_lines,
    size_for_cap,
    width_of,
)
from posetrainer.workout.situation import Situation

#: How much of the camera's picture is left under a card: enough to see oneself.
_LEFT = 0.3


class SummaryLines(NamedTuple):
    """What was done: a label and a number for each line."""

    lines: tuple[tuple[str, str], ...]


def starting_card(width: int = 900, height: int = 618) -> Image:
    """Return what a window shows until camera and pose model are there.

    Parameters
    ----------
    width, height : int
        Pixels.
    """
    card = np.full((height, width, 3), GROUND, np.uint8)
    put(card, "Starting…", (width / 2, height / 2), round(height / 9), WHITE)
    return card


def dim(picture: Image) -> None:
    """Darken the camera's picture, so that words on it can be read."""
    import cv2

    cv2.convertScaleAbs(picture, dst=picture, alpha=_LEFT)


def draw_paused(picture: Image, layout: Layout, situation: Situation) -> None:
    """Draw "Paused" and how it goes on.

    Parameters
    ----------
    picture : ndarray, shape (H, W, 3), uint8
        The camera's picture; is changed.
    layout : Layout
        Where things go.
    situation : Situation
        Tells whether the user asked for the pause.
    """
    dim(picture)
    box, u = layout.picture, layout.unit
    x = box.w / 2
    y = 0.3 * box.h
    for side in (-1.0, 1.0):
        strokes.fill(
            picture,
            Box(round(x + side * 6 * u - 3.5 * u), round(y - 11 * u), round(7 * u), round(22 * u)),
            WHITE,
        )
    wide = round(0.9 * box.w)
    largest = max(round(20 * u), size_for_cap(DIGIT_SHARE * box.h))
    title = fit("Paused", wide, box.h, largest, 1)
    put(picture, "Paused", (x, 0.55 * box.h), title.size, WHITE)
    how = "Press the space bar to go on." if situation.by_user else "Get back into place to go on."
    room = Box((box.w - wide) // 2, round(0.68 * box.h), wide, round(0.2 * box.h))
    put_lines(picture, fit(how, room.w, room.h, round(9 * u)), room, WHITE, "middle")


def draw_rest(picture: Image, layout: Layout, situation: Situation) -> None:
    """Draw the rest's last seconds, large, in a ring that empties.

    Parameters
    ----------
    picture : ndarray, shape (H, W, 3), uint8
        The camera's picture; is changed.
    layout : Layout
        Where things go.
    situation : Situation
        Tells how much is left of the rest.
    """
    dim(picture)
    box, u = layout.picture, layout.unit
    middle = box.w / 2, 0.57 * box.h
    put(picture, "Rest", (box.w / 2, 0.11 * box.h), round(15 * u), WHITE)
    width = 6 * u
    radius = min(0.46 * box.w, 0.37 * box.h) - width / 2
    strokes.disc(picture, middle, radius, GROUND)
    strokes.circle(picture, middle, radius, FAINT, width)
    share = situation.rest_left_s / situation.rest_s if situation.rest_s > 0 else 0.0
    if share > 0:
        sweep = strokes.arc_points(middle, radius, -90.0, -360.0 * min(1.0, share))
        strokes.path(picture, sweep, WHITE, width)
    seconds = f"{max(0, math.ceil(situation.rest_left_s))}"
    room = round(1.5 * radius)
    # The size stays when 10 becomes 9.
    size = fit("0" * max(2, len(seconds)), room, room, room, 1).size
    put(picture, seconds, middle, size, WHITE)


def summary_of(situation: Situation) -> SummaryLines:
    """Say what was done.

    Parameters
    ----------
    situation : Situation
        At its end.
    """
    # Rounded down, as in the strip.
    minutes = int(situation.elapsed_s / 60)
    lines = []
    if situation.blocks > 1:
        lines.append(("exercises", f"{situation.blocks}"))
    counted = situation.counted
    lines.append(("repetition" if counted == 1 else "repetitions", f"{counted}"))
    lines.append(("good", f"{situation.good}"))
    if minutes:
        lines.append(("minutes" if minutes > 1 else "minute", f"{minutes}"))
    return SummaryLines(tuple(lines))


def draw_summary(image: Image, layout: Layout, summary: SummaryLines) -> None:
    """Draw what was done, in place of the camera's picture and the panel.

    Parameters
    ----------
    image : ndarray, shape (H, W, 3), uint8
        The finished image; is changed.
    layout : Layout
        Where things go.
    summary : SummaryLines
        What was done.
    """
    u = layout.unit
    strokes.fill(image, layout.panel, GROUND)
    strokes.fill(image, layout.picture, GROUND)
    beside = layout.panel.y == 0
    box = Box(0, 0, layout.size[0], layout.picture.h) if beside else layout.picture
    title = "Well done"
    radius = 10 * u
    size = fit(title, round(box.w - 2 * radius - 16 * u), box.h, round(17 * u), 1).size
    wide = 2 * radius + 4 * u + width_of(title, size)
    left, y = (box.w - wide) / 2, 0.17 * box.h
    signs.check(image, (left + radius, y), radius, BLACK, BLUISH_GREEN)
    put(image, title, (left + 2 * radius + 4 * u, y), size, WHITE, "left")
    _numbers(image, Box(0, round(0.32 * box.h), box.w, round(0.64 * box.h)), summary, u)


def _numbers(image: Image, box: Box, summary: SummaryLines, unit: float) -> None:
    """Draw a line for each number, all numbers ending and all labels beginning together."""
    if not summary.lines:
        return
    step = box.h / len(summary.lines)
    digits = min(round(30 * unit), int(0.8 * step / CAP_HEIGHT))
    number_wide = max(width_of(number, digits) for _, number in summary.lines)
    room = round(box.w - number_wide - 14 * unit)
    label = min(fit(word, room, box.h, round(13 * unit), 1).size for word, _ in summary.lines)
    label_wide = max(width_of(word, label) for word, _ in summary.lines)
    edge = (box.w - number_wide - 5 * unit - label_wide) / 2 + number_wide
    for i, (word, number) in enumerate(summary.lines):
        y = box.y + (i + 0.5) * step
        put(image, number, (edge, y), digits, WHITE, "right")
        # Both stand on one base line.
        lower = y + (digits - label) * CAP_HEIGHT / 2
        put(image, word, (edge + 5 * unit, lower), label, MUTED, "left")
