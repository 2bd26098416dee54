"""A sweep tells how the score changes with a threshold, and where it does not."""

import io
import math
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jobs_here import JobsHere
from labelled import labelled_files
from PIL import Image
from rich.console import Console

from posetrainer.errors import UserError
from posetrainer.exercises.catalogue import load_exercise
from posetrainer.exercises.numbers import SpecNumber, field_named, numbers_of
from posetrainer.tuning.case_files import CaseFiles
from posetrainer.tuning.plots import plot_sweep
from posetrainer.tuning.sweep import Axis, Sweep, axis, sweep
from posetrainer.tuning.sweep_tables import plateau_line, sweep_table

SQUAT = load_exercise("wall_squat")


def number(name: str) -> SpecNumber:
    field = field_named(SQUAT, name)
    return next(number for number in numbers_of(SQUAT) if number.field == field)


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[CaseFiles]:
    return labelled_files("wall_squat", tmp_path_factory.mktemp("recordings"))


def swept_here(cases: Sequence[CaseFiles], axes: Sequence[Axis]) -> Sweep:
    return sweep(cases, SQUAT, axes, JobsHere())


@pytest.fixture(scope="module")
def of_counts(cases: list[CaseFiles]) -> Sweep:
    return swept_here(cases, [axis(number("counts"), 10, 60, 11)])


def test_what_is_valid_is_judged_and_what_is_not_reports_why(of_counts: Sweep) -> None:
    # The target less its tolerance is 37, an attempt begins at 16.
    judged = {p.values[0] for p in of_counts.points if p.verdict}
    refused = {p.values[0] for p in of_counts.points if p.problem}
    assert judged == {20, 25, 30, 35}
    assert refused == {10, 15, 40, 45, 50, 55, 60}


def test_around_its_own_value_nothing_changes(of_counts: Sweep) -> None:
    # The three squats of the sample go far beyond it.
    assert (of_counts.plateau.low, of_counts.plateau.high) == (20, 35)
    assert of_counts.own.verdict is not None
    assert of_counts.own.verdict.mistakes == 0
    assert "nothing changes between 20 and 35 degrees" in plateau_line(of_counts)


def test_runs_put_all_points_together_in_order(of_counts: Sweep) -> None:
    assert [p for run in of_counts.runs for p in run.points] == list(of_counts.points)
    outcomes = [run.points[0].outcome for run in of_counts.runs]
    assert all(one != other for one, other in pairwise(outcomes))


def test_where_nothing_begins_the_count_is_off(cases: list[CaseFiles]) -> None:
    # A heel that must be below the floor never is.
    swept = swept_here(cases, [axis(number("foot_on_floor"), -1, 5, 3)])
    low, own, high = swept.points
    assert [p.values[0] for p in swept.points] == [-1, 2, 5]
    assert low.verdict is not None
    assert low.verdict.score.count_error == 3
    assert own.outcome == high.outcome
    assert (swept.plateau.low, swept.plateau.high) == (2, 5)
    assert "between 2 and 5 inches (5 is the highest value tried)" in plateau_line(swept)


def test_two_thresholds_make_a_grid(cases: list[CaseFiles]) -> None:
    axes = [axis(number("counts"), 20, 60, 2), axis(number("foot_on_floor"), -1, 5, 2)]
    swept = swept_here(cases, axes)
    assert [p.values for p in swept.points] == [
        (counts, lift) for counts in (20, 30, 60) for lift in (-1, 2, 5)
    ]
    assert swept.own.values == (30, 2)
    assert [p.verdict is None for p in swept.points] == [False] * 6 + [True] * 3


@pytest.mark.slow
def test_a_plot_is_a_picture(cases: list[CaseFiles], of_counts: Sweep, tmp_path: Path) -> None:
    of_two = swept_here(cases, [axis(number("counts"), 25, 60, 2), axis(number("rest"), 5, 9, 2)])
    for swept in (of_counts, of_two):
        plot_sweep(swept, "Wall squat", tmp_path / "plot.png")
        picture = Image.open(tmp_path / "plot.png").convert("L")
        assert picture.size[0] > 800
        assert picture.getextrema() != (255, 255)
    with pytest.raises(UserError, match=r"odd\.txt: is no kind of picture"):
        plot_sweep(of_counts, "Wall squat", tmp_path / "odd.txt")
    with pytest.raises(UserError, match=r"curves\.png cannot be written"):
        plot_sweep(of_counts, "Wall squat", tmp_path / "plot.png" / "curves.png")


@given(start=st.floats(-100, 100), width=st.floats(0.01, 100), steps=st.integers(2, 60))
def test_an_axis_rises_through_its_ends_and_its_own_value(
    start: float, width: float, steps: int
) -> None:
    values = axis(number("counts"), start, start + width, steps).values
    assert list(values) == sorted(set(values))
    assert 30 in values
    assert steps <= len(values) <= steps + 1
    assert values[0] == pytest.approx(min(start, 30))
    assert values[-1] == pytest.approx(max(start + width, 30))


def test_an_axis_needs_a_way_to_go() -> None:
    with pytest.raises(UserError, match="5 is not below 5; give the smaller number first"):
        axis(number("counts"), 5, 5, 3)
    for start, stop in ((math.nan, 5), (5, math.nan), (5, math.inf), (-1e308, 1e308)):
        with pytest.raises(UserError, match="has no values; give two numbers"):
            axis(number("counts"), start, stop, 3)


def test_a_threshold_is_not_moved_twice_at_once(cases: list[CaseFiles]) -> None:
    with pytest.raises(UserError, match=r"counts\.at_least_deg cannot be moved twice at once"):
        swept_here(cases, [axis(number("counts"), 25, 60, 2)] * 2)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["counts", "foot_on_floor", "feet_too_close.keep"])
def test_no_score_is_cut_off_in_eighty_columns(cases: list[CaseFiles], name: str) -> None:
    (case,) = cases
    assert case.truth is not None
    refused = replace(case, truth=case.truth.model_copy(update={"refused": "view"}))
    of_one = number(name)
    values = axis(of_one, of_one.value * 0.3, of_one.value * 3, 9)
    out = io.StringIO()
    Console(width=80, file=out).print(sweep_table(swept_here([case, refused], [values])))
    heads = {"wrong", "count", "±1", "good", "hold", "fast", "form", "sides", "ghosts", "refused"}
    assert heads <= set(out.getvalue().split())
    # Three dots between two values only.
    assert not re.search(r"…(?! [\d.])", out.getvalue())
