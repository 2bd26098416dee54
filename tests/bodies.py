"""Articulated figures in a side view, and films of them: poses without a camera or a model.

A figure is drawn in metres, x along the floor and y up, for somebody whose left side is
turned to the camera: standing they face the picture's left, lying their head is on the right.
Segment lengths are Winter's shares of stature (Biomechanics and Motor Control of Human
Movement, figure 4.1). Angles are degrees of flexion; a straight joint is 0.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.kinematics.body import LEG_OVER_STATURE
from posetrainer.kinematics.geometry import Array
from posetrainer.pose.landmarks import COUNT, INDEX, NAMES, SIDES, Side, index_of, other
from posetrainer.pose.pose import Pose, mirror
from posetrainer.rules.events import Event
from posetrainer.rules.person import Person
from posetrainer.rules.trainer import Trainer

Point = tuple[float, float]
Moment = tuple[float, Pose | None]
Film = list[Moment]

STATURE_M = 1.70
THIGH, SHANK, TRUNK, NECK = LEG_OVER_STATURE * 0.499, LEG_OVER_STATURE * 0.501, 0.288, 0.12
UPPER_ARM, FOREARM, FOOT, HEEL_DOWN, HEEL_BACK = 0.186, 0.146, 0.11, 0.039, 0.03
#: Height of hip, shoulder and ankle of somebody lying, over stature.
LYING = 0.06
LEG_PARTS = ("hip", "knee", "ankle", "heel", "foot_index")
INCH_M = 0.0254
#: By how much a landmark of a living body is wrong, in pixels.
TREMBLE_PX = 0.15
_PARTS = ("shoulder", "elbow", "wrist", *LEG_PARTS, "ear")
#: The row of each landmark among the parts of the left side and those of the right; a hand is one
#: point, and so are the ear and most of the face.
_ROWS = np.full(COUNT, _PARTS.index("ear"))
for _side in SIDES:
    for _part in (*_PARTS, "pinky", "index", "thumb"):
        _row = _PARTS.index(_part if _part in _PARTS else "wrist")
        _ROWS[index_of(_part, _side)] = _row + len(_PARTS) * (_side == "right")
_RIGHT = np.array([name.startswith("right") for name in NAMES])
#: Trembling at one time and another: the same time always trembles alike.
_TREMBLING = np.random.default_rng(0).uniform(-1, 1, (1009, COUNT, 2))


def _along(start: Point, angle_deg: float, length: float) -> Point:
    """The end of a segment; 0 degrees points to the picture's left, 90 up."""
    angle = math.radians(angle_deg)
    return start[0] - length * math.cos(angle), start[1] + length * math.sin(angle)


def _leg(hip: Point, thigh_deg: float, knee_deg: float, foot_deg: float) -> dict[str, Point]:
    knee = _along(hip, thigh_deg, THIGH)
    ankle = _along(knee, thigh_deg - knee_deg, SHANK)
    heel = _along(_along(ankle, foot_deg - 90, HEEL_DOWN), foot_deg, -HEEL_BACK)
    return {
        "hip": hip,
        "knee": knee,
        "ankle": ankle,
        "heel": heel,
        "foot_index": _along(heel, foot_deg, FOOT),
    }


def _arm(shoulder: Point, angle_deg: float) -> dict[str, Point]:
    elbow = _along(shoulder, angle_deg, UPPER_ARM)
    return {"shoulder": shoulder, "elbow": elbow, "wrist": _along(elbow, angle_deg, FOREARM)}


@dataclass(frozen=True)
class Figure:
    """A person's parts in metres, left and right, and the face."""

    left: dict[str, Point]
    right: dict[str, Point]
    ear: Point
    nose: Point
    #: Where the far side lies in the picture against the near one, in metres.
    depth: Point


def standing(
    knee_deg: float,
    far_knee_deg: float | None = None,
    feet_in: float = 12.0,
    lean_deg: float = 0.0,
    x_m: float = 0.0,
    stature_m: float = STATURE_M,
) -> Figure:
    """Somebody standing with the back to a wall; bending the knees lowers the hips along it.

    ``lean_deg`` tips the trunk forward. With ``far_knee_deg`` each leg has a bend of its own:
    the straighter one carries the body, the other foot hangs in the air.
    """
    feet = feet_in * INCH_M / stature_m + HEEL_BACK

    def reach(bend_deg: float) -> float:
        bend = math.radians(bend_deg)
        return math.sqrt(THIGH**2 + SHANK**2 + 2 * THIGH * SHANK * math.cos(bend))

    bends = (knee_deg, knee_deg if far_knee_deg is None else far_knee_deg)
    carrying = max(reach(bend) for bend in bends)
    hip = (0.0, HEEL_DOWN + math.sqrt(carrying**2 - feet**2))
    shoulder = _along(hip, 90 - lean_deg, TRUNK)
    to_foot_deg = -math.degrees(math.acos(feet / carrying))
    near, far = (
        _leg(hip, to_foot_deg + slide_hip_deg(bend), bend, 0.0) | _arm(shoulder, -90)
        for bend in bends
    )
    ear = _along(shoulder, 90 - lean_deg, NECK)
    return _sized(near, far, ear, _along(ear, 0, 0.06), (0.03, 0.02), stature_m, x_m)


def slide_hip_deg(knee_deg: float) -> float:
    """Hip flexion that keeps a bent leg's ankle on the mat."""
    knee = math.radians(knee_deg)
    return math.degrees(math.atan2(SHANK * math.sin(knee), THIGH + SHANK * math.cos(knee)))


def supine(
    left_hip_deg: float,
    left_knee_deg: float,
    right_hip_deg: float,
    right_knee_deg: float,
    trunk_deg: float = 0.0,
    stature_m: float = STATURE_M,
) -> Figure:
    """Somebody lying on the back, each leg by its own; ``trunk_deg`` sits them up."""
    hip = (0.0, LYING)
    shoulder = _along(hip, 180 - trunk_deg, TRUNK)
    arm = _arm(shoulder, -trunk_deg)
    legs = [
        _leg(hip, hip_deg, knee_deg, hip_deg - knee_deg + 90) | arm
        for hip_deg, knee_deg in (
            (left_hip_deg, left_knee_deg),
            (right_hip_deg, right_knee_deg),
        )
    ]
    ear = _along(shoulder, 180 - trunk_deg, NECK)
    nose = _along(ear, 90 - trunk_deg, 0.06)
    return _sized(legs[0], legs[1], ear, nose, (0.01, 0.06), stature_m, 0.0)


def _sized(
    left: dict[str, Point],
    right: dict[str, Point],
    ear: Point,
    nose: Point,
    depth: Point,
    stature_m: float,
    x_m: float,
) -> Figure:
    def at(point: Point) -> Point:
        return point[0] * stature_m + x_m, point[1] * stature_m

    near, far = ({part: at(point) for part, point in side.items()} for side in (left, right))
    return Figure(near, far, ear=at(ear), nose=at(nose), depth=depth)


@dataclass(frozen=True)
class Camera:
    """How a figure becomes a pose.

    Parameters
    ----------
    size : tuple of int
        Width and height of the picture in pixels.
    width_m : float
        How much of the world fits into the picture's width.
    near_seen, far_seen : float
        Visibility of the landmarks of the left side, which is the near one, and of the
        right; see ``mirrored`` for the view from the other side.
    tremble_px : float
        Landmarks are wrong by up to so much, anew in each picture: those of a picture that has
        stopped are the only ones that never move. 0 shoots exactly.
    """

    size: tuple[int, int] = (640, 480)
    width_m: float = 3.0
    near_seen: float = 0.99
    far_seen: float = 0.7
    tremble_px: float = TREMBLE_PX

    def shoot(self, figure: Figure, time_s: float) -> Pose:
        """Return the pose of a figure."""
        scale = self.size[0] / self.width_m
        sides = ({**side, "ear": figure.ear} for side in (figure.left, figure.right))
        metres = np.array([side[part] for side in sides for part in _PARTS])
        metres[len(_PARTS) :] += figure.depth
        metres = metres[_ROWS]
        metres[INDEX["nose"]] = figure.nose
        xy = metres * (scale, -scale) + (self.size[0] / 2, self.size[1] * 0.9)
        if self.tremble_px:
            xy += self.tremble_px * _TREMBLING[round(abs(time_s) * 1e6) % len(_TREMBLING)]
        visibility = np.where(_RIGHT, self.far_seen, self.near_seen)
        return Pose(time_s, xy, np.zeros((COUNT, 3)), visibility, self.size)


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
