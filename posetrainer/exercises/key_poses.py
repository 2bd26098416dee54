"""The two poses that an instruction picture is drawn from.

Those of the exercises that are shipped lie beside them, a file for each. Both poses are what the
camera sees, in the same place: what does not move has the same numbers in both. Lengths are in
trunk lengths (the middle between the shoulders to that between the hips, at the start), x to the
right and y up.
"""

import json
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from posetrainer.exercises.vocabulary import Number, Strict
from posetrainer.system.resources import specs_folder

#: Right and up from the middle between the hips at the start; an arm over the head reaches 2.5.
_Coordinate = Annotated[Number, Field(ge=-4, le=4)]
Place = Annotated[tuple[_Coordinate, ...], Field(min_length=2, max_length=2)]


class KeyPose(Strict):
    """Where the parts of the body are in a pose, each as ``[x, y]`` in trunk lengths."""

    head: Place = Field(description="Middle of the head.")
    left_shoulder: Place = Field(description="Left shoulder.")
    right_shoulder: Place = Field(description="Right shoulder.")
    left_elbow: Place = Field(description="Left elbow.")
    right_elbow: Place = Field(description="Right elbow.")
    left_wrist: Place = Field(description="Left wrist.")
    right_wrist: Place = Field(description="Right wrist.")
    left_hip: Place = Field(description="Left hip.")
    right_hip: Place = Field(description="Right hip.")
    left_knee: Place = Field(description="Left knee.")
    right_knee: Place = Field(description="Right knee.")
    left_ankle: Place = Field(description="Left ankle.")
    right_ankle: Place = Field(description="Right ankle.")
    left_foot_index: Place = Field(description="Toes of the left foot.")
    right_foot_index: Place = Field(description="Toes of the right foot.")


class KeyPoses(Strict):
    """The poses between which a repetition goes, for the instruction picture."""

    start: KeyPose = Field(description="At rest, before the repetition.")
    target: KeyPose = Field(description="At the target, or while it is held.")


def key_poses_folder() -> Path:
    """Return the folder of the key poses that are shipped: ``<id of the exercise>.json``."""
    return specs_folder() / "key_poses"


@cache
def key_pose_ids() -> tuple[str, ...]:
    """Return the ids of the exercises that are shipped with key poses."""
    return tuple(sorted(path.stem for path in key_poses_folder().glob("*.json")))


def shipped_key_poses(exercise_id: str) -> Any:
    """Return the key poses of a shipped exercise, as they would stand in a spec's file."""
    path = key_poses_folder() / f"{exercise_id}.json"
    return json.loads(path.read_text(encoding="utf-8"))
