"""The panel beside the picture: repetitions, good ones, the state's sign, whose turn."""

import math
from functools import lru_cache

import numpy as np

from posetrainer.exercises.spec import ExerciseSpec, Flexion, Lift, Straightening
from posetrainer.feedback import signs, strokes
from posetrainer.feedback.breathing import NARROWEST, draw_breath
from posetrainer.feedback.layout import Layout, count_size
from posetrainer.feedback.limbs import plate_words
from posetrainer.feedback.palette import (
    BLACK,
    BLUISH_GREEN,
    FAINT,
    GROUND,
    MUTED,
    SKY_BLUE,
    STATE_COLOURS,
    VERMILLION,
    WHITE,
    YELLOW,
    Colour,
    State,
)
from posetrainer.feedback.points import Point
from posetrainer.feedback.text import CAP_HEIGHT, Box, Image, put, width_of, write
from posetrainer.language.translation import tr, tr_in
from posetrainer.pose.landmarks import SIDES, Side
from posetrainer.rules.progress import Progress

#: An alarm flashes: it is shown and hidden for this long in turn, in seconds.
FLASH_S = 0.4


def state_of(progress: Progress) -> State:
    """Return what the person should take in at a glance."""
    if not progress.ready:
        return State.SETUP
    if progress.too_fast or progress.harmful:
        return State.WARNING
    if progress.phase == "rest" or _relaxes(progress):
        done = progress.prescribed > 0 and progress.in_set >= progress.prescribed
        return State.GOOD if done else State.REST
    if progress.phase != "hold" or progress.goes_back:
        return State.MOVING
    return State.GOOD if progress.held_s >= progress.hold_s else State.HOLD


def word_for(spec: ExerciseSpec, progress: Progress) -> str:
    """Return the word under the sign: what is to be done in this phase."""
    state = state_of(progress)
    if state is State.REST and _relaxes(progress):
        return tr("Relax")
    words = {
        State.SETUP: tr("Set up"),
        State.WARNING: tr("Too fast") if progress.too_fast else tr("Careful"),
        State.REST: tr("Ready"),
    }
    if state in words:
        return words[state]
    if progress.phase != "hold" and state is State.GOOD:
        return tr("Done")
    if progress.phase == "hold" and not progress.goes_back:
        return tr("Hold") if state is State.HOLD else tr("And back")
    return _movement(spec)[progress.goes_back]


def _relaxes(progress: Progress) -> bool:
    """Whether a paced hold is over: nothing moves then, either."""
    return progress.unit is None and progress.phase == "back"


def _movement(spec: ExerciseSpec) -> tuple[str, str]:
    if isinstance(spec.driver, Flexion):
        if spec.driver.joint == "ankle":
            return tr("Pull"), tr("Point")
        return tr("Bend"), tr("Straighten")
    if isinstance(spec.driver, Straightening):
        return tr("Straighten"), tr("Bend")
    if isinstance(spec.driver, Lift):
        return tr("Lift"), tr("Lower")
    return tr("Go"), tr("Back")


def turn_of(spec: ExerciseSpec, progress: Progress) -> Side | None:
    """Return whose turn it is, or which side is at work; None where it is not known."""
    if progress.side_due is not None:
        return progress.side_due
    at_work = progress.phase != "rest" and progress.side in SIDES and spec.dose.sides != "both"
    return progress.side if at_work and progress.side != "both" else None


def draw_panel(image: Image, layout: Layout, spec: ExerciseSpec, progress: Progress) -> None:
    """Draw everything but what changes within a repetition: the dial, and the word below it."""
    strokes.fill(image, layout.panel, GROUND)
    _count(image, layout, progress)
    _good(image, layout.good, progress)
    if spec.dose.sides != "both":
        _turn(image, layout.turn, spec, progress, layout.unit)


def draw_word(image: Image, layout: Layout, word: str) -> None:
    """Draw the word under the dial."""
    strokes.fill(image, layout.word, GROUND)
    write(image, layout.word, word, WHITE, 9 * layout.unit, 1)


def _count(image: Image, layout: Layout, progress: Progress) -> None:
    number, behind = f"{progress.in_set}", f"/{progress.prescribed}"
    digits = max(len(number), len(behind) - 1)
    # Beside a picture that is higher than its unit asks for, the panel is no larger.
    high = round(100 * layout.unit) if layout.panel.y == 0 else layout.picture.h
    large, small = count_size(layout.count, high, digits, behind)
    gap = 0.06 * large
    wide = width_of(number, large) + gap + width_of(behind, small)
    x, y = layout.count.middle
    put(image, number, (x - wide / 2, y), large, WHITE, "left")
    # Both stand on one base line.
    lower = y + (large - small) * CAP_HEIGHT / 2
    put(image, behind, (x + wide / 2, lower), small, MUTED, "right")


def _good(image: Image, box: Box, progress: Progress) -> None:
    size = round(0.72 * box.h)
    text = tr("{number} good").format(number=progress.good)
    radius = 0.46 * box.h
    wide = 2 * radius + 0.4 * size + width_of(text, size)
    x, y = box.middle
    signs.check(image, (x - wide / 2 + radius, y), radius, BLACK, BLUISH_GREEN)
    put(image, text, (x + wide / 2, y), size, WHITE, "right")


def _turn(image: Image, box: Box, spec: ExerciseSpec, progress: Progress, unit: float) -> None:
    """Name the side and limb at work; where either may begin, show both, L and R."""
    turn = turn_of(spec, progress)
    if turn is None:
        half = box._replace(w=(box.w - round(3 * unit)) // 2)
        _plate(image, half, tr_in("left", "L"), unit, FAINT)
        other = half._replace(x=box.x + box.w - half.w)
        _plate(image, other, tr_in("right", "R"), unit, FAINT)
        return
    alarm = progress.wrong_side and int(progress.time_s / FLASH_S) % 2 == 0
    text = plate_words(spec, turn)
    _plate(image, box, text, unit, VERMILLION if alarm else WHITE, filled=True)


def _plate(
    image: Image, box: Box, text: str, unit: float, colour: Colour, *, filled: bool = False
) -> None:
    inset = unit / 2
    left, right = box.x + inset, box.x + box.w - inset
    top, bottom = box.y + inset, box.y + box.h - inset
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    if filled:
        strokes.area(image, corners, colour)
    strokes.path(image, corners, colour, 0.7 * unit, closed=True)
    margin = round(2 * unit)
    room = box._replace(x=box.x + margin, w=box.w - 2 * margin)
    write(image, room, text, BLACK if filled else MUTED, 0.74 * box.h, 1)


def draw_dial(
    image: Image,
    layout: Layout,
    spec: ExerciseSpec,
    progress: Progress,
    breath: float | None = None,
) -> None:
    """Draw the state's sign; while holding, the ring that fills with the seconds left in it.

    ``breath`` is how wide the circle to breathe with is, 0 to 1, where the trainer sets the pace.
    """
    box, u = layout.dial, layout.unit
    strokes.fill(image, box, GROUND)
    radius = min(box.w, box.h) / 2 - u
    middle = box.middle
    state = state_of(progress)
    if state is State.SETUP:
        signs.dashed_ring(image, middle, 0.9 * radius, STATE_COLOURS[state], 1.6 * u)
    elif state is State.WARNING:
        signs.warning(image, middle, radius)
    elif state is State.GOOD:
        signs.check(image, middle, radius, BLACK, BLUISH_GREEN)
    elif breath is not None:
        _breath(image, middle, radius, progress, breath)
    elif state is State.REST:
        strokes.circle(image, middle, 0.9 * radius, WHITE, 1.2 * u)
    elif state is State.HOLD:
        _ring(image, box, radius, progress, u)
    elif isinstance(spec.driver, Lift):
        signs.arrow(image, middle, radius, SKY_BLUE, down=progress.goes_back)
    else:
        signs.turn(image, middle, radius, progress.goes_back, SKY_BLUE)


def _breath(image: Image, middle: Point, radius: float, progress: Progress, width: float) -> None:
    holds = progress.phase == "hold"
    draw_breath(image, middle, radius, width, YELLOW if holds else SKY_BLUE)
    if holds:
        _number(image, middle, NARROWEST * radius, progress.hold_s - progress.held_s, BLACK)


def _ring(image: Image, box: Box, radius: float, progress: Progress, unit: float) -> None:
    width = 4.2 * unit
    around = radius - width / 2
    known = math.isfinite(progress.held_s) and progress.hold_s > 0
    share = max(0.0, progress.held_s / progress.hold_s) if known else 0.0
    box.of(image)[:] = _empty_ring(box.w, box.h, around, width)
    signs.arc(image, box.middle, around, YELLOW, width, share)
    _number(image, box.middle, around, progress.hold_s - progress.held_s, WHITE)


@lru_cache(maxsize=2)
def _empty_ring(wide: int, high: int, radius: float, width: float) -> Image:
    """Return the picture of a ring; kept, since so wide a circle takes long to draw."""
    tile = np.empty((high, wide, 3), np.uint8)
    strokes.fill(tile, Box(0, 0, wide, high), GROUND)
    strokes.circle(tile, (wide / 2, high / 2), radius, FAINT, width)
    return tile


def _number(image: Image, middle: Point, radius: float, seconds: float, ink: Colour) -> None:
    """Draw the seconds that are left into a circle."""
    left = f"{math.ceil(seconds)}" if math.isfinite(seconds) else "–"
    room = round(1.25 * radius)
    box = Box(round(middle[0] - room / 2), round(middle[1] - room / 2), room, room)
    write(image, box, left, ink, 1.3 * radius, 1)
