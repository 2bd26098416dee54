"""Which way is up: the turns of a picture in which a body has the posture that it should have."""

from posetrainer.kinematics.geometry import Points
from posetrainer.kinematics.posture import BodyPosture, postures
from posetrainer.quarter_turns import TURNS_DEG, Turn

#: What turns a point clockwise about the picture's corner: where it lies does not matter.
_TURNS: dict[Turn, complex] = {0: 1, 90: 1j, 180: -1, 270: -1j}


def turns_to(posture: BodyPosture, points: Points, *, frontal: bool = False) -> tuple[Turn, ...]:
    """Return by how much a picture may be turned for the body in it to have a posture.

    Parameters
    ----------
    posture : BodyPosture
        That the body should have.
    points : sequence of complex
        Landmarks in pixels of the picture as it is; NaN where one cannot be judged.
    frontal : bool
        Whether the body is seen from the front.

    Returns
    -------
    tuple of {0, 90, 180, 270}
        Degrees, clockwise. Empty for a body in another posture, whatever the turn.
    """
    found = []
    for turn in TURNS_DEG:
        seen = postures([point * _TURNS[turn] for point in points], frontal=frontal)
        if seen is not None and posture in seen:
            found.append(turn)
    return tuple(found)
