"""Text on pictures, with all letters and smooth edges; each text is rendered once.

OpenCV's own fonts are ASCII only. Pillow renders a text into a patch of coverage, which is kept
and blended into every following frame, in any colour.
"""

from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from posetrainer.feedback.palette import Colour

#: A picture, shape (H, W, 3), blue, green, red. Functions that draw change it.
Image = NDArray[np.uint8]
#: Which point of a line of text its position means.
Anchor = Literal["left", "middle", "right"]

#: Height of a capital or digit over the font size, in DejaVu.
CAP_HEIGHT = 0.729
#: Distance of two base lines over the font size.
LINE_HEIGHT = 1.17
#: Patches kept: what a repetition shows, so that the next one has it. A countdown that fills a
#: large window has about 100 kB, most have less than 10.
KEPT_PATCHES = 128
#: Below this size, in pixels, a text is rather broken into more lines than shrunk further.
SMALLEST_PX = 17


class Box(NamedTuple):
    """A rectangle in pixels; x and y of its upper left corner, width and height."""

    x: int
    y: int
    w: int
    h: int

    @property
    def middle(self) -> tuple[float, float]:
        """Middle point."""
        return self.x + self.w / 2, self.y + self.h / 2

    def of(self, image: Image) -> Image:
        """Return the part of an image inside of the box, as a view."""
        return image[self.y : self.y + self.h, self.x : self.x + self.w]

    def shrunk(self, by: int) -> "Box":
        """Return the box without a margin on every side."""
        return Box(self.x + by, self.y + by, self.w - 2 * by, self.h - 2 * by)


class Fitted(NamedTuple):
    """A text broken into lines, and the font size in pixels at which they fit."""

    lines: tuple[str, ...]
    size: int


# As many sizes as a picture has: each takes a quarter of a megabyte, and is loaded in 0.02 ms.
@lru_cache(maxsize=16)
def _font(size: int) -> Any:
    """Return DejaVu Sans Bold, which comes with matplotlib."""
    # Slow to import, and needed only once somebody looks at a picture.
    import matplotlib
    from PIL import ImageFont

    file = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans-Bold.ttf"
    return ImageFont.truetype(str(file), size)


def width_of(text: str, size: int) -> int:
    """Return the width of one line, in pixels, as :func:`put` draws it."""
    left, right = _ends(text, size)
    return right - min(0, left)


@lru_cache(maxsize=1024)
def _ends(text: str, size: int) -> tuple[int, int]:
    """Return where a line begins and ends, in pixels from where it is put."""
    left, _, right, _ = _font(size).getbbox(text, anchor="ls")
    return int(left), int(right)


def size_for_cap(cap_px: float) -> int:
    """Return the font size whose digits and capitals are at least this many pixels high."""
    return int(np.ceil(cap_px / CAP_HEIGHT))


@lru_cache(maxsize=256)
def fit(text: str, width: int, height: int, largest: int, lines: int = 2) -> Fitted:
    """Break a text into a few lines of even length, as large as they fit.

    Parameters
    ----------
    width, height, largest : int
        Room, and largest font size, in pixels.
    lines : int
        Most lines. A text that would become too small to read gets more: it is never cut.
    """
    words = text.split() or [""]
    best = Fitted((" ".join(words),), 0)
    for count in range(1, len(words) + 1):
        if count > lines and best.size >= SMALLEST_PX:
            break
        broken = _broken(words, count)
        size = max(1, min(largest, int(height / (LINE_HEIGHT * len(broken)))))
        if _widest(broken, size) > width:
            # Widths grow with the size but for hinting: guess, then step down to what fits.
            size = max(1, min(size, int(width * 100 / _widest(broken, 100)) + 1))
            while size > 1 and _widest(broken, size) > width:
                size -= 1
        if size > best.size:
            best = Fitted(broken, size)
    return best


def _widest(lines: tuple[str, ...], size: int) -> int:
    return max(width_of(line, size) for line in lines)


def _broken(words: list[str], count: int) -> tuple[str, ...]:
    """Break words into at most ``count`` lines, the longest as short as possible."""
    if count == 1:
        return (" ".join(words),)
    widths = [width_of(word, 100) for word in words]
    space = width_of("a a", 100) - width_of("aa", 100)

    def filled(limit: int) -> list[str]:
        made: list[list[str]] = [[]]
        used = 0
        for word, wide in zip(words, widths, strict=True):
            if made[-1] and used + space + wide > limit:
                made.append([])
                used = 0
            used += wide + (space if made[-1] else 0)
            made[-1].append(word)
        return [" ".join(line) for line in made]

    low, high = max(widths), sum(widths) + space * len(widths)
    while low < high:
        limit = (low + high) // 2
        if len(filled(limit)) <= count:
            high = limit
        else:
            low = limit + 1
    return tuple(filled(low))


@lru_cache(maxsize=KEPT_PATCHES)
def _coverage(text: str, size: int) -> tuple[NDArray[np.uint8], int, int]:
    """Return how much of each pixel a line of text covers, from 0 to 255.

    Only of the part of the line where it covers any; with the column and the row of that part.
    """
    from PIL import Image as Pillow
    from PIL import ImageDraw

    wide, high = width_of(text, size), _line_high(size)
    sheet = Pillow.new("L", (max(1, wide), max(1, high)))
    left = min(0, _ends(text, size)[0])
    base = _cap_top(size) + round(size * CAP_HEIGHT)
    ImageDraw.Draw(sheet).text((-left, base), text, font=_font(size), fill=255, anchor="ls")
    inked = sheet.getbbox() or (0, 0, 1, 1)
    return np.array(sheet.crop(inked)), inked[0], inked[1]


def _line_high(size: int) -> int:
    return int(np.ceil(size * LINE_HEIGHT))


def _cap_top(size: int) -> int:
    """Rows above a capital in its line: room for accents, as much as below for a g."""
    return int(size * (LINE_HEIGHT - CAP_HEIGHT) / 2)


def put(
    image: Image,
    text: str,
    at: tuple[float, float],
    size: int,
    colour: Colour,
    anchor: Anchor = "middle",
) -> Box:
    """Blend one line into an image; what lies outside of the image is left out.

    Parameters
    ----------
    at : tuple of float
        Pixels: x of the anchor; y of half the height of a capital.
    size : int
        Font size in pixels.

    Returns
    -------
    Box
        Where the line is, also the part of it that is outside.
    """
    if not text:
        return Box(round(at[0]), round(at[1]), 0, 0)
    wide, high = width_of(text, size), _line_high(size)
    x = round(at[0] - {"left": 0.0, "middle": wide / 2, "right": float(wide)}[anchor])
    y = round(at[1] - size * CAP_HEIGHT / 2) - _cap_top(size)
    cover, column, row = _coverage(text, size)
    _blend(image, cover, (x + column, y + row), colour)
    return Box(x, y, wide, high)


def _blend(image: Image, cover: NDArray[np.uint8], at: tuple[int, int], colour: Colour) -> None:
    """Paint a colour, as much of it as covers each pixel; ``at`` is the first one's column, row."""
    x, y = at
    left, top = max(0, x), max(0, y)
    right = min(image.shape[1], x + cover.shape[1])
    bottom = min(image.shape[0], y + cover.shape[0])
    if left >= right or top >= bottom:
        return
    # Here, since what only measures texts does not need it.
    import cv2

    # As long rows: numpy is slow where it repeats three numbers for each pixel.
    under = image[top:bottom, left:right].reshape(bottom - top, -1)
    seen = cover[top - y : bottom - y, left - x : right - x]
    share = cv2.cvtColor(seen, cv2.COLOR_GRAY2BGR).reshape(under.shape)
    mixed = np.multiply(under, 255 - share, dtype=np.uint16)
    mixed += share * np.tile(np.array(colour, np.uint16), right - left)
    under[:] = (mixed + 127) // 255


def put_lines(image: Image, fitted: Fitted, box: Box, colour: Colour, anchor: Anchor) -> None:
    """Put fitted lines into a box, centred from top to bottom."""
    step = fitted.size * LINE_HEIGHT
    x, y = box.middle
    x = {"left": float(box.x), "middle": x, "right": float(box.x + box.w)}[anchor]
    y -= step * (len(fitted.lines) - 1) / 2
    for line in fitted.lines:
        put(image, line, (x, y), fitted.size, colour, anchor)
        y += step


def write(
    image: Image,
    box: Box,
    text: str,
    colour: Colour,
    largest: float,
    lines: int = 2,
    anchor: Anchor = "middle",
) -> None:
    """Fit a text into a box (see :func:`fit`) and put it there."""
    put_lines(image, fit(text, box.w, box.h, round(largest), lines), box, colour, anchor)
