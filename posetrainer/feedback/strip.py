"""The strip at the bottom: where the programme stands, and what comes next."""

from typing import NamedTuple

from posetrainer.feedback import signs, strokes
from posetrainer.feedback.controls import Controls
from posetrainer.feedback.durations import LONG_S, on_a_clock
from posetrainer.feedback.layout import KEYS_ROW, Layout
from posetrainer.feedback.palette import FAINT, GROUND, MUTED, WHITE, YELLOW
from posetrainer.feedback.spec_words import next_words, spec_words
from posetrainer.feedback.text import Box, Image, write
from posetrainer.language.translation import tr
from posetrainer.workout.situation import Situation


class Standing(NamedTuple):
    """Texts of the strip, and the share of the time that is over, in thousandths."""

    exercise: str
    minutes: str
    coming: str
    permille: int


def standing_of(situation: Situation) -> Standing:
    """Return where a programme stands; minutes and seconds that are done are rounded down."""
    parts = []
    if situation.blocks > 1:
        exercise = tr("Exercise {number} of {count}")
        parts.append(exercise.format(number=situation.block, count=situation.blocks))
    if situation.sets > 1:
        one_set = tr("Set {number} of {count}")
        parts.append(one_set.format(number=situation.set_number, count=situation.sets))
    if max(situation.planned_s, situation.elapsed_s) < LONG_S:
        done, planned = on_a_clock(situation.elapsed_s), on_a_clock(situation.planned_s)
    else:
        done, planned = (f"{s:.0f}" for s in (situation.elapsed_s // 60, situation.planned_s / 60))
    minutes = tr("{done} of {planned} min") if situation.planned_s > 0 else tr("{done} min")
    share = situation.elapsed_s / situation.planned_s if situation.planned_s > 0 else 0.0
    return Standing(
        " · ".join([*parts, spec_words(situation.spec.title)]),
        minutes.format(done=done, planned=planned),
        next_words(situation.next_spec) if situation.next_spec else "",
        round(1000 * min(1.0, max(0.0, share)) / 5) * 5,
    )


def draw_strip(
    image: Image, layout: Layout, standing: Standing, controls: Controls | None = None
) -> Box:
    """Draw the strip, its keys below its texts, and return the room for the minutes.

    ``controls`` is what a window has, and a video has not. What changes with the time is drawn by
    :func:`draw_time`.
    """
    box, u = layout.strip, layout.unit
    strokes.fill(image, box, GROUND)
    thick = _line(layout).h
    pad, margin = round(3 * u), round(0.7 * u)
    inner = Box(box.x + pad, box.y + thick, box.w - 2 * pad, box.h - thick)
    if controls is not None:
        inner = _signs(image, inner, controls, u)
        high = round(KEYS_ROW * u)
        # Not at the window's very edge.
        row = Box(inner.x, inner.y + inner.h - high - margin, inner.w, high)
        inner = inner._replace(h=inner.h - high)
        write(image, row, controls.hint, MUTED, 3.2 * u, 1, "left")
    if layout.panel.y == 0:
        a, b = round(0.45 * inner.w), round(0.6 * inner.w)
        exercise, minutes, coming = (
            Box(inner.x + begin, inner.y, end - begin, inner.h)
            for begin, end in ((0, a - pad), (a, b), (b + pad, inner.w))
        )
    else:
        # A tall picture's strip has two rows.
        wide, high = round(0.62 * inner.w), inner.h // 2
        exercise = Box(inner.x, inner.y, wide, high)
        minutes = Box(inner.x + wide, inner.y, inner.w - wide, high)
        coming = Box(inner.x, inner.y + high, inner.w, high)
    write(image, exercise, standing.exercise, WHITE, 4.6 * u, 1, "left")
    write(image, coming, standing.coming, MUTED, 4.6 * u, 1, "right")
    # The row of keys reaches a margin into it.
    return Box(minutes.x, minutes.y + margin, minutes.w, minutes.h - 2 * margin)


def draw_time(image: Image, layout: Layout, standing: Standing, room: Box) -> None:
    """Draw how much of the time is over: a line along the strip, and minutes in their room."""
    line = _line(layout)
    strokes.fill(image, line, FAINT)
    done = round(line.w * standing.permille / 1000)
    if done:
        strokes.fill(image, line._replace(w=done), WHITE)
    strokes.fill(image, room, GROUND)
    write(image, room, standing.minutes, WHITE, 4.6 * layout.unit, 1, "right")


def _line(layout: Layout) -> Box:
    return layout.strip._replace(h=max(2, round(layout.unit)))


def _signs(image: Image, box: Box, controls: Controls, unit: float) -> Box:
    """Draw a sign for each thing that keys have switched, and return the room that is left."""
    radius = min(box.h / 2, 6.5 * unit) - 0.6 * unit
    for shown, sign in ((controls.paused, signs.paused), (controls.muted, signs.muted)):
        if shown:
            sign(image, (box.x + radius, box.y + box.h / 2), radius, YELLOW)
            taken = round(2 * radius + 2 * unit)
            box = Box(box.x + taken, box.y, box.w - taken, box.h)
    return box
