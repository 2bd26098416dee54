"""Output of a fit: the diff of a spec, and a JSON object."""

import difflib
from dataclasses import asdict
from pathlib import Path
from typing import Any

from posetrainer.errors import UserError
from posetrainer.exercises.editing import edited
from posetrainer.system.output_files import write_file
from posetrainer.system.resources import specs_folder
from posetrainer.tuning.evaluation import Evaluation
from posetrainer.tuning.fit import Fit


def diff_of(fit: Fit, path: Path) -> str:
    """Return the proposal as a unified diff of the spec's file, which keeps its comments.

    Parameters
    ----------
    fit : Fit
    path : Path
        Of the spec that the fit began with.

    Raises
    ------
    UserError
        If the file cannot be read or changed.
    """
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise UserError(f"{path}: cannot be read ({error.strerror}).") from None
    changed = edited(text, {change.number.field: change.value for change in fit.changes}, path)
    # One of the catalogue is named as from the root of a checkout.
    shipped = path.parent == specs_folder()
    name = f"exercise_specs/{path.name}" if shipped else str(path)
    before, after = (one.splitlines(keepends=True) for one in (text, changed))
    return "".join(difflib.unified_diff(before, after, name, name))


def write_diff(diff: str, path: Path) -> None:
    """Write a diff.

    Raises
    ------
    OutputError
        If the file cannot be written.
    """
    # A name may hold bytes that are no text: those are what names the file.
    write_file(path, diff.encode(errors="surrogateescape"))


def as_record(fit: Fit, diff: str) -> dict[str, Any]:
    """Return a fit as a JSON object."""
    return {
        "exercise": fit.spec.id,
        "changes": [
            {
                "key": change.number.name,
                "unit": change.number.unit,
                "before": change.number.value,
                "after": change.value,
            }
            for change in fit.changes
        ],
        "all": _pair(fit.before, fit.after),
        "held_out": _pair(*fit.held_out) if fit.held_out else None,
        "folds": [{"body": f.body, **_pair(f.before, f.after)} for f in fit.folds],
        "diff": diff,
    }


def _pair(before: Evaluation, after: Evaluation) -> dict[str, Any]:
    return {
        when: {"mistakes": one.mistakes, "cost": one.cost, "score": asdict(one.score)}
        for when, one in (("before", before), ("after", after))
    }
