"""How fast a replay is, against the least that any replay must do."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack
from dataclasses import asdict, dataclass
from itertools import count, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from posetrainer.capture import Frame, open_source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.readings import MeasureReader
from posetrainer.kinematics.view import nearer_side
from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator
from posetrainer.pose.opening import open_estimator
from posetrainer.pose.pose import Pose
from posetrainer.rules.observation import Observer
from posetrainer.rules.person import Person
from posetrainer.rules.trainer import Trainer
from posetrainer.runtime.loop import Estimator, Step
from posetrainer.runtime.options import SessionOptions, open_watchers
from posetrainer.runtime.play import play
from posetrainer.workout.flow import exercise_alone
from tools.bench.plain_mediapipe import PlainMediaPipe

Poses = list[tuple[Pose | None, float]]

#: Frames to time the pose model by itself.
_SOME = 100


@dataclass(frozen=True)
class Pace:
    """How fast one way of looking at a clip is, without its start.

    Parameters
    ----------
    fps : float
        Frames a second.
    cores_used : float
        Processor time over time: 1 is one core, fully busy.
    """

    fps: float
    cores_used: float


@dataclass(frozen=True)
class ReplayBench:
    """Medians over the rounds, in which all ways take turns.

    Parameters
    ----------
    clip : str
        The video's path.
    frames : int
        Its frames.
    rounds : int
        Measured rounds.
    bare : Pace
        Decoding with OpenCV and MediaPipe as it comes, nothing else.
    replay, saving : Pace
        What ``replay --headless`` runs, without and with ``--save-video``.
    ratio, saving_ratio : float
        Medians of the rounds' ratios: of these two over bare.
    parts_ms : mapping of str to float
        What each part of a replay costs a frame, in milliseconds, with nothing beside it.
    """

    clip: str
    frames: int
    rounds: int
    bare: Pace
    replay: Pace
    saving: Pace
    ratio: float
    saving_ratio: float
    parts_ms: Mapping[str, float]

    def as_record(self) -> dict[str, Any]:
        """Return the result as a JSON object."""
        return asdict(self)

    def as_text(self) -> str:
        """Return the result as lines of text."""
        rows = (
            ("bare loop (decode + MediaPipe)", self.bare, ""),
            ("replay --headless", self.replay, f", ratio {self.ratio:.2f}"),
            ("the same with --save-video", self.saving, f", ratio {self.saving_ratio:.2f}"),
        )
        lines = [
            f"{name + ':':<32}{pace.fps:6.1f} frames/s, {pace.cores_used:.2f} cores{ratio}"
            for name, pace, ratio in rows
        ]
        lines += [f"{name + ':':<32}{ms:6.3f} ms a frame" for name, ms in self.parts_ms.items()]
        return "\n".join(lines)


def bench_replay(
    video: str, spec: ExerciseSpec, rounds: int, threads: int | None = None
) -> ReplayBench:
    """Time a video's replay and its bare loop in turn.

    Parameters
    ----------
    video : str
        Path of the video.
    spec : ExerciseSpec
    rounds : int
    threads : int or None
        Of the pose model; by default as many as a replay takes.

    Raises
    ------
    CaptureError
        If the video cannot be opened.
    """
    with open_source(video):
        pass
    paces: list[tuple[Pace, Pace, Pace]] = []
    poses: Poses = []
    with TemporaryDirectory() as folder:
        saving = SessionOptions(headless=True, video=Path(folder) / "video.mp4", threads=threads)
        headless = SessionOptions(headless=True, threads=threads)
        for _ in range(rounds):
            bare = _bare(video)
            replay, poses = _replayed(video, spec, headless)
            paces.append((bare, replay, _replayed(video, spec, saving)[0]))
    bares, replays, savings = zip(*paces, strict=True)
    return ReplayBench(
        clip=video,
        frames=len(poses),
        rounds=rounds,
        bare=_median(bares),
        replay=_median(replays),
        saving=_median(savings),
        ratio=median(its.fps / of.fps for its, of in zip(replays, bares, strict=True)),
        saving_ratio=median(its.fps / of.fps for its, of in zip(savings, bares, strict=True)),
        parts_ms=_parts_ms(video, spec, poses),
    )


def _median(paces: Sequence[Pace]) -> Pace:
    return Pace(median(pace.fps for pace in paces), median(pace.cores_used for pace in paces))


class _ReplayClock:
    """Notes when the first and the last frame were done, and the processor time until then."""

    def __init__(self) -> None:
        self._noted: list[tuple[float, float]] = []

    def note(self) -> None:
        """Note that a frame is done."""
        self._noted.append((time.perf_counter(), time.process_time()))

    def pace(self) -> Pace:
        """Return the pace from the first frame to the last."""
        (began_s, began_cpu_s), (ended_s, ended_cpu_s) = self._noted[0], self._noted[-1]
        took_s = ended_s - began_s
        return Pace((len(self._noted) - 1) / took_s, (ended_cpu_s - began_cpu_s) / took_s)


def _replayed(video: str, spec: ExerciseSpec, options: SessionOptions) -> tuple[Pace, Poses]:
    """Replay as ``replay`` does; the pace, and the poses."""
    watch = _ReplayClock()
    poses: Poses = []

    def see(step: Step) -> None:
        watch.note()
        poses.append((step.pose, step.time_s))

    flow = exercise_alone(spec)
    with ExitStack() as stack:
        shown = open_watchers(stack, flow, options, live=False, report=print, lost=print)
        play(
            lambda: open_source(video),
            flow,
            lambda _: [*shown, see],
            estimator=lambda: open_estimator(
                live=False, drawn=options.drawn, threads=options.threads
            ),
        )
    return watch.pace(), poses


def _bare(video: str) -> Pace:
    """Decode with OpenCV, estimate with MediaPipe as it comes, forget."""
    watch = _ReplayClock()
    with PlainMediaPipe() as estimator:
        for frame in _decoded(video):
            estimator.estimate(frame)
            watch.note()
    return watch.pace()


def _decoded(video: str) -> Iterator[Frame]:
    """Decode with OpenCV."""
    import cv2

    # By name: what else OpenCV would try decodes JPEGs itself.
    capture = cv2.VideoCapture(video, cv2.CAP_FFMPEG)
    for index in count():
        found, image = capture.read()
        if not found:
            break
        yield Frame(index, 0.0, np.asarray(image, np.uint8))
    capture.release()


def _parts_ms(video: str, spec: ExerciseSpec, poses: Poses) -> dict[str, float]:
    """Return what each part of a replay costs a frame, each by itself."""
    with open_source(video) as source:
        frames = [item for item in islice(source, _SOME) if isinstance(item, Frame)]
    plain_ms = _estimating_ms(PlainMediaPipe(), frames)
    one_ms = _estimating_ms(MediaPipeEstimator(), frames)
    kinematics_ms = _quickest_ms(lambda: _readings(spec), poses)
    trainer_ms = _quickest_ms(lambda: Trainer(spec).step, poses)
    return {
        "MediaPipe as it comes": plain_ms,
        "our pose model, one thread": one_ms,
        "kinematics": kinematics_ms,
        "rules": trainer_ms - kinematics_ms,
    }


def _estimating_ms(model: AbstractContextManager[Estimator], frames: Sequence[Frame]) -> float:
    """Milliseconds that half of the frames take at most: the first ones look for the person."""
    took_s = []
    with model as estimator:
        for frame in frames:
            began_s = time.perf_counter()
            estimator.estimate(frame)
            took_s.append(time.perf_counter() - began_s)
    return median(took_s) * 1000


Judge = Callable[[Pose | None, float], object]


def _readings(spec: ExerciseSpec) -> Judge:
    """What a trainer does before it judges: landmarks to readings."""
    observer = Observer(spec)
    timed = {spec.repetition.measure} if spec.repetition else set()
    reader = MeasureReader(spec.measurands, timed, Person().stature_m, observer.quantities)

    def read(pose: Pose | None, time_s: float) -> None:
        seen = observer.observe(pose, time_s)
        if seen.body is not None:
            reader.read(seen.body.measured, time_s, nearer_side(seen.left_nearer, "left"))

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
