"""Fits as tables and sentences of a terminal."""

from rich.box import SIMPLE
from rich.table import Column, Table

from posetrainer.tuning.evaluation import Evaluation
from posetrainer.tuning.fit import Fit
from posetrainer.tuning.sweep import outcome
from posetrainer.tuning.sweep_tables import table_of_scores


def scores_table(fit: Fit, *, each: bool) -> Table:
    """Return the scores before and after.

    Parameters
    ----------
    fit : Fit
    each : bool
        Show each person that was held out by itself, too.
    """
    table = table_of_scores(
        Column("judged", overflow="fold"), fit.before.score, Column("", no_wrap=True)
    )
    _add(table, "all", fit.before, fit.after)
    if fit.held_out:
        _add(table, "held out", *fit.held_out)
    for fold in fit.folds if each else ():
        _add(table, fold.body or "unnamed", fold.before, fold.after)
    return table


def _add(table: Table, what: str, before: Evaluation, after: Evaluation) -> None:
    width = len(table.columns) - 2
    for name, when, judged in ((what, "before", before), ("", "after", after)):
        cells = outcome(judged)
        # Some of the recordings may have none of those in which nothing can be judged.
        table.add_row(name, when, *cells, *["–"] * (width - len(cells)))
    table.add_section()


def held_out_line(fit: Fit) -> str:
    """Return a sentence on how well the proposal does on people it was not learnt from."""
    if fit.held_out is None:
        return (
            "All recordings are of one person: how well this fits others is not known. "
            "Add recordings of somebody else before you believe it."
        )
    before, after = fit.held_out
    return (
        f"Of {len(fit.folds)} persons, each judged with what was learnt from the others: "
        f"{before.mistakes} mistakes before, {after.mistakes} after."
    )


def change_table(fit: Fit) -> Table | str:
    """Return every number that should change."""
    if not fit.changes:
        return "Nothing to change: no threshold is close to where the recordings are misjudged."
    table = Table(
        "number",
        Column("before", justify="right"),
        Column("after", justify="right"),
        "unit",
        box=SIMPLE,
        padding=(0, 1, 0, 0),
    )
    for change in fit.changes:
        number = change.number
        table.add_row(number.name, f"{number.value:g}", f"{change.value:g}", number.unit)
    return table
