"""Diagnosis of a machine: what works for training, what does not, and how to correct it.

Everything is tried: a pose is found, a sentence spoken, a tone played, a picture taken.
"""

import importlib.metadata
import platform
from collections.abc import Iterator
from dataclasses import dataclass, replace

from posetrainer.capture import Frame, Gap, Source, camera_number, open_source
from posetrainer.capture.cameras import camera_names
from posetrainer.capture.light import light_of
from posetrainer.errors import CaptureError, UserError
from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.feedback.obstacle_words import sentence_for
from posetrainer.feedback.spec_words import spec_words
from posetrainer.feedback.voice.check import check_players, check_speaker
from posetrainer.feedback.voice.output import no_voice
from posetrainer.feedback.voice.players import find_players
from posetrainer.feedback.voice.speakers import find_speaker
from posetrainer.feedback.window import screen_problem
from posetrainer.language.translation import current_language, msg, tr
from posetrainer.rules.obstacles import Grainy
from posetrainer.system.resources import demo_clip
from posetrainer.workout.lighting import is_grainy, light_problem

#: Fewer frames a second make fast movements go unnoticed.
LEAST_FPS = 10.0
#: A camera's frame rate and light are judged over this long.
LOOK_S = 2.0
_NOT_HEARD = msg("if you did not hear it, check the volume and the sound output")


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
        How to mend it, if it does not work and the detail has no mend.
    chosen : bool
        Whether the requested session needs it; other cameras are only listed.
    """

    what: str
    works: bool
    detail: str
    mend: str | None = None
    chosen: bool = True


def examine(camera: str) -> Iterator[Finding]:
    """Try everything a session needs, one thing after the other.

    Parameters
    ----------
    camera : str
        The number of the camera, or the address of the stream, that is to be used; all other
        cameras are tried after it.
    """
    yield _packages()
    yield _specs()
    yield _model()
    yield _window()
    yield _voice()
    yield _tones()
    yield from _cameras(camera)


def _packages() -> Finding:
    names = ("posetrainer", "mediapipe", "opencv-contrib-python", "av", "numpy")
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in names)
    return Finding(tr("Programs"), True, f"Python {platform.python_version()}, {versions}")


def _specs() -> Finding:
    what = tr("Exercises")
    try:
        titles = [spec_words(load_exercise(exercise_id).title) for exercise_id in exercise_ids()]
    except UserError as error:
        return Finding(what, False, str(error), tr("Mend the spec, or install again."))
    if not titles:
        return Finding(what, False, tr("no spec was found"), tr("Install posetrainer again."))
    return Finding(what, True, ", ".join(titles))


def _model() -> Finding:
    """Run the pose model on the first frame of a sample: a person lies there."""
    what = tr("Pose model")
    mend = tr("Install posetrainer again into a fresh environment (Python 3.10 to 3.12).")
    try:
        from posetrainer.pose.mediapipe_estimator import MediaPipeEstimator

        with MediaPipeEstimator() as estimator, open_source(str(demo_clip())) as source:
            frames = (item for item in source if isinstance(item, Frame))
            pose = estimator.estimate(next(frames))
    except CaptureError as error:
        return Finding(what, False, str(error), mend)
    except (ImportError, OSError, RuntimeError) as error:
        detail = tr("MediaPipe does not start ({error})").format(error=error)
        return Finding(what, False, detail, mend)
    if pose is None:
        return Finding(what, False, tr("it runs, but sees nobody in the sample"), mend)
    return Finding(what, True, tr("runs, without any network, and sees the sample's person"))


def _window() -> Finding:
    problem = screen_problem()
    if problem is None:
        return Finding(tr("Window"), True, tr("can be opened"))
    return Finding(tr("Window"), False, problem)


def _voice() -> Finding:
    what, speaker = tr("Voice"), find_speaker(current_language())
    if speaker is None:
        return Finding(what, False, no_voice())
    problem = check_speaker(speaker)
    if problem is not None:
        return Finding(what, False, problem)
    spoken = tr("{speaker} has spoken a sentence, offline").format(speaker=speaker.name)
    return Finding(what, True, f"{spoken}; {tr(_NOT_HEARD)}")


def _tones() -> Finding:
    check = check_players(find_players())
    if check.problem is not None:
        return Finding(tr("Tones"), False, check.problem)
    before = "".join(f"{failure}; " for failure in check.failures)
    played = tr("{player} has played one").format(player=check.player)
    return Finding(tr("Tones"), True, f"{before}{played}; {tr(_NOT_HEARD)}")


def _cameras(chosen: str) -> Iterator[Finding]:
    names = camera_names()
    number = camera_number(chosen)
    others = {other: name for other, name in names.items() if other != number}
    finding = _camera(chosen, names.get(number) if number is not None else None)
    if not finding.works and number is not None:
        finding = replace(finding, mend=finding.mend or _other_camera(others))
    yield finding
    for other, name in others.items():
        yield replace(_camera(str(other), name), chosen=False)


def _other_camera(others: dict[int, str]) -> str:
    if others:
        one = tr("`--camera {number}` is {name}")
        named = ", ".join(one.format(number=number, name=name) for number, name in others.items())
        return tr("Or use another one: {cameras}.").format(cameras=named)
    return tr(
        "The system reports no other one; a phone's will do: `--camera http://ADDRESS/video`."
    )


def _camera(camera: str, name: str | None) -> Finding:
    what = tr("Camera {number}").format(number=camera) + (f", {name}" if name else "")
    try:
        with open_source(camera, reconnect=False) as source:
            frames = [item for item in _first_seconds(source) if isinstance(item, Frame)]
    except CaptureError as error:
        return Finding(what, False, str(error))
    return _look(what, frames)


def _first_seconds(source: Source) -> Iterator[Frame | Gap]:
    for item in source:
        yield item
        if item.time_s >= LOOK_S:
            return


def _look(what: str, frames: list[Frame]) -> Finding:
    """Judge what a camera has shown."""
    if len(frames) < 2:
        return Finding(
            what, False, tr("it gives no pictures"), tr("Close other programs that use it.")
        )
    fps = (len(frames) - 1) / max(frames[-1].time_s - frames[0].time_s, 1e-6)
    light = light_of(frames[-1].image)
    height, width = frames[-1].image.shape[:2]
    detail = tr("{size} at {fps} frames/s, brightness {brightness} of 255").format(
        size=f"{width}x{height}", fps=f"{fps:.0f}", brightness=f"{light.brightness:.0f}"
    )
    mend = None
    if fps < LEAST_FPS:
        least = tr("At least {fps} frames/s are needed: more light, or a wired camera.")
        mend = least.format(fps=f"{LEAST_FPS:.0f}")
    else:
        problem = light_problem(light) or (Grainy() if is_grainy(light) else None)
        mend = sentence_for(problem) if problem else None
    return Finding(what, mend is None, detail, mend)
