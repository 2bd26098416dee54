"""Specs with a pace, a rhythm or something to reach: each mistake gets a sentence with the mend."""

from collections.abc import Callable
from pathlib import Path

import pytest

from posetrainer.exercises.loader import load_spec

PACE = "paced: {hold_s: 5, relax_s: 5}\n"
CROSSING = "crossing: {kind: distance, start: knee, end: ankle, end_on: opposite}"
BANDS = """repetition:
  measure: hip_lift
  rest: {at_most_in: 1}
  attempt: {at_least_in: 3}
  counts: {at_least_in: 5}
  target: {at_least_in: 8}
"""
MISTAKES = [
    pytest.param(
        "abdominal_contraction",
        PACE,
        "",
        [
            "repetition: is missing; add it, or let the trainer set the pace with paced.",
            "tempo: is missing; add it, or let the trainer set the pace with paced.",
            "cues.go_on: is missing; add it.",
        ],
        id="neither measured nor paced",
    ),
    pytest.param(
        "abdominal_contraction",
        PACE,
        PACE + BANDS,
        [
            "repetition: the trainer sets the pace (paced), so nothing is counted on a measure; "
            "delete it."
        ],
        id="measured and paced",
    ),
    pytest.param(
        "abdominal_contraction",
        "sides: both",
        "sides: alternate",
        ["dose.sides: what is paced has no sides; write both."],
        id="paced, one side after the other",
    ),
    pytest.param(
        "abdominal_contraction",
        "kind: lift, part: hip",
        "kind: lift, part: hip, side: moving",
        [
            "measures.hip_lift.side: both sides exercise together (dose.sides), so none is "
            "'moving'; write near, left, right, both or difference."
        ],
        id="paced, on the moving side",
    ),
    pytest.param(
        "abdominal_contraction",
        "relax_s: 5",
        "relax_s: 0",
        ["paced.relax_s: 0 is too small; write a number above 0."],
        id="no time to relax",
    ),
    pytest.param(
        "aerobic_march",
        "  at_least_per_min: 60",
        "  at_least_per_min: 150",
        ["rhythm: at_least_per_min (150) is not below at_most_per_min (140); swap or change them."],
        id="a cadence that cannot be",
    ),
    pytest.param(
        "aerobic_march",
        "  even: Keep an even rhythm, left and right alike.\n",
        "",
        ["rhythm.even: is missing; add it."],
        id="no words for an uneven rhythm",
    ),
    pytest.param(
        "ball_seated_march",
        ", reach: {at_least_deg: 45}",
        "",
        ["form.arm_stays_down: needs keep or reach."],
        id="nothing asked",
    ),
    pytest.param(
        "ball_seated_march",
        "reach: {at_least_deg: 45}",
        "reach: {at_least_deg: 45}, keep: {at_least_deg: 45}",
        ["form.arm_stays_down: has both keep and reach; delete one."],
        id="asked twice",
    ),
    pytest.param(
        "ball_seated_march",
        "reach: {at_least_deg: 45}",
        "reach: {at_least_in: 45}",
        ["form.arm_stays_down.reach.at_least_in: the measure is in degrees; write at_least_deg."],
        id="reached in another unit",
    ),
    pytest.param(
        "knee_to_chest",
        "of_best: 0.8",
        "of_best: 80",
        ["repetition.target.of_best: 80 is too large; write 1 or less."],
        id="a share in percent",
    ),
    pytest.param(
        "knee_to_chest",
        "start:\n  knee_bent",
        "measures:\n  hip_bend: {kind: flexion, joint: hip, relative_to: rest, swing_within_s: 2}\n"
        "start:\n  knee_bent",
        [
            "measures.hip_bend.swing_within_s: repetitions count on this measure itself, not on "
            "its swing; delete this key."
        ],
        id="counted on a swing",
    ),
    pytest.param(
        "knee_to_chest",
        "start:\n  knee_bent",
        "measures:\n  bouncing: {kind: flexion, joint: hip, swing_within_s: 2, relative_to: rest}\n"
        "start:\n  knee_bent",
        [
            "measures.bouncing.relative_to: a swing is the same from zero and from rest; "
            "delete this key."
        ],
        id="a swing from rest",
    ),
    pytest.param(
        "piriformis_stretch",
        "start:\n  knee_bent",
        f"measures:\n  {CROSSING.replace('opposite', 'oposite')}\nstart:\n  knee_bent",
        ["measures.crossing.end_on: 'oposite' is not known here; did you mean 'opposite'?"],
        id="a typo in a word",
    ),
]


@pytest.mark.parametrize(("exercise", "old", "new", "expected"), MISTAKES)
def test_a_mistake_gets_its_sentence(
    broken: Callable[..., Path],
    complaints: Callable[[Path], list[str]],
    exercise: str,
    old: str,
    new: str,
    expected: list[str],
) -> None:
    told = [line.split(": ", 1)[1] for line in complaints(broken(old, new, exercise))]
    assert told == expected


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
