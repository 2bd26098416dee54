"""How fast a replay is, against the least that any replay must do."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

import numpy as np

from posetrainer.capture import Frame, open_source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.readings import Reader
from posetrainer.kinematics.view import nearer_side
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.pose.pose import Pose
from posetrainer.programmes.flow import exercise_alone
from posetrainer.rules.observation import Observer
from posetrainer.rules.profile import Profile
from posetrainer.rules.trainer import Trainer
from posetrainer.sessions.loop import Step
from posetrainer.sessions.play import play

Poses = list[tuple[Pose | None, float]]


@dataclass(frozen=True)
class ReplayBench:
    """Medians over the rounds.

    Parameters
    ----------
    clip : str
        The video's path.
    frames : int
        Its frames.
    rounds : int
        Measured rounds; bare loop and replay take turns.
    bare_fps : float
        Frames a second of decoding with OpenCV and inference, nothing else.
    replay_fps : float
        Frames a second of what ``replay --headless`` runs.
    ratio : float
        Median of the rounds' ratios: replay over bare.
    kinematics_ms, rules_ms : float
        What readings, and what the rules on them, cost a frame, in milliseconds.
    """

    clip: str
    frames: int
    rounds: int
    bare_fps: float
    replay_fps: float
    ratio: float
    kinematics_ms: float
    rules_ms: float

    def as_record(self) -> dict[str, Any]:
        """Return the result as a JSON object."""
        return asdict(self)

    def as_text(self) -> str:
        """Return the result as lines of text."""
        return (
            f"bare loop (decode + MediaPipe): {self.bare_fps:.1f} frames/s\n"
            f"replay --headless:              {self.replay_fps:.1f} frames/s, "
            f"ratio {self.ratio:.2f}\n"
            f"kinematics:                     {self.kinematics_ms:.3f} ms a frame\n"
            f"rules:                          {self.rules_ms:.3f} ms a frame"
        )


def bench_replay(video: str, spec: ExerciseSpec, rounds: int) -> ReplayBench:
    """Time a video's replay and its bare loop in turn.

    Raises
    ------
    CaptureError
        If the video cannot be opened.
    """
    with open_source(video):
        pass
    bare, full = [], []
    for _ in range(rounds):
        bare.append(_bare_fps(video))
        fps, poses = _replayed(video, spec)
        full.append(fps)
    kinematics_ms = _quickest_ms(lambda: _readings(spec), poses)
    trainer_ms = _quickest_ms(lambda: Trainer(spec).step, poses)
    return ReplayBench(
        clip=video,
        frames=len(poses),
        rounds=rounds,
        bare_fps=median(bare),
        replay_fps=median(full),
        ratio=median(f / b for f, b in zip(full, bare, strict=True)),
        kinematics_ms=kinematics_ms,
        rules_ms=trainer_ms - kinematics_ms,
    )


def _replayed(video: str, spec: ExerciseSpec) -> tuple[float, Poses]:
    """Replay as ``replay --headless`` does; frames a second without the start, and poses."""
    times_s: list[float] = []
    poses: Poses = []

    def watch(step: Step) -> None:
        times_s.append(time.perf_counter())
        poses.append((step.pose, step.time_s))

    play(lambda: open_source(video), exercise_alone(spec), lambda _: [watch])
    return _fps(times_s), poses


def _fps(times_s: list[float]) -> float:
    return (len(times_s) - 1) / (times_s[-1] - times_s[0])


def _bare_fps(video: str) -> float:
    """Decode with OpenCV, estimate, forget."""
    import cv2

    capture = cv2.VideoCapture(video)
    times_s: list[float] = []
    with MediaPipeEstimator() as estimator:
        found, image = capture.read()
        while found:
            estimator.estimate(Frame(len(times_s), 0.0, np.asarray(image, np.uint8)))
            times_s.append(time.perf_counter())
            found, image = capture.read()
    capture.release()
    return _fps(times_s)


Judge = Callable[[Pose | None, float], object]


def _readings(spec: ExerciseSpec) -> Judge:
    """What a trainer does before it judges: landmarks to readings."""
    observer = Observer(spec)
    timed = {spec.repetition.measure} if spec.repetition else set()
    reader = Reader(spec.measures, timed, Profile().stature_m, observer.quantities)

    def read(pose: Pose | None, time_s: float) -> None:
        seen = observer.observe(pose, time_s)
        if pose is not None:
            reader.read(seen.measured, time_s, nearer_side(seen.left_nearer, "left"))

    return read


def _quickest_ms(begin: Callable[[], Judge], poses: Poses) -> float:
    """Milliseconds a frame in the quickest of seven runs: the cost, not what disturbs it."""
    best_s = float("inf")
    for _ in range(7):
        judge = begin()
        start_s = time.perf_counter()
        for pose, time_s in poses:
            judge(pose, time_s)
        best_s = min(best_s, time.perf_counter() - start_s)
    return best_s / len(poses) * 1000
