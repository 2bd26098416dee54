"""Landmarks that MediaPipe saw in the good samples, kept by ``tools.record``."""

import json
from functools import cache
from pathlib import Path

import numpy as np
from bodies import Film

from posetrainer.pose.pose import Pose
from tools.record import CLIPS, PIXEL_STEPS, RECORDED, VISIBILITY_STEPS

EXERCISES = sorted(path.stem for path in RECORDED.glob("*.npz"))


@cache
def recorded(exercise: str) -> Film:
    """The poses of a recording; nobody may change the film."""
    with np.load(RECORDED / f"{exercise}.npz") as kept:
        times_s, size = kept["times_s"], kept["size"]
        xy = kept["xy"].astype(float) / PIXEL_STEPS
        seen = kept["visibility"].astype(float) / VISIBILITY_STEPS
    frame_size = (int(size[0]), int(size[1]))
    return [
        (
            float(time_s),
            Pose(
                float(time_s),
                image_xy=xy[i],
                world_xyz=np.zeros((len(xy[i]), 3)),
                visibility=seen[i],
                frame_size=frame_size,
            ),
        )
        for i, time_s in enumerate(times_s)
    ]


@cache
def true_count(exercise: str) -> int:
    """How many repetitions the clip of a recording truly has."""
    path: Path = CLIPS / f"{exercise}_good.truth.json"
    truth = json.loads(path.read_text(encoding="utf-8"))
    return sum(repetition["counted"] for repetition in truth["repetitions"])
