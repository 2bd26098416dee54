"""Make the figures of the docs on tuning: ``uv run python -m tools.tuning_docs``.

What drafts of specs and fits of thresholds are worth on the samples: between the markers of
docs/demonstrate.md and docs/tuning.md. It takes some minutes.
"""

import random
from collections.abc import Sequence

from posetrainer.drafting.demonstrate import DemonstrationError, demonstrate
from posetrainer.exercises.catalogue import exercise_ids, load_exercise
from posetrainer.exercises.changes import tried
from posetrainer.exercises.numbers import numbers_of
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.rules.events import Event
from posetrainer.system.processes import in_processes
from posetrainer.tuning.cases import Case, load_cases
from posetrainer.tuning.compare import compare
from posetrainer.tuning.evaluation import verdict
from posetrainer.tuning.fit import Task, learnt, propose
from posetrainer.tuning.judging import Judge
from posetrainer.tuning.search import written
from tools.readme import CLIPS, REPOSITORY, write_between

DOCS = REPOSITORY / "docs"
TOOL = "tools.tuning_docs"
#: By how much each threshold is spoiled, one way or the other.
SPOILED_BY = (0.7, 1.3)
SEEDS = (0, 1)


def main() -> None:
    """Draft from the good samples; fit from spoiled thresholds; write both tables."""
    counted = [i for i in exercise_ids() if load_exercise(i).repetition is not None]
    drafts = sorted(in_processes(draft_row, [(i,) for i in counted]))
    write_between(DOCS / "demonstrate.md", "drafts", _drafts(drafts), TOOL)
    trials = [(exercise, seed) for exercise in counted for seed in SEEDS]
    fits = sorted(in_processes(fit_row, trials))
    write_between(DOCS / "tuning.md", "fits", _fits(fits), TOOL)


DraftRow = tuple[str, str, str, int, int]


def draft_row(exercise: str) -> DraftRow:
    """Draft from the good sample: exercise, measure, sides, siblings counted right, siblings."""
    cases = load_cases([CLIPS], exercise, labelled=True)
    shown = next(case for case in cases if case.name == f"{exercise}_good")
    siblings = [case for case in cases if case is not shown]
    try:
        drafted = demonstrate(shown, "drafted", "Drafted")
    except DemonstrationError:
        return exercise, "not recognised", "–", 0, len(siblings)
    right = sum(
        _counts_right(case, events)
        for case, events in zip(siblings, Judge(siblings).events(drafted.spec), strict=True)
    )
    movement = drafted.found.movement
    return exercise, movement.name, movement.sides, right, len(siblings)


def _counts_right(case: Case, events: Sequence[Event]) -> bool:
    assert case.truth is not None
    found = compare(case.truth, events)
    return (found.count_error, found.side_errors, found.phantoms) == (0, 0, 0)


def _drafts(rows: Sequence[DraftRow]) -> str:
    lines = ["| exercise | counts on | sides | other clips right |", "|---" * 4 + "|"]
    lines += [f"| `{i}` | {name} | {sides} | {n} of {of} |" for i, name, sides, n, of in rows]
    return "\n".join(lines)


def spoiled(spec: ExerciseSpec, seed: int) -> ExerciseSpec:
    """Return a spec whose thresholds are all wrong by 30 %, one way or the other."""
    signs = random.Random(seed)
    numbers = [number for number in numbers_of(spec) if number.field in learnt(spec)]
    while True:
        values = {n.field: written(n.value * signs.choice(SPOILED_BY)) for n in numbers if n.value}
        wrong, _ = tried(spec, values)
        if wrong is not None:
            return wrong


def taught_and_held_out(cases: Sequence[Case], exercise: str) -> tuple[list[Case], list[Case]]:
    """Return the cases of the person who shows mistakes as well, and those of all others."""
    shown = next(case for case in cases if case.name == f"{exercise}_errors")
    assert shown.truth is not None
    taught = [case for case in cases if case.truth and case.truth.body == shown.truth.body]
    return taught, [case for case in cases if case not in taught]


#: An exercise, a seed, and the mistakes on the person held out, then on the one who was taught:
#: of the spec as shipped, spoiled and fitted.
FitRow = tuple[str, int, list[int], list[int]]


def fit_row(exercise: str, seed: int) -> FitRow:
    """Fit a spoiled spec."""
    cases = load_cases([CLIPS], exercise, labelled=True)
    taught, held_out = taught_and_held_out(cases, exercise)
    shipped = load_exercise(exercise)
    wrong = spoiled(shipped, seed)
    # What was spoiled towards the strict can be mended only by loosening it.
    mended, _ = tried(wrong, propose(taught, Task(wrong, learnt(wrong), frozenset(learnt(wrong)))))
    assert mended is not None
    held, own = (
        [verdict(judge, spec).mistakes for spec in (shipped, wrong, mended)]
        for judge in (Judge(held_out), Judge(taught))
    )
    return exercise, seed, held, own


def _fits(rows: Sequence[FitRow]) -> str:
    lines = ["| exercise | seed | shipped | spoiled | fitted |", "|---" * 5 + "|"]
    lines += [f"| `{row[0]}` | {row[1]} | " + " | ".join(map(str, row[2])) + " |" for row in rows]
    held, own = [row[2] for row in rows], [row[3] for row in rows]
    harmed = [mistakes for mistakes in held if mistakes[1] > mistakes[0]]
    restored = sum(fitted <= shipped for shipped, _, fitted in harmed)
    lines += [
        "",
        f"Spoiling made mistakes in {len(harmed)} of {len(rows)} trials; in {restored} of these "
        f"the fit left none that the shipped spec does not make. Mistakes in all: {_in_all(held)}; "
        f"on the recordings that were fitted to: {_in_all(own)}.",
    ]
    return "\n".join(lines)


def _in_all(mistakes: Sequence[Sequence[int]]) -> str:
    shipped, spoiled, fitted = map(sum, zip(*mistakes, strict=True))
    return f"{spoiled} spoiled, {fitted} fitted, {shipped} shipped"


if __name__ == "__main__":
    main()
