"""The band below the picture: one large sentence, with a sign for its importance."""

from enum import Enum
from typing import NamedTuple

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import signs, strokes
from posetrainer.feedback.cues import Cue, Priority, start_words
from posetrainer.feedback.layout import Layout
from posetrainer.feedback.limbs import now_limb
from posetrainer.feedback.obstacle_words import instruction_for
from posetrainer.feedback.palette import (
    BLACK,
    FAULT_BAND,
    GOOD_BAND,
    INSTRUCTION_BAND,
    NEUTRAL_BAND,
    SIGHT_BAND,
    WARNING_BAND,
    BandLook,
)
from posetrainer.feedback.points import Point
from posetrainer.feedback.spec_words import spec_words
from posetrainer.feedback.text import Box, Fitted, Image, fit, put_lines, width_of
from posetrainer.language.translation import tr
from posetrainer.rules.progress import Progress
from posetrainer.workout.situation import Stage


class Kind(Enum):
    """How much a sentence matters."""

    QUIET = "quiet"
    INSTRUCTION = "instruction"
    COUNT = "count"
    GOOD = "good"
    FAULT = "fault"
    SIGHT = "sight"
    WARNING = "warning"


_LOOKS: dict[Kind, BandLook] = {
    Kind.INSTRUCTION: INSTRUCTION_BAND,
    Kind.GOOD: GOOD_BAND,
    Kind.FAULT: FAULT_BAND,
    Kind.SIGHT: SIGHT_BAND,
    Kind.WARNING: WARNING_BAND,
}
_KINDS: dict[Priority, Kind] = {
    Priority.PRAISE: Kind.INSTRUCTION,
    Priority.INSTRUCTION: Kind.INSTRUCTION,
    Priority.COUNT: Kind.COUNT,
    Priority.CORRECTION: Kind.FAULT,
    Priority.SIGHT: Kind.SIGHT,
    Priority.SAFETY: Kind.WARNING,
}


class Message(NamedTuple):
    """What the band shows: a sentence, and how much it matters."""

    text: str
    kind: Kind


def message_in(stage: Stage, spec: ExerciseSpec, progress: Progress, cue: Cue | None) -> Message:
    """Choose the one sentence in a stage; what the rules report holds only while they judge."""
    if cue is not None or stage in ("setup", "exercise"):
        return message_for(spec, progress, cue)
    if stage == "done":
        return Message(tr("That was all. Press any key to close."), Kind.QUIET)
    # There is time to read how to get into place.
    return Message(spec_words(spec.setup[0]), Kind.COUNT)


def message_for(spec: ExerciseSpec, progress: Progress, cue: Cue | None) -> Message:
    """Choose the one sentence: a warning, the cue, what to put right, or what comes next."""
    if cue is not None and cue.priority == Priority.SAFETY:
        return Message(cue.text, Kind.WARNING)
    # The warning stays for as long as the movement is too fast.
    if progress.too_fast and progress.ready and spec.tempo is not None:
        return Message(spec_words(spec.tempo.say), Kind.WARNING)
    if cue is not None:
        good = cue.good and cue.priority <= Priority.COUNT
        return Message(cue.text, Kind.GOOD if good else _KINDS[cue.priority])
    if not progress.ready and progress.obstacle:
        return Message(instruction_for(progress.obstacle), Kind.INSTRUCTION)
    return Message(next_step(spec, progress), Kind.QUIET)


def next_step(spec: ExerciseSpec, progress: Progress) -> str:
    """Return what the person does next, in the words of the exercise.

    In a rhythm there is no time to read each step, so the sentence stays the same.
    """
    if not progress.ready:
        return spec_words(spec.setup[0])
    words = spec.cues
    if progress.wrong_side and progress.side_due is not None:
        return now_limb(spec, progress.side_due)
    if spec.rhythm is None:
        if progress.phase == "hold" and progress.held_s < progress.hold_s:
            return spec_words(words.hold or words.back)
        if progress.phase in ("hold", "back"):
            return spec_words(words.back)
        if progress.side_due is not None:
            return f"{now_limb(spec, progress.side_due)} {start_words(spec)}"
    return start_words(spec)


def draw_band(image: Image, layout: Layout, message: Message) -> tuple[Fitted, Box]:
    """Draw the band and return its text as broken into lines, and the box it was fitted to."""
    box, u = layout.band, layout.unit
    look = _LOOKS.get(message.kind, NEUTRAL_BAND)
    strokes.fill(image, box, look.ground)
    edge = 0
    if message.kind is Kind.WARNING:
        edge = round(2.4 * u)
        for y in (box.y, box.y + box.h - edge):
            signs.stripes(image, Box(box.x, y, box.w, edge), BLACK, look.ground)
    inner = box.shrunk(round(3 * u))
    inner = Box(inner.x, box.y + edge + round(u), inner.w, box.h - 2 * (edge + round(u)))
    if message.kind is Kind.QUIET:
        text = fit(message.text, inner.w, inner.h, round(7.5 * u))
        put_lines(image, text, inner, look.ink, "middle")
        return text, inner
    # In a tall picture the words need the width more than the sign does.
    radius = 0.0 if message.kind is Kind.COUNT else min(0.42 * inner.h, 0.05 * box.w, 7 * u)
    taken = round(2 * radius + 2.5 * u) if radius else 0
    text = fit(message.text, inner.w - taken, inner.h, round(9.5 * u))
    wide = max(width_of(line, text.size) for line in text.lines)
    # Sign and words stand in the middle together.
    left = inner.x + (inner.w - taken - wide) // 2
    if radius:
        _sign(image, (left + radius, inner.y + inner.h / 2), radius, message.kind, look)
    room = Box(left + taken, inner.y, wide, inner.h)
    put_lines(image, text, room, look.ink, "left")
    return text, room


def _sign(image: Image, middle: Point, radius: float, kind: Kind, look: BandLook) -> None:
    if kind is Kind.WARNING:
        signs.warning(image, middle, 1.08 * radius)
    elif kind is Kind.FAULT:
        signs.dashed_limb(image, middle, radius, look.ink)
    elif kind is Kind.SIGHT:
        signs.hidden_eye(image, middle, radius, look.ink)
    elif kind is Kind.GOOD:
        signs.check(image, middle, radius, look.ground, look.ink)
    else:
        signs.information(image, middle, radius, look.ink)
