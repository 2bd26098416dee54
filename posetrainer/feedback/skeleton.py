"""The skeleton on the picture: bold and coloured where it works, thin elsewhere."""

from itertools import pairwise

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.feedback import strokes
from posetrainer.feedback.figure import Figure, fault_chain, working_limb, working_sides
from posetrainer.feedback.palette import (
    FAULT,
    MUTED,
    SHADE,
    STATE_COLOURS,
    WHITE,
    Colour,
    State,
)
from posetrainer.feedback.points import Point, between
from posetrainer.feedback.text import Image, put
from posetrainer.pose.landmarks import INDEX, NAMES, SKELETON, index_of
from posetrainer.rules.progress import Progress


def draw_skeleton(
    picture: Image,
    figure: Figure,
    spec: ExerciseSpec,
    progress: Progress,
    state: State,
    unit: float,
) -> None:
    """Draw the skeleton, its working limb in the colour of the state.

    ``unit`` is a hundredth of the picture's shorter side.
    """
    parts = working_limb(spec)
    sides = working_sides(spec, progress)
    working = {index_of(part, side) for side in sides for part in parts}
    resting = [pair for pair in SKELETON if not working.issuperset(pair)]
    moving = [pair for pair in SKELETON if working.issuperset(pair) and not _across(pair)]
    # The far side is greyer, so that two legs seen from the side are distinct.
    near = [pair for pair in resting if any(NAMES[i].startswith(figure.near) for i in pair)]
    far = [pair for pair in resting if pair not in near]
    calm = MUTED if state is State.SETUP else WHITE
    _limbs(picture, figure, far, 0.35 * unit, 0.3 * unit, MUTED)
    _limbs(picture, figure, near, 0.45 * unit, 0.35 * unit, calm)
    bold = 0.6 if state in (State.SETUP, State.REST) else 1.3
    _limbs(picture, figure, moving, bold * unit, 0.55 * unit, STATE_COLOURS[state])
    for fault in progress.faults:
        for chain in fault_chain(spec, fault, progress, figure.near):
            _fault(picture, figure, chain, unit)
    for joint in (index_of(part, side) for side in sides for part in parts[:3]):
        point = figure.at(joint)
        if point:
            strokes.disc(picture, point, (0.6 * bold + 0.9) * unit, SHADE)
            strokes.disc(picture, point, (0.6 * bold + 0.4) * unit, WHITE)
    if len(sides) == 1 and spec.dose.sides != "both":
        upper, lower = parts[0], parts[1]
        ends = figure.all_at([INDEX[f"{sides[0]}_{upper}"], INDEX[f"{sides[0]}_{lower}"]])
        if ends:
            _letter(picture, between(ends[0], ends[1], 0.5), sides[0][0].upper(), unit)


def _across(pair: tuple[int, int]) -> bool:
    return pair in (
        (INDEX["left_hip"], INDEX["right_hip"]),
        (INDEX["left_shoulder"], INDEX["right_shoulder"]),
    )


def _limbs(
    picture: Image,
    figure: Figure,
    pairs: list[tuple[int, int]],
    width: float,
    edge: float,
    colour: Colour,
) -> None:
    """Draw lines with a dark edge: all edges first, so that joints have none across them."""
    ends = [(points[0], points[1]) for points in map(figure.all_at, pairs) if points]
    strokes.lines(picture, ends, SHADE, width + 2 * edge)
    strokes.lines(picture, ends, colour, width)


def _fault(picture: Image, figure: Figure, chain: tuple[int, ...], unit: float) -> None:
    points = figure.all_at(chain)
    if not points:
        return
    strokes.lines(picture, list(pairwise(points)), SHADE, 3.4 * unit)
    for a, b in pairwise(points):
        strokes.dashes(picture, a, b, FAULT, 2.2 * unit, dash=1.9)


def _letter(picture: Image, middle: Point, letter: str, unit: float) -> None:
    strokes.disc(picture, middle, 3.0 * unit, SHADE)
    strokes.disc(picture, middle, 2.6 * unit, WHITE)
    put(picture, letter, middle, round(4.2 * unit), SHADE)
