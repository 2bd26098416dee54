"""The picture of one moment of a recording, drawn as in a live session."""

import math
from collections import OrderedDict
from contextlib import suppress
from dataclasses import replace
from threading import Lock

import numpy as np

from posetrainer.errors import CaptureError
from posetrainer.exercises.spec import ExerciseSpec, FormFault
from posetrainer.feedback import strokes
from posetrainer.feedback.figure import Figure, fault_chain, figure_of
from posetrainer.feedback.gauge import draw_gauge
from posetrainer.feedback.palette import FAULT, SHADE, WHITE
from posetrainer.feedback.panel import state_of
from posetrainer.feedback.skeleton import draw_skeleton
from posetrainer.feedback.text import Image, put, width_of
from posetrainer.pose.pose import Pose
from posetrainer.rules.progress import Progress
from posetrainer.studio.chart import SIGNS
from posetrainer.studio.film import Film
from posetrainer.tuning.cases import Case
from posetrainer.tuning.judging import Curves

#: A picture is shown at most this wide; drawing and sending more is slower and shows no more.
WIDEST_PX = 960
#: Without a video the skeleton stands on this plain ground.
PLAIN = (38, 33, 30)
_QUALITY = 85
_KEPT = 90


class Pictures:
    """The pictures of one case; the latest are cached.

    Parameters
    ----------
    case : Case
        Without a video, or with one that cannot be opened, the skeleton is shown alone.
    """

    def __init__(self, case: Case) -> None:
        self._case = case
        self._film: Film | None = None
        if case.video is not None:
            with suppress(CaptureError):
                self._film = Film(case.video, case.recording.header.adjustment)
        # They begin together, at the first moment that has a picture.
        recording = case.recording
        seen = (t for i, t in enumerate(recording.times_s) if i not in recording.gaps)
        self._begin_s = float(next(seen, 0.0))
        self._kept: OrderedDict[tuple[int, int], bytes] = OrderedDict()
        # Pages may request several at once, and there is one decoder.
        self._lock = Lock()

    def jpeg(self, number: int, spec: ExerciseSpec, curves: Curves, version: int) -> bytes:
        """Return a moment's picture as a JPEG file.

        Parameters
        ----------
        number : int
            Of the moment.
        spec : ExerciseSpec
        curves : Curves
            Of this case.
        version : int
            Of the spec and its curves; another one is drawn again.
        """
        key = (number, version)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = _encoded(self._drawn(number, spec, curves))
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            return self._kept[key]

    def close(self) -> None:
        """Close the video."""
        if self._film is not None:
            self._film.close()

    def _drawn(self, number: int, spec: ExerciseSpec, curves: Curves) -> Image:
        recording = self._case.recording
        pose = recording.pose(number)
        time_s = float(recording.times_s[number]) - self._begin_s
        picture = self._film.picture(time_s) if self._film else None
        if picture is None:
            wide, high = recording.sizes.max(axis=0).tolist()
            picture = np.full((high or 480, wide or 640, 3), PLAIN, np.uint8)
        picture = _scaled(picture)
        if pose is not None:
            draw_moment(picture, pose, spec, curves, number, self._case.stature_m)
        return picture


def _scaled(picture: Image) -> Image:
    """Return a copy that is no wider than it is shown."""
    import cv2

    high, wide = picture.shape[:2]
    share = min(1.0, WIDEST_PX / wide)
    size = (round(wide * share), round(high * share))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8).copy()


def _encoded(picture: Image) -> bytes:
    import cv2

    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, _QUALITY])
    return bytes(data)


def draw_moment(
    picture: Image, pose: Pose, spec: ExerciseSpec, curves: Curves, number: int, stature_m: float
) -> None:
    """Draw the skeleton, the driving measure at its joint, and faults.

    Parameters
    ----------
    picture : ndarray, shape (H, W, 3), uint8
        Is changed.
    pose : Pose
        The person in it.
    spec : ExerciseSpec
    curves : Curves
        Of the recording.
    number : int
        Of the moment.
    stature_m : float
        The person's stature in metres.
    """
    high, wide = picture.shape[:2]
    figure = figure_of(pose, wide, high, mirrored=False)
    progress = progress_at(curves, spec, number)
    state, unit = state_of(progress), min(high, wide) / 100
    draw_skeleton(picture, figure, spec, progress, state, unit)
    draw_gauge(picture, figure, spec, progress, state, unit, stature_m)
    for row, name in enumerate(progress.faults):
        value = _reading(curves, spec.form[name].measure, progress.side, number)
        _draw_fault(picture, figure, spec, progress, name, value, row)


def progress_at(curves: Curves, spec: ExerciseSpec, number: int) -> Progress:
    """Return where the exercise stood at a moment of a recording.

    Unlike in a live session, its faults are all that is out of range at this very moment.
    """
    faults = _out_of_range(curves, spec, number)
    harmful = any(spec.form[name].severity == "safety" for name in faults)
    return replace(curves.progress[number], faults=faults, harmful=harmful)


def _out_of_range(curves: Curves, spec: ExerciseSpec, number: int) -> tuple[str, ...]:
    if curves.progress[number].phase == "rest" and spec.paced is None:
        return ()
    return tuple(name for name, fault in spec.form.items() if _is_out(fault, curves, number))


def _is_out(fault: FormFault, curves: Curves, number: int) -> bool:
    now = curves.progress[number]
    if fault.keep is None or now.phase not in fault.during:
        return False
    value = _reading(curves, fault.measure, now.side, number)
    return math.isfinite(value) and not fault.keep.holds(value)


def _reading(curves: Curves, measure: str, side: str | None, number: int) -> float:
    """Return what a measure read on the side that exercises; NaN where that is not known."""
    for (name, of_side), values in curves.measures.items():
        if name == measure and of_side in (side, None):
            return float(values[number])
    return math.nan


def _draw_fault(
    picture: Image,
    figure: Figure,
    spec: ExerciseSpec,
    progress: Progress,
    fault: str,
    value: float,
    row: int,
) -> None:
    """Write a fault and its value, with a line to the body part."""
    high, wide = picture.shape[:2]
    measure = spec.measures[spec.form[fault].measure]
    text = f"{fault}: {value:.1f}{SIGNS[measure.unit]}"
    size = max(14, round(0.038 * min(high, wide)))
    gap = 0.5 * size
    y = high - (row + 1) * 1.9 * size
    length = width_of(text, size)
    strokes.line(picture, (2 * gap, y), (2 * gap + length, y), SHADE, 1.6 * size)
    put(picture, text, (2 * gap, y), size, WHITE, "left")
    for chain in fault_chain(spec, fault, progress, figure.near):
        points = figure.all_at(chain)
        if points:
            end = points[len(points) // 2]
            strokes.line(picture, (2 * gap + length + gap, y), end, FAULT, 0.1 * size)
