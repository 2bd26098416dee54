"""Sweeps as tables and sentences of a terminal."""

from rich.box import SIMPLE
from rich.table import Column, Table

from posetrainer.exercises.numbers import SpecNumber, dotted
from posetrainer.tuning.score import Score
from posetrainer.tuning.sweep import GLOSSARY, OutcomeRange, Point, Sweep, columns

_UNITS = {"degrees": "°", "inches": "in", "degrees a second": "°/s", "inches a second": "in/s"}


def unit_of(number: SpecNumber) -> str:
    """Return a number's unit as briefly as a table needs it."""
    return {**_UNITS, "seconds": "s"}.get(number.unit, number.unit)


def table_of_scores(first: Column, score: Score | None, *more: Column, note: str = "") -> Table:
    """Return a table for scores, without a line yet, that a terminal of 80 columns has room for.

    Parameters
    ----------
    first : Column
        It alone may be folded, where room is short.
    score : Score or None
        One of those to be shown; None if there are none.
    more : Column
        Between the first one and the scores.
    note : str
        Added to the explanation of the heads.
    """
    heads = [Column(head, no_wrap=True) for head in (columns(score) if score else ())]
    table = Table(first, *more, *heads, box=SIMPLE, padding=0, show_edge=False)
    table.caption, table.caption_justify = f"{GLOSSARY}{note}", "left"
    return table


def sweep_table(sweep: Sweep) -> Table:
    """Return a sweep as a table: of one threshold its scores, of two the mistakes in all."""
    return _lines(sweep) if len(sweep.axes) == 1 else _grid(sweep)


def plateau_line(sweep: Sweep) -> str:
    """Return in a sentence how far the threshold can be moved without a change."""
    number, run = sweep.axes[0].number, sweep.plateau
    own = f"{number.name} is {number.value:g}"
    if run.low == run.high:
        return f"{own}; each of the next values changes the score."
    ends = [
        words
        for words, is_end in (
            (f"{run.low:g} is the lowest value tried", run.low == sweep.axes[0].values[0]),
            (f"{run.high:g} is the highest value tried", run.high == sweep.axes[0].values[-1]),
        )
        if is_end
    ]
    beyond = f" ({', '.join(ends)})" if ends else ""
    return f"{own}; nothing changes between {run.low:g} and {run.high:g} {number.unit}{beyond}."


def problem_lines(sweep: Sweep) -> list[str]:
    """Return why some values of the threshold are not valid, a sentence for each stretch."""
    return [
        f"{_range(run)} is not valid: {dotted(problem.field)}: {problem.message}"
        for run in sweep.runs
        if (problem := run.points[0].problem) is not None
    ]


def _lines(sweep: Sweep) -> Table:
    number = sweep.axes[0].number
    judged = next((p.verdict for p in sweep.points if p.verdict), None)
    rows = [(_values(run, sweep), run) for run in sweep.runs]
    # Its name may be folded, its values not.
    first = Column(f"{number.label}, {unit_of(number)}", min_width=max(len(v) for v, _ in rows))
    note = " ◂: as the spec has it. ×: not valid."
    table = table_of_scores(first, judged.score if judged else None, note=note)
    for values, run in rows:
        point = run.points[0]
        cells = point.outcome if point.verdict else ("×",)
        table.add_row(values, *cells, style="bold" if sweep.own in run.points else None)
    return table


def _values(run: OutcomeRange, sweep: Sweep) -> str:
    own = sweep.own in run.points
    return f"{_range(run)} ◂ {sweep.axes[0].number.value:g}" if own else _range(run)


def _range(run: OutcomeRange) -> str:
    return f"{run.low:g}" if run.low == run.high else f"{run.low:g} … {run.high:g}"


def _grid(sweep: Sweep) -> Table:
    first, second = sweep.axes
    corner = f"{first.number.label} ↓  {second.number.label} →"
    table = Table(corner, *(f"{value:g}" for value in second.values), box=SIMPLE, pad_edge=False)
    table.caption = "Mistakes in all; × is not valid; in brackets as the spec has it."
    table.caption_justify = "left"
    width = len(second.values)
    for row, value in enumerate(first.values):
        points = sweep.points[row * width : (row + 1) * width]
        table.add_row(f"{value:g}", *(_cell(point, point is sweep.own) for point in points))
    return table


def _cell(point: Point, own: bool) -> str:
    text = str(point.verdict.mistakes) if point.verdict else "×"
    return f"[bold]({text})[/bold]" if own else text
