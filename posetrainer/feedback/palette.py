"""Colours and what they mean; nothing depends on distinguishing them.

The colours are those of Okabe and Ito ("Color Universal Design", 2008), chosen to stay apart
with every common kind of colour blindness. Still no meaning hangs on a colour alone:

========= ============= ================================================================
state     colour        shape that means the same
========= ============= ================================================================
set-up    grey          dashed circle, thin grey skeleton
rest      white         thin empty circle, thin limb
moving    sky blue      arrow, thick limb
hold      yellow        ring that fills, seconds left in its middle
good      bluish green  filled disc with a check mark
too fast  vermillion    triangle with an exclamation mark, striped banner and frame
fault     orange        dashed limb
========= ============= ================================================================

All colours are (blue, green, red), 0 to 255, as pictures are.
"""

from enum import Enum
from typing import NamedTuple

Colour = tuple[int, int, int]

BLACK: Colour = (0, 0, 0)
WHITE: Colour = (255, 255, 255)
ORANGE: Colour = (0, 159, 230)
SKY_BLUE: Colour = (233, 180, 86)
BLUISH_GREEN: Colour = (115, 158, 0)
YELLOW: Colour = (66, 228, 240)
VERMILLION: Colour = (0, 94, 213)
BLUE: Colour = (178, 114, 0)

#: Behind panel and band; nearly black, so that white and all state colours stand out.
GROUND: Colour = (26, 22, 20)
#: Outlines and tracks on the ground: visible, but not asking to be read.
FAINT: Colour = (92, 84, 78)
#: Small print on the ground.
MUTED: Colour = (178, 170, 164)
#: Under lines on the camera picture, so that they show on light and dark clothes.
SHADE: Colour = (30, 24, 20)


class State(Enum):
    """What the person should take in at a glance."""

    SETUP = "setup"
    REST = "rest"
    MOVING = "moving"
    HOLD = "hold"
    GOOD = "good"
    WARNING = "warning"


STATE_COLOURS: dict[State, Colour] = {
    State.SETUP: MUTED,
    State.REST: WHITE,
    State.MOVING: SKY_BLUE,
    State.HOLD: YELLOW,
    State.GOOD: BLUISH_GREEN,
    State.WARNING: VERMILLION,
}
#: A form fault shows beside any of the states, so it has a colour but is no state.
FAULT: Colour = ORANGE


class BandLook(NamedTuple):
    """Ground and ink of a cue's band; their contrast is at least 4.5 to 1."""

    ground: Colour
    ink: Colour


NEUTRAL_BAND = BandLook(GROUND, WHITE)
#: White on blue, as on signs of what must be done.
INSTRUCTION_BAND = BandLook(BLUE, WHITE)
SIGHT_BAND = BandLook(WHITE, BLACK)
GOOD_BAND = BandLook(BLUISH_GREEN, BLACK)
FAULT_BAND = BandLook(FAULT, BLACK)
WARNING_BAND = BandLook(VERMILLION, BLACK)
