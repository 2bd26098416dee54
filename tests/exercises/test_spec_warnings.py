"""What is allowed in a spec but doubtful."""

from collections.abc import Callable
from pathlib import Path

from each import for_each
from mistakes import mistakes

from posetrainer.exercises.loader import load_spec

Broken = Callable[..., Path]


def warnings(path: Path) -> list[str]:
    reported = load_spec(path).warnings
    return [warning.removeprefix(f"{path}:").partition(" ")[2] for warning in reported]


DOUBTFUL = {
    None: r"""
counts: {at_least_deg: 30} => counts: {at_least_deg: 19}
    repetition.counts: only 9 degrees above rest; leave 10 or more, or noise will count.
attempt: {at_least_deg: 16} => attempt: {at_least_deg: 12}
    repetition.attempt: only 2 degrees above rest; leave 5 or more, or every twitch will be an
    attempt.
measures:\n => measures:\n  hip_bend: {kind: flexion, joint: hip, side: near}\n
    measures.hip_bend: nothing uses this measure; use it or delete it.
\n  hold: {seconds: 5, still_deg_s: 6} =>
    form.feet_too_close.during: there is no hold here, so this is never judged; name another phase.
""",
    "straight_leg_raise": r"""
attempt: {at_least_in: 3.5}\n  counts: {at_least_in: 8}
=> attempt: {at_least_in: 3}\n  counts: {at_least_in: 3.1}
    repetition.counts: only 0.6 inches above rest; leave 0.75 or more, or noise will count.
attempt: {at_least_in: 3.5} => attempt: {at_least_in: 2.8}
    repetition.attempt: only 0.3 inches above rest; leave 0.4 or more, or every twitch will be an
    attempt.
""",
    "knee_to_chest": r"""
{uses: knee_stays_bent} => {uses: knee_stays_bent, during: [hold]}
{repetitions: 10, rest_s: 10, sides: each} => {repetitions: 5, rest_s: 10, sides: each}
    dose.repetitions: cannot be shared evenly by two sides (dose.sides is each); make it even.
start:\n => measures:\n  hip_bend: {kind: flexion, joint: knee, relative_to: rest}\nstart:\n
    measures.hip_bend: this is kind flexion, joint knee, but hip_bend in the library is kind
    flexion, joint hip; give this one another name.
start:\n => measures:\n  hip_bend: {kind: flexion, joint: hip, side: moving}\nstart:\n
""",
    "abdominal_contraction": r"""
keep: {at_least_in: -3, at_most_in: 3}, for_s: 0.6
=> keep: {at_least_in: -3, at_most_in: 3}, during: [out]
    form.shoulders_move.during: there is no out here, so this is never judged; name another phase.
""",
}


@for_each(
    ("exercise", "old", "new", "said"),
    [(exercise, *row) for exercise, table in DOUBTFUL.items() for row in mistakes(table)],
)
def test_doubtful(
    broken: Broken, old: str, new: str, exercise: str | None, said: str | None
) -> None:
    assert warnings(broken(old, new, exercise)) == ([said] if said else [])


def test_a_gap_that_is_just_wide_enough_is_not_doubtful(broken: Broken) -> None:
    assert warnings(broken("counts: {at_least_deg: 30}", "counts: {at_least_deg: 20}")) == []
    assert warnings(broken("attempt: {at_least_deg: 16}", "attempt: {at_least_deg: 15}")) == []
