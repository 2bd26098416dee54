"""The 33 body landmarks by name, and the skeleton that connects them.

The order is that of BlazePose (Bazarevsky et al., 2020), as MediaPipe returns it. Left and right
are the person's own, never the picture's.
"""

from typing import Literal

Side = Literal["left", "right"]
SIDES: tuple[Side, Side] = ("left", "right")

NAMES: tuple[str, ...] = (
    "nose",
    "left_eye_inner",
    "left_eye",
    "left_eye_outer",
    "right_eye_inner",
    "right_eye",
    "right_eye_outer",
    "left_ear",
    "right_ear",
    "mouth_left",
    "mouth_right",
    "left_shoulder",
    "right_shoulder",
    "left_elbow",
    "right_elbow",
    "left_wrist",
    "right_wrist",
    "left_pinky",
    "right_pinky",
    "left_index",
    "right_index",
    "left_thumb",
    "right_thumb",
    "left_hip",
    "right_hip",
    "left_knee",
    "right_knee",
    "left_ankle",
    "right_ankle",
    "left_heel",
    "right_heel",
    "left_foot_index",
    "right_foot_index",
)
COUNT = len(NAMES)
INDEX: dict[str, int] = {name: i for i, name in enumerate(NAMES)}

#: Pairs of landmarks connected in a drawn skeleton; the face is left out.
SKELETON: tuple[tuple[int, int], ...] = tuple(
    (INDEX[a], INDEX[b])
    for a, b in (
        ("left_shoulder", "right_shoulder"),
        ("left_hip", "right_hip"),
        *(
            (f"{side}_{a}", f"{side}_{b}")
            for side in SIDES
            for a, b in (
                ("shoulder", "elbow"),
                ("elbow", "wrist"),
                ("shoulder", "hip"),
                ("hip", "knee"),
                ("knee", "ankle"),
                ("ankle", "heel"),
                ("heel", "foot_index"),
                ("ankle", "foot_index"),
            )
        ),
    )
)


def index_of(part: str, side: Side) -> int:
    """Return the index of a paired body part on one side.

    Parameters
    ----------
    part : str
        A part with a left and a right landmark, e.g. ``"knee"``.
    side : {"left", "right"}
        The person's own side.

    Raises
    ------
    KeyError
        If there is no such part.
    """
    return INDEX[f"{side}_{part}"]


def other(side: Side) -> Side:
    """Return the opposite side."""
    return "right" if side == "left" else "left"
