"""A small drawing of the right place for the camera: the room from above."""

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback.palette import FAINT, GROUND, MUTED, WHITE, Colour
from posetrainer.feedback.points import Point
from posetrainer.feedback.strokes import Pen
from posetrainer.feedback.text import Box, Image, write
from posetrainer.language.translation import tr

#: How far the camera is to be, as in the set-up sentences.
DISTANCE = "2–3 m"
#: What the camera sees is a little lighter than the ground.
_SEEN: Colour = (58, 50, 46)
#: Postures in which the body lies along the floor, seen from above.
LEVEL = ("supine", "hands_and_knees")


def words_for(spec: ExerciseSpec) -> str:
    """Return the caption of the drawing."""
    return tr("From the front") if spec.view == "front" else tr("From the side")


def draw_camera_place(image: Image, box: Box, spec: ExerciseSpec) -> None:
    """Draw a person, the camera and the way between them into a box, from above."""
    caption = Box(box.x, box.y + round(0.83 * box.h), box.w, box.h - round(0.83 * box.h))
    write(image, caption, words_for(spec), WHITE, 0.8 * caption.h, lines=1)
    # Lengths are in these: ten across, at the most.
    unit = min(box.w / 10, 0.81 * box.h / 6.4)
    level, x = spec.posture in LEVEL, box.x + box.w / 2
    person = Pen(image, (x, box.y + 1.5 * unit), unit)
    camera = Pen(image, (x, box.y + 5.7 * unit), unit)
    half = 2.9 if level else 2.3
    camera.area([(0, 0), (-half, -4.9), (half, -4.9)], _SEEN)
    if level:
        _lying(person)
    else:
        _upright(person, frontal=spec.view == "front")
    _distance(Pen(image, (x, box.y + 3.6 * unit), unit))
    _camera(camera)


def _lying(pen: Pen) -> None:
    """Draw a person lying on a mat, the head to the right."""
    pen.area([(-3.4, -1.1), (3.4, -1.1), (3.4, 1.1), (-3.4, 1.1)], FAINT)
    for side in (-1.0, 1.0):
        pen.line((-0.1, side * 0.24), (-2.6, side * 0.36), WHITE, 0.42)
        pen.line((1.2, side * 0.55), (-0.2, side * 0.72), WHITE, 0.3)
    pen.line((1.2, 0), (0, 0), WHITE, 1.0)
    pen.disc((2.35, 0), 0.5, WHITE)


def _upright(pen: Pen, *, frontal: bool) -> None:
    """Draw a person standing or sitting: shoulders, head with nose, and toes pointing forward."""

    def turned(ahead: float, aside: float) -> Point:
        return (-aside, ahead) if frontal else (-ahead, -aside)

    for side in (-0.45, 0.45):
        pen.line(turned(0.1, side), turned(0.85, 1.25 * side), MUTED, 0.42)
    pen.line(turned(0.0, -0.95), turned(0.0, 0.95), WHITE, 0.8)
    pen.disc(turned(0.06, 0.0), 0.62, GROUND)
    pen.disc(turned(0.06, 0.0), 0.52, WHITE)
    pen.arrow_head(turned(0.98, 0.0), 90.0 if frontal else 180.0, 0.62, WHITE)


def _distance(pen: Pen) -> None:
    """Draw the way between the two, with its length beside it."""
    top, bottom = -0.75, 1.35
    pen.line((0, top + 0.3), (0, bottom - 0.3), WHITE, 0.14)
    for y, toward in ((top, -90.0), (bottom, 90.0)):
        pen.arrow_head((0, y), toward, 0.6, WHITE)
    x, y = pen.at((0.7, top))
    room = Box(round(x), round(y), round(4.0 * pen.scale), round((bottom - top) * pen.scale))
    write(pen.image, room, DISTANCE, WHITE, 1.5 * pen.scale, 1, "left")


def _camera(pen: Pen) -> None:
    """Draw a camera that looks up, toward the person."""
    pen.area([(-0.3, 0), (-0.55, -0.62), (0.55, -0.62), (0.3, 0)], WHITE)
    pen.area([(-0.8, -0.2), (0.8, -0.2), (0.8, 0.62), (-0.8, 0.62)], WHITE, 0.14)
