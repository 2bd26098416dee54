"""Where everything goes: the camera picture stays free, the rest is beside and below it.

A person may stand or lie anywhere in the picture, so nothing but the skeleton, the angle and
a thin warning frame is drawn on it.
"""

import math
from dataclasses import dataclass

from posetrainer.feedback.text import CAP_HEIGHT, Box

#: A digit of the count is at least this share of the picture's height.
DIGIT_SHARE = 1 / 8


@dataclass(frozen=True)
class Layout:
    """Boxes in pixels of the finished image.

    Parameters
    ----------
    size : tuple of int
        Width and height of the finished image; even, as video encoders want them.
    picture, panel, band : Box
        The camera picture, the numbers, the cue.
    count, good, dial, word, turn : Box
        Inside of the panel: repetitions, good ones, the state's sign, its word, whose turn.
    heading, instruction, place : Box
        Inside of the panel, too, instead of those while getting ready: the exercise, its
        picture, where the camera goes.
    strip : Box
        Where the programme stands; without height where there is none.
    unit : int
        A hundredth of the picture's shorter side, the measure of lines and margins.
    """

    size: tuple[int, int]
    picture: Box
    panel: Box
    band: Box
    count: Box
    good: Box
    dial: Box
    word: Box
    turn: Box
    heading: Box
    instruction: Box
    place: Box
    strip: Box
    unit: float


def _even(length: float) -> int:
    return 2 * round(length / 2)


def picture_size(width: int, height: int, shorter_side: int) -> tuple[int, int]:
    """Return the size at which a camera picture is shown: never smaller than it is."""
    scale = max(1.0, shorter_side / min(width, height))
    return _even(width * scale), _even(height * scale)


def layout_for(width: int, height: int, turns: bool = True, strip: bool = False) -> Layout:
    """Lay out around a picture.

    Parameters
    ----------
    width, height : int
        Size in pixels at which the picture is shown, even.
    turns : bool
        Whether the sides take turns; without, the state's sign takes their room. The size
        is the same.
    strip : bool
        Whether there is a strip at the bottom, for a programme.
    """
    place = _wide if width >= height else _tall
    return place(width, height, 1 if turns else 0, 1 if strip else 0)


def _wide(width: int, height: int, turns: int, strips: int) -> Layout:
    """Panel to the right of the picture, the cue below both."""
    u = height / 100
    pad = round(4 * u)
    panel = Box(width, 0, _even(54 * u), height)
    band = Box(0, height, width + panel.w, _even(21 * u))
    strip = Box(0, height + band.h, band.w, _even(8 * u) * strips)
    x, w = panel.x + pad, panel.w - 2 * pad
    return Layout(
        size=(band.w, height + band.h + strip.h),
        picture=Box(0, 0, width, height),
        panel=panel,
        band=band,
        count=Box(x, pad, w, round(18 * u)),
        good=Box(x, round(24.5 * u), w, round(9 * u)),
        dial=Box(x, round(36.5 * u), w, round((46 - 8 * turns) * u)),
        word=Box(x, round((86 - 10 * turns) * u), w, round((10 - 2 * turns) * u)),
        turn=Box(x, round(86 * u), w, round(10.5 * u) * turns),
        heading=Box(x, round(3 * u), w, round(13 * u)),
        instruction=Box(panel.x + round(2 * u), round(17 * u), round(50 * u), round(36 * u)),
        place=Box(panel.x + round(2 * u), round(57 * u), round(50 * u), round(40 * u)),
        strip=strip,
        unit=u,
    )


def _tall(width: int, height: int, turns: int, strips: int) -> Layout:
    """The cue below the picture, the panel below the cue."""
    u = width / 100
    pad = round(3 * u)
    digits = max(math.ceil(DIGIT_SHARE * height), round(22 * u))
    band = Box(0, height, width, _even(18 * u))
    top = band.y + band.h + pad
    left = round(66 * u)
    count = Box(pad, top, left - pad, digits)
    x = left + pad
    dial = Box(x, top, width - x - pad, round((36 - 10 * turns) * u))
    word = Box(x, dial.y + dial.h + round(u), dial.w, round(7 * u))
    turn = Box(x, word.y + word.h + round(u), dial.w, round(9 * u) * turns)
    good = Box(pad, count.y + count.h + round(4 * u), left - pad, round(12 * u))
    bottom = max(good.y + good.h, top + round(44 * u)) + pad
    panel = Box(0, band.y + band.h, width, _even(bottom - band.y - band.h))
    strip = Box(0, panel.y + panel.h, width, _even(15 * u) * strips)
    below = panel.y + round(11 * u)
    room = panel.y + panel.h - below - round(2 * u)
    return Layout(
        size=(width, strip.y + strip.h),
        picture=Box(0, 0, width, height),
        panel=panel,
        band=band,
        count=count,
        good=good,
        dial=dial,
        word=word,
        turn=turn,
        heading=Box(pad, panel.y + round(2 * u), width - 2 * pad, round(8 * u)),
        instruction=Box(pad, below, round(52 * u), room),
        place=Box(round(57 * u), below, round(40 * u), room),
        strip=strip,
        unit=u,
    )


def count_size(box: Box, picture_height: int, digits: int, suffix: str) -> tuple[int, int]:
    """Return the font sizes of the count and of the ``/10`` behind it.

    The count is as large as both allow, and never less than :data:`DIGIT_SHARE` of the
    picture; then what is behind it gives way.

    Parameters
    ----------
    box : Box
        Room for both.
    picture_height : int
        Pixels.
    digits : int
        Digits to leave room for, so that the size stays when 9 becomes 10.
    suffix : str
        What stands behind the count.
    """
    from posetrainer.feedback.text import size_for_cap, width_of

    wide = width_of("0" * digits, 100) / 100
    behind = width_of(suffix, 100) / 100
    least = size_for_cap(DIGIT_SHARE * picture_height)
    size = min(int(box.h / CAP_HEIGHT), int(box.w / (wide + 0.42 * behind + 0.08)))
    size = max(least, size)
    left = box.w - size * (wide + 0.08)
    return size, max(8, min(int(0.42 * size), int(left / behind)))
