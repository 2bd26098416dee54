"""Every measure that a movement might be counted on, read over a whole recording.

They are read by the very code that reads a spec's measures while somebody exercises.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Literal, get_args

import numpy as np

from posetrainer.exercises.spec import (
    Distance,
    Flexion,
    Inclination,
    Joint,
    Lift,
    Measure,
    Part,
    Posture,
    Straightening,
)
from posetrainer.exercises.spec import View as ViewName
from posetrainer.kinematics.body import INCH_M, breadth, left_is_nearer, stature_px
from posetrainer.kinematics.geometry import UNKNOWN, Array, Points, points_of
from posetrainer.kinematics.ground import SUPPORTS
from posetrainer.kinematics.measures import gauge_of
from posetrainer.kinematics.posture import postures
from posetrainer.kinematics.signals import Signal
from posetrainer.kinematics.view import View, usable_points
from posetrainer.pose.landmarks import COUNT, Side
from posetrainer.pose.pose import Pose
from posetrainer.recordings.reader import Recording
from posetrainer.rules.readiness import FRONT_VIEW_BREADTH, SIDE_VIEW_BREADTH, Stillness

#: A posture is that of the recording if at least this share of the moments in which one is
#: known show it.
MOSTLY = 0.6
#: From the side, somebody who sits is found to stand as well: the more specific posture wins where
#: it is found in this share of the moments.
NEARLY_ALWAYS = 0.9
#: The demonstration begins with so long a rest at the least, which the rest position is read off.
RESTING_S = 0.6
_UNSEEN: Points = [UNKNOWN] * COUNT
#: The more specific comes first.
_POSTURES: tuple[Posture, ...] = (
    "half_kneeling",
    "sitting",
    "standing",
    "hands_and_knees",
    "supine",
)
#: Segments by the name that people call them, from the lower to the upper end of somebody who
#: stands with hanging arms; and from the end that stays to the one that moves.
_UPRIGHT: dict[str, tuple[Part, Part]] = {
    "trunk": ("hip", "shoulder"),
    "thigh": ("knee", "hip"),
    "leg": ("ankle", "hip"),
    "arm": ("wrist", "shoulder"),
}
_LEVEL = {name: ends if name == "trunk" else ends[::-1] for name, ends in _UPRIGHT.items()}
_LIFTED: tuple[Part, ...] = ("wrist", "hip", "knee", "ankle", "heel", "foot_index")
#: Landmarks of one short segment: the height of one over the other is read most exactly.
_CLOSE_BY: tuple[tuple[Part, Part], ...] = (("heel", "foot_index"),)
_DISTANCES: tuple[tuple[Part, Part], ...] = (
    ("hip", "heel"),
    ("shoulder", "knee"),
    ("hip", "wrist"),
)
#: What bends towards a camera in front of it: in the picture it only looks shorter.
_FORESHORTENED = frozenset(
    (
        *("knee_flexion", "hip_flexion", "ankle_flexion", "thigh_lean", "thigh_rise", "leg_rise"),
        *("heel_over_foot_index", "trunk_rise"),
    )
)


@dataclass(frozen=True)
class Stance:
    """How somebody is placed through a recording."""

    posture: Posture
    view: ViewName

    @property
    def frontal(self) -> bool:
        """Whether the body is seen from the front."""
        return self.view == "front"

    def holds(self, points: Points) -> bool:
        """Whether landmarks in pixels show it."""
        found = postures(points, frontal=self.frontal)
        return found is not None and self.posture in found


@dataclass(frozen=True)
class Readings:
    """A recording, read as every candidate sees it.

    Parameters
    ----------
    stance : Stance
    near : {"left", "right"}
        The side turned to the camera.
    times_s : ndarray, shape (N,)
        Media times in seconds, from the first still moment in the stance on.
    measures : dict of str to Measure
        What each name reads.
    pictures : sequence of Points, length N
        Landmarks in pixels; NaN where one cannot be judged or the body is not in the stance.
    values, speeds, drifts : dict of str to ndarray, shape (N, 2)
        Left and right, in degrees or inches (a second); NaN where it cannot be judged or the
        body is not in the stance. A lift is measured from the first still moment.
    """

    stance: Stance
    near: Side
    times_s: Array
    measures: dict[str, Measure]
    pictures: Sequence[Points]
    values: dict[str, Array]
    speeds: dict[str, Array]
    drifts: dict[str, Array]


def candidates(frontal: bool) -> dict[str, Measure]:
    """Return every measure that makes sense in a view, by name; its side is left open.

    Straightening is not among them: it is a flexion that falls, see :func:`falling`.
    """
    found = dict(_all())
    return {n: m for n, m in found.items() if not frontal or n not in _FORESHORTENED}


def _all() -> Iterator[tuple[str, Measure]]:
    for joint in get_args(Joint):
        yield f"{joint}_flexion", Flexion(kind="flexion", joint=joint, side="near")
    for name, ends in _UPRIGHT.items():
        yield f"{name}_lean", _inclination(ends, "vertical")
    for name, ends in _LEVEL.items():
        yield f"{name}_rise", _inclination(ends, "horizontal")
    for part in _LIFTED:
        yield f"{part}_lift", Lift(kind="lift", part=part, side="near")
    for part, over in _CLOSE_BY:
        yield f"{part}_over_{over}", Lift(kind="lift", part=part, over=over, side="near")
    for start, end in _DISTANCES:
        yield f"{start}_to_{end}", Distance(kind="distance", start=start, end=end, side="near")


def _inclination(
    ends: tuple[Part, Part], against: Literal["vertical", "horizontal"]
) -> Inclination:
    start, end = ends
    return Inclination(kind="inclination", start=start, end=end, against=against, side="near")


def falling(measure: Measure) -> Measure | None:
    """Return the measure that grows where another one falls, or None if the language has none."""
    if isinstance(measure, Flexion):
        return Straightening(kind="straightening", joint=measure.joint, side=measure.side)
    if isinstance(measure, Inclination) and measure.against == "horizontal":
        return measure.model_copy(update={"start": measure.end, "end": measure.start})
    if isinstance(measure, Lift) and measure.over is not None:
        return measure.model_copy(update={"part": measure.over, "over": measure.part})
    return None


def stance_of(recording: Recording) -> Stance | None:
    """Return the posture and view that most of a recording shows, None if there is none."""
    shown = [usable_points(pose) for pose in _poses(recording) if pose is not None]
    if not shown:
        return None
    broad = float(typical(np.array([[breadth(points)] for points in shown]))[0])
    if np.isnan(broad) or SIDE_VIEW_BREADTH < broad < FRONT_VIEW_BREADTH:
        return None
    frontal = broad >= FRONT_VIEW_BREADTH
    found = [f for points in shown if (f := postures(points, frontal=frontal)) is not None]
    seen = Counter(posture for one in found for posture in one)
    for least in (NEARLY_ALWAYS, MOSTLY):
        for posture in _POSTURES:
            if found and seen[posture] >= least * len(found):
                return Stance(posture, "front" if frontal else "side")
    return None


def read(recording: Recording, stance: Stance, stature_m: float) -> Readings:
    """Read every candidate over a recording.

    Parameters
    ----------
    recording : Recording
    stance : Stance
        What it shows, see :func:`stance_of`.
    stature_m : float
        The person's stature in metres.
    """
    view, still = View(SUPPORTS[stance.posture], frontal=stance.frontal), Stillness()
    times_s: list[float] = []
    shown: list[Points] = []
    left_nearer: list[float] = []
    for time_s, pose in zip(recording.times_s.tolist(), _poses(recording), strict=True):
        points = view.see(pose, points_of(pose.image_xy)) if pose is not None else None
        if pose is not None and points is not None and stance.holds(points):
            left_nearer.append(left_is_nearer(pose.visibility.tolist()))
            still.look(time_s, points)
        else:
            points = _UNSEEN
        if times_s or still.still:
            times_s.append(time_s)
            shown.append(points)
    at_s = np.array(times_s)
    measures = candidates(stance.frontal)
    smoothed = _smoothed(measures, at_s, shown, stature_m / INCH_M, stance.frontal)
    near: Side = "left" if float(np.median(left_nearer or [0.0])) >= 0 else "right"
    return Readings(stance, near, at_s, measures, shown, *smoothed)


def _smoothed(
    measures: dict[str, Measure],
    times_s: Array,
    pictures: Sequence[Points],
    stature_in: float,
    frontal: bool,
) -> tuple[dict[str, Array], dict[str, Array], dict[str, Array]]:
    """Values, speeds and drifts of all measures."""
    resting = times_s < times_s[:1] + RESTING_S
    at_rest = compress(pictures, resting)
    lengths_px = np.array([stature_px(points, frontal=frontal) for points in at_rest])
    in_per_px = stature_in / float(typical(lengths_px[:, None])[0])
    values: dict[str, Array] = {}
    speeds: dict[str, Array] = {}
    drifts: dict[str, Array] = {}
    for name, measure in measures.items():
        read_both = gauge_of(measure.quantity)
        raw = np.array([read_both(points) for points in pictures]).reshape(-1, 2)
        raw *= in_per_px if measure.unit == "in" else 1.0
        followed = np.full((len(times_s), 2, 3), np.nan)
        for side in range(2):
            signal = Signal(unit=measure.unit)
            for i, time_s in enumerate(times_s.tolist()):
                followed[i, side] = signal(time_s, float(raw[i, side]))[:3]
        values[name], speeds[name], drifts[name] = np.moveaxis(followed, 2, 0)
        if isinstance(measure, Lift):
            values[name] = values[name] - typical(values[name][resting])
    return values, speeds, drifts


def typical(values: Array) -> Array:
    """Return the median of each column, NaN ignored; NaN where all are."""
    seen = [column[~np.isnan(column)] for column in values.T]
    return np.array([np.median(column) if len(column) else np.nan for column in seen])


def _poses(recording: Recording) -> Iterator[Pose | None]:
    return (recording.pose(number) for number in range(len(recording.times_s)))
