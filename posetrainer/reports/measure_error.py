"""The known error of an exercise's driving measure, from docs/accuracy.md.

``tools.accuracy`` writes them together with that page.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from posetrainer.exercises.spec import ExerciseSpec
from posetrainer.language.translation import msg

ERRORS = Path(__file__).with_name("measure_errors.json")
#: Where the figures come from, for a reader of the report.
SOURCE = msg(
    "computer-made films whose truth is known, picture by picture (docs/accuracy.md of "
    "posetrainer, Driving measures)"
)


@dataclass(frozen=True)
class MeasureError:
    """How far a reading is off, in the unit of the measure.

    Parameters
    ----------
    bias : float
        Mean of measured minus true.
    rmse : float
        Root mean square of measured minus true.
    """

    bias: float
    rmse: float


def measure_error(spec: ExerciseSpec) -> MeasureError | None:
    """Return how exactly the spec's driving measure is known; None if nobody measured that.

    An exercise with the same id and another driving measure is another one.
    """
    known = _known().get(spec.id)
    if known is None or spec.driver is None or known["measure"] != described(spec):
        return None
    return MeasureError(known["bias"], known["rmse"])


def described(spec: ExerciseSpec) -> dict[str, Any] | None:
    """Return the driving measure of a spec, by which its figures are recognised."""
    driver = spec.driver
    return None if driver is None else driver.model_dump(mode="json", exclude_none=True)


@cache
def _known() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ERRORS.read_text(encoding="utf-8"))
    return found
