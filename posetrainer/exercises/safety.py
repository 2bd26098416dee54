"""Safety limits among the numbers of a spec, and the changes that loosen them.

These are how fast the movement may be, how deep it may go, and whatever the spec itself calls a
matter of safety.
"""

from typing import Literal

from posetrainer.exercises.problem import FieldPath
from posetrainer.exercises.spec import ExerciseSpec, FormFault, Judged, Measure
from posetrainer.exercises.vocabulary import OfJoint

End = Literal["at_least", "at_most"]


def is_safety_limit(spec: ExerciseSpec, field: FieldPath) -> bool:
    """Whether a number is a limit of safety, in one direction."""
    return _looser(spec, field) != 0


def loosens(spec: ExerciseSpec, field: FieldPath, old: float, new: float) -> bool:
    """Whether a change of a number allows what a limit of safety did not allow before.

    Parameters
    ----------
    spec : ExerciseSpec
        That the number stands in.
    field : tuple
        Of the number.
    old, new : float
        Its value before and after.
    """
    return _looser(spec, field) * (new - old) > 0


def _looser(spec: ExerciseSpec, field: FieldPath) -> int:
    """1 where a larger number allows more, -1 where a smaller one does, 0 where neither matters."""
    match field:
        case ("tempo", _, key) | ("rhythm", "at_most_per_min" as key):
            return _widening(key)
        case ("repetition", "target", ("at_least_deg" | "at_least_in" | "of_best")):
            # A higher target makes people move further.
            return 1
        case ("measures", name, "swing_within_s"):
            # In a shorter time it swings less far.
            return -int(any(f.measure == name and _severe(f) for f in spec.form.values()))
        case ("form" | "throughout" as section, name, *rest):
            return _judged(spec, getattr(spec, section)[name], str(rest[-1]))
    return 0


def _severe(judged: Judged) -> bool:
    return isinstance(judged, FormFault) and judged.severity == "safety"


def _judged(spec: ExerciseSpec, judged: Judged, key: str) -> int:
    severe = _severe(judged)
    deep = _deep_end(spec.measures[judged.measure], spec.driver)
    if key in ("for_s", "again_after_s"):
        # What is tolerated for longer, or warned of less often, is allowed.
        return int(severe or _limits(judged, deep))
    return _widening(key) if severe or (deep is not None and key.startswith(deep)) else 0


def _limits(judged: Judged, end: End | None) -> bool:
    return end is not None and getattr(getattr(judged, "keep", None), end, None) is not None


def _widening(key: str | int) -> int:
    return 1 if str(key).startswith("at_most") else -1


def _deep_end(measure: Measure, driver: Measure | None) -> End | None:
    """The end of a measure's range that bounds how far the movement goes; None if neither does."""
    if driver is None or measure.swing_within_s is not None:
        return None
    if measure.side in ("other", "difference") and measure.side != driver.side:
        return None
    if isinstance(measure, OfJoint) and isinstance(driver, OfJoint):
        if measure.joint != driver.joint:
            return None
        # A joint that is straightened further is bent less.
        return "at_most" if measure.kind == driver.kind else "at_least"
    return "at_most" if _same(measure, driver) else None


def _same(measure: Measure, driver: Measure) -> bool:
    """Whether two measures are of the same part, whatever they are counted from."""
    ignored = {"side", "relative_to"}
    return measure.model_dump(exclude=ignored) == driver.model_dump(exclude=ignored)
