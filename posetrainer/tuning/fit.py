"""Fitting thresholds to labelled recordings, validated on held-out people."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from posetrainer.errors import UserError
from posetrainer.exercises.changes import with_numbers
from posetrainer.exercises.numbers import SpecNumber, numbers_of
from posetrainer.exercises.problem import FieldPath
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.system.processes import in_processes
from posetrainer.tuning.cases import Case
from posetrainer.tuning.evaluation import Evaluation, verdict
from posetrainer.tuning.judging import Judge
from posetrainer.tuning.search import Landscape, Values, explore, knob, settle

#: Sections and keys that are prescribed or a matter of taste: they cannot be learnt.
_GIVEN_SECTIONS = frozenset(("dose", "paced", "measures"))
_GIVEN_KEYS = frozenset(("seconds", "of_best", "again_after_s"))
#: How often the recordings are judged for each threshold while all are moved together.
_LOOKS = 30


@dataclass(frozen=True)
class Change:
    """A number that should be another one."""

    number: SpecNumber
    value: float


@dataclass(frozen=True)
class Fold:
    """One person held out: thresholds from all others' recordings, judged on this one's.

    Parameters
    ----------
    body : str
    before, after : Evaluation
        With the spec as it was given, and with the thresholds learnt without this person.
    """

    body: str
    before: Evaluation
    after: Evaluation


@dataclass(frozen=True)
class Fit:
    """A proposal.

    Parameters
    ----------
    spec : ExerciseSpec
        With the numbers that are proposed.
    changes : tuple of Change
        Those that differ, in the order of the spec.
    before, after : Evaluation
        Of all recordings, with the given spec and the proposed one.
    folds : tuple of Fold
        One for each person; none where all recordings are of one person.
    """

    spec: ExerciseSpec
    changes: tuple[Change, ...]
    before: Evaluation
    after: Evaluation
    folds: tuple[Fold, ...]

    @property
    def held_out(self) -> tuple[Evaluation, Evaluation] | None:
        """Before and after, each person judged by what was learnt from others."""
        if not self.folds:
            return None
        before = [one for fold in self.folds for one in fold.before.comparisons]
        after = [one for fold in self.folds for one in fold.after.comparisons]
        return Evaluation(tuple(before)), Evaluation(tuple(after))


@dataclass(frozen=True)
class Task:
    """The task of a fit.

    Parameters
    ----------
    spec : ExerciseSpec
        Where it begins.
    fields : tuple of FieldPath
        Numbers that may be moved.
    allowed : frozenset of FieldPath
        Limits of safety that may be loosened.
    seed : int
    """

    spec: ExerciseSpec
    fields: tuple[FieldPath, ...]
    allowed: frozenset[FieldPath] = frozenset()
    seed: int = 0


def learnt(spec: ExerciseSpec) -> tuple[FieldPath, ...]:
    """Return the thresholds that can be learnt from recordings, in the order of the spec.

    The dose, the target and how long it is held are not among them: they are prescribed.
    """
    return tuple(
        number.field
        for number in numbers_of(spec)
        if number.role != "target"
        and number.field[0] not in _GIVEN_SECTIONS
        and number.field[-1] not in _GIVEN_KEYS
    )


def fit(cases: Sequence[Case], task: Task) -> Fit:
    """Propose thresholds from all cases, and judge each person with those of the others.

    Parameters
    ----------
    cases : sequence of Case
        All with a truth file.
    task : Task

    Raises
    ------
    UserError
        If nothing can be learnt.
    """
    _require_something(cases, task)
    bodies = sorted({_body(case) for case in cases})
    held_out = bodies if len(bodies) > 1 else []
    shares = [list(cases), *([c for c in cases if _body(c) != body] for body in held_out)]
    proposed, *without = _propose_each(shares, task)
    judge = Judge(cases)
    spec = with_numbers(task.spec, proposed)
    return Fit(
        spec,
        _changes(task.spec, proposed),
        verdict(judge, task.spec),
        verdict(judge, spec),
        tuple(
            _fold(body, cases, task.spec, values)
            for body, values in zip(held_out, without, strict=True)
        ),
    )


def propose(cases: Sequence[Case], task: Task) -> Values:
    """Return the numbers that should change, and their values."""
    numbers = {number.field: number for number in numbers_of(task.spec)}
    knobs = [
        knob(task.spec, numbers[field], may_loosen=field in task.allowed) for field in task.fields
    ]
    landscape = Landscape(Judge(cases), task.spec, [k for k in knobs if k.number.value])
    own = landscape.own
    found = settle(landscape, explore(landscape, task.seed, _LOOKS * len(landscape.knobs)))
    if landscape.cost(found) > landscape.cost(own):
        return {}
    return {field: value for field, value in found.items() if value != own[field]}


def _propose_each(shares: Sequence[Sequence[Case]], task: Task) -> list[Values]:
    """Propose from each of several shares, in their order, side by side where there are more."""
    if len(shares) == 1:
        return [propose(shares[0], task)]
    jobs = [(number, share, task) for number, share in enumerate(shares)]
    proposed = dict(in_processes(_propose_numbered, jobs))
    return [proposed[number] for number in range(len(shares))]


def _propose_numbered(number: int, cases: Sequence[Case], task: Task) -> tuple[int, Values]:
    return number, propose(cases, task)


def _require_something(cases: Sequence[Case], task: Task) -> None:
    if task.spec.repetition is None:
        raise UserError(
            f"{task.spec.id}: the trainer sets the pace, so there is no threshold to learn."
        )
    if not any(case.truth and case.truth.expected for case in cases):
        raise UserError(
            f"{task.spec.id}: no recording has a labelled attempt; label one in the studio."
        )


def _body(case: Case) -> str:
    return case.truth.body if case.truth else ""


def _changes(spec: ExerciseSpec, values: Values) -> tuple[Change, ...]:
    return tuple(Change(n, values[n.field]) for n in numbers_of(spec) if n.field in values)


def _fold(body: str, cases: Collection[Case], spec: ExerciseSpec, values: Values) -> Fold:
    judge = Judge([case for case in cases if _body(case) == body])
    changed = with_numbers(spec, values)
    return Fold(body, verdict(judge, spec), verdict(judge, changed))
