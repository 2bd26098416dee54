"""Interpolation between key poses: limbs turn instead of changing their length."""

import math

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
from posetrainer.feedback.scene import STILL, Pose, front_of, middle_of, sided_chains

#: A larger turn, in degrees, goes past the body's front: an arm is lifted over the head there, not
#: through the floor.
_FAR_DEG = 120.0

Limb = tuple[str, str, str]


def pose_between(start: Pose, target: Pose, share: float, *, frontal: bool = False) -> Pose:
    """Return the pose at a share of the way from one to another; at 0 and 1 it is the pose itself.

    A limb whose end moves turns about its joints; one whose end stays, such as the leg in a squat,
    bends. Seen from the front, what turns far points at the camera on its way.
    """
    pose = {part: between(at, target[part], share) for part, at in start.items()}

    def turn(pivot: str, part: str) -> None:
        begin, end = (vector(at[pivot], at[part]) for at in (start, target))
        pose[part] = shifted(pose[pivot], _turned(begin, end, share, front_of(start), frontal))

    for root, joint, end, *tip in sided_chains():
        if math.dist(start[end], target[end]) > STILL:
            turn(root, joint)
            turn(joint, end)
        else:
            pose[joint] = _bent(pose[root], pose[end], start, target, (root, joint, end), share)
        for beyond in tip:
            turn(end, beyond)
    return pose


def swapped(pose: Pose, *, frontal: bool) -> Pose:
    """Return the pose with its sides changed; seen from the front, these are beside each other."""
    axis = 2 * middle_of(pose, "hip")[0] if frontal else 0.0
    turn = -1.0 if frontal else 1.0
    return {_other(part): (axis + turn * x, y) for part, (x, y) in pose.items()}


def _other(part: str) -> str:
    if part.startswith("left"):
        return part.replace("left", "right", 1)
    return part.replace("right", "left", 1)


def _turned(a: Point, b: Point, share: float, front: Point, frontal: bool) -> Point:
    """Return what a vector has become at a share of its turn into another."""
    from_deg = angle_of(a)
    sweep = short_turn(from_deg, angle_of(b))
    if abs(sweep) > _FAR_DEG:
        if frontal:
            return between(a, b, share)
        halfway = at_angle((0.0, 0.0), 1.0, from_deg + sweep / 2)
        if front[0] * halfway[0] + front[1] * halfway[1] < 0:
            sweep -= math.copysign(360.0, sweep)
    length = math.hypot(*a) + (math.hypot(*b) - math.hypot(*a)) * share
    return at_angle((0.0, 0.0), length, from_deg + sweep * share)


def _bent(root: Point, end: Point, start: Pose, target: Pose, limb: Limb, share: float) -> Point:
    """Return where the middle joint of a limb is, whose ends are known."""
    bends = _bend(start, limb), _bend(target, limb)
    apart = math.dist(root, end)
    if bends[0] * bends[1] <= 0 or apart == 0:
        # It is straight in one of the poses: then it hardly bends at all.
        return between(start[limb[1]], target[limb[1]], share)
    upper, lower = (
        math.dist(start[a], start[b]) * (1 - share) + math.dist(target[a], target[b]) * share
        for a, b in (limb[:2], limb[1:])
    )
    along = (upper**2 - lower**2 + apart**2) / (2 * apart)
    aside = math.copysign(math.sqrt(max(0.0, upper**2 - along**2)), bends[0])
    x, y = (end[0] - root[0]) / apart, (end[1] - root[1]) / apart
    return root[0] + along * x - aside * y, root[1] + along * y + aside * x


def _bend(pose: Pose, limb: Limb) -> float:
    """Return on which side of its ends a limb's middle joint is: above zero, to the left."""
    root, joint, end = (pose[part] for part in limb)
    return cross(vector(root, end), vector(root, joint))
