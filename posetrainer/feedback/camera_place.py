"""A small drawing of the right place for the camera: the room from above."""

import math

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import strokes
from posetrainer.feedback.palette import FAINT, GROUND, MUTED, WHITE, Colour
from posetrainer.feedback.strokes import Point
from posetrainer.feedback.text import Box, Image, fit, put_lines
from posetrainer.language.translation import tr

#: What the camera is to be at, in the set-up sentences as well.
DISTANCE = "2–3 m"
#: What the camera sees is a little lighter than the ground.
_SEEN: Colour = (58, 50, 46)
#: Postures in which the body lies along the floor, seen from above.
LEVEL = ("supine", "hands_and_knees")


def words_for(spec: ExerciseSpec) -> str:
    """Return what the drawing says, in a few words."""
    return tr("From the front") if spec.view == "front" else tr("From the side")


def draw_camera_place(image: Image, box: Box, spec: ExerciseSpec) -> None:
    """Draw a person, the camera and the way between them, from above.

    Parameters
    ----------
    image : ndarray, shape (H, W, 3), uint8
        Is changed, inside of the box only.
    box : Box
        Room in pixels; its ground is :data:`~posetrainer.feedback.palette.GROUND`.
    spec : ExerciseSpec
        Its posture and view.
    """
    caption = Box(box.x, box.y + round(0.83 * box.h), box.w, box.h - round(0.83 * box.h))
    words = fit(words_for(spec), caption.w, caption.h, round(0.8 * caption.h), 1)
    put_lines(image, words, caption, WHITE, "middle")
    # Lengths are in these: ten across, at the most.
    unit = min(box.w / 10, 0.81 * box.h / 6.4)
    middle = box.x + box.w / 2
    person = middle, box.y + 1.5 * unit
    camera = middle, box.y + 5.7 * unit
    _sight(image, camera, unit, 2.0 if spec.posture in LEVEL else 1.4)
    if spec.posture in LEVEL:
        _lying(image, person, unit)
    else:
        _upright(image, person, unit, 90.0 if spec.view == "front" else 180.0)
    _distance(image, (person[0], person[1] + 0.9 * unit), camera, unit)
    _camera(image, camera, unit)


def _sight(image: Image, camera: Point, unit: float, half: float) -> None:
    """Draw what the camera sees, as a cone that widens toward the person."""
    x, y = camera
    corners = [
        (x, y),
        (x - (half + 0.9) * unit, y - 4.9 * unit),
        (x + (half + 0.9) * unit, y - 4.9 * unit),
    ]
    strokes.area(image, corners, _SEEN)


def _lying(image: Image, middle: Point, unit: float) -> None:
    """Draw who lies on a mat, the head to the right."""
    x, y = middle
    mat = [
        (x + a * 3.4 * unit, y + b * 1.1 * unit) for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))
    ]
    strokes.area(image, mat, FAINT)
    for side in (-1.0, 1.0):
        leg = (x - 0.1 * unit, y + side * 0.24 * unit), (x - 2.6 * unit, y + side * 0.36 * unit)
        strokes.line(image, *leg, WHITE, 0.42 * unit)
        arm = (x + 1.2 * unit, y + side * 0.55 * unit), (x - 0.2 * unit, y + side * 0.72 * unit)
        strokes.line(image, *arm, WHITE, 0.3 * unit)
    strokes.line(image, (x + 1.2 * unit, y), (x, y), WHITE, 1.0 * unit)
    strokes.disc(image, (x + 2.35 * unit, y), 0.5 * unit, WHITE)


def _upright(image: Image, middle: Point, unit: float, facing_deg: float) -> None:
    """Draw who stands or sits: shoulders, head with its nose, and toes that point forward."""
    x, y = middle
    cos, sin = math.cos(math.radians(facing_deg)), math.sin(math.radians(facing_deg))

    def at(ahead: float, aside: float) -> Point:
        return x + unit * (ahead * cos - aside * sin), y + unit * (ahead * sin + aside * cos)

    for side in (-0.45, 0.45):
        strokes.line(image, at(0.1, side), at(0.85, 1.25 * side), MUTED, 0.42 * unit)
    strokes.line(image, at(0.0, -0.95), at(0.0, 0.95), WHITE, 0.8 * unit)
    strokes.disc(image, at(0.06, 0.0), 0.62 * unit, GROUND)
    strokes.disc(image, at(0.06, 0.0), 0.52 * unit, WHITE)
    strokes.arrow_head(image, at(0.98, 0.0), facing_deg, 0.62 * unit, WHITE)


def _distance(image: Image, near: Point, camera: Point, unit: float) -> None:
    """Draw the way between the two, with its length beside it."""
    x = near[0]
    top, bottom = near[1] + 0.45 * unit, camera[1] - 0.75 * unit
    strokes.line(image, (x, top + 0.3 * unit), (x, bottom - 0.3 * unit), WHITE, 0.14 * unit)
    for y, toward in ((top, -90.0), (bottom, 90.0)):
        strokes.arrow_head(image, (x, y), toward, 0.6 * unit, WHITE)
    room = Box(round(x + 0.7 * unit), round(top), round(4.0 * unit), round(bottom - top))
    words = fit(DISTANCE, room.w, room.h, round(1.5 * unit), 1)
    put_lines(image, words, room, WHITE, "left")


def _camera(image: Image, middle: Point, unit: float) -> None:
    """Draw a camera that looks up, toward the person."""
    x, y = middle
    strokes.area(
        image,
        [(x - 0.3 * unit, y), (x - 0.55 * unit, y - 0.62 * unit),
         (x + 0.55 * unit, y - 0.62 * unit), (x + 0.3 * unit, y)],
        WHITE,
    )  # fmt: skip
    body = [
        (x + a * 0.8 * unit, y + b * unit)
        for a, b in ((-1, -0.2), (1, -0.2), (1, 0.62), (-1, 0.62))
    ]
    strokes.area(image, body, WHITE)
    strokes.path(image, body, WHITE, 0.14 * unit, closed=True)
