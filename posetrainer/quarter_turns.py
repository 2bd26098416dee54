"""Quarter turns: all the ways in which a picture may be up."""

from typing import Literal

#: Clockwise, in degrees.
Turn = Literal[0, 90, 180, 270]
TURNS_DEG: tuple[Turn, ...] = (0, 90, 180, 270)
