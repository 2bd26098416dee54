"""Films of articulated figures, and what may happen to a film: no camera, no model."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
from figures import (
    INCH_M,
    LEG_PARTS,
    STATURE_M,
    TREMBLE_PX,
    Camera,
    Figure,
    Point,
    slide_hip_deg,
    standing,
    supine,
)

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.body import LEG_OVER_STATURE
from posetrainer.kinematics.geometry import Array
from posetrainer.pose.landmarks import SIDES, Side, index_of, other
from posetrainer.pose.pose import Pose, mirror
from posetrainer.rules.events import Event
from posetrainer.rules.person import Person
from posetrainer.rules.trainer import Trainer

Moment = tuple[float, Pose | None]
Film = list[Moment]


class Course:
    """A quantity over time: stretches of standing still and of easing to another value.

    >>> Course(0).stay(2).to(90, 3).stay(1).to(0, 3).at(5.5)
    90.0
    """

    def __init__(self, value: float) -> None:
        self._knots: list[Point] = [(0.0, value)]

    @property
    def length_s(self) -> float:
        """When it ends."""
        return self._knots[-1][0]

    def stay(self, seconds: float) -> "Course":
        """Keep the value."""
        return self.to(self._knots[-1][1], seconds)

    def to(self, value: float, seconds: float) -> "Course":
        """Ease to a value, quickest half-way: at pi / 2 times the mean speed."""
        self._knots.append((self.length_s + seconds, value))
        return self

    def repeat(self, times: int, stretch: "Callable[[Course], Course]") -> "Course":
        """Do the same stretch several times."""
        for _ in range(times):
            stretch(self)
        return self

    def at(self, time_s: float) -> float:
        """The value at a time; the last one for ever after."""
        for (t0, v0), (t1, v1) in zip(self._knots, self._knots[1:], strict=False):
            if time_s < t1:
                return v0 + (v1 - v0) * (1 - math.cos(math.pi * (time_s - t0) / (t1 - t0))) / 2
        return self._knots[-1][1]

    def exceeds_s(self, speed: float, scale: Callable[[float], float] = float) -> float:
        """When the (scaled) value first changes quicker than a speed."""
        step_s = 1e-3
        for i in range(int(self.length_s / step_s)):
            change = scale(self.at((i + 1) * step_s)) - scale(self.at(i * step_s))
            if abs(change) > speed * step_s:
                return i * step_s
        return math.inf


@dataclass(frozen=True)
class Leg:
    """What one leg of somebody lying does: its knee bends with the foot on the mat
    (``slide``), and the whole leg is lifted (``lift``), in degrees."""

    slide: Course
    lift: Course

    def at(self, time_s: float) -> Point:
        """Flexion of hip and knee."""
        knee_deg = self.slide.at(time_s)
        return slide_hip_deg(knee_deg) + self.lift.at(time_s), knee_deg


def sliding(course: Course) -> Leg:
    """A leg that slides its heel."""
    return Leg(course, Course(0))


def lifting(course: Course) -> Leg:
    """A straight leg that is lifted."""
    return Leg(Course(0), course)


def resting(knee_deg: float = 0.0) -> Leg:
    """A leg that keeps still."""
    return Leg(Course(knee_deg), Course(0))


STRAIGHT_ON = Camera()
#: One that sees without any error.
EXACT = Camera(tremble_px=0.0)


def film(
    length_s: float,
    figure_at: Callable[[float], Figure],
    fps: float = 12.0,
    camera: Camera = STRAIGHT_ON,
) -> Film:
    """Shoot a figure from time 0 on."""
    times = [i / fps for i in range(round(length_s * fps) + 1)]
    return [(time_s, camera.shoot(figure_at(time_s), time_s)) for time_s in times]


def squats(
    knee: Course,
    fps: float = 12.0,
    camera: Camera = STRAIGHT_ON,
    **how: float,
) -> Film:
    """Somebody at the wall who bends both knees."""
    return film(knee.length_s, lambda t: standing(knee.at(t), **how), fps, camera)


def lying(
    left: Leg,
    right: Leg,
    fps: float = 12.0,
    camera: Camera = STRAIGHT_ON,
    stature_m: float = STATURE_M,
) -> Film:
    """Somebody lying on the back who moves the legs."""
    length_s = max(c.length_s for leg in (left, right) for c in (leg.slide, leg.lift))
    return film(
        length_s,
        lambda t: supine(*left.at(t), *right.at(t), stature_m=stature_m),
        fps,
        camera,
    )


def lift_deg(inches: float, stature_m: float = STATURE_M) -> float:
    """How far a straight leg is raised when its ankle is so many inches high."""
    return math.degrees(math.asin(inches * INCH_M / (LEG_OVER_STATURE * stature_m)))


def each_pose(moments: Film, change: Callable[[Pose], Pose | None]) -> Film:
    """Change every pose of a film."""
    return [(time_s, change(pose) if pose else None) for time_s, pose in moments]


def each_xy(moments: Film, change: Callable[[Array], Array]) -> Film:
    """Change the pixels of every pose of a film."""
    return each_pose(moments, lambda pose: replace(pose, image_xy=change(pose.image_xy)))


def mirrored(moments: Film) -> Film:
    """The film as a mirror shows it, left and right named anew."""
    return each_pose(moments, mirror)


def turned(moments: Film, turn_deg: int) -> Film:
    """What is seen by a camera that was turned, so that its picture is turned clockwise."""

    def change(pose: Pose) -> Pose:
        xy, size = pose.image_xy, pose.frame_size
        for _ in range(turn_deg // 90):
            xy = np.stack((size[1] - 1 - xy[:, 1], xy[:, 0]), axis=1)
            size = size[1], size[0]
        return replace(pose, image_xy=xy, frame_size=size)

    return each_pose(moments, change)


def jittered(moments: Film, sigma_px: float, seed: int) -> Film:
    """Every landmark of every frame a little wrong."""
    rng = np.random.default_rng(seed)
    return each_xy(moments, lambda xy: xy + rng.normal(0, sigma_px, xy.shape))


def alive(moments: Film) -> Film:
    """The film of one pose again and again as a body that keeps still, not a picture that does."""
    return jittered(moments, TREMBLE_PX / 2, seed=0)


def scaled(moments: Film, factor: float) -> Film:
    """The same film in another resolution."""

    def change(pose: Pose) -> Pose:
        width, height = pose.frame_size
        size = (round(width * factor), round(height * factor))
        return replace(pose, image_xy=pose.image_xy * factor, frame_size=size)

    return each_pose(moments, change)


def shifted(moments: Film, seconds: float) -> Film:
    """The same film at another media time."""
    return [
        (time_s + seconds, replace(pose, time_s=time_s + seconds) if pose else None)
        for time_s, pose in moments
    ]


def between(
    moments: Film, start_s: float, end_s: float, change: Callable[[Pose], Pose | None]
) -> Film:
    """Change the poses of a stretch of a film."""
    return [(t, change(pose) if pose and start_s <= t < end_s else pose) for t, pose in moments]


def nobody(pose: Pose) -> None:
    """See nobody instead."""
    return


def without(parts: Iterable[str], sides: Sequence[Side] = SIDES) -> Callable[[Pose], Pose]:
    """A change that moves some parts out of the picture."""
    gone = [index_of(part, side) for part in parts for side in sides]

    def change(pose: Pose) -> Pose:
        xy = pose.image_xy.copy()
        xy[gone, 1] += 2 * pose.frame_size[1]
        return replace(pose, image_xy=xy)

    return change


def legs_swapped(pose: Pose) -> Pose:
    """What the estimator does now and then: name the left leg right and the right leg left."""
    xy = pose.image_xy.copy()
    for part in LEG_PARTS:
        for side in SIDES:
            xy[index_of(part, side)] = pose.image_xy[index_of(part, other(side))]
    return replace(pose, image_xy=xy)


#: Specs are read once for all tests.
load_once = cache(load_exercise)


def judge(exercise: str | ExerciseSpec, moments: Film, person: Person | None = None) -> list[Event]:
    """Let a new trainer judge a film."""
    spec = load_once(exercise) if isinstance(exercise, str) else exercise
    trainer = Trainer(spec, person)
    return [event for time_s, pose in moments for event in trainer.step(pose, time_s)]
