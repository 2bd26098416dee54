"""Landmarks of the left and of the right side together."""

from posetrainer.pose.landmarks import SIDES, index_of

#: The index of a landmark on the left side, and on the right.
Pair = tuple[int, int]

EARS, SHOULDERS, WRISTS, HIPS, KNEES, ANKLES, HEELS, TOES = (
    (index_of(part, "left"), index_of(part, "right"))
    for part in ("ear", "shoulder", "wrist", "hip", "knee", "ankle", "heel", "foot_index")
)
#: Parts of a leg below the hip, and their landmarks on the left, and on the right.
LEG = ("knee", "ankle", "heel", "foot_index")
LEFT_LEG, RIGHT_LEG = (tuple(index_of(part, side) for part in LEG) for side in SIDES)
