"""The instruction picture: a bold figure that goes from the start to the target.

Drawn from the spec's key poses. The target is the figure; what moves is sky blue as in the
picture of the camera, where it comes from is a ghost, and an arrow says which way.
"""

import math
from dataclasses import replace
from itertools import pairwise

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import strokes
from posetrainer.feedback.breathing import draw_breath, width_shown
from posetrainer.feedback.demonstration import Demonstration, timing_of
from posetrainer.feedback.palette import FAINT, GROUND, MUTED, SKY_BLUE, WHITE, YELLOW, Colour
from posetrainer.feedback.scene import (
    ARM,
    HEAD,
    LEG,
    TRUNK,
    Pose,
    Scene,
    Segment,
    middle_of,
    pose_between,
    scene_of,
    sided_chains,
)
from posetrainer.feedback.strokes import Point
from posetrainer.feedback.text import Box, Image
from posetrainer.pose.landmarks import SIDES

#: The dark edge between limbs, the arrow's shaft, and the widest breath, in trunk lengths.
EDGE, SHAFT, BREATH = 0.06, 0.11, 0.36


class _Pen:
    """Draw in trunk lengths, scaled so that scenes fill a box.

    Parameters
    ----------
    image : ndarray, shape (H, W, 3), uint8
        Is changed.
    box : Box
        Room in pixels.
    *scenes : Scene
        What must fit in.
    """

    def __init__(self, image: Image, box: Box, *scenes: Scene) -> None:
        poses = [pose for scene in scenes for pose in (scene.start, scene.target)]
        points = [point for pose in poses for point in pose.values()]
        points += [point for scene in scenes for point in scene.arrow]
        points += [(scene.wall, 0.0) for scene in scenes if scene.wall is not None]
        heads = [pose["head"] for pose in poses]
        left, right = (
            min(min(x for x, _ in points) - LEG, min(x for x, _ in heads) - HEAD),
            max(max(x for x, _ in points) + LEG, max(x for x, _ in heads) + HEAD),
        )
        top = max(max(y for _, y in points) + LEG, max(y for _, y in heads) + HEAD)
        bottom = min(scene.floor for scene in scenes) - LEG
        # Smooth edges and rounded widths reach a little further.
        box = box.shrunk(3)
        self.image = image
        self.left, self.right = left, right
        self.scale = min(box.w / (right - left), box.h / (top - bottom))
        self._x = box.x + box.w / 2 - self.scale * (left + right) / 2
        self._y = box.y + box.h / 2 + self.scale * (top + bottom) / 2

    def at(self, point: Point) -> Point:
        """Return a point in pixels."""
        return self._x + self.scale * point[0], self._y - self.scale * point[1]

    def line(self, a: Point, b: Point, colour: Colour, width: float) -> None:
        """Draw a line with round ends."""
        strokes.line(self.image, self.at(a), self.at(b), colour, max(2.0, self.scale * width))

    def disc(self, middle: Point, radius: float, colour: Colour) -> None:
        """Fill a circle."""
        strokes.disc(self.image, self.at(middle), self.scale * radius, colour)

    def ring(self, middle: Point, radius: float, colour: Colour, width: float) -> None:
        """Draw a circle."""
        strokes.circle(self.image, self.at(middle), self.scale * radius, colour, self.scale * width)


def draw_pictogram(
    image: Image, box: Box, spec: ExerciseSpec, mirrored: bool = False, share: float = 1.0
) -> bool:
    """Draw the instruction picture and return whether there is one.

    Parameters
    ----------
    image : ndarray, shape (H, W, 3), uint8
        Is changed, inside of the box only.
    box : Box
        Room in pixels; its ground is :data:`~posetrainer.feedback.palette.GROUND`.
    spec : ExerciseSpec
        Without key poses nothing is drawn.
    mirrored : bool
        Whether the camera's picture is shown as a mirror shows it.
    share : float
        How much of the way from the start to the target the figure has gone, from 0 to 1.
    """
    if spec.key_poses is None:
        return False
    scene = scene_of(spec, spec.key_poses, mirrored)
    pen = _Pen(image, box, scene)
    scene = replace(scene, target=pose_between(scene.start, scene.target, share))
    _surroundings(pen, spec, scene)
    _ghost(pen, scene, scene.start)
    _figure(pen, scene, scene.target, SKY_BLUE)
    return True


def draw_demonstration(
    image: Image, box: Box, spec: ExerciseSpec, demonstration: Demonstration, time_s: float
) -> None:
    """Draw the figure at work, and faintly where it goes; what is held is in the hold's colour.

    Parameters
    ----------
    image : ndarray, shape (H, W, 3), uint8
        Is changed, inside of the box only.
    box : Box
        Room in pixels; its ground is :data:`~posetrainer.feedback.palette.GROUND`.
    spec : ExerciseSpec
        The exercise.
    demonstration : Demonstration
        Of this exercise.
    time_s : float
        Media time in seconds.
    """
    pen = _Pen(image, box, *demonstration.scenes)
    shown = demonstration.at(time_s)
    _surroundings(pen, spec, shown.scene)
    if spec.paced is None:
        _ghost(pen, shown.scene, shown.scene.target)
        _figure(pen, shown.scene, shown.pose, YELLOW if shown.held else SKY_BLUE)
        return
    _figure(pen, shown.scene, shown.pose, SKY_BLUE)
    hips, neck = (middle_of(shown.pose, part) for part in ("hip", "shoulder"))
    belly = (2 * hips[0] + neck[0]) / 3, (2 * hips[1] + neck[1]) / 3
    width, narrows = width_shown(timing_of(spec), time_s)
    colour = YELLOW if narrows else SKY_BLUE
    draw_breath(image, pen.at(belly), BREATH * pen.scale, width, colour)


def _ghost(pen: _Pen, scene: Scene, pose: Pose) -> None:
    """Draw faintly what moves, in another pose."""
    if scene.whole:
        _body(pen, pose, scene, FAINT, FAINT)
    for a, b in scene.moving:
        pen.line(pose[a], pose[b], FAINT, _width(b))


def _figure(pen: _Pen, scene: Scene, pose: Pose, colour: Colour) -> None:
    """Draw the body, what moves in a colour, and the arrow that says which way."""
    _body(pen, pose, scene, WHITE, MUTED)
    edged = sorted(
        scene.moving, key=lambda segment: scene.near is not None and _far(segment, scene)
    )
    for a, b in reversed(edged):
        pen.line(pose[a], pose[b], GROUND, _width(b) + 2 * EDGE)
    for a, b in reversed(edged):
        pen.line(pose[a], pose[b], colour, _width(b))
    _draw_arrow(pen, scene.arrow)


def _far(segment: Segment, scene: Scene) -> bool:
    return scene.near is not None and not segment[0].startswith(scene.near)


def _width(part: str) -> float:
    return ARM if part.endswith(("elbow", "wrist")) else LEG


def _surroundings(pen: _Pen, spec: ExerciseSpec, scene: Scene) -> None:
    """Draw the floor, and the wall or the ball that the exercise needs."""
    floor = scene.floor
    pen.line((pen.left + 0.05, floor - LEG / 4), (pen.right - 0.05, floor - LEG / 4), FAINT, 0.09)
    hips = middle_of(scene.target, "hip")
    if scene.wall is not None:
        top = max(y for _, y in scene.start.values()) + HEAD
        pen.line((scene.wall, floor), (scene.wall, top - 0.05), MUTED, 0.09)
    if "ball" in spec.equipment:
        _ball(pen, scene, hips)


def _ball(pen: _Pen, scene: Scene, hips: Point) -> None:
    """Draw the ball under whatever rests on it: the hips, or else a shank."""
    if hips[1] - scene.floor > 0.6:
        rests = hips
    else:
        shanks = [[scene.start[f"{side}_{part}"] for part in ("knee", "ankle")] for side in SIDES]
        (ax, ay), (bx, by) = max(shanks, key=lambda shank: shank[0][1] + shank[1][1])
        rests = (ax + 2 * bx) / 3, (ay + 2 * by) / 3
    radius = (rests[1] - LEG / 2 - scene.floor) / 2
    if radius > 0:
        pen.ring((rests[0], scene.floor + radius), radius, MUTED, 0.09)


def _body(pen: _Pen, pose: Pose, scene: Scene, near: Colour, far: Colour) -> None:
    """Draw what does not move: the far limbs first, then trunk and head, then the near ones."""
    still = [
        (a, b) for chain in sided_chains() for a, b in pairwise(chain) if (a, b) not in scene.moving
    ]
    behind = [segment for segment in still if _far(segment, scene)]
    before = [segment for segment in still if segment not in behind]
    for a, b in behind:
        pen.line(pose[a], pose[b], far, _width(b))
    _trunk(pen, pose, near)
    for a, b in before:
        pen.line(pose[a], pose[b], GROUND, _width(b) + EDGE)
    for a, b in before:
        pen.line(pose[a], pose[b], near, _width(b))


def _trunk(pen: _Pen, pose: Pose, colour: Colour) -> None:
    neck, hips = middle_of(pose, "shoulder"), middle_of(pose, "hip")
    head = pose["head"]
    pen.line(neck, head, colour, 0.6 * ARM)
    wide = abs(pose["left_shoulder"][0] - pose["right_shoulder"][0]) > TRUNK
    if wide:
        corners = [
            pen.at(pose[name])
            for name in ("left_shoulder", "right_shoulder", "right_hip", "left_hip")
        ]
        strokes.area(pen.image, corners, colour)
        strokes.path(pen.image, corners, colour, pen.scale * ARM, closed=True)
    else:
        pen.line(neck, hips, colour, TRUNK)
    pen.disc(head, HEAD + EDGE / 2, GROUND)
    pen.disc(head, HEAD, colour)


def _draw_arrow(pen: _Pen, arrow: tuple[Point, ...]) -> None:
    if len(arrow) < 2:
        return
    points = [pen.at(point) for point in arrow]
    (ax, ay), (bx, by) = points[-2], points[-1]
    toward = math.degrees(math.atan2(by - ay, bx - ax))
    size = max(8.0, 0.34 * pen.scale)
    for colour, more in ((GROUND, 2 * EDGE * pen.scale), (SKY_BLUE, 0.0)):
        strokes.path(pen.image, points, colour, SHAFT * pen.scale + more)
        tip = (
            bx + (0.55 * size + more / 2) * math.cos(math.radians(toward)),
            by + (0.55 * size + more / 2) * math.sin(math.radians(toward)),
        )
        strokes.arrow_head(pen.image, tip, toward, size + 1.5 * more, colour)
