"""Lengths in the units of the user. Specs, events and files have inches, whatever is chosen."""

from typing import TYPE_CHECKING, Literal

from posetrainer.language.translation import decimal, tr, tr_many

if TYPE_CHECKING:
    from posetrainer.kinematics.measurands import Unit

#: Centimetres, or inches as in specs.
Units = Literal["metric", "imperial"]
CM_PER_INCH = 2.54

_chosen: Units = "imperial"


def use_units(units: Units) -> None:
    """Choose the units of all that is shown and spoken from now on, in all threads."""
    global _chosen  # noqa: PLW0603
    _chosen = units


def units() -> Units:
    """Return the units that are used now."""
    return _chosen


def shown(value: float, unit: "Unit") -> float:
    """Return a value in the unit that is shown: inches as chosen, degrees as they are."""
    return value * CM_PER_INCH if unit == "in" and _chosen == "metric" else value


def sign(unit: "Unit") -> str:
    """Return what stands behind a value that is shown: "°", " cm" or " in"."""
    if unit == "deg":
        return "°"
    return tr(" cm") if _chosen == "metric" else tr(" in")


def unit_name(unit: "Unit") -> str:
    """Return the name of the unit that is shown: "degrees", "centimetres" or "inches"."""
    if unit == "deg":
        return tr("degrees")
    return tr("centimetres") if _chosen == "metric" else tr("inches")


def prescribed(value: float, unit: "Unit") -> str:
    """Return a prescribed value for display; whole centimetres are as precise as inches."""
    metric = unit == "in" and _chosen == "metric"
    return f"{shown(value, unit):.0f}" if metric else decimal(value, "g")


def in_words(value: float, unit: "Unit") -> str:
    """Return a prescribed value in words: "45 degrees", "12 inches", "30 centimetres"."""
    number = prescribed(value, unit)
    count = 1 if number == "1" else 2
    if unit == "deg":
        text = tr_many("{number} degree", "{number} degrees", count)
    elif _chosen == "metric":
        text = tr_many("{number} centimetre", "{number} centimetres", count)
    else:
        text = tr_many("{number} inch", "{number} inches", count)
    return text.format(number=number)
