"""How a body gets from one key pose to the other: limbs turn, they do not shrink."""

import math

from posetrainer.feedback.scene import STILL, Pose, front_of, middle_of, sided_chains
from posetrainer.feedback.strokes import Point

#: A way round that is longer than this, in radians, leads past the body's front: an arm is lifted
#: over the head there, not through the floor.
_FAR_RAD = math.radians(120)

Limb = tuple[str, str, str]


def between(start: Pose, target: Pose, share: float, *, frontal: bool = False) -> Pose:
    """Return the pose on the way from one to another.

    A limb whose end moves turns about its joints; one whose end stays, such as the leg of somebody
    who squats, bends.

    Parameters
    ----------
    start, target : dict of str to tuple of float
        Where the parts are.
    share : float
        How much of the way is over, 0 to 1; at both ends it is the pose itself.
    frontal : bool
        Whether the body is seen from the front: what goes far points at the camera on its way.
    """
    pose = {part: _mix(at, target[part], share) for part, at in start.items()}

    def turn(*segment: str) -> None:
        pivot, part = segment
        pose[part] = _turned(pose[pivot], start, target, segment, share, frontal)

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
    """Return the pose with its sides changed: what the left leg did, the right one does.

    Parameters
    ----------
    pose : dict of str to tuple of float
    frontal : bool
        Whether the body is seen from the front, where its sides are beside each other.
    """
    axis = 2 * middle_of(pose, "hip")[0] if frontal else 0.0
    turn = -1.0 if frontal else 1.0
    return {_other(part): (axis + turn * x, y) for part, (x, y) in pose.items()}


def _other(part: str) -> str:
    if part.startswith("left"):
        return part.replace("left", "right", 1)
    return part.replace("right", "left", 1)


def _mix(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _way(pose: Pose, ends: tuple[str, ...]) -> tuple[float, float]:
    """Return length and direction in radians from one part to another."""
    x, y = _from(pose[ends[0]], pose[ends[1]])
    return math.hypot(x, y), math.atan2(y, x)


def _from(a: Point, b: Point) -> Point:
    return b[0] - a[0], b[1] - a[1]


def _turned(
    pivot: Point,
    start: Pose,
    target: Pose,
    ends: tuple[str, ...],
    share: float,
    frontal: bool,
) -> Point:
    """Return where a part is that turns about another one."""
    (near, from_rad), (far, to_rad) = _way(start, ends), _way(target, ends)
    sweep = (to_rad - from_rad + math.pi) % math.tau - math.pi
    if abs(sweep) > _FAR_RAD and frontal:
        a, b = (_from(pose[ends[0]], pose[ends[1]]) for pose in (start, target))
        x, y = _mix(a, b, share)
        return pivot[0] + x, pivot[1] + y
    if abs(sweep) > _FAR_RAD:
        x, y = front_of(start)
        halfway = from_rad + sweep / 2
        if x * math.cos(halfway) + y * math.sin(halfway) < 0:
            sweep -= math.copysign(math.tau, sweep)
    length, angle = near + (far - near) * share, from_rad + sweep * share
    return pivot[0] + length * math.cos(angle), pivot[1] + length * math.sin(angle)


def _bent(root: Point, end: Point, start: Pose, target: Pose, limb: Limb, share: float) -> Point:
    """Return where the middle joint of a limb is, whose ends are known."""
    bends = _bend(start, limb), _bend(target, limb)
    apart = math.dist(root, end)
    if bends[0] * bends[1] <= 0 or apart == 0:
        # It is straight in one of the poses: then it hardly bends at all.
        return _mix(start[limb[1]], target[limb[1]], share)
    upper, lower = (
        _way(start, ends)[0] * (1 - share) + _way(target, ends)[0] * share
        for ends in (limb[:2], limb[1:])
    )
    along = (upper**2 - lower**2 + apart**2) / (2 * apart)
    aside = math.copysign(math.sqrt(max(0.0, upper**2 - along**2)), bends[0])
    x, y = (end[0] - root[0]) / apart, (end[1] - root[1]) / apart
    return root[0] + along * x - aside * y, root[1] + along * y + aside * x


def _bend(pose: Pose, limb: Limb) -> float:
    """Return on which side of its ends a limb's middle joint is: above zero, to the left."""
    (rx, ry), (jx, jy), (ex, ey) = (pose[part] for part in limb)
    return (ex - rx) * (jy - ry) - (ey - ry) * (jx - rx)
