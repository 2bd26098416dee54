"""The numbers of a spec: in the right unit, within reach, and in order."""

import re
from collections.abc import Iterator
from itertools import pairwise

from posetrainer.exercises.conditions import Keep
from posetrainer.exercises.problem import FieldPath, Problem
from posetrainer.exercises.repetition import Hold, PhaseTempo, Repetition, Tempo
from posetrainer.exercises.spec import Distance, ExerciseSpec, Lift, Measure, Strict, Unit
from posetrainer.exercises.vocabulary import UNIT_WORDS

#: A gap between rest and counting that is narrower than this lets noise count.
_LEAST_GAP: dict[Unit, float] = {"deg": 10.0, "in": 0.75}
#: An attempt that begins closer to rest than this begins at every twitch.
_LEAST_STEP: dict[Unit, float] = {"deg": 5.0, "in": 0.4}
#: The share of these that is enough for a height over a landmark close by.
LOCAL_SHARE = 0.6
#: No two landmarks of a body are farther apart.
_TALLEST_IN = 100.0
#: No intended movement from rest to target takes less than a quarter of a second; a smooth
#: movement is at its middle twice as fast as on average. A limit above that speed never warns.
_FASTEST_PER_S = 8.0
#: Up to this a limit may warn however near the target is, as who is in a hurry goes beyond it: a
#: foot in a brisk march passes through 70 inches a second, one that is tapped through 120 degrees.
_EFFECTIVE: dict[Unit, float] = {"deg": 120.0, "in": 70.0}
_BANDS = ("rest", "attempt", "counts", "target")


def ranges(asked: Keep, measure: Measure, place: FieldPath) -> Iterator[Problem]:
    """Find what is wrong with a range: its unit, its reach, the order of its ends."""
    problems = [*_band_unit(asked, measure.unit, place), *_reachable(asked, measure, place)]
    yield from problems
    low, high = asked.at_least, asked.at_most
    if not problems and low is not None and high is not None and low >= high:
        message = f"at_least ({low:g}) is not below at_most ({high:g}); swap or change them."
        yield Problem(place, message)


def _given(band: Strict) -> dict[str, float]:
    return {key: value for key, value in band if value is not None}


def band_units(bands: Repetition, driver: Measure) -> Iterator[Problem]:
    """Find bands in another unit than the measure's, or out of its reach."""
    for name in _BANDS:
        band, field = getattr(bands, name), ("repetition", name)
        yield from _band_unit(band, driver.unit, field)
        yield from _reachable(band, driver, field)


def _band_unit(band: Strict, unit: Unit, field: FieldPath) -> Iterator[Problem]:
    """Each number is in the measure's unit, and there is one."""
    given = _given(band)
    for key in given:
        if re.search("_(deg|in)$", key) and not key.endswith(f"_{unit}"):
            yield Problem((*field, key), _wrong_unit(key, unit, given))
    if not any(key.startswith("at_") for key in given):
        wanted = [key for key in type(band).model_fields if re.fullmatch(f"at_.*_{unit}", key)]
        yield Problem(field, f"has no number; write {' or '.join(wanted)}.")


def _wrong_unit(key: str, unit: Unit, given: dict[str, float]) -> str:
    right = re.sub(r"_(deg|in)(_s)?$", rf"_{unit}\2", key)
    mend = "delete this key" if right in given else f"write {right}"
    return f"the measure is in {UNIT_WORDS[unit]}; {mend}."


def _reachable(band: Strict, measure: Measure, field: FieldPath) -> Iterator[Problem]:
    """No number is one that the measure never reads."""
    low, high = _range(measure)
    for key, value in _given(band).items():
        if key.startswith("at_") and key.endswith(f"_{measure.unit}") and not low <= value <= high:
            words = UNIT_WORDS[measure.unit]
            message = f"this {measure.kind} is never {value:g}; write {low:g} to {high:g} {words}."
            yield Problem((*field, key), message)


def _range(measure: Measure) -> tuple[float, float]:
    """The smallest and the largest value that a measure can read."""
    low, high = 0.0, 180.0
    if measure.unit == "in":
        # A distance is never negative, a lift may be: on the way below the resting place.
        low, high = (0.0 if isinstance(measure, Distance) else -_TALLEST_IN), _TALLEST_IN
    elif getattr(measure, "joint", None) == "ankle" or (
        getattr(measure, "against", None) == "horizontal"
    ):
        low, high = -90.0, 90.0
    most = high - low
    apart = measure.side == "difference" and measure.relative_to == "zero"
    if measure.swing_within_s is not None or apart:
        return 0.0, most
    return (low, high) if measure.relative_to == "zero" else (-most, most)


def speeds(bands: Repetition, tempo: Tempo, unit: Unit) -> Iterator[Problem]:
    """Find limits of speed that are missing, or in another unit than the measure's."""
    if bands.hold:
        yield from _speed(bands.hold, unit, ("repetition", "hold"), "still")
    for phase in ("out", "back"):
        yield from _speed(getattr(tempo, phase), unit, ("tempo", phase), "at_most")


def _speed(limits: Hold | PhaseTempo, unit: Unit, field: FieldPath, end: str) -> Iterator[Problem]:
    """A limit of speed is given, in the driving measure's unit."""
    wanted = f"{end}_{unit}_s"
    wrong = f"{end}_{'in' if unit == 'deg' else 'deg'}_s"
    given = {key for key in (wanted, wrong) if getattr(limits, key) is not None}
    if wrong in given:
        mend = "delete this key" if wanted in given else f"write {wanted}"
        message = f"the driving measure is in {UNIT_WORDS[unit]}; {mend}."
        yield Problem((*field, wrong), message)
    elif not given:
        yield Problem((*field, wanted), "is missing; add it.")


def highest_limit(way: float, unit: Unit) -> float:
    """Return the highest limit of speed that a movement can pass on its way from rest to target."""
    return max(_FASTEST_PER_S * way, _EFFECTIVE[unit])


def never_too_fast(bands: Repetition, tempo: Tempo, unit: Unit) -> Iterator[Problem]:
    """Find limits of speed that no movement of this size can pass."""
    way = _given(bands.target)[f"at_least_{unit}"] - _number(bands.rest, unit)
    most = highest_limit(way, unit)
    for phase in ("out", "back"):
        limit = _given(getattr(tempo, phase)).get(f"at_most_{unit}_s", 0.0)
        if limit > most:
            message = (
                f"no movement from rest to target is as fast as {limit:g}, so nobody would be "
                f"warned; write {most:g} or less."
            )
            yield Problem(("tempo", phase, f"at_most_{unit}_s"), message)


def _number(band: Strict, unit: Unit) -> float:
    """The band's threshold: of a target, what is left after the tolerance."""
    given = _given(band)
    end = given.get(f"at_least_{unit}", given.get(f"at_most_{unit}", 0.0))
    return end - given.get(f"tolerance_{unit}", 0.0)


def bands_in_order(bands: Repetition, driver: Measure) -> Iterator[Problem]:
    """Find bands that do not follow one another."""
    unit = driver.unit
    words = UNIT_WORDS[unit]
    band = {name: _number(getattr(bands, name), unit) for name in _BANDS}
    target = ("repetition", "target")
    if driver.relative_to == "rest" and band["rest"] <= 0:
        message = "the measure is 0 at rest, so rest would never be seen; write a number above 0."
        yield Problem(("repetition", "rest"), message)
    if band["target"] <= 0:
        message = f"less its tolerance it is {band['target']:g} {words}; it must stay above 0."
        yield Problem(target, message)
    elif band["target"] <= band["rest"]:
        yield Problem(
            target,
            f"less its tolerance it is {band['target']:g} {words}, inside of rest, which ends "
            f"at {band['rest']:g}; raise the target or lower rest.",
        )
    else:
        yield from _order(band, words)


def _order(band: dict[str, float], words: str) -> Iterator[Problem]:
    for lower, upper in pairwise(_BANDS):
        if band[upper] < band[lower] or (lower == "rest" and band[upper] == band[lower]):
            least = " (less its tolerance)" if upper == "target" else ""
            yield Problem(
                ("repetition", upper),
                f"{band[upper]:g} {words}{least} lies below {lower}, which is {band[lower]:g}; "
                f"raise {upper} or lower {lower}.",
            )


def share_of_error(measure: Measure) -> float:
    """Return the error of a measure relative to the usual one.

    A height over a landmark close by is measured more exactly than one over the ground.
    """
    return LOCAL_SHARE if isinstance(measure, Lift) and measure.over is not None else 1.0


def least_gap(measure: Measure) -> float:
    """Return the least that a spec leaves between rest and counting, in the measure's unit."""
    return _LEAST_GAP[measure.unit] * share_of_error(measure)


def least_step(measure: Measure) -> float:
    """Return the least that it leaves between rest and an attempt, in the measure's unit."""
    return _LEAST_STEP[measure.unit] * share_of_error(measure)


def gaps(spec: ExerciseSpec) -> Iterator[Problem]:
    """Find what is so close to rest that noise would begin an attempt, or count."""
    bands, driver = spec.repetition, spec.driver
    if bands is None or driver is None:
        return
    words = UNIT_WORDS[driver.unit]
    rest = _number(bands.rest, driver.unit)
    for name, least, else_ in (
        ("attempt", least_step(driver), "every twitch will be an attempt"),
        ("counts", least_gap(driver), "noise will count"),
    ):
        gap = _number(getattr(bands, name), driver.unit) - rest
        if gap < least:
            message = f"only {gap:g} {words} above rest; leave {least:g} or more, or {else_}."
            yield Problem(("repetition", name), message)
