"""Give every spec its key poses: ``uv run python -m tools.key_poses``.

They are read from the truth of the good samples: the rest before the first repetition, and
its peak.
"""

import io
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from posetrainer.exercises.catalogue import exercise_ids
from posetrainer.exercises.key_poses import KeyPose

REPOSITORY = Path(__file__).resolve().parents[1]
CLIPS = REPOSITORY / "samples" / "clips"
SPECS = REPOSITORY / "exercise_specs"
#: The body is at rest so long before it leaves its rest.
BEFORE_S = 0.2
#: What the middle of the head is taken from: the nose alone is too far to the front.
HEAD = ("nose", "left_ear", "right_ear")

Points = dict[str, NDArray[np.float64]]


def main() -> None:
    """Write the key poses into all specs; comments and order stay."""
    for exercise in exercise_ids():
        truth = json.loads((CLIPS / f"{exercise}_good.truth.json").read_text(encoding="utf-8"))
        path = SPECS / f"{exercise}.yaml"
        write(path, *poses_of(truth))
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


def write(path: Path, start: Points, target: Points) -> None:
    """Put key poses at the end of a spec, in place of those it has."""
    text = path.read_text(encoding="utf-8")
    # What stands before them is kept to the letter.
    before = text.partition("\nkey_poses:")[0].rstrip("\n") + "\n"
    poses = {"start": _flow(start), "target": _flow(target)}
    out = io.StringIO()
    yaml = YAML()
    yaml.dump({"key_poses": poses}, out)
    path.write_text(f"{before}\n{out.getvalue()}", encoding="utf-8")


def _flow(pose: Points) -> CommentedMap:
    """Return a pose whose points are written in brackets, to a hundredth."""
    written = CommentedMap()
    for part, at in pose.items():
        # No -0.0: add zero.
        point = CommentedSeq([round(float(length), 2) + 0.0 for length in at])
        point.fa.set_flow_style()
        written[part] = point
    return written


if __name__ == "__main__":
    main()
