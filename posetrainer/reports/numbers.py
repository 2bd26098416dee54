"""Formatting of the numbers of a report; pure."""

from collections.abc import Sequence

from posetrainer.exercises.spec import Unit
from posetrainer.language.translation import decimal, msg, tr
from posetrainer.language.units import shown, sign, unit_name
from posetrainer.reports.model import SideReport
from posetrainer.rules.events import RepetitionSide

#: In place of a number that is not known.
NOTHING = "–"
#: Between thousands, in every language.
_THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
_SIDES: dict[RepetitionSide, str] = {
    "left": msg("left"),
    "right": msg("right"),
    "both": msg("both"),
}


def count(value: float) -> str:
    """Return a whole number."""
    return f"{value:,.0f}".replace(",", _THIN_SPACE)


def percent(part: float, whole: float) -> str:
    """Return a share; a dash where there is nothing to share."""
    return f"{100 * part / whole:.0f} %" if whole else NOTHING


def seconds(value: float | None) -> str:
    """Return a time of a repetition or a hold."""
    return NOTHING if value is None else f"{decimal(value, '.1f')} s"


def amount(value: float | None, unit: Unit | None) -> str:
    """Return a range of motion with its unit, for a sentence: "12.0 inches"."""
    if value is None or unit is None:
        return NOTHING
    return _digits(value, unit) + ("°" if unit == "deg" else f" {unit_name(unit)}")


def change(per_week: float, unit: Unit) -> str:
    """Return a change of a range of motion with its sign and unit, for a table: "+0.5 in"."""
    return decimal(shown(per_week, unit), "+.1f") + sign(unit)


def mean_and_highest(side: SideReport, unit: Unit | None) -> str:
    """Return the mean and the largest range of motion of a side, for a table."""
    if side.highest is None or side.peak is None or unit is None:
        return NOTHING
    return tr("{mean}, at most {highest}").format(
        mean=_digits(side.peak, unit) + sign(unit), highest=_digits(side.highest, unit)
    )


def side_words(side: RepetitionSide) -> str:
    """Return the name of a side."""
    return tr(_SIDES[side])


def enumerated(items: Sequence[str]) -> str:
    """Return items as a list within a sentence: "a, b and c"."""
    *most, last = items
    return ", ".join(most) + tr(" and ") + last if most else last


def _digits(value: float, unit: Unit) -> str:
    return decimal(shown(value, unit), ".0f" if unit == "deg" else ".1f")
