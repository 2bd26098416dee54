"""The breathing circle: it narrows while the belly tightens, and widens while it relaxes."""

from posetrainer.exercises.spec import Paced
from posetrainer.feedback import strokes
from posetrainer.feedback.demonstration import Timing, eased, instant_of
from posetrainer.feedback.palette import FAINT, Colour
from posetrainer.feedback.points import Point
from posetrainer.feedback.text import Image
from posetrainer.rules.progress import Progress

#: The narrowest circle over the widest: the seconds must fit in.
NARROWEST = 0.5


class Breathing:
    """How wide the circle is, 0 to 1, in the trainer's pace."""

    def __init__(self, paced: Paced) -> None:
        self._paced = paced
        #: When the last hold ended, and how wide the circle was then.
        self._let_go = 0.0, 1.0

    def width(self, progress: Progress) -> float:
        """Return the width at one more moment, in the order of time."""
        if progress.phase == "hold":
            width = 1 - eased(progress.held_s / self._paced.hold_s)
            self._let_go = progress.time_s, width
            return width
        since_s, width = self._let_go
        return width + (1 - width) * eased((progress.time_s - since_s) / self._paced.relax_s)


def width_shown(timing: Timing, time_s: float) -> tuple[float, bool]:
    """Return how wide the circle of a demonstration is at a media time, and whether it narrows."""
    instant = instant_of(timing, time_s)
    narrows = instant.phase == "hold"
    return (1 - instant.share if narrows else instant.share), narrows


def draw_breath(image: Image, middle: Point, radius: float, width: float, colour: Colour) -> None:
    """Draw the circle, 0 narrowest to 1 widest, in its widest outline of a radius in pixels."""
    strokes.circle(image, middle, radius, FAINT, max(2.0, 0.04 * radius))
    now = radius * (NARROWEST + (1 - NARROWEST) * width)
    strokes.disc(image, middle, now, colour)
