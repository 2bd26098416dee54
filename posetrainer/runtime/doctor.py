"""Checking a machine: what works for training, what does not, and how to mend it."""

import importlib.metadata
import platform
from collections.abc import Iterator
from dataclasses import dataclass

from posetrainer.capture import Frame, Gap, Source, open_source
from posetrainer.capture.light import light_of
from posetrainer.errors import CaptureError, UserError
from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.feedback.obstacle_words import sentence_for
from posetrainer.feedback.voice.players import find_players
from posetrainer.feedback.voice.speakers import find_speaker
from posetrainer.feedback.window import screen_problem
from posetrainer.resources import demo_clip
from posetrainer.rules.obstacles import Grainy
from posetrainer.workout.lighting import is_grainy, light_problem

#: Fewer frames a second make fast movements go unnoticed.
LEAST_FPS = 10.0
#: A camera's frame rate and light are judged over this long.
LOOK_S = 2.0


@dataclass(frozen=True)
class Finding:
    """One thing looked at.

    Parameters
    ----------
    what : str
        What was looked at.
    works : bool
        Whether it is fit for use.
    detail : str
        What was found.
    mend : str or None
        How to mend it, if it does not work.
    needed : bool
        Whether nothing at all works without it; replaying needs no camera and no window.
    """

    what: str
    works: bool
    detail: str
    mend: str | None = None
    needed: bool = True


def examine(camera: str) -> Iterator[Finding]:
    """Look at everything a session needs, one thing after the other."""
    yield _packages()
    yield _specs()
    yield _model()
    yield _window()
    yield _voice()
    yield _camera(camera)


def _packages() -> Finding:
    names = ("posetrainer", "mediapipe", "opencv-contrib-python", "av", "numpy")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    return Finding("Programs", True, f"Python {platform.python_version()}, {versions}")


def _specs() -> Finding:
    try:
        titles = [load_exercise(exercise_id).title for exercise_id in exercise_ids()]
    except UserError as error:
        return Finding("Exercises", False, str(error), "Mend the spec, or install again.")
    if not titles:
        return Finding("Exercises", False, "no spec was found", "Install posetrainer again.")
    return Finding("Exercises", True, ", ".join(titles))


def _model() -> Finding:
    """Run the pose model on the first frame of a sample: a person lies there."""
    mend = "Install posetrainer again into a fresh environment (Python 3.10 to 3.12)."
    try:
        from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator

        with MediaPipeEstimator() as estimator, open_source(str(demo_clip())) as source:
            frames = (item for item in source if isinstance(item, Frame))
            pose = estimator.estimate(next(frames))
    except CaptureError as error:
        return Finding("Pose model", False, str(error), mend)
    except (ImportError, OSError, RuntimeError) as error:
        return Finding("Pose model", False, f"MediaPipe does not start ({error})", mend)
    if pose is None:
        return Finding("Pose model", False, "it runs, but sees nobody in the sample", mend)
    return Finding("Pose model", True, "runs, without any network, and sees the sample's person")


def _window() -> Finding:
    problem = screen_problem()
    if problem is None:
        return Finding("Window", True, "can be opened", needed=False)
    mend = "Replays need none: `posetrainer replay VIDEO --exercise ID --headless`."
    return Finding("Window", False, problem, mend, needed=False)


def _voice() -> Finding:
    speaker = find_speaker("en", 160)
    if speaker is None:
        mend = "Install espeak-ng (`apt install espeak-ng`); without it screen and tones go on."
        return Finding("Voice", False, "this machine has none", mend, needed=False)
    if not find_players():
        mend = "Install a player (`apt install alsa-utils`); words are spoken without it."
        detail = f"{speaker.name} speaks; no program plays tones"
        return Finding("Voice", False, detail, mend, needed=False)
    return Finding("Voice", True, f"{speaker.name} speaks, offline", needed=False)


def _camera(camera: str) -> Finding:
    try:
        with open_source(camera, reconnect=False) as source:
            return _look(camera, [i for i in _first_seconds(source) if isinstance(i, Frame)])
    except CaptureError as error:
        mend = "Replaying videos needs no camera; `--camera 1` tries another one."
        return Finding(f"Camera {camera}", False, str(error), mend, needed=False)


def _first_seconds(source: Source) -> Iterator[Frame | Gap]:
    for item in source:
        yield item
        if item.time_s >= LOOK_S:
            return


def _look(camera: str, frames: list[Frame]) -> Finding:
    name = f"Camera {camera}"
    if len(frames) < 2:
        return Finding(
            name, False, "it gives no pictures", "Close other programs that use it.", needed=False
        )
    fps = (len(frames) - 1) / max(frames[-1].time_s - frames[0].time_s, 1e-6)
    light = light_of(frames[-1].image)
    height, width = frames[-1].image.shape[:2]
    detail = f"{width}x{height} at {fps:.0f} frames/s, brightness {light.brightness:.0f} of 255"
    mend = None
    if fps < LEAST_FPS:
        mend = f"At least {LEAST_FPS:.0f} frames/s are needed: more light, or a wired camera."
    else:
        problem = light_problem(light) or (Grainy() if is_grainy(light) else None)
        mend = sentence_for(problem) if problem else None
    return Finding(name, mend is None, detail, mend, needed=False)
