"""The cards over the camera's picture between exercises: pause, rest, summary."""

import math

import cv2
import numpy as np

from posetrainer.feedback import signs, strokes
from posetrainer.feedback.ending import Ending
from posetrainer.feedback.layout import DIGIT_SHARE, Layout
from posetrainer.feedback.palette import BLACK, BLUISH_GREEN, GROUND, MUTED, WHITE, YELLOW
from posetrainer.feedback.text import (
    CAP_HEIGHT,
    Box,
    Image,
    fit,
    put,
    size_for_cap,
    width_of,
    write,
)
from posetrainer.language.translation import tr
from posetrainer.workout.situation import Situation

#: How much of the camera's picture is left under a card: enough to see oneself.
_LEFT = 0.26


def starting_card(width: int, height: int) -> Image:
    """Return what a window shows until camera and pose model are there."""
    card = np.full((height, width, 3), GROUND, np.uint8)
    put(card, tr("Starting…"), (width / 2, height / 2), round(height / 9), WHITE)
    return card


def dim(picture: Image) -> None:
    """Darken the camera's picture, so that words on it can be read."""
    # Where there is no picture the ground keeps its colour.
    ground = sum(GROUND) / len(GROUND)
    cv2.convertScaleAbs(picture, dst=picture, alpha=_LEFT, beta=(1 - _LEFT) * ground)


def draw_paused(picture: Image, layout: Layout, *, by_user: bool) -> None:
    """Draw "Paused" and how it goes on over the camera's picture."""
    dim(picture)
    box, u = layout.picture, layout.unit
    signs.paused(picture, (box.w / 2, 0.3 * box.h), 16 * u, WHITE)
    wide = round(0.9 * box.w)
    left = (box.w - wide) // 2
    largest = max(round(20 * u), size_for_cap(DIGIT_SHARE * box.h))
    title = tr("Paused")
    put(picture, title, (box.w / 2, 0.55 * box.h), fit(title, wide, box.h, largest, 1).size, WHITE)
    how = tr("Press the space bar to go on.") if by_user else tr("Get back into place to go on.")
    write(picture, Box(left, round(0.68 * box.h), wide, round(0.2 * box.h)), how, WHITE, 9 * u)


def draw_rest(picture: Image, layout: Layout, situation: Situation) -> None:
    """Draw the rest's last seconds over the camera's picture, large, in a ring that empties."""
    dim(picture)
    box, u = layout.picture, layout.unit
    middle = box.w / 2, 0.57 * box.h
    put(picture, tr("Rest"), (box.w / 2, 0.11 * box.h), round(15 * u), WHITE)
    width = 6 * u
    radius = min(0.46 * box.w, 0.37 * box.h) - width / 2
    strokes.disc(picture, middle, radius, GROUND)
    share = situation.rest_left_s / situation.rest_s if situation.rest_s > 0 else 0.0
    signs.ring(picture, middle, radius, WHITE, width, -share)
    seconds = f"{max(0, math.ceil(situation.rest_left_s))}"
    room = round(1.5 * radius)
    # The size stays when 10 becomes 9.
    size = fit("0" * max(2, len(seconds)), room, room, room, 1).size
    put(picture, seconds, middle, size, WHITE)


def draw_ending(image: Image, layout: Layout, ending: Ending) -> None:
    """Draw the end card in place of the camera's picture and the panel."""
    u = layout.unit
    strokes.fill(image, layout.panel, GROUND)
    strokes.fill(image, layout.picture, GROUND)
    beside = layout.panel.y == 0
    box = Box(0, 0, layout.size[0], layout.picture.h) if beside else layout.picture
    _headline(image, Box(0, 0, box.w, round(0.26 * box.h)), ending, u)
    texts = [(ending.not_good, WHITE), (ending.tip, YELLOW), (ending.next, MUTED)]
    texts = [(text, colour) for text, colour in texts if text]
    high = round(0.14 * box.h)
    below = box.h - high * len(texts) - round(2 * u)
    _numbers(image, Box(0, round(0.27 * box.h), box.w, below - round(0.27 * box.h)), ending, u)
    for i, (text, colour) in enumerate(texts):
        room = Box(round(4 * u), below + i * high, box.w - round(8 * u), high - round(1.5 * u))
        write(image, room, text, colour, 8 * u)


def _headline(image: Image, box: Box, ending: Ending, unit: float) -> None:
    radius = 9 * unit if ending.well else 0.0
    gap = 4 * unit if ending.well else 0.0
    wide = round(box.w - 2 * radius - 16 * unit)
    size = fit(ending.headline, wide, box.h, round(16 * unit), 1).size
    left = (box.w - 2 * radius - gap - width_of(ending.headline, size)) / 2
    y = box.h / 2 + unit
    if ending.well:
        signs.check(image, (left + radius, y), radius, BLACK, BLUISH_GREEN)
    put(image, ending.headline, (left + 2 * radius + gap, y), size, WHITE, "left")


def _numbers(image: Image, box: Box, ending: Ending, unit: float) -> None:
    """Draw the numbers beside each other, each over its label."""
    wide = box.w // len(ending.numbers)
    digits = min(round(34 * unit), round(0.6 * box.h / CAP_HEIGHT))
    digits = min(
        fit(number, wide - round(4 * unit), box.h, digits, 1).size for _, number in ending.numbers
    )
    label = min(
        fit(word, wide - round(3 * unit), box.h, round(8 * unit), 1).size
        for word, _ in ending.numbers
    )
    for i, (word, number) in enumerate(ending.numbers):
        x = box.x + (i + 0.5) * wide
        put(image, number, (x, box.y + 0.38 * box.h), digits, WHITE)
        put(image, word, (x, box.y + 0.85 * box.h), label, MUTED)
