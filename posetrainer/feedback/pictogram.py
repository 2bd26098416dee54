"""The instruction picture: a bold figure that moves from the start to the target.

Drawn from the spec's key poses. The target is the figure; what moves is sky blue as in the
camera's picture, where it comes from is a ghost, and an arrow shows the direction.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import strokes
from posetrainer.feedback.breathing import draw_breath, width_shown
from posetrainer.feedback.demonstration import Demonstration, timing_of
from posetrainer.feedback.movement import pose_between
from posetrainer.feedback.palette import FAINT, GROUND, MUTED, SKY_BLUE, WHITE, YELLOW, Colour
from posetrainer.feedback.points import Point, angle_of, at_angle, between, vector
from posetrainer.feedback.scene import (
    ARM,
    HEAD,
    LEG,
    TRUNK,
    Pose,
    Scene,
    Segment,
    middle_of,
    scene_of,
    sided_chains,
)
from posetrainer.feedback.strokes import Pen
from posetrainer.feedback.text import Box, Image
from posetrainer.pose.landmarks import SIDES

#: The dark edge between limbs, the arrow's shaft, and the widest breath, in trunk lengths.
EDGE, SHAFT, BREATH = 0.06, 0.11, 0.36


class _BodyPen(Pen):
    """Draws bodies in trunk lengths with y up, scaled so that scenes fill a box of an image."""

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
        scale = min(box.w / (right - left), box.h / (top - bottom))
        x, y = box.middle
        origin = x - scale * (left + right) / 2, y + scale * (top + bottom) / 2
        super().__init__(image, origin, scale, up=True)
        self.left, self.right = left, right

    def limbs(
        self, pose: Pose, segments: Iterable[Segment], colour: Colour, more: float = 0.0
    ) -> None:
        """Draw segments, wider than usual by ``more``."""
        for a, b in segments:
            width = ARM if b.endswith(("elbow", "wrist")) else LEG
            self.line(pose[a], pose[b], colour, width + more)

    def edged_limbs(
        self, pose: Pose, segments: Sequence[Segment], colour: Colour, edge: float
    ) -> None:
        """Draw segments with a dark edge: all edges first, so that joints have none across them."""
        self.limbs(pose, segments, GROUND, edge)
        self.limbs(pose, segments, colour)


def draw_pictogram(
    image: Image, box: Box, spec: ExerciseSpec, mirrored: bool = False, share: float = 1.0
) -> bool:
    """Draw the instruction picture into a box and return whether there is one.

    Without key poses nothing is drawn. ``share`` is how much of the way from the start to the
    target the figure has gone, 0 to 1.
    """
    if spec.key_poses is None:
        return False
    scene = scene_of(spec, spec.key_poses, mirrored)
    pen = _BodyPen(image, box, scene)
    pose = pose_between(scene.start, scene.target, share, frontal=spec.view == "front")
    scene = replace(scene, target=pose)
    _surroundings(pen, spec, scene)
    _ghost(pen, scene, scene.start)
    _figure(pen, scene, scene.target, SKY_BLUE)
    return True


def draw_demonstration(
    image: Image, box: Box, spec: ExerciseSpec, demonstration: Demonstration, time_s: float
) -> None:
    """Draw the figure at work at a media time, and faintly where it goes.

    What is held is in the hold's colour.
    """
    pen = _BodyPen(image, box, *demonstration.scenes)
    shown = demonstration.at(time_s)
    _surroundings(pen, spec, shown.scene)
    if spec.paced is None:
        _ghost(pen, shown.scene, shown.scene.target)
        _figure(pen, shown.scene, shown.pose, YELLOW if shown.held else SKY_BLUE)
        return
    _figure(pen, shown.scene, shown.pose, SKY_BLUE)
    belly = between(middle_of(shown.pose, "hip"), middle_of(shown.pose, "shoulder"), 1 / 3)
    width, narrows = width_shown(timing_of(spec), time_s)
    draw_breath(image, pen.at(belly), BREATH * pen.scale, width, YELLOW if narrows else SKY_BLUE)


def _ghost(pen: _BodyPen, scene: Scene, pose: Pose) -> None:
    """Draw faintly what moves, in another pose."""
    if scene.whole:
        _body(pen, pose, scene, FAINT, FAINT)
    pen.limbs(pose, scene.moving, FAINT)


def _figure(pen: _BodyPen, scene: Scene, pose: Pose, colour: Colour) -> None:
    """Draw the body, what moves in a colour, and the arrow of its direction."""
    _body(pen, pose, scene, WHITE, MUTED)
    # The near side over the far one.
    moving = sorted(scene.moving, key=lambda segment: not _far(segment, scene))
    pen.edged_limbs(pose, moving, colour, 2 * EDGE)
    _draw_arrow(pen, scene.arrow)


def _far(segment: Segment, scene: Scene) -> bool:
    return scene.near is not None and not segment[0].startswith(scene.near)


def _surroundings(pen: _BodyPen, spec: ExerciseSpec, scene: Scene) -> None:
    """Draw the floor, and the wall or the ball that the exercise needs."""
    floor = scene.floor
    pen.line((pen.left + 0.05, floor - LEG / 4), (pen.right - 0.05, floor - LEG / 4), FAINT, 0.09)
    if scene.wall is not None:
        top = max(y for _, y in scene.start.values()) + HEAD
        pen.line((scene.wall, floor), (scene.wall, top - 0.05), MUTED, 0.09)
    if "ball" in spec.equipment:
        _ball(pen, scene)


def _ball(pen: _BodyPen, scene: Scene) -> None:
    """Draw the ball under what rests on it: the hips, or else a shank."""
    rests = middle_of(scene.target, "hip")
    if rests[1] - scene.floor <= 0.6:
        shanks = [[scene.start[f"{side}_{part}"] for part in ("knee", "ankle")] for side in SIDES]
        knee, ankle = max(shanks, key=lambda shank: shank[0][1] + shank[1][1])
        rests = between(knee, ankle, 2 / 3)
    radius = (rests[1] - LEG / 2 - scene.floor) / 2
    if radius > 0:
        pen.circle((rests[0], scene.floor + radius), radius, MUTED, 0.09)


def _body(pen: _BodyPen, pose: Pose, scene: Scene, near: Colour, far: Colour) -> None:
    """Draw what does not move: the far limbs first, then trunk and head, then the near ones."""
    still = [
        (a, b) for chain in sided_chains() for a, b in pairwise(chain) if (a, b) not in scene.moving
    ]
    pen.limbs(pose, [segment for segment in still if _far(segment, scene)], far)
    _trunk(pen, pose, near)
    pen.edged_limbs(pose, [segment for segment in still if not _far(segment, scene)], near, EDGE)


def _trunk(pen: _BodyPen, pose: Pose, colour: Colour) -> None:
    neck, hips = middle_of(pose, "shoulder"), middle_of(pose, "hip")
    head = pose["head"]
    pen.line(neck, head, colour, 0.6 * ARM)
    if abs(pose["left_shoulder"][0] - pose["right_shoulder"][0]) > TRUNK:
        names = ("left_shoulder", "right_shoulder", "right_hip", "left_hip")
        pen.area([pose[name] for name in names], colour, ARM)
    else:
        pen.line(neck, hips, colour, TRUNK)
    pen.disc(head, HEAD + EDGE / 2, GROUND)
    pen.disc(head, HEAD, colour)


def _draw_arrow(pen: _BodyPen, arrow: tuple[Point, ...]) -> None:
    if len(arrow) < 2:
        return
    points = [pen.at(point) for point in arrow]
    toward = angle_of(vector(points[-2], points[-1]))
    size = max(8.0, 0.34 * pen.scale)
    for colour, more in ((GROUND, 2 * EDGE * pen.scale), (SKY_BLUE, 0.0)):
        strokes.path(pen.image, points, colour, SHAFT * pen.scale + more)
        tip = at_angle(points[-1], 0.55 * size + more / 2, toward)
        strokes.arrow_head(pen.image, tip, toward, size + 1.5 * more, colour)
