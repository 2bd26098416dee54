"""Give every exercise its key poses: ``uv run python -m tools.key_poses``.

They are read from the truth of the good samples: the rest before the first repetition, and
its peak.
"""

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posetrainer.exercises.catalogue import exercise_ids
from posetrainer.exercises.key_poses import KeyPose, key_poses_folder

REPOSITORY = Path(__file__).resolve().parents[1]
CLIPS = REPOSITORY / "samples" / "clips"
#: The body is at rest so long before it leaves its rest.
BEFORE_S = 0.2
#: What the middle of the head is taken from: the nose alone is too far to the front.
HEAD = ("nose", "left_ear", "right_ear")

Points = dict[str, NDArray[np.float64]]


def main() -> None:
    """Write the key poses of all exercises."""
    for exercise in exercise_ids():
        truth = json.loads((CLIPS / f"{exercise}_good.truth.json").read_text(encoding="utf-8"))
        path = key_poses_folder() / f"{exercise}.json"
        path.write_text(as_json(*poses_of(truth)), encoding="utf-8")
        print(path.name, flush=True)


def poses_of(truth: dict[str, Any]) -> tuple[Points, Points]:
    """Return the pose at rest and the one at the peak, in trunk lengths of the first."""
    first = truth["repetitions"][0]
    rest = _points(truth, round((first["start_s"] - BEFORE_S) * truth["fps"]))
    peak = _points(truth, _peak(truth, first))
    origin = (rest["left_hip"] + rest["right_hip"]) / 2
    neck = (rest["left_shoulder"] + rest["right_shoulder"]) / 2
    trunk = float(np.linalg.norm(neck - origin))
    # In pictures y points down.
    scale = np.array([1.0, -1.0]) / trunk
    start, target = (
        {part: (at - origin) * scale for part, at in pose.items()} for pose in (rest, peak)
    )
    return start, target


def _points(truth: dict[str, Any], frame: int) -> Points:
    at = {name: np.array(track[frame]) for name, track in truth["landmarks_px"].items()}
    at["head"] = np.mean([at[name] for name in HEAD], axis=0)
    return {part: at[part] for part in KeyPose.model_fields}


def _peak(truth: dict[str, Any], repetition: dict[str, Any]) -> int:
    """Return the frame in which the driving measure is highest; of a hold, its middle."""
    fps = truth["fps"]
    if repetition["hold"]:
        return int((repetition["hold"]["start_s"] + repetition["hold"]["end_s"]) / 2 * fps)
    name, side = truth["driver"]["name"], repetition["side"]
    track = truth["measures"].get(f"{side}_{name}") or truth["measures"].get(f"left_{name}")
    track = track or truth["measures"][name]
    begin, end = (int(repetition[key] * fps) for key in ("start_s", "end_s"))
    return begin + int(np.argmax(track[begin:end]))


def as_json(start: Points, target: Points) -> str:
    """Return key poses as the text of a file, to a hundredth, a line for each part of the body."""
    return f'{{\n  "start": {_parts(start)},\n  "target": {_parts(target)}\n}}\n'


def _parts(pose: Points) -> str:
    # No -0.0: add zero.
    written = {part: [round(float(length), 2) + 0.0 for length in at] for part, at in pose.items()}
    lines = ",\n".join(f'    "{part}": {json.dumps(at)}' for part, at in written.items())
    return f"{{\n{lines}\n  }}"


if __name__ == "__main__":
    main()
