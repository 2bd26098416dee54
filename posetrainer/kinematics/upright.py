"""Which way is up: the turns of a picture in which a body has the posture that it should have."""

import numpy as np

from posetrainer.kinematics.body import BodyPosture, postures
from posetrainer.kinematics.geometry import Array
from posetrainer.quarter_turns import TURNS_DEG, Turn


def turns_to(posture: BodyPosture, xy: Array, *, frontal: bool = False) -> tuple[Turn, ...]:
    """Return by how much a picture may be turned for the body in it to have a posture.

    Parameters
    ----------
    posture : BodyPosture
        That the body should have.
    xy : ndarray, shape (33, 2)
        Landmarks in pixels of the picture as it is; NaN where one cannot be judged.
    frontal : bool
        Whether the body is seen from the front.

    Returns
    -------
    tuple of {0, 90, 180, 270}
        Degrees, clockwise. Empty for a body in another posture, whatever the turn.
    """
    found = ((turn, postures(_turned(xy, turn), frontal=frontal)) for turn in TURNS_DEG)
    return tuple(turn for turn, seen in found if seen is not None and posture in seen)


def _turned(xy: Array, turn_deg: Turn) -> Array:
    """Turn landmarks clockwise about the picture's corner: their places do not matter."""
    x, y = xy[:, 0], xy[:, 1]
    columns = {0: (x, y), 90: (-y, x), 180: (-x, -y), 270: (y, -x)}[turn_deg]
    return np.stack(columns, axis=1)
