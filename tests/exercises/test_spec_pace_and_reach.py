"""Specs with a pace, a rhythm or something to reach: each mistake gets a sentence with the mend."""

from collections.abc import Callable
from pathlib import Path

import pytest
from each import for_each
from mistakes import mistakes

from posetrainer.exercises.loader import load_spec

CROSSING = "crossing: {kind: distance, start: knee, end: ankle, end_on: opposite}"
MISTAKES = {
    "abdominal_contraction": r"""
paced: {hold_s: 5, relax_s: 5}\n =>
    repetition: is missing; add it, or let the trainer set the pace with paced. tempo: is missing;
    add it, or let the trainer set the pace with paced. cues.go_on: is missing; add it.
paced: {hold_s: 5, relax_s: 5}\n
=> paced: {hold_s: 5, relax_s: 5}\nrepetition: {measure: hip_lift, target: {at_least_in: 8}}\n
    repetition: the trainer sets the pace (paced), so nothing is counted on a measure; delete it.
sides: both => sides: alternate
    dose.sides: what is paced has no sides; write both.
kind: lift, part: hip => kind: lift, part: hip, side: moving
    measures.hip_lift.side: both sides exercise together (dose.sides), so none is 'moving'; write
    near, left, right, both or difference.
relax_s: 5 => relax_s: 0
    paced.relax_s: 0 is too small; write a number above 0.
""",
    "aerobic_march": r"""
at_least_per_min: 60 => at_least_per_min: 150
    rhythm: at_least_per_min (150) is not below at_most_per_min (140); swap or change them.
\n  even: Keep an even rhythm, left and right alike. =>
    rhythm.even: is missing; add it.
""",
    "ball_seated_march": r"""
, reach: {at_least_deg: 45} =>
    form.arm_stays_down: needs keep or reach.
reach: {at_least_deg: 45} => reach: {at_least_deg: 45}, keep: {at_least_deg: 45}
    form.arm_stays_down: has both keep and reach; delete one.
reach: {at_least_deg: 45} => reach: {at_least_in: 45}
    form.arm_stays_down.reach.at_least_in: the measure is in degrees; write at_least_deg.
""",
    "knee_to_chest": r"""
of_best: 0.8 => of_best: 80
    repetition.target.of_best: 80 is too large; write 1 or less.
start:\n  knee_bent
=> measures:
|   hip_bend: {kind: flexion, joint: hip, relative_to: rest, swing_within_s: 2}
| start:
|   knee_bent
    measures.hip_bend.swing_within_s: repetitions count on this measure itself, not on its swing;
    delete this key.
start:\n  knee_bent
=> measures:
|   bouncing: {kind: flexion, joint: hip, swing_within_s: 2, relative_to: rest}
| start:
|   knee_bent
    measures.bouncing.relative_to: a swing is the same from zero and from rest; delete this key.
""",
    "piriformis_stretch": r"""
start:\n  knee_bent
=> measures:
|   crossing: {kind: distance, start: knee, end: ankle, end_on: oposite}
| start:
|   knee_bent
    measures.crossing.end_on: 'oposite' is not known here; did you mean 'opposite'?
""",
}


@for_each(
    ("exercise", "old", "new", "said"),
    [(exercise, *row) for exercise, table in MISTAKES.items() for row in mistakes(table)],
)
def test_a_mistake_gets_its_sentence(
    broken: Callable[..., Path],
    complaints: Callable[[Path], list[str]],
    exercise: str,
    old: str,
    new: str,
    said: str,
) -> None:
    told = [line.split(": ", 1)[1] for line in complaints(broken(old, new, exercise))]
    assert " ".join(told) == said


def test_a_distance_between_the_two_sides_may_name_one_landmark_twice(
    broken: Callable[..., Path],
) -> None:
    path = broken(
        "start:\n  knee_bent",
        f"measures:\n  {CROSSING.replace('knee', 'ankle')}\nstart:\n  knee_bent",
        "piriformis_stretch",
    )
    assert load_spec(path).spec.measures["crossing"].parts == ("ankle", "ankle")


@pytest.mark.parametrize(
    ("old", "new", "warning"),
    [
        (
            "attempt: {at_least_deg: 10}",
            "attempt: {at_least_deg: 6}",
            "only 3 degrees above rest; leave 5 or more, or every twitch will be an attempt.",
        ),
        (
            "counts: {at_least_deg: 16}",
            "counts: {at_least_deg: 12}",
            "only 9 degrees above rest; leave 10 or more, or noise will count.",
        ),
    ],
)
def test_bands_too_close_are_doubtful(
    broken: Callable[..., Path], old: str, new: str, warning: str
) -> None:
    (told,) = load_spec(broken(old, new, "ankle_pumps")).warnings
    assert told.endswith(warning)
