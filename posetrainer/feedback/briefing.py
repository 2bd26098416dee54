"""The panel during set-up: the exercise, its movement, and the place of the camera."""

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import strokes
from posetrainer.feedback.camera_place import draw_camera_place
from posetrainer.feedback.layout import Layout
from posetrainer.feedback.palette import FAINT, GROUND, WHITE
from posetrainer.feedback.panel import draw_panel
from posetrainer.feedback.pictogram import draw_pictogram
from posetrainer.feedback.spec_words import spec_words
from posetrainer.feedback.text import Box, Image, write
from posetrainer.rules.progress import Progress


def draw_briefing(image: Image, layout: Layout, spec: ExerciseSpec, title: str) -> None:
    """Draw the panel of the set-up, without the moving figure.

    Of a spec without key poses the set-up is written instead.
    """
    u = layout.unit
    strokes.fill(image, layout.panel, GROUND)
    write(image, layout.heading, title, WHITE, 7 * u)
    if spec.key_poses is None:
        write(image, layout.instruction, spec_words(spec.setup[0]), WHITE, 6 * u, 5)
    draw_camera_place(image, layout.place, spec)
    strokes.fill(image, _between(layout), FAINT)


def draw_paused_panel(
    image: Image, layout: Layout, spec: ExerciseSpec, progress: Progress, mirrored: bool = False
) -> None:
    """Draw the panel of a pause: the count that stays, and the exercise to get back to."""
    draw_panel(image, layout, spec, progress)
    panel, dial = layout.panel, layout.dial
    room = Box(dial.x, dial.y, dial.w, panel.y + panel.h - dial.y)
    # The outlines of whose turn it is reach a little out of their box, but not out of the panel.
    edge = round(layout.unit)
    strokes.fill(image, Box(dial.x - edge, dial.y - edge, dial.w + 2 * edge, room.h + edge), GROUND)
    draw_pictogram(image, room.shrunk(edge), spec, mirrored)


def _between(layout: Layout) -> Box:
    """Return the thin line between the two drawings."""
    a, b = layout.instruction, layout.place
    thick = max(1, round(0.4 * layout.unit))
    if a.x == b.x:
        return Box(a.x + a.w // 8, (a.y + a.h + b.y - thick) // 2, a.w - a.w // 4, thick)
    return Box((a.x + a.w + b.x - thick) // 2, a.y + a.h // 8, thick, a.h - a.h // 4)
