"""Make the README's pictures and figures: ``uv run python -m tools.readme``.

Every number between the README's markers is printed here, on the machine this runs on.
"""

import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from posetrainer.capture import Frame, open_source
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.feedback.cues import Coach
from posetrainer.feedback.overlay import Overlay
from posetrainer.kinematics.body import left_is_nearer
from posetrainer.kinematics.geometry import angle_between
from posetrainer.pose.landmarks import Side, index_of
from posetrainer.pose.pose import Pose
from posetrainer.rules.profile import Profile
from posetrainer.sessions.bench import bench_replay
from posetrainer.sessions.loop import Step
from posetrainer.sessions.play import Watcher, play
from posetrainer.sessions.summary import Summary
from posetrainer.tuning.truth import Truth, load_truth

REPOSITORY = Path(__file__).resolve().parents[1]
CLIPS = REPOSITORY / "samples" / "clips"
IMAGES = REPOSITORY / "docs" / "images"
README = REPOSITORY / "README.md"


@dataclass(frozen=True)
class Picture:
    """A moment of a clip that the README shows."""

    name: str
    clip: str
    time_s: float


PICTURES = (
    Picture("hold", "wall_squat_good", 7.0),
    Picture("too-fast", "heel_slides_errors", 12.1),
    Picture("form", "straight_leg_raise_errors", 41.0),
)


def main() -> None:
    """Replay every sample; write pictures and figures."""
    rows = []
    for truth in _truths():
        wanted = [picture for picture in PICTURES if f"{picture.clip}.mp4" == truth.clip]
        spec = load_exercise(truth.exercise)
        drawn = [_draw(picture, Coach(spec), Overlay(spec)) for picture in wanted]
        poses: list[Pose] = []
        watchers = [*drawn, _keep(poses)]
        rows.append(_row(truth, _replay(truth, watchers), _knee_rmse(truth, poses)))
        print(rows[-1], flush=True)
    bench = bench_replay(str(CLIPS / "straight_leg_raise_far.mp4"), spec, rounds=3)
    print(bench.as_text())
    head = (
        "| clip | repetitions | good | not counted | too fast | hold error | knee error |\n"
        + "|---" * 7
    )
    _write("samples", "\n".join([head + "|", *rows]))
    speed = (
        f"On {_machine()}: `replay --headless` runs at {bench.replay_fps:.1f} frames a second, "
        f"the bare loop (OpenCV decode and MediaPipe, nothing else) at {bench.bare_fps:.1f} on "
        f"the same clip, {bench.rounds} rounds in turn: ratio {bench.ratio:.2f}. Kinematics cost "
        f"{bench.kinematics_ms:.3f} ms a frame, rules {bench.rules_ms:.3f} ms."
    )
    _write("speed", speed)


def _truths() -> Iterator[Truth]:
    return (load_truth(path) for path in sorted(CLIPS.glob("*.truth.json")))


def _replay(truth: Truth, watchers: list[Watcher]) -> Summary:
    spec = load_exercise(truth.exercise)
    clip = str(CLIPS / truth.clip)
    return play(lambda: open_source(clip), spec, Profile(), lambda _: watchers).summary


def _keep(poses: list[Pose]) -> Watcher:
    def watch(step: Step) -> None:
        assert step.pose is not None, "nobody seen in a sample"
        poses.append(step.pose)

    return watch


def _knee_rmse(truth: Truth, poses: list[Pose]) -> float:
    """Error of the near knee's flexion in the picture, root mean square, degrees."""
    near = sum(left_is_nearer(pose.visibility) for pose in poses)
    side: Side = "left" if near > 0 else "right"
    hip, knee, ankle = (index_of(part, side) for part in ("hip", "knee", "ankle"))
    xy = np.array([pose.image_xy for pose in poses])
    said = angle_between(xy[:, knee] - xy[:, hip], xy[:, ankle] - xy[:, knee])
    error = said - np.array(truth.measures[f"{side}_knee_flexion"])
    return float(np.sqrt(np.mean(error**2)))


def _draw(picture: Picture, coach: Coach, overlay: Overlay) -> Watcher:
    """Keep what the screen shows at the picture's moment."""

    def watch(step: Step) -> None:
        cue = coach.hear(step.events, step.progress)
        late_s = step.time_s - picture.time_s
        if isinstance(step.item, Frame) and 0 <= late_s < 1 / 15 - 1e-6:
            image = overlay.draw(step.item.image, step.pose, step.progress, cue)
            IMAGES.mkdir(parents=True, exist_ok=True)
            cv2.imwrite(str(IMAGES / f"{picture.name}.png"), image)

    return watch


def _row(truth: Truth, found: Summary, knee_rmse: float) -> str:
    real = truth.repetitions
    pairs = (
        (found.repetitions, len(truth.counted)),
        (found.good, sum(r.good for r in real)),
        (found.missed, sum(r.missed is not None for r in real)),
        (found.too_fast, sum(r.too_fast_s is not None for r in real)),
    )
    holds = [r.hold.seconds for r in truth.counted if r.hold]
    errors = [abs(a - b) for a, b in zip(found.holds_s, holds, strict=False)]
    hold = f"{max(errors):.2f} s at most" if errors else "–"
    cells = [f"{said} of {true}" for said, true in pairs]
    return f"| `{truth.clip}` | " + " | ".join([*cells, hold, f"{knee_rmse:.1f}°"]) + " |"


def _machine() -> str:
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _write(name: str, text: str) -> None:
    """Replace what stands between a pair of markers in the README."""
    begin, end = f"<!-- {name}: made by tools.readme -->", f"<!-- end of {name} -->"
    before, found, rest = README.read_text(encoding="utf-8").partition(begin)
    _, found_end, after = rest.partition(end)
    if not (found and found_end):
        raise SystemExit(f"{README}: there must be a pair of markers {begin} and {end}.")
    README.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()
