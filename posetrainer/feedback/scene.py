"""The content of an instruction picture: moving parts, direction, floor and wall."""

import math
from dataclasses import dataclass
from itertools import pairwise

from posetrainer.exercises.key_poses import KeyPose, KeyPoses
from posetrainer.exercises.spec import ExerciseSpec, Lift
from posetrainer.feedback.figure import LEG as LEG_PARTS
from posetrainer.feedback.figure import working_limb
from posetrainer.feedback.points import (
    Point,
    angle_of,
    at_angle,
    between,
    cross,
    shifted,
    short_turn,
    vector,
)
from posetrainer.pose.landmarks import SIDES, Side

#: Widths in trunk lengths: distinct at three metres, as no thin line is.
LEG, ARM, TRUNK, HEAD = 0.21, 0.16, 0.34, 0.25
#: What moves less than this, in trunk lengths, keeps still.
STILL = 0.12
#: From here on the hips themselves move: then the whole body does.
HIPS_MOVE = 0.07
#: A shorter way is shown by an arrow of this length.
SHORTEST_ARROW = 0.5
#: The arrow is so far beside what moves that neither hides the other.
ASIDE = 0.36

Pose = dict[str, Point]
Segment = tuple[str, str]
_CHAINS = (("hip", "knee", "ankle", "foot_index"), ("shoulder", "elbow", "wrist"))


@dataclass(frozen=True)
class Scene:
    """What is to be drawn, in trunk lengths with y up.

    Parameters
    ----------
    start, target : dict of str to tuple of float
        Where the parts are.
    moving : frozenset of (str, str)
        Segments that move.
    whole : bool
        Whether the trunk moves, too.
    near : {"left", "right"} or None
        The side turned to the camera; None where both are.
    facing : float
        -1 where the toes point to the left, 1 to the right, 0 toward the camera.
    arrow : tuple of tuple of float
        Points along the arrow, empty without one.
    floor : float
        Height of the floor.
    wall : float or None
        Where the wall is that the back leans on, if there is one.
    """

    start: Pose
    target: Pose
    moving: frozenset[Segment]
    whole: bool
    near: Side | None
    facing: float
    arrow: tuple[Point, ...]
    floor: float
    wall: float | None


def scene_of(spec: ExerciseSpec, poses: KeyPoses, mirrored: bool) -> Scene:
    """Return what moves, and which way, in the key poses of an exercise.

    ``mirrored``: whether the camera's picture is shown as a mirror shows it.
    """
    turn = -1.0 if mirrored else 1.0
    start, target = (_places(pose, turn) for pose in (poses.start, poses.target))
    return scene_of_poses(spec, start, target, mirrored)


def scene_of_poses(spec: ExerciseSpec, start: Pose, target: Pose, mirrored: bool) -> Scene:
    """Return what moves between two poses, given as they are seen."""
    turn = -1.0 if mirrored else 1.0
    moves = {part: math.dist(start[part], target[part]) for part in start}
    whole = math.dist(middle_of(start, "hip"), middle_of(target, "hip")) > HIPS_MOVE
    moving = frozenset(
        (a, b)
        for chain in sided_chains()
        for a, b in pairwise(chain)
        if not whole and max(moves[a], moves[b]) > STILL
    )
    if not moving:
        limb = [part for part in working_limb(spec) if part != "heel"]
        moving = frozenset((f"{s}_{a}", f"{s}_{b}") for s in SIDES for a, b in pairwise(limb))
    front = front_of(start)
    side_view = spec.view == "side"
    facing = math.copysign(1.0, front[0]) if side_view else 0.0
    near = _near(start, front, turn) if side_view else None
    floor = min(y for pose in (start, target) for _, y in pose.values()) - LEG / 2
    arrow = _ahead(start, target, facing) if whole else _arrow(spec, start, target, moves)
    wall = None
    if "wall" in spec.equipment and facing:
        wall = middle_of(target, "hip")[0] - facing * (TRUNK / 2 + 0.1)
    return Scene(start, target, moving, whole, near, facing, arrow, floor, wall)


def _places(pose: KeyPose, turn: float) -> Pose:
    return {name: (turn * at[0], at[1]) for name, at in pose}


def sided_chains() -> list[tuple[str, ...]]:
    """Return the limbs of both sides, from the trunk outward."""
    return [tuple(f"{side}_{part}" for part in chain) for chain in _CHAINS for side in SIDES]


def middle_of(pose: Pose, part: str) -> Point:
    """Return the middle between a part's two sides."""
    left, right = (pose[f"{side}_{part}"] for side in SIDES)
    return between(left, right, 0.5)


def front_of(pose: Pose) -> Point:
    """Return where the body's front is: knees and toes point there, on the whole."""
    segments = (("ankle", "foot_index"), ("hip", "knee"))
    ways = [vector(pose[f"{s}_{a}"], pose[f"{s}_{b}"]) for a, b in segments for s in SIDES]
    return sum(x for x, _ in ways), sum(y for _, y in ways)


def _near(pose: Pose, front: Point, turn: float) -> Side:
    """Return the side turned to the camera: the left one, where its up turns to its front."""
    up = vector(middle_of(pose, "hip"), middle_of(pose, "shoulder"))
    return "left" if turn * cross(up, front) > 0 else "right"


def _ahead(start: Pose, target: Pose, facing: float) -> tuple[Point, ...]:
    """Return the arrow of a whole body: in front of its chest, where nothing hides it."""
    x, y = middle_of(target, "shoulder")
    middle = x + facing * (ASIDE + SHORTEST_ARROW), y
    across, up = vector(middle_of(start, "hip"), middle_of(target, "hip"))
    # Up, down, forward or back; a slant would add nothing.
    return _straight(middle, (across, 0.0) if abs(across) > abs(up) else (0.0, up))


def _straight(middle: Point, way: Point) -> tuple[Point, ...]:
    length = math.hypot(*way)
    if length < 0.01:
        return ()
    half = max(SHORTEST_ARROW, length) / 2 / length
    return shifted(middle, way, -half), shifted(middle, way, half)


def _arrow(
    spec: ExerciseSpec, start: Pose, target: Pose, moves: dict[str, float]
) -> tuple[Point, ...]:
    """Return the arrow of the limb that the driving measure follows."""
    driver = spec.driver
    if driver is None:
        return ()
    part = driver.part if isinstance(driver, Lift) else driver.parts[-1]
    # The limb's end goes furthest, and nothing of the limb lies beyond it.
    if part != "foot_index":
        part = "ankle" if part in LEG_PARTS else "wrist"
    name = max((f"{side}_{part}" for side in SIDES), key=moves.__getitem__)
    a, b = start[name], target[name]
    pivot = _pivot(name, moves)
    if pivot and moves[name] >= SHORTEST_ARROW:
        about = start[pivot]
        if abs(math.dist(about, b) - math.dist(about, a)) < 0.5 * moves[name]:
            return _arc(about, a, b)
    # Beside a short or a straight way, on the side away from the body, rather above it.
    way, middle = vector(a, b), between(a, b, 0.5)
    length = max(0.01, math.hypot(*way))
    aside = -way[1] / length, way[0] / length
    out = vector(middle_of(start, "hip"), middle)
    if aside[0] * out[0] + aside[1] * (abs(out[0]) + abs(out[1])) < 0:
        aside = -aside[0], -aside[1]
    return _straight(shifted(middle, aside, ASIDE), way)


def _pivot(name: str, moves: dict[str, float]) -> str | None:
    """Return the joint that a part turns about: the next one up the limb that keeps still."""
    chain = next(chain for chain in sided_chains() if name in chain)
    above = reversed(chain[: chain.index(name)])
    return next((part for part in above if moves[part] < 0.3 * moves[name]), None)


def _arc(pivot: Point, a: Point, b: Point) -> tuple[Point, ...]:
    """Return an arrow around a pivot, outside of what turns about it."""
    from_deg = angle_of(vector(pivot, a))
    sweep = short_turn(from_deg, angle_of(vector(pivot, b)))
    near, far = math.dist(pivot, a) + ASIDE, math.dist(pivot, b) + ASIDE
    # The head makes it longer.
    shares = (0.05 + 0.8 * i / 12 for i in range(13))
    return tuple(at_angle(pivot, near + (far - near) * s, from_deg + sweep * s) for s in shares)
