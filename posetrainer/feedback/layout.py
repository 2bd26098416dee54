"""Layout of the image: the camera picture stays free, the rest is beside and below it.

A person may stand or lie anywhere in the picture, so nothing but the skeleton, the angle and
a thin warning frame is drawn on it.
"""

import math
from dataclasses import dataclass, replace

from posetrainer.feedback.text import CAP_HEIGHT, Box, size_for_cap, width_of

#: A digit of the count is at least this share of the picture's height.
DIGIT_SHARE = 1 / 8
#: A smaller window is not drawn for: it shows a picture of this width and height, reduced.
SMALLEST = (320, 240)
#: In hundredths of the picture's shorter side: the panel's width beside a picture, the band's
#: height, the strip's; a row of the strip below a tall picture; the row of keys.
_PANEL, _BAND, _STRIP, _STRIP_ROW, KEYS_ROW = 54.0, 21.0, 8.0, 7.5, 5.0
#: A picture in a window is at least so wide, in the same hundredths.
_NARROWEST = 120.0
#: From this height over width on, a window has the panel below the picture.
_TALL = 1.6


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
        Where the programme stands, in a window with the keys below; without height where there
        is none.
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
    """Lay out around a picture of an even size in pixels.

    Where the sides take no turns, the state's sign takes their room; the size is the same.
    ``strip``: whether there is a strip at the bottom, for a programme.
    """
    if width >= height:
        return _wide(width, height, height / 100, turns, _STRIP if strip else 0.0)
    return _tall(width, height, turns, 2 * _STRIP_ROW if strip else 0.0)


def layout_within(width: int, height: int, turns: bool = True) -> Layout:
    """Lay out a window, at least :data:`SMALLEST`, with a strip that has a row for keys.

    The picture gets all the room that the rest leaves.
    """
    if height < _TALL * width:
        strip = _STRIP + KEYS_ROW
        unit = min(height / (100 + _BAND + strip), width / (_PANEL + _NARROWEST))
        below = _even(_BAND * unit) + _even(strip * unit)
        layout = _wide(width - _even(_PANEL * unit), height - below, unit, turns, strip)
    else:
        strip = 2 * _STRIP_ROW + KEYS_ROW
        # What is below a picture is as high below every picture, up to two widths high.
        below = _tall(width, width, turns, strip).size[1] - width
        layout = _tall(width, min(height - below, 2 * width), turns, strip)
    return replace(layout, size=(width, height))


def _wide(width: int, height: int, unit: float, turns: bool, strip: float) -> Layout:
    """Panel to the right of the picture, the cue below both."""
    u = unit
    pad = round(4 * u)
    panel = Box(width, 0, _even(_PANEL * u), height)
    band = Box(0, height, width + panel.w, _even(_BAND * u))
    below = Box(0, height + band.h, band.w, _even(strip * u))
    x, w = panel.x + pad, panel.w - 2 * pad
    # A picture that is higher than its unit asks for has the panel's contents in its middle.
    top = (height - 100 * u) / 2

    def down(units: float) -> int:
        return round(top + units * u)

    turn = 1 if turns else 0
    return Layout(
        size=(band.w, height + band.h + below.h),
        picture=Box(0, 0, width, height),
        panel=panel,
        band=band,
        count=Box(x, down(4), w, round(18 * u)),
        good=Box(x, down(24.5), w, round(9 * u)),
        dial=Box(x, down(36.5), w, round((46 - 8 * turn) * u)),
        word=Box(x, down(86 - 10 * turn), w, round((10 - 2 * turn) * u)),
        turn=Box(x, down(86), w, round(10.5 * u) * turn),
        heading=Box(x, down(3), w, round(13 * u)),
        instruction=Box(panel.x + round(2 * u), down(17), round(50 * u), round(36 * u)),
        place=Box(panel.x + round(2 * u), down(57), round(50 * u), round(40 * u)),
        strip=below,
        unit=u,
    )


def _tall(width: int, height: int, turns: bool, strip: float) -> Layout:
    """The cue below the picture, the panel below the cue."""
    u = width / 100
    pad = round(3 * u)
    digits = max(math.ceil(DIGIT_SHARE * height), round(22 * u))
    band = Box(0, height, width, _even(18 * u))
    top = band.y + band.h + pad
    left = round(66 * u)
    turn_high = 1 if turns else 0
    count = Box(pad, top, left - pad, digits)
    x = left + pad
    dial = Box(x, top, width - x - pad, round((36 - 10 * turn_high) * u))
    word = Box(x, dial.y + dial.h + round(u), dial.w, round(7 * u))
    turn = Box(x, word.y + word.h + round(u), dial.w, round(9 * u) * turn_high)
    good = Box(pad, count.y + count.h + round(4 * u), left - pad, round(12 * u))
    bottom = max(good.y + good.h, top + round(44 * u)) + pad
    panel = Box(0, band.y + band.h, width, _even(bottom - band.y - band.h))
    below_all = Box(0, panel.y + panel.h, width, _even(strip * u))
    below = panel.y + round(11 * u)
    room = panel.y + panel.h - below - round(2 * u)
    return Layout(
        size=(width, below_all.y + below_all.h),
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
        strip=below_all,
        unit=u,
    )


def count_size(box: Box, picture_height: int, digits: int, suffix: str) -> tuple[int, int]:
    """Return the font sizes of the count and of the ``/10`` behind it, for a box.

    The count is as large as both allow, and never less than :data:`DIGIT_SHARE` of the picture;
    then what is behind it gives way. ``digits`` leave room, so that the size stays when 9 becomes
    10.
    """
    wide = width_of("0" * digits, 100) / 100
    behind = width_of(suffix, 100) / 100
    least = size_for_cap(DIGIT_SHARE * picture_height)
    size = min(int(box.h / CAP_HEIGHT), int(box.w / (wide + 0.42 * behind + 0.08)))
    size = max(least, size)
    left = box.w - size * (wide + 0.08)
    return size, max(8, min(int(0.42 * size), int(left / behind)))
