"""How fast a replay is, against the least that any replay must do."""

import time
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from posetrainer.capture import Frame, Source, open_source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.pose.pose import Pose
from posetrainer.rules.profile import Profile
from posetrainer.rules.trainer import Trainer
from posetrainer.sessions.loop import Step
from posetrainer.sessions.play import play


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
    trainer_ms : float
        What kinematics and rules together cost a frame, in milliseconds.
    """

    clip: str
    frames: int
    rounds: int
    bare_fps: float
    replay_fps: float
    ratio: float
    trainer_ms: float

    def as_record(self) -> dict[str, Any]:
        """Return the result as a JSON object."""
        return asdict(self)

    def as_text(self) -> str:
        """Return the result in three lines."""
        return (
            f"bare loop (decode + MediaPipe): {self.bare_fps:.1f} frames/s\n"
            f"replay --headless:              {self.replay_fps:.1f} frames/s, "
            f"ratio {self.ratio:.2f}\n"
            f"kinematics and rules:           {self.trainer_ms:.3f} ms a frame"
        )


def bench_replay(video: str, spec: ExerciseSpec, rounds: int) -> ReplayBench:
    """Time a video's replay and its bare loop in turn.

    Raises
    ------
    CaptureError
        If the video cannot be opened.
    """
    bare, full = [], []
    poses: list[tuple[Pose | None, float]] = []

    def keep_poses(source: Source) -> list[Any]:
        del source
        poses.clear()
        return [lambda step: poses.append((step.pose, step.time_s))]

    open_source(video).__exit__(None, None, None)
    for _ in range(rounds):
        bare.append(_bare_fps(video))
        clock = _Clock()
        play(lambda: open_source(video), spec, Profile(), lambda source: [clock])
        full.append(clock.fps)
    play(lambda: open_source(video), spec, Profile(), keep_poses)
    return ReplayBench(
        clip=video,
        frames=len(poses),
        rounds=rounds,
        bare_fps=median(bare),
        replay_fps=median(full),
        ratio=median(f / b for f, b in zip(full, bare, strict=True)),
        trainer_ms=_trainer_ms(spec, poses),
    )


class _Clock:
    """Frames a second from the first step to the last, without start-up."""

    def __init__(self) -> None:
        self._first_s: float | None = None
        self._last_s = 0.0
        self._steps = 0

    def __call__(self, step: Step) -> None:
        self._last_s = time.perf_counter()
        if self._first_s is None:
            self._first_s = self._last_s
        self._steps += 1

    @property
    def fps(self) -> float:
        """Frames a second, 0 for fewer than two."""
        first_s = self._first_s if self._first_s is not None else self._last_s
        return (self._steps - 1) / (self._last_s - first_s) if self._last_s > first_s else 0.0


def _bare_fps(video: str) -> float:
    """Decode with OpenCV, estimate, forget."""
    import cv2

    capture = cv2.VideoCapture(video)
    times_s = []
    with MediaPipeEstimator() as estimator:
        found, image = capture.read()
        while found:
            estimator.estimate(Frame(len(times_s), 0.0, image))
            times_s.append(time.perf_counter())
            found, image = capture.read()
    capture.release()
    return (len(times_s) - 1) / (times_s[-1] - times_s[0])


def _trainer_ms(spec: ExerciseSpec, poses: list[tuple[Pose | None, float]]) -> float:
    """The quickest of five runs over recorded poses: what it costs, not what disturbs it."""
    best_s = float("inf")
    for _ in range(5):
        trainer = Trainer(spec)
        start_s = time.perf_counter()
        for pose, time_s in poses:
            trainer.step(pose, time_s)
        best_s = min(best_s, time.perf_counter() - start_s)
    return best_s / len(poses) * 1000
