"""Landmarks of the left and of the right side together."""

from posetrainer.pose.landmarks import index_of

#: The index of a landmark on the left side, and on the right.
Pair = tuple[int, int]

EARS, SHOULDERS, WRISTS, HIPS, KNEES, ANKLES, HEELS, TOES = (
    (index_of(part, "left"), index_of(part, "right"))
    for part in ("ear", "shoulder", "wrist", "hip", "knee", "ankle", "heel", "foot_index")
)
