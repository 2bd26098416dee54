"""How late and how often feedback comes in live training, measured on a clip.

A clip is sent as a camera on the network sends its pictures, and judged by the loop of
``train``: capture thread, pose model, trainer, recording, cue and a picture drawn for a window of
1920 x 1080. Only the window itself is left out, and the voice, which runs in a process of its own.

Three things are measured. At the clip's own pace: how long a picture takes **from the moment it is
sent** (before its first byte goes out of the socket: transport, decoding and waiting for the one
before it all count) **to the moment its feedback is ready** (cue chosen, picture drawn). And with
more pictures than can be looked at: how many a second the live loop takes, against a bare loop of
the same stream and the pose model, nothing else. Between the two, the first once more, with
MediaPipe as it comes, on its one thread, as the pose model.
"""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray
from typing_extensions import Self

from posetrainer.capture import Frame, Gap, Source, is_live, open_source
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.pose.opening import open_estimator
from posetrainer.pose.pose import Pose
from posetrainer.runtime.loop import Estimator, Step
from posetrainer.runtime.options import SessionOptions, open_watchers, recorder_of
from posetrainer.runtime.play import SessionOver, Watcher, play
from posetrainer.runtime.screen import Screen
from posetrainer.workout.flow import exercise_alone
from tools.bench.figures import (
    BenchError,
    FrameDone,
    LiveBench,
    Phase,
    Plain,
    Saturated,
    spread_ms,
)
from tools.bench.local_clip import LocalClip, load_clip
from tools.bench.local_stream import MjpegServer
from tools.bench.machine import load_before, peak_memory_mb
from tools.bench.plain_mediapipe import PlainMediaPipe

#: The stream is opened, and the person found, before anything is measured.
WARM_UP_S = 1.0
#: More of a clip is not kept; it begins anew.
_LONGEST_CLIP_S = 30.0
#: A flood is at least this many pictures a second, and this many times what inference takes.
_FLOOD_FPS, _FLOOD_FACTOR = 60.0, 1.5

#: In a flood the two loops take turns of this many seconds at least, and of this many times what
#: inference takes: what else the machine does falls on both.
_TURN_S, _TURN_FACTOR = 1.0, 10.0


def bench_live(
    video: str,
    spec: ExerciseSpec,
    seconds: float,
    fps: float | None = None,
    threads: int | None = None,
) -> LiveBench:
    """Time live training on a clip.

    Parameters
    ----------
    video : str
        Path of the clip; where it is short, it is sent over and over.
    spec : ExerciseSpec
    seconds : float
        How long it is measured at the clip's pace; as long again with MediaPipe as it comes;
        and as long again, in short turns, each loop in a flood of pictures.
    fps : float or None
        Pictures a second, by default the clip's own. The person moves at the same speed:
        pictures are sent repeatedly or left out.
    threads : int or None
        Of the pose model; by default as many as live training has.

    Raises
    ------
    UserError
        If the clip cannot be opened, or the machine is too slow to measure anything.
    """
    if is_live(video):
        raise BenchError(f"{video} is no video file: name a clip, so that runs can be compared.")
    load = load_before()
    clip = load_clip(video, min(seconds + WARM_UP_S, _LONGEST_CLIP_S))

    def ours() -> AbstractContextManager[Estimator]:
        return open_estimator(live=True, threads=threads)

    # Once for nothing: texts that have been drawn are kept, which would help only the second one.
    _paced(clip, fps, seconds, spec, ours)
    paced = _paced(clip, fps, seconds, spec, ours)
    # Here, since what follows is no session that anybody has.
    memory_mb = peak_memory_mb()
    plain = _paced(clip, fps, seconds, spec, PlainMediaPipe)
    inference_ms = spread_ms(paced.inference_s)
    flood_fps = max(_FLOOD_FPS, _FLOOD_FACTOR * 1000 / inference_ms.p50)
    turn_s = max(_TURN_S, _TURN_FACTOR * inference_ms.p50 / 1000)
    rounds = max(2, round(seconds / turn_s))
    saturated = _flooded(clip, flood_fps, rounds, turn_s, spec, ours)
    stream_fps = fps or clip.fps
    return LiveBench(
        clip=video,
        exercise=spec.id,
        seconds=seconds,
        stream_fps=stream_fps,
        frames=len(paced.moments),
        dropped=paced.dropped,
        latency_ms=spread_ms(paced.latencies_s),
        inference_ms=inference_ms,
        plain=Plain.of(plain),
        saturated=saturated,
        cores_used=paced.cores_used,
        peak_memory_mb=memory_mb,
        load=load,
    )


def _paced(
    clip: LocalClip,
    fps: float | None,
    seconds: float,
    spec: ExerciseSpec,
    model: "_Model",
) -> Phase:
    """Train at the clip's pace."""
    watch = _LatencyRecorder(1, seconds)
    with MjpegServer(lambda: clip.paced(fps)) as server:
        with _timed(watch, model) as estimator:
            _train(
                spec,
                lambda: open_source(server.url, reconnect=False),
                lambda: nullcontext(estimator),
                watch.see,
            )
        return watch.phase(0, server)


def _flooded(
    clip: LocalClip,
    fps: float,
    rounds: int,
    turn_s: float,
    spec: ExerciseSpec,
    model: "_Model",
) -> Saturated:
    """Train in a flood of pictures, while every other turn is the bare loop's."""
    watch = _LatencyRecorder(2 * rounds, turn_s)
    with MjpegServer(lambda: clip.paced(fps)) as server:
        with _timed(watch, model) as estimator:

            def open_it() -> Source:
                return _WithBareTurns(open_source(server.url, reconnect=False), estimator, watch)

            _train(spec, open_it, lambda: nullcontext(estimator), watch.see)
        phases = [watch.phase(turn, server) for turn in range(2 * rounds)]
    return Saturated.of(fps, bare=phases[1::2], live=phases[::2])


def train_for_nobody(
    spec: ExerciseSpec, open_it: Callable[[], Source], watch: Watcher, threads: int | None = None
) -> None:
    """Do what ``train`` does, without a window or a voice.

    Parameters
    ----------
    spec : ExerciseSpec
    open_it : callable
        Opens the source.
    watch : callable
        Looks at every step.
    threads : int or None
        Of the pose model; by default as many as live training has.
    """
    _train(spec, open_it, lambda: open_estimator(live=True, threads=threads), watch)


def _train(
    spec: ExerciseSpec,
    open_it: Callable[[], Source],
    model: "_Model",
    watch: Watcher,
) -> None:
    """Do what ``train`` does, but draw for nobody."""
    flow = exercise_alone(spec)
    with TemporaryDirectory() as folder, ExitStack() as stack:
        options = SessionOptions(headless=True, record=Path(folder) / "landmarks.arrows")
        watchers = open_watchers(
            stack,
            flow,
            options,
            live=True,
            recorder=recorder_of(options, live=True),
            report=print,
            lost=print,
        )
        play(
            open_it,
            flow,
            lambda _: [*watchers, Screen(mirrored=None, window=_Unseen()), watch],
            estimator=model,
        )


class _Unseen:
    """A window of the usual size that nobody looks at."""

    closed = False
    size = (1920, 1080)

    def show(self, _image: NDArray[np.uint8]) -> None:
        """Show nothing; no key is ever pressed."""


class _LatencyRecorder:
    """Notes the moment at which each frame is done, turn by turn, and ends the session in time.

    Parameters
    ----------
    turns : int
        How many.
    turn_s : float
        Seconds of media time that each lasts.
    """

    def __init__(self, turns: int, turn_s: float) -> None:
        self._turn_s = turn_s
        self._moments: list[list[FrameDone]] = [[] for _ in range(turns)]
        self.inference_s: dict[int, float] = {}

    def over(self, time_s: float) -> bool:
        """Return whether all turns are over at a media time."""
        return self._turn(time_s) >= len(self._moments)

    def bare(self, time_s: float) -> bool:
        """Return whether every other turn, from the second, is at a media time."""
        turn = self._turn(time_s)
        return 0 <= turn < len(self._moments) and turn % 2 == 1

    def see(self, step: Step) -> None:
        """Note one step of a session."""
        if self.over(step.time_s):
            raise SessionOver
        if isinstance(step.item, Frame):
            self.note(step.item)

    def note(self, frame: Frame) -> None:
        """Note that a frame is done."""
        turn = self._turn(frame.time_s)
        if 0 <= turn < len(self._moments):
            moment = FrameDone(frame.index, time.perf_counter(), time.process_time())
            self._moments[turn].append(moment)

    def phase(self, turn: int, server: MjpegServer) -> Phase:
        """Return what was noted in a turn of frames that a server sent."""
        return Phase.of(self._moments[turn], server.sent_at_s, self.inference_s)

    def _turn(self, time_s: float) -> int:
        """Return which turn is at a media time; negative while nothing is measured yet."""
        return math.floor((time_s - WARM_UP_S) / self._turn_s)


class _WithBareTurns:
    """A source that keeps every other turn to itself: it estimates and forgets.

    One stream, one pose model and one person serve both loops, so that nothing but the loops
    makes the difference.
    """

    def __init__(
        self, source: Source, estimator: "_TimedEstimator", watch: _LatencyRecorder
    ) -> None:
        self.info = source.info
        self._source = source
        self._estimator = estimator
        self._watch = watch

    def __iter__(self) -> Iterator[Frame | Gap]:
        for item in self._source:
            if not self._watch.bare(item.time_s):
                yield item
            elif isinstance(item, Frame):
                self._estimator.estimate(item)
                self._watch.note(item)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *raised: Any) -> None:
        self._source.__exit__(*raised)


class _TimedEstimator:
    """The pose model, and how long it takes."""

    def __init__(self, estimator: Estimator, watch: _LatencyRecorder) -> None:
        self._estimator = estimator
        self._watch = watch

    def estimate(self, frame: Frame) -> Pose | None:
        """Return the pose in a frame, None if nobody is seen."""
        start_s = time.perf_counter()
        pose = self._estimator.estimate(frame)
        self._watch.inference_s[frame.index] = time.perf_counter() - start_s
        return pose


#: Starts a pose model.
_Model = Callable[[], AbstractContextManager[Estimator]]


@contextmanager
def _timed(watch: _LatencyRecorder, model: _Model) -> Iterator[_TimedEstimator]:
    with model() as estimator:
        yield _TimedEstimator(estimator, watch)
