"""Sweeps: scores of labelled recordings over the values of one or two thresholds."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import groupby, product
from typing import Any

import numpy as np

from posetrainer.errors import UserError
from posetrainer.exercises.changes import tried
from posetrainer.exercises.numbers import SpecNumber, dotted
from posetrainer.exercises.problem import Problem
from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.system.jobs import LOCAL, JobRunner
from posetrainer.tuning.case_files import CaseFiles, longest_first
from posetrainer.tuning.cases import load_case
from posetrainer.tuning.compare import Comparison
from posetrainer.tuning.evaluation import Evaluation, verdict
from posetrainer.tuning.judging import Judge
from posetrainer.tuning.score import Score

#: The score of one setting of the thresholds, as it is shown: settings with the same outcome are
#: one range.
Outcome = tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """A threshold and the values it takes, in rising order; the spec's own is one of them.

    Parameters
    ----------
    number : SpecNumber
        As the spec has it.
    values : tuple of float
        In the number's unit.
    """

    number: SpecNumber
    values: tuple[float, ...]


@dataclass(frozen=True)
class Point:
    """One setting of the thresholds, and its score.

    Parameters
    ----------
    values : tuple of float
        One for each axis.
    verdict : Evaluation or None
        None where the spec is not valid with these values.
    problem : Problem or None
        Why it is not.
    """

    values: tuple[float, ...]
    verdict: Evaluation | None
    problem: Problem | None

    @property
    def outcome(self) -> Outcome:
        """Its score as it is shown; where it is not valid, the field of the problem."""
        if self.problem is not None:
            return (dotted(self.problem.field),)
        return outcome(self.verdict) if self.verdict else ()


@dataclass(frozen=True)
class OutcomeRange:
    """Neighbouring values of one threshold with the same outcome.

    Parameters
    ----------
    low, high : float
        The first and the last of them.
    points : tuple of Point
    """

    low: float
    high: float
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Sweep:
    """The scores of some recordings over a grid of thresholds.

    Parameters
    ----------
    exercise : str
    axes : tuple of Axis
        One, or two.
    points : tuple of Point
        The last axis changes fastest.
    """

    exercise: str
    axes: tuple[Axis, ...]
    points: tuple[Point, ...]

    @property
    def own(self) -> Point:
        """What the spec's own values do."""
        values = tuple(axis.number.value for axis in self.axes)
        return next(point for point in self.points if point.values == values)

    @property
    def runs(self) -> tuple[OutcomeRange, ...]:
        """The values of the first axis, those with the same outcome put together."""
        groups = groupby(self.points, key=lambda point: point.outcome)
        found = (tuple(points) for _, points in groups)
        return tuple(
            OutcomeRange(points[0].values[0], points[-1].values[0], points) for points in found
        )

    @property
    def plateau(self) -> OutcomeRange:
        """The values around the spec's own for which nothing changes."""
        return next(run for run in self.runs if self.own in run.points)

    def as_record(self) -> dict[str, Any]:
        """Return it as a JSON object."""
        plateau = self.plateau if len(self.axes) == 1 else None
        return {
            "exercise": self.exercise,
            "keys": [
                {"key": a.number.name, "unit": a.number.unit, "own": a.number.value}
                for a in self.axes
            ],
            "plateau": [plateau.low, plateau.high] if plateau else None,
            "points": [_record(point) for point in self.points],
        }


def _record(point: Point) -> dict[str, Any]:
    problem = point.problem
    score = asdict(point.verdict.score) if point.verdict else {}
    return {
        "values": list(point.values),
        "problem": f"{dotted(problem.field)}: {problem.message}" if problem else None,
        "mistakes": point.verdict.mistakes if point.verdict else None,
        "score": {key: score[key] for key in _SHOWN if key in score} or None,
    }


_SHOWN = (
    "count_error",
    "off_by_one",
    "good_right",
    "hold_error_s",
    "too_fast",
    "faults",
    "side_errors",
    "phantoms",
    "refused_right",
    "refused",
)


def outcome(judged: Evaluation) -> Outcome:
    """Return an evaluation as cells, one for each of :func:`columns`."""
    score = judged.score
    return (
        str(judged.mistakes),
        f"{score.count_error:.2f}",
        _share(score.off_by_one),
        _share(score.good_right),
        _number(score.hold_error_s),
        f"{_share(score.too_fast.precision)}/{_share(score.too_fast.recall)}",
        f"{_share(score.faults.precision)}/{_share(score.faults.recall)}",
        str(score.side_errors),
        str(score.phantoms),
        *([f"{score.refused_right}/{score.refused}"] if score.refused else []),
    )


def columns(score: Score) -> tuple[str, ...]:
    """Return the heads of the cells of :func:`outcome`."""
    heads = ("wrong", "count", "±1", "good", "hold", "fast", "form", "sides", "ghosts")
    return (*heads, "refused") if score.refused else heads


#: What they mean.
GLOSSARY = (
    "wrong: mistakes in all. count: mean absolute count error. ±1: share of clips at most one "
    "off. good: share of clips whose good count is right. hold: mean absolute error, s. fast, "
    "form: precision/recall of warnings. sides: wrong sides. ghosts: attempts where nothing "
    "happened. refused: of the clips in which nothing can be judged."
)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2g}"


def _number(value: float | None) -> str:
    """A tenth of a second is as exactly as holds are labelled."""
    return "–" if value is None else f"{value:.1f}"


def axis(number: SpecNumber, start: float, stop: float, steps: int) -> Axis:
    """Return evenly spaced values of a threshold, and its own among them.

    Parameters
    ----------
    number : SpecNumber
    start, stop : float
        The first and the last value.
    steps : int
        How many values, 2 or more; the spec's own comes on top.

    Raises
    ------
    UserError
        If there are none.
    """
    if not math.isfinite(stop - start):
        raise UserError(f"{number.name}: {start:g} to {stop:g} has no values; give two numbers.")
    if start >= stop:
        raise UserError(
            f"{number.name}: {start:g} is not below {stop:g}; give the smaller number first."
        )
    # As few digits as keep neighbours distinct by a hundredth of their distance.
    digits = 0 if number.whole else 1 - math.floor(math.log10((stop - start) / (steps - 1)))
    between = (round(value, digits) for value in np.linspace(start, stop, steps)[1:-1].tolist())
    return Axis(number, tuple(sorted({start, *between, stop, number.value})))


def sweep(
    cases: Sequence[CaseFiles],
    spec: ExerciseSpec,
    axes: Sequence[Axis],
    runner: JobRunner = LOCAL,
) -> Sweep:
    """Judge recordings with every setting of one threshold, or of two.

    Parameters
    ----------
    cases : sequence of CaseFiles
        With a recording and a truth file. Each is judged with all settings in one job, so that
        what does not depend on them is worked out once.
    spec : ExerciseSpec
        All its other numbers stay as they are.
    axes : sequence of Axis
    runner : JobRunner

    Raises
    ------
    UserError
        If two axes are of the same threshold.
    """
    fields = [one.number.field for one in axes]
    if len(set(fields)) < len(fields):
        raise UserError(f"{axes[0].number.name} cannot be moved twice at once; name another one.")
    settings = list(product(*(one.values for one in axes)))
    changed = [tried(spec, dict(zip(fields, values, strict=True))) for values in settings]
    valid = [one for one, _ in changed if one is not None]
    jobs = [(files, number, valid) for number, files in enumerate(longest_first(cases))]
    judged = sorted(runner.run(_compare, jobs))
    evaluations = (Evaluation(one) for one in zip(*(found for _, found in judged), strict=True))
    points = tuple(
        Point(values, next(evaluations) if one else None, problems[0] if problems else None)
        for values, (one, problems) in zip(settings, changed, strict=True)
    )
    return Sweep(spec.id, tuple(axes), points)


def _compare(
    files: CaseFiles, number: int, specs: Sequence[ExerciseSpec]
) -> tuple[int, tuple[Comparison, ...]]:
    """Judge one recording with one spec after the other."""
    judge = Judge([load_case(files)])
    return number, tuple(verdict(judge, spec).comparisons[0] for spec in specs)
