"""Numbers of a spec that cannot be: their units, their size, their order; and sides."""

from collections.abc import Callable
from pathlib import Path

import pytest
from each import for_each
from mistakes import mistakes

Broken = Callable[..., Path]
Complaints = Callable[[Path], list[str]]
LineWith = Callable[[Path, str], int]

COUNTS = "counts: {at_least_deg: 30}"
TARGET = "target: {at_least_deg: 45, tolerance_deg: 8}"

WRONG_UNITS = mistakes(r"""
keep: {at_most_deg: 20} => keep: {at_most_in: 20}
    form.trunk_leans.keep.at_most_in: the measure is in degrees; write at_most_deg.
{at_least_in: 5} => {at_least_deg: 5}
    form.feet_too_close.keep.at_least_deg: the measure is in inches; write at_least_in.
attempt: {at_least_deg: 16} => attempt: {at_least_in: 16, at_least_deg: 16}
    repetition.attempt.at_least_in: the measure is in degrees; delete this key.
tolerance_deg => tolerance_in
    repetition.target.tolerance_in: the measure is in degrees; write tolerance_deg.
still_deg_s => still_in_s
    repetition.hold.still_in_s: the driving measure is in degrees; write still_deg_s.
out: {at_least_s: 0.5, at_most_deg_s: 60} => out: {at_most_in_s: 60}
    tempo.out.at_most_in_s: the driving measure is in degrees; write at_most_deg_s.
""")
WRONG_NUMBERS = mistakes(r"""
repetitions: 10 => repetitions: 0
    dose.repetitions: 0 is too small; write 1 or more.
repetitions: 10 => repetitions: 999
    dose.repetitions: 999 is too large; write 100 or less.
rest_s: 30 => rest_s: -1
    dose.rest_s: -1 is too small; write 0 or more.
seconds: 5 => seconds: 0
    repetition.hold.seconds: 0 is too small; write a number above 0.
tolerance_deg: 8 => tolerance_deg: -8
    repetition.target.tolerance_deg: -8 is too small; write 0 or more.
attempt: {at_least_deg: 16} => attempt: {at_least_deg: .nan}
    repetition.attempt.at_least_deg: nan is no ordinary number; write one.
attempt: {at_least_deg: 16} => attempt: {at_least_deg: .inf}
    repetition.attempt.at_least_deg: inf is no ordinary number; write one.
rest_s: 30 => rest_s: 9999999999999999999999999999999999999999
    dose.rest_s: no such number is needed; write a shorter one.
{at_most_deg: 70} => {at_most_deg: -5}
    form.too_deep.keep.at_most_deg: this flexion is never -5; write 0 to 180 degrees.
{at_least_in: 5} => {at_least_in: 500}
    form.feet_too_close.keep.at_least_in: this distance is never 500; write 0 to 100 inches.
keep: {at_most_deg: 20} => keep: {at_least_deg: 30, at_most_deg: 20}
    form.trunk_leans.keep: at_least (30) is not below at_most (20); swap or change them.
""")
WRONG_BANDS = mistakes(r"""
target: {at_least_deg: 45, tolerance_deg: 8} => target: {at_least_deg: 9}
    repetition.target: less its tolerance it is 9 degrees, inside of rest, which ends at 10; raise
    the target or lower rest.
tolerance_deg: 8 => tolerance_deg: 40
    repetition.target: less its tolerance it is 5 degrees, inside of rest, which ends at 10; raise
    the target or lower rest.
tolerance_deg: 8 => tolerance_deg: 50
    repetition.target: less its tolerance it is -5 degrees; it must stay above 0.
attempt: {at_least_deg: 16} => attempt: {at_least_deg: 10}
    repetition.attempt: 10 degrees lies below rest, which is 10; raise attempt or lower rest.
counts: {at_least_deg: 30} => counts: {at_least_deg: 14}
    repetition.counts: 14 degrees lies below attempt, which is 16; raise counts or lower attempt.
rest: {at_most_deg: 10} => rest: {at_most_deg: 0}
    repetition.rest: the measure is 0 at rest, so rest would never be seen; write a number above 0.
""")
#: Numbers that no body comes near would switch off what they are a limit of.
BEYOND_ALL_BODIES = mistakes(r"""
out: {at_least_s: 0.5, at_most_deg_s: 60} => out: {at_least_s: 0.5, at_most_deg_s: 1.0e+300}
    tempo.out.at_most_deg_s: 1e+300 is too large; write 500 or less.
out: {at_least_s: 0.5, at_most_deg_s: 60} => out: {at_least_s: 0.5, at_most_deg_s: 400}
    tempo.out.at_most_deg_s: no movement from rest to target is as fast as 400, so nobody would be
    warned; write 280 or less.
out: {at_least_s: 0.5, at_most_deg_s: 60} => out: {at_least_s: 31, at_most_deg_s: 60}
    tempo.out.at_least_s: 31 is too large; write 30 or less.
still_deg_s: 6 => still_deg_s: 31
    repetition.hold.still_deg_s: 31 is too large; write 30 or less.
rest_s: 30 => rest_s: 601
    dose.rest_s: 601 is too large; write 600 or less.
for_s: 0.6 => again_after_s: 1.0e+9
    form.trunk_leans.again_after_s: 1000000000.0 is too large; write 600 or less.
""")
WRONG_SIDES = mistakes(r"""
knee_angle: {kind: flexion, joint: knee, side: near}
=> knee_angle: {kind: flexion, joint: knee, side: other}
    measures.knee_angle.side: both sides exercise together (dose.sides), so none is 'other'; write
    near, left, right, both or difference.
""")


@for_each(
    ("old", "new", "said"),
    [*WRONG_UNITS, *WRONG_NUMBERS, *WRONG_BANDS, *BEYOND_ALL_BODIES, *WRONG_SIDES],
)
def test_one_sentence_with_its_line(
    broken: Broken, complaints: Complaints, line_with: LineWith, old: str, new: str, said: str
) -> None:
    path = broken(old, new)
    assert complaints(path) == [f"{line_with(path, new)}: {said}"]


def test_a_target_below_counting(
    broken: Broken, complaints: Complaints, line_with: LineWith
) -> None:
    path = broken(COUNTS, "counts: {at_least_deg: 40}")
    assert complaints(path) == [
        f"{line_with(path, TARGET)}: repetition.target: 37 degrees (less its tolerance) lies "
        "below counts, which is 40; raise target or lower counts."
    ]


def test_sides_together_cannot_count_on_the_moving_side(
    broken: Broken, complaints: Complaints
) -> None:
    driver = "joint: knee, side: near, relative_to: rest"
    assert complaints(broken(driver, driver.replace("near", "moving"))) == [
        "17: dose.sides: both sides together, but repetitions count on the moving side "
        "(measures.knee_bend); write each, alternate or either."
    ]


@pytest.mark.parametrize("sides", ["each", "alternate", "either"])
def test_one_side_at_a_time_counts_on_the_moving_side(
    broken: Broken, complaints: Complaints, sides: str
) -> None:
    reported = complaints(broken("sides: both", f"sides: {sides}"))
    assert reported == [
        f"21: measures.knee_bend.side: one side at a time exercises (dose.sides is {sides}) and "
        "repetitions count on this measure; write moving."
    ]
