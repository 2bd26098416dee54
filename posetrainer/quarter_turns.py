"""Quarter turns of a picture."""

from typing import Literal

#: Clockwise, in degrees.
Turn = Literal[0, 90, 180, 270]
TURNS_DEG: tuple[Turn, ...] = (0, 90, 180, 270)
